"""The page: parts with their sections and tables → one self-contained HTML text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2.sandbox import ImmutableSandboxedEnvironment

from mingzhang.document.narrative import Block
from mingzhang.document.paper import Paper, lay_out, text_width
from mingzhang.document.region import Region
from mingzhang.document.table import Table
from mingzhang.document.words import rendered

PAGE, SCREEN_STYLE, PRINT_STYLE = "page.html.j2", "style.css", "pdf.css"
# Lines of the table of contents that fit a page, by class; characters that fit a line of it.
TOC_CLASSES = ((22, ""), (29, "close"), (40, "dense"))
TOC_LINE = 26


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
    toc = _toc_class(parts)
    return template.render(cover=cover, parts=parts, style=style, papers=_papers(parts), toc=toc)


def _papers(parts: tuple[Part, ...]) -> dict[str, Paper]:
    """How each table is laid out, by its key."""
    return {
        table.key: lay_out(table, opens_part=number == 0, paired=len(section.tables) > 1)
        for part in parts
        for number, section in enumerate(part.sections)
        for table in section.tables
    }


def _toc_class(parts: tuple[Part, ...]) -> str:
    """How close the lines of the table of contents stand, so that it stays on one page."""
    titles = [title for part in parts for title in (part.title, *(s.title for s in part.sections))]
    lines = sum(1 + int(text_width(title) > TOC_LINE) for title in titles if title)
    return next((name for most, name in TOC_CLASSES if lines <= most), TOC_CLASSES[-1][1])


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
