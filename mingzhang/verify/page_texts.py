"""Page texts: the HTML of a page or of its paper → its pieces of text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from mingzhang.document.cell_address import addresses
from mingzhang.document.sentence_figures import item_mark
from mingzhang.document.table_values import Cell, Table

BLANK = re.compile(r"\s+")
UNSEEN = frozenset(("style", "script", "title", "desc"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption")
TABLES = ("table", "tr", "td", "th")
TEXTS = ("p", "li", "ol", "ul", "text", "span", "blockquote")
ROOMS = ("header", "main", "nav", "section", "div", "figure")
BLOCKS = frozenset((*HEADINGS, *TABLES, *TEXTS, *ROOMS))
LONGEST = 9  # digits of the number with which a list begins, as Markdown has it
# What only a page has, for a reader's convenience: no part of the document.
EXTRAS = frozenset(("skip", "anchor", "hint", "tools", "enclosed", "back"))
EMPTY = frozenset(("meta", "link", "br", "hr", "img", "input", "col", "wbr", "path", "rect"))


@dataclass(frozen=True)
class Piece:
    """A piece of a page's text without blanks, where it stands, and the cell that it is of.

    ``table`` is the id of its form, ``is_head`` whether that repeats it on each page, ``chart`` the
    number of its chart, ``target`` where a line of the contents leads, ``anchors`` what leads here.
    """

    text: str
    place: str
    table: str = ""
    cell: Cell | None = None
    is_head: bool = False
    chart: int = 0
    target: str = ""
    anchors: tuple[str, ...] = ()


def spoken(html: str, tables: Iterable[Table] = ()) -> tuple[Piece, ...]:
    """The texts of the page as pieces in order; ``tables`` give the cells their names."""
    speaker = _Speaker(_named(tables))
    speaker.feed(html)
    speaker.close()
    speaker.end()
    return tuple(speaker.pieces)


Cells = Mapping[tuple[str, int, int], tuple[Cell, str]]


def _named(tables: Iterable[Table]) -> Cells:
    """Each cell's place in the page's texts, by form, row and number, and in words."""
    tables = tuple(tables)
    words = {id(address.cell): address.words for address in addresses(tables)}
    return {
        (table.id, r, c): (cell, words.get(id(cell), f"{table.number or table.title} 第{r + 1}行"))
        for table in tables
        for r, row in enumerate(table.body)
        for c, cell in enumerate(row.cells)
    }


@dataclass
class _Where:
    """Where in the page (part, table, cell) the reading of its texts stands."""

    section: str = "封面"
    form: str = ""
    form_name: str = ""
    row: int = -1
    column: int = -1
    in_body: bool = False
    in_head: bool = False
    chart: int = 0
    in_chart: bool = False
    contents: bool = False
    target: str = ""


@dataclass
class _Speaker(HTMLParser):
    cells: Cells
    pieces: list[Piece] = field(default_factory=list)
    _at: _Where = field(default_factory=_Where)
    _text: list[str] = field(default_factory=list)
    _anchors: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _hidden: list[int] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ends a piece of a page's text where a block begins."""
        if tag in EMPTY:
            return
        self._open.append(tag)
        given = {name: value or "" for name, value in attrs}
        if tag in UNSEEN or not EXTRAS.isdisjoint(given.get("class", "").split()):
            self._hidden.append(len(self._open))
        if self._hidden:
            return
        if tag in BLOCKS:
            self.end()
        if name := given.get("id"):
            self._anchors.append(name)
        self._enter(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Ends a piece of the page's text where a block ends."""
        if tag not in self._open:
            return
        while self._open:
            if self._hidden and self._hidden[-1] == len(self._open):
                self._hidden.pop()
            last = self._open.pop()
            if not self._hidden:
                self._leave(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Takes text of the page that a reader sees down."""
        if not self._hidden:
            self._text.append(data)

    def end(self) -> None:
        """Makes a piece of the page's text so far, if there is any."""
        text = BLANK.sub("", "".join(self._text))
        self._text.clear()
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        at = self._at
        cell, place = self.cells.get((at.form, at.row, at.column), (None, ""))
        if not (at.in_body and place):
            cell, place = None, at.form_name or f"“{at.section}”"
        chart = at.chart if at.in_chart else 0
        anchors, self._anchors = tuple(self._anchors), []
        target = at.target if at.contents else ""
        piece = Piece(text, place, at.form, cell, at.in_head, chart, target, anchors)
        self.pieces.append(piece)

    def _enter(self, tag: str, given: Mapping[str, str]) -> None:
        at = self._at
        if "data-section" in given:
            at.section = given["data-section"]
        elif tag == "nav":
            at.contents, at.section = True, "目录"
        elif tag == "a" and at.contents:
            at.target = given.get("href", "").removeprefix("#")
        elif tag == "svg":
            self.end()
            at.chart, at.in_chart = at.chart + 1, True
        elif tag in ("ol", "ul"):
            self._lists.append(_start(given) if tag == "ol" and not at.contents else None)
        elif tag == "li":
            self._mark()
        else:
            self._enter_table(tag, given)

    def _enter_table(self, tag: str, given: Mapping[str, str]) -> None:
        at = self._at
        if tag == "figure" and "data-table" in given:
            at.form, at.form_name = given.get("id", ""), f"表“{given['data-table']}”"
            at.row = -1
        elif tag in ("thead", "caption"):
            at.in_head = tag == "thead"
        elif tag == "tbody":
            at.in_body = True
        elif tag == "tr" and at.in_body:
            at.row, at.column = at.row + 1, -1
        elif tag in ("td", "th") and at.in_body:
            at.column += 1

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS or tag == "svg":
            self.end()
        at = self._at
        if tag == "figure":
            at.form, at.form_name = "", ""
        elif tag == "thead":
            at.in_head = False
        elif tag == "tbody":
            at.in_body, at.column = False, -1
        elif tag == "svg":
            at.in_chart = False
        elif tag == "nav":
            at.contents = False
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def _mark(self) -> None:
        """The number, as a text of the page, that its style puts before an item of a list."""
        if self._lists and (number := self._lists[-1]) is not None:
            self._lists[-1] = number + 1
            self._text.append(item_mark(number + 1))


def _start(given: Mapping[str, str]) -> int:
    start = given.get("start", "1")
    return int(start) - 1 if start.isdecimal() and len(start) <= LONGEST else 0
