"""Sheets of a list: a workbook or a CSV file → rows of texts, each with its place in words.

Codes that a workbook holds as numbers (205.0) are texts again; nothing else of a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mingzhang.diagnostics import Diagnostic
from mingzhang.grid.grid import letters
from mingzhang.grid.workbook_grids import opened
from mingzhang.reading.csv_rows import csv_rows

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .xls begin
CODECS = ("utf-8-sig", "gb18030")


class Line(NamedTuple):
    """A row of a sheet: its number, counted from 1, and the texts of its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet with a list of subjects; ``name`` is empty for a CSV file."""

    name: str
    lines: tuple[Line, ...]

    def line_in_file(self, line: Line) -> int:
        """The line of the list's file that a row stands in; 0 where a file has sheets, no lines."""
        return 0 if self.name else line.number

    def place(self, line: Line, column: int) -> str:
        """A cell of the list as a spreadsheet names it: 表1!B7 (a sheet's place)."""
        cell = f"{letters(column)}{line.number}"
        return f"{self.name}!{cell}" if self.name else f"第 {line.number} 行第 {column + 1} 列"


def read_sheets(data: bytes) -> tuple[Sheet, ...] | Diagnostic | None:
    """The sheets of a file; why a workbook cannot be read; None where it is of another kind."""
    if data.startswith(WORKBOOKS):
        return opened(Path(), data, _of_workbook)
    text = _decoded(data)
    if text is None or "\x00" in text:
        return None
    rows = csv_rows(text, _mark(text))
    # A quotation that does not end makes no list: of what it took in nobody would be told.
    lines = (Line(number, tuple(map(_text, cells))) for number, cells in rows.cells)
    return None if rows.unended else (Sheet("", tuple(lines)),)


def _of_workbook(book: CalamineWorkbook) -> tuple[Sheet, ...]:
    # With its empty area a cell keeps its address.
    read = (
        (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    )
    return tuple(Sheet(name, tuple(_lines(rows))) for name, rows in read)


def _decoded(data: bytes) -> str | None:
    for codec in CODECS:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _mark(text: str) -> str:
    """The mark (comma, tab) between the columns of a sheet, a CSV list of subjects."""
    first = text[:10_000]
    return max(",\t;", key=first.count)


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        yield Line(number, tuple(map(_text, row)))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
