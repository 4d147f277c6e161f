"""The page: parts with their sections and tables → one self-contained HTML text."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from html import unescape
from typing import ClassVar

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from mingzhang.document.code_comments import code_of, without_comments
from mingzhang.document.computation_graph import Answers
from mingzhang.document.even_lines import (
    even,
    even_cover,
    even_entry,
    even_title,
    kept_cover,
    kept_title,
)
from mingzhang.document.glance_chart import Glance
from mingzhang.document.narrative import Block
from mingzhang.document.open_data import OpenData
from mingzhang.document.page_filling import lay_out_part
from mingzhang.document.paper_layout import Paper
from mingzhang.document.project_list import Line, project_lines
from mingzhang.document.region_folder import GLANCE, ON_PAPER, Region
from mingzhang.document.sentence_figures import Answer, rendered
from mingzhang.document.table_markup import Drawer
from mingzhang.document.table_values import Cell, Table
from mingzhang.document.term_links import Terms
from mingzhang.document.text_width import text_width
from mingzhang.document.unbroken_figures import keep_whole
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure

PAGE, SCREEN_STYLE, PRINT_STYLE, SCRIPT = "page.html.j2", "style.css", "pdf.css", "page.js"
ASKED = re.compile(r' data-of="(\d+)"')
FIGURE = re.compile(r"</?data\b[^>]*>")
TAG = re.compile(r"<style\b.*?</style>|<[^>]*>", re.DOTALL)
HEADING = re.compile(r"<(h[3-6])>(.*?)</\1>")
CHART = re.compile(r'<figure class="chart" id="([^"]+)">.*?<figcaption>(.*?)(?=</figcaption>)')
# Lines of the table of contents that fit a page, by class; characters that fit a line of it.
TOC_CLASSES = ((22, ""), (29, "close"), (40, "dense"))
TOC_LINE = 26
LABEL = "："


@dataclass(frozen=True)
class Section:
    """A section on the HTML page: a heading (none for a single text), sentences, tables.

    The tables of one ``in_text`` belong to the text above it.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    in_text: bool = False

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """A section's headings and paragraphs on the HTML page as plain text."""
        return tuple(line for block in self.blocks for line in block.text.splitlines())


@dataclass(frozen=True)
class Part:
    """A part of the document on its HTML page."""

    id: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Cover:
    """The HTML page's cover: the title by lines, when published, there or in the contents.

    ``corrections`` say when it was corrected since, and why; ``agency`` is the author.
    """

    lines: tuple[str, ...]
    date: str
    notice: str = ""
    corrections: tuple[str, ...] = ()
    agency: str = ""

    @property
    def title(self) -> str:
        """The title on the HTML page's cover in one line; what has a label of its own is apart."""
        return "".join(f" {line}" if LABEL in line else line for line in self.lines).lstrip()


