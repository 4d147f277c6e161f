"""The text of a CSV file that an office keeps → its rows by their lines.

A quotation that does not end takes in all that follows: its row is none, and the line is told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

QUOTE = '"'
UNENDED = "这一行起引号没有成对，后面的都读成了这一格里的字。"


@dataclass(frozen=True)
class Rows:
    """The rows of a CSV file, each with the line that it begins in.

    ``unended`` is the line of a quotation that does not end, 0 where all do.
    """

    cells: tuple[tuple[int, tuple[str, ...]], ...]
    unended: int = 0

    @property
    def heads(self) -> tuple[str, ...]:
        """What the first row of a CSV file has, without spaces around."""
        return tuple(cell.strip() for cell in self.cells[0][1]) if self.cells else ()

    def named(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The rows of a CSV file below the heads, by line; cells by head, of one name the last."""
        for line, cells in self.cells[1:]:
            if cells:
                lacking = ("",) * (len(self.heads) - len(cells))
                yield line, dict(zip(self.heads, (*cells, *lacking), strict=False))


def csv_rows(text: str, mark: str = ",") -> Rows:
    """The rows of a CSV file's text, whose columns are apart by a mark."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    found: list[tuple[int, tuple[str, ...]]] = []
    begins = 1
    try:
        for cells in reader:
            found.append((begins, tuple(cells)))
            begins = reader.line_num + 1
    except csv.Error:  # a cell that is longer than any that somebody typed
        return Rows(tuple(found), begins)
    is_long = bool(found) and reader.line_num > found[-1][0]
    if is_long and text.count(QUOTE) % 2:
        return Rows(tuple(found[:-1]), found[-1][0])
    return Rows(tuple(found))
