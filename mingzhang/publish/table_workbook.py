"""Workbook: a document's tables → ``disclosure.xlsx``, each on a sheet in its form's own layout.

Amounts are numbers, exact in the unit that the table shows; their formats show as many decimals as
the page does.  A text is a text, whatever it looks like.  Same document, same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from mingzhang.document.cell_address import table_name
from mingzhang.document.html_page import lay_out_parts
from mingzhang.document.open_data import FORMULA
from mingzhang.document.paper_layout import Paper, placed
from mingzhang.document.render import Document
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.document.text_width import text_width
from mingzhang.publish.spreadsheet_numbers import number_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CONTENTS = "目录"
SONG, TITLE_FACE = "宋体", "方正小标宋简体"
NAME_LENGTH, TEXT_LENGTH = 31, 32_767  # characters of a sheet's name, of a cell
CUT = "……（这一格太长，全文见网页和 PDF）"
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
A4 = 9
UPRIGHT, WIDE = Decimal(88), Decimal(130)  # characters of the default face that A4 holds
DIGIT, CHARACTER = 7, 12  # dots of a digit of the default face, of a character of 9 points
LINE, HIGHEST = Decimal(13), Decimal(409)  # points of a line of text, of a row at most
MARGINS = {"left": 0.79, "right": 0.79, "top": 0.98, "bottom": 0.98}  # inches, as in the PDF
FOOTER = "&C— &P —"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
ALIGNED = {"amount": "right", "percent": "right", "number": "center"}
Style = tuple[tuple[str, object], ...]
TITLE: Style = (("font_name", TITLE_FACE), ("font_size", 15), ("align", "center"))
PLAIN: Style = (("font_name", SONG), ("font_size", 9))


def workbook(document: Document, date: datetime) -> bytes:
    """The Excel workbook of a document's tables; ``date`` is that of the document."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 (a build may leave it out)

    data = BytesIO()
    book = Workbook(data, OPTIONS)
    book.set_properties({"title": document.title, "created": date.replace(tzinfo=None)})
    papers = lay_out_parts(document.parts)
    tables = tuple(table for section in document.sections for table in section.tables)
    named = tuple(zip(sheet_names(map(_name, tables)), tables, strict=True))
    styles = _Styles(book)
    _write_contents(book.add_worksheet(CONTENTS), document, named, styles)
    for name, table in named:
        _Sheet(book.add_worksheet(name), table, papers[table.key], styles).write()
    book.close()
    return data.getvalue()


def _name(table: Table) -> str:
    return f"{table.number} {table.title}" if table.number else table_name(table)


def sheet_names(titles: Iterable[str]) -> Iterator[str]:
    """Names of a workbook's sheets: short, each once, without marks that mean something."""
    given = {CONTENTS}
    for title in titles:
        plain = NOT_IN_NAMES.sub("", title).strip(" '") or "表"
        name, number = plain[:NAME_LENGTH].rstrip(" '"), 1
        while name.casefold() in given:
            number += 1
            tail = f"（{number}）"
            name = plain[: NAME_LENGTH - len(tail)] + tail
        given.add(name.casefold())
        yield name


@dataclass
class _Styles:
    """The cell formats of the Excel workbook, each made once."""

    book: Workbook
    _made: dict[Style, Format] = field(default_factory=dict)

    def of(self, style: Style, **more: object) -> Format:
        """The cell format of the workbook with these properties."""
        key = (*style, *sorted(more.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"valign": "vcenter", **dict(key)})
        return self._made[key]

    def text(self, sheet: Worksheet, at: tuple[int, int], words: str, style: Format) -> None:
        """Write words into a cell of the workbook as words, never as a formula."""
        fits = words if len(words) <= TEXT_LENGTH else words[: TEXT_LENGTH - len(CUT)] + CUT
        sheet.write_string(*at, fits, style)


def _write_contents(
    sheet: Worksheet, document: Document, named: Sequence[tuple[str, Table]], styles: _Styles
) -> None:
    """The workbook's first sheet: which document it is, and a link to each table."""
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 70)
    styles.text(sheet, (0, 0), document.title, styles.of(TITLE, align="left"))
    cover = document.cover
    lines = [text for text in (cover.date, cover.notice, *cover.corrections) if text]
    for row, text in enumerate(lines, 1):
        styles.text(sheet, (row, 0), text, styles.of(PLAIN, font_size=11))
    start = len(lines) + 2
    link = styles.of(PLAIN, font_size=11, font_color="#0B4A8F", underline=1)
    for row, (name, table) in enumerate(named, start):
        styles.text(sheet, (row, 0), table.number, styles.of(PLAIN, font_size=11))
        target = name.replace("'", "''")
        words = (table.title if table.number else table_name(table))[:TEXT_LENGTH]
        sheet.write_url(row, 1, f"internal:'{target}'!A1", link, words)
    _set_page(sheet, wide=False)


def _set_page(sheet: Worksheet, *, wide: bool) -> None:
    sheet.set_paper(A4)
    if wide:
        sheet.set_landscape()
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(FOOTER)


def _indent(cell: Cell, row: Row) -> int:
    """By how many characters a name in the workbook stands further in (款, 项)."""
    is_named = cell.kind == "name" and not row.total
    return max(row.level or cell.level, 1) - 1 if is_named else 0