@dataclass(frozen=True)
class Extras:
    """What the HTML page has and the paper has not: data, links, how figures were computed.

    ``asked`` is what sentences took down of their figures, ``addresses`` the ids of cells.  A page
    that only tries its template (no ``figures``) offers no data; one that is only looked at (no
    ``data``) has nothing to be downloaded, and no script.
    """

    ASKED: ClassVar = True  # by templates

    open_data: OpenData
    tables: tuple[Table, ...]
    asked: Sequence[Answer]
    addresses: Mapping[int, str]
    answers: Answers
    script: Markup
    terms: Terms
    figures: bool = True
    data: bool = True

    @classmethod
    def of(
        cls,
        open_data: OpenData,
        region: Region,
        parts: tuple[Part, ...],
        asked: Sequence[Answer],
        *,
        figures: bool = True,
    ) -> Extras:
        """The extras (links, answers) of an HTML page."""
        tables = tuple(table for part in parts for s in part.sections for table in s.tables)
        ids = {id(address.cell): address.id for address in open_data.addresses}
        unit = Unit.named(region.text("显示单位", Unit.WAN.label))
        return cls(
            open_data,
            tables,
            asked,
            ids,
            Answers(unit, open_data.account.catalogue),
            rendered(read_text(region, SCRIPT)),
            Terms.of(block.html for part in parts for s in part.sections for block in s.blocks),
            figures,
        )

    @property
    def script_hash(self) -> str:
        """What the HTML page's policy lets run: this script and no other."""
        return f"sha256-{b64encode(sha256(self.script.encode()).digest()).decode()}"

    @property
    def figures_link(self) -> str:
        """The HTML page's link to every figure as CSV."""
        return data_link(self.open_data.figures if self._is_offered else "")

    def table_link(self, table: Table) -> str:
        """The HTML page's link to a table as CSV."""
        return data_link(self.open_data.by_table[table.id] if self._is_offered else "")

    @property
    def _is_offered(self) -> bool:
        return self.figures and self.data

    @property
    def projects(self) -> tuple[Line, ...]:
        """The projects on the HTML page that have a table of their own."""
        return project_lines(self.open_data.account, self.tables)

    def trace(self, figure: Figure) -> Markup:
        """The HTML page's attribute of a figure that is neither of a cell nor of a sentence."""
        return Markup(' data-of="{}"').format(self.answers.of_figure(figure))

    def remark(self, said: Markup, asked: Sequence[Answer]) -> Markup:
        """Words on the HTML page with figures, ``asked``, that have no id; outside of sections."""
        return rendered(ASKED.sub(lambda match: self._told(match, asked), said))

    def _told(self, match: re.Match[str], asked: Sequence[Answer]) -> str:
        return f' data-of="{self.answers.of_answer(asked[int(match[1])])}"'

    def ask(self, cell: Cell) -> Markup:
        """The HTML attributes by which a cell's figure can be asked for its origin."""
        node = self.answers.of_cell(cell)
        if node is None:
            return Markup()
        name = self.addresses.get(id(cell))
        own = f' id="{escape(name)}"' if name else ""
        return rendered(f'{own} data-of="{node}"')

    def sentence(self, block: Block, ids: Ids) -> Markup:
        """A block on the HTML page whose figures have an id and know how they were computed.

        Its headings and charts have a link to themselves, its terms one to their explanation.
        """

        def asking(match: re.Match[str]) -> str:
            """A figure's mark on the page, with what it is made of."""
            return f' id="{ids.another("f")}"{self._told(match, self.asked)}'

        def heading(match: re.Match[str]) -> str:
            """A heading on the page, with a link to itself."""
            tag, text = match[1], match[2]
            name = ids.another("h")
            # Without the link of its own, which a reader's program takes for a part of its name.
            label = Markup(' aria-label="{}"').format(rendered(text).striptags())
            return f'<{tag} id="{name}"{label}>{text}{_anchor(name, text)}</{tag}>'

        def chart(match: re.Match[str]) -> str:
            """A chart on the page, with a link to itself."""
            return f"{match[0]}{_anchor(match[1], match[2])}"

        asked = keep_whole(ASKED.sub(asking, block.html))
        html = self.terms.linked(asked, ids.section)
        return rendered(CHART.sub(chart, HEADING.sub(heading, html)))

    def answers_json(self) -> Markup:
        """How every figure on the HTML page so far was computed, as JSON."""
        return rendered(self.answers.as_json())


@dataclass
class Ids:
    """The ids in the HTML page of what a section holds: section-03-01-f1, section-03-01-h1."""

    section: str
    _given: Counter[str] = field(default_factory=Counter)

    def another(self, kind: str) -> str:
        """The next HTML id of a kind on the page."""
        self._given[kind] += 1
        return f"{self.section}-{kind}{self._given[kind]}"


def _anchor(name: str, text: str) -> Markup:
    """The link on the HTML page of a heading or caption to itself."""
    link = Markup(' <a class="anchor" href="#{}" aria-label="链接：{}">#</a>')
    return link.format(name, rendered(text).striptags())


def data_link(text: str) -> str:
    """A text as a data: address on the HTML page, which needs no network."""
    return f"data:text/csv;charset=utf-8;base64,{b64encode(text.encode()).decode()}"


