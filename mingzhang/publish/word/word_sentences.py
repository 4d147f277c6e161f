"""Sentences for Word: the markup of a block → paragraphs, lists, tables and charts, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

from mingzhang.document.sentence_figures import item_mark
from mingzhang.publish.word.word_charts import drawing
from mingzhang.publish.word.word_runs import STRONG, Paragraph, run
from mingzhang.publish.word.word_tables import cell_xml, grid, grid_xml, row_xml, table_properties

HEADINGS = {"h3": "Heading2", "h4": "Heading3", "h5": "Heading4", "h6": "Heading5"}
CHART = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
STRONG_TAGS = ("strong", "dfn", "b")
CHART_STYLE = "Chart"


@dataclass
class Counter:
    """Numbers the drawings between sentences in a Word document."""

    drawn: int = 0

    def another(self) -> int:
        """The number of the next drawing between sentences in Word."""
        self.drawn += 1
        return self.drawn


def block_elements(html: str, width: int, drawings: Counter) -> Iterator[Paragraph | str]:
    """The Word elements of a block of sentences; ``width`` in twentieths of a point."""
    start = 0
    reader = _Reader(width)
    for chart in CHART.finditer(html):
        reader.feed(html[start : chart.start()])
        reader.end_paragraph()
        picture = drawing(chart[0], drawings.another())
        reader.found.append(Paragraph(CHART_STYLE, picture, keep=True))
        start = chart.end()
    reader.feed(html[start:])
    reader.close()
    reader.end_paragraph()
    yield from reader.found


@dataclass
class _Reader(HTMLParser):
    """Gathers the elements of sentences for Word; an unknown tag means its words."""

    width: int
    found: list[Paragraph | str] = field(default_factory=list)
    _style: str = "Normal"
    _runs: str = ""
    _mark: str = ""
    _strong: int = 0
    _lists: list[int | None] = field(default_factory=list)
    _rows: list[tuple[bool, list[str]]] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins, in Word, what an HTML tag of the sentences begins."""
        if tag in HEADINGS or tag in ("p", "figcaption"):
            self._begin({"figcaption": "Caption"}.get(tag, HEADINGS.get(tag, "Normal")))
        elif tag in ("ol", "ul"):
            self.end_paragraph()
            start = dict(attrs).get("start") or "1"
            self._lists.append(int(start) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._begin_item()
        elif tag == "br":
            self._runs += "<w:r><w:br/></w:r>"
        elif tag in STRONG_TAGS:
            self._strong += 1
        else:
            self._begin_table_part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends, in Word, what an HTML tag of the sentences ends."""
        if tag in HEADINGS or tag in ("p", "figcaption", "li"):
            self.end_paragraph()
        elif tag in ("ol", "ul"):
            self.end_paragraph()
            self._lists = self._lists[:-1]
        elif tag in STRONG_TAGS:
            self._strong = max(self._strong - 1, 0)
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th") and self._rows:
            self._rows[-1][1].append(self._runs)
            self._runs = ""

    def handle_data(self, data: str) -> None:
        """Adds words of an HTML sentence to the Word paragraph."""
        self._runs += run(data, STRONG if self._strong else "")

    def end_paragraph(self) -> None:
        """Closes a Word paragraph of sentences; in a table it is a part of its cell."""
        if self._rows is None:
            if self._runs:
                text = run(self._mark) + self._runs
                self.found.append(Paragraph(self._style, text, keep=self._style in HEADED))
                self._mark = ""
            self._runs, self._style = "", "Normal"

    def _begin(self, style: str) -> None:
        self.end_paragraph()
        self._style = style

    def _begin_item(self) -> None:
        self.end_paragraph()
        if self._lists and (number := self._lists[-1]) is not None:
            self._lists[-1] = number + 1
            self._mark = item_mark(number + 1)

    def _begin_table_part(self, tag: str) -> None:
        if tag == "table":
            self.end_paragraph()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append((False, []))
        elif tag == "th" and self._rows:
            self._rows[-1] = (True, self._rows[-1][1])

    def _end_table(self) -> None:
        rows, self._rows, self._runs = self._rows or [], None, ""
        count = max((len(cells) for _, cells in rows), default=0)
        if not count:
            return
        widths = grid([Decimal(100) / count] * count, self.width)
        told = []
        for is_head, cells in rows:
            pairs = zip([*cells, *[""] * (count - len(cells))], widths, strict=True)
            xml = (cell_xml(Paragraph("Cell", runs).xml, width) for runs, width in pairs)
            told.append(row_xml("".join(xml), is_head=is_head))
        table = f"{table_properties('', sum(widths))}{grid_xml(widths)}{''.join(told)}"
        self.found += [f"<w:tbl>{table}</w:tbl>", Paragraph("FormEnd")]


HEADED = frozenset(HEADINGS.values())
