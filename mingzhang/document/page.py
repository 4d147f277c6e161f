"""The page: parts with their sections and tables → one self-contained HTML text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingzhang.document.narrative import Block
from mingzhang.document.region import Region
from mingzhang.document.table import Table
from mingzhang.document.words import rendered

PAGE, SCREEN_STYLE, PRINT_STYLE = "page.html.j2", "style.css", "pdf.css"


@dataclass(frozen=True)
class Section:
    """A section of a part: a heading (none where the part is one text), sentences, tables."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its headings and paragraphs as plain text."""
        return tuple(line for block in self.blocks for line in block.text.splitlines())


@dataclass(frozen=True)
class Part:
    """A part of the document."""

    id: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Cover:
    """The first page: the title by lines, and when it was published."""

    lines: tuple[str, ...]
    date: str

    @property
    def title(self) -> str:
        """The document's title in one line."""
        return "".join(self.lines)


def render_page(
    environment: ImmutableSandboxedEnvironment,
    region: Region,
    cover: Cover,
    parts: tuple[Part, ...],
) -> str:
    """The page; raises what Jinja raises for a faulty template."""
    style = rendered(read_text(region, SCREEN_STYLE))
    template = environment.get_template(PAGE)
    return template.render(cover=cover, parts=parts, style=style)


def read_text(region: Region, name: str) -> str:
    """The nearest file of that name; empty where there is none."""
    file = region.find(name)
    return file.read_text(encoding="utf-8") if file else ""


def page_text(parts: tuple[Part, ...]) -> str:
    """Everything that sentences and tables say, line by line."""
    return "\n".join(_texts(parts))


def _texts(parts: tuple[Part, ...]) -> Iterator[str]:
    for section in (section for part in parts for section in part.sections):
        yield from section.sentences
        for table in section.tables:
            yield table.title
            yield from (cell.text for row in (*table.head, *table.body) for cell in row.cells)