@dataclass(frozen=True)
class Made:
    """What HTML page and paper are made of: ``papers`` says how each table lies, by its key.

    ``glance`` is what is seen at the top; a page that only tries its template has none.
    """

    cover: Cover
    parts: tuple[Part, ...]
    papers: Mapping[str, Paper]
    glance: Glance | None = None


def render_page(
    environment: ImmutableSandboxedEnvironment,
    region: Region,
    made: Made,
    extras: Extras | None,
) -> str:
    """The HTML page, or without ``extras`` its paper; raises what Jinja raises."""
    is_seen = extras or region.text(GLANCE) == ON_PAPER
    template = environment.get_template(PAGE)
    ask = extras.ask if extras else None
    # What is only looked at is looked at again.
    folders = region.all_folders if extras and not extras.data else ()
    return template.render(
        cover=made.cover,
        parts=made.parts,
        extras=extras,
        glance=made.glance if is_seen else None,
        style=rendered(read_text(region, SCREEN_STYLE)),
        papers=made.papers,
        toc=toc_class(made.parts),
        ask=ask,
        even=even,
        even_cover=even_cover,
        even_entry=even_entry,
        even_title=even_title,
        kept_cover=kept_cover,
        kept_title=kept_title,
        drawn=Drawer(environment, made.papers, ask, tuple(folders)),
        sentence=_sentences(extras),
    )


def _sentences(extras: Extras | None) -> Callable[[Block, Section], Markup]:
    known: dict[str, Ids] = {}

    def sentence(block: Block, section: Section) -> Markup:
        """A sentence as the page has it."""
        if extras is None:
            # A figure is an element of its own only where a reader can ask for its origin.
            return rendered(keep_whole(FIGURE.sub("", block.html)))
        return extras.sentence(block, known.setdefault(section.id, Ids(section.id)))

    return sentence


def lay_out_parts(parts: tuple[Part, ...]) -> dict[str, Paper]:
    """How each table of the HTML page's parts is laid out on paper, by its key."""
    return {
        table.key: paper
        for part in parts
        for section, papers in zip(part.sections, _laid_out(part.sections), strict=True)
        for table, paper in zip(section.tables, papers, strict=True)
    }


def _laid_out(sections: Sequence[Section]) -> list[tuple[Paper, ...]]:
    in_text = {number for number, section in enumerate(sections) if section.in_text}
    return lay_out_part([section.tables for section in sections], in_text)


def without_tables(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of the HTML page without their tables."""
    return tuple(
        replace(part, sections=tuple(replace(s, tables=()) for s in part.sections))
        for part in parts
    )


def toc_class(parts: tuple[Part, ...]) -> str:
    """How close the lines of the HTML page's contents stand, to stay on one sheet."""
    titles = [title for part in parts for title in (part.title, *(s.title for s in part.sections))]
    lines = sum(1 + int(text_width(title) > TOC_LINE) for title in titles if title)
    return next((name for most, name in TOC_CLASSES if lines <= most), TOC_CLASSES[-1][1])


def read_text(region: Region, name: str) -> str:
    """The text of the nearest template of the HTML page of that name; empty if there is none."""
    file = region.find(name)
    return without_comments(code_of(file), file.suffix) if file else ""


def plain(html: str) -> str:
    """The text of some HTML markup."""
    return unescape(TAG.sub("", html))


def page_text(parts: tuple[Part, ...], *, headed: bool = False) -> str:
    """Everything that the HTML page's sentences and tables say, by lines; maybe its headings."""
    titles = (t for part in parts for t in (part.title, *(s.title for s in part.sections)))
    return "\n".join((*_texts(parts), *(titles if headed else ())))


def _texts(parts: tuple[Part, ...]) -> Iterator[str]:
    for section in (section for part in parts for section in part.sections):
        yield from section.sentences
        for table in section.tables:
            yield table.title
            yield from (cell.text for row in (*table.head, *table.body) for cell in row.cells)