@dataclass
class _Sheet:
    """A worksheet of the workbook while its table is written; ``_row`` is the next free row."""

    sheet: Worksheet
    table: Table
    paper: Paper
    styles: _Styles
    _row: int = 0

    def write(self) -> None:
        """Writes a table's title, head, body and notes to the workbook; sets up its page."""
        self._set_columns()
        self._write_line(self.table.title, self.styles.of(TITLE, text_wrap=True), 24)
        if self.table.number:
            self._write_line(self.table.number, self.styles.of(PLAIN, align="right"))
        self._write_unit_line()
        head = self._row
        self._write_rows()
        for note in self.table.notes:
            self._write_line(note, self.styles.of(PLAIN, text_wrap=True, valign="top"))
        _set_page(self.sheet, wide=self.paper.wide)
        self.sheet.print_area(0, 0, max(self._row - 1, 0), self._last)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})
        if count := len(self.table.head):
            self.sheet.repeat_rows(head, head + count - 1)
            self.sheet.freeze_panes(head + count, 0)

    @property
    def _last(self) -> int:
        return max(len(self.table.columns) - 1, 0)

    def _set_columns(self) -> None:
        whole = WIDE if self.paper.wide else UPRIGHT
        self._widths = [Decimal(width.rstrip("%")) * whole / 100 for width in self.paper.widths]
        for number, width in enumerate(self._widths):
            self.sheet.set_column(number, number, float(round(width, 2)))

    def _write_line(self, text: str, style: Format, height: int = 0) -> None:
        """Writes a text across all columns of the workbook's sheet."""
        self._merge(self._row, 0, (1, self._last + 1), style)
        self.styles.text(self.sheet, (self._row, 0), text, style)
        self._set_height(max(Decimal(height), LINE * self._lines(text, 0, self._last + 1)))
        self._row += 1

    def _write_unit_line(self) -> None:
        """The unit line in the workbook: left, middle and right, over empty cells."""
        table = self.table
        said = (table.unit_line, table.period, table.money_unit)
        if not any(said):
            return
        if self._last < 2:
            line = "　".join(filter(None, said))
            self._write_line(line, self.styles.of(PLAIN, align="right"))
            return
        columns = (0, (self._last + 1) // 2, self._last)
        for text, column, align in zip(said, columns, ("left", "center", "right"), strict=True):
            if text:
                style = self.styles.of(PLAIN, align=align)
                self.styles.text(self.sheet, (self._row, column), text, style)
        self._row += 1

    def _write_rows(self) -> None:
        rows = (*self.table.head, *self.table.body)
        heads = len(self.table.head)
        for number, (row, cells) in enumerate(zip(rows, placed(rows), strict=True)):
            for column, cell in cells:
                self._write_cell(column, cell, row, is_head=number < heads)
            lines = (self._cell_lines(x, cell, row) for x, cell in cells if cell.rowspan == 1)
            # Not every spreadsheet sees to the height of its rows, and none to that of merged ones.
            if (most := max(lines, default=Decimal(1))) > 1:
                self._set_height(LINE * most + 3)
            self._row += 1

    def _write_cell(self, column: int, cell: Cell, row: Row, *, is_head: bool) -> None:
        number = number_of(cell)
        more: dict[str, object] = {"border": 1, "text_wrap": not number}
        more["align"] = "center" if is_head else ALIGNED.get(cell.kind, "left")
        if row.total and cell.kind == "name":
            more["align"] = "center"
        if not is_head and (row.total or 1 in (row.level, cell.level)):
            more["bold"] = cell.kind in ("name", "amount")
        if cell.kind == "name" and not row.total:
            more["indent"] = _indent(cell, row)
        if number:
            more["num_format"] = number.format
        elif FORMULA.search(cell.text):
            more["quote_prefix"] = True
        style = self.styles.of(PLAIN, **more)
        self._merge(self._row, column, (cell.rowspan, cell.colspan), style)
        if number:
            # Written as the decimal's own digits, never by way of a float.
            self.sheet.write_number(self._row, column, number.value, style)
        elif cell.text:
            self.styles.text(self.sheet, (self._row, column), cell.text, style)
        else:
            self.sheet.write_blank(self._row, column, None, style)

    def _merge(self, row: int, column: int, span: tuple[int, int], style: Format) -> None:
        rows, columns = span
        if rows * columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)

    def _cell_lines(self, column: int, cell: Cell, row: Row) -> Decimal:
        if number_of(cell):
            return Decimal(1)
        blanks = Decimal(_indent(cell, row))
        return sum(
            (self._lines(line, column, cell.colspan, blanks) for line in cell.text.split("\n")),
            Decimal(0),
        )

    def _lines(self, text: str, column: int, columns: int, blanks: Decimal = Decimal(0)) -> Decimal:
        """How many lines a text takes in the workbook's columns, which count in digits."""
        width = sum(self._widths[column : column + columns], Decimal(0))
        held = max((width * DIGIT * 2 // CHARACTER) / 2, Decimal(1))
        whole, part = divmod(text_width(text) + blanks, held)
        return whole + (1 if part or not whole else 0)

    def _set_height(self, height: Decimal) -> None:
        self.sheet.set_row(self._row, float(min(height, HIGHEST)))
