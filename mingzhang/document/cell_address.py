"""Addresses: a document's tables → each cell's id, and how a person says which cell it is.

The id (公开04表!R30C6: 6th column of the 30th row below the head) only depends on the table's
shape; the words (row, column) outlive a row that is added above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from mingzhang.document.document_structure import PER_PROJECT
from mingzhang.document.table_values import Cell, Row, Table

VALUES = ("amount", "percent", "number")
COUNTERS = ("行次", "序号", "栏次")
LEAD = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+、)")


class Address(NamedTuple):
    """The address of a cell with a value: its id, its table's name, row and column in words."""

    id: str
    table: str
    row: str
    column: str
    cell: Cell

    @property
    def words(self) -> str:
        """A cell's address for a person: 公开03表 2101502 一般行政管理事务 / 项目支出."""
        return f"{self.table} {' / '.join(filter(None, (self.row, self.column)))}"

    @property
    def key(self) -> tuple[str, str, str]:
        """The address by which the same table cell of another version goes."""
        return self.table, self.row, self.column


def addresses(tables: Iterable[Table]) -> tuple[Address, ...]:
    """The address of every table cell that shows a value; keys are unique."""
    found: list[Address] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for table in tables:
        for address in _Sheet(table).addresses():
            seen[address.key] += 1
            found.append(_numbered(address, seen[address.key]))
    return tuple(found)


def _numbered(address: Address, number: int) -> Address:
    if number == 1:
        return address
    row = f"{address.row}（第 {number} 处）"
    return Address(address.id, address.table, row, address.column, address.cell)


def table_name(table: Table) -> str:
    """A table's name in a cell's address: its number, else its title, and its project's name."""
    name = table.number or table.title
    if table.layout not in PER_PROJECT.values():
        return name
    texts = (c.text for c in table.cells() if c.text and not c.scope and c.kind == "text")
    return f"{name}（{next(texts, table.key)}）"


@dataclass
class _Sheet:
    """A table while its cells are given addresses, row by row."""

    table: Table
    heads: dict[int, list[str]] = field(default_factory=dict)
    _taken: dict[int, int] = field(default_factory=dict)
    _said: dict[int, str] = field(default_factory=dict)

    def addresses(self) -> Iterator[Address]:
        for row in self.table.head:
            self._read_head(row)
        self._taken.clear()
        name = table_name(self.table)
        start = self.table.number if self.table.layout not in PER_PROJECT.values() else ""
        start = start or f"表{self.table.key}"
        for number, row in enumerate(self.table.body, 1):
            for column, label, cell in self._values(row):
                head = self._said.get(column)
                if head is None:
                    head = self._said[column] = "/".join(self.heads.get(column, ()))
                yield Address(f"{start}!R{number}C{column}", name, label, head, cell)

    def _read_head(self, row: Row) -> None:
        for column, cell in self._placed(row):
            if cell.text and not cell.text.isdecimal() and cell.text not in COUNTERS[2:]:
                self._add_head(column, cell)

    def _add_head(self, column: int, cell: Cell) -> None:
        for spanned in range(column, column + cell.colspan):
            self.heads.setdefault(spanned, []).append(cell.text)
            self._said.pop(spanned, None)

    def _values(self, row: Row) -> Iterator[tuple[int, str, Cell]]:
        """What has an address: column, row label (what stands left) and cell of each value."""
        labels: list[str] = []
        after_value = False
        for column, cell in self._placed(row):
            if cell.scope in ("col", "colgroup"):
                self.heads.pop(column, None)
                self._add_head(column, cell)
            elif cell.kind in VALUES:
                if not self._counts(column):
                    after_value = True
                    yield column, " ".join(labels), cell
            elif cell.text:
                labels = [] if after_value else labels
                labels.append(LEAD.sub("", cell.text))
                after_value = False

    def _counts(self, column: int) -> bool:
        """Whether a column only numbers the rows, so that its cells need no address."""
        return any(word in COUNTERS for word in self.heads.get(column, ()))

    def _placed(self, row: Row) -> Sequence[tuple[int, Cell]]:
        """Each cell of an addressed row with its column in the grid, no cell from above."""
        if not self._taken and all(cell.rowspan == 1 for cell in row.cells):
            ends = accumulate((cell.colspan for cell in row.cells), initial=1)
            return [*zip(ends, row.cells, strict=False)]
        placed = []
        column = 1
        for cell in row.cells:
            column = self._after(column)
            placed.append((column, cell))
            for spanned in range(column, column + cell.colspan):
                self._take(spanned, cell.rowspan - 1)
            column += cell.colspan
        for spanned in [known for known in self._taken if known >= column]:
            self._take(spanned, self._taken[spanned] - 1)
        return placed

    def _after(self, column: int) -> int:
        """The first column from there on that no addressed cell from above takes."""
        while column in self._taken:
            self._take(column, self._taken[column] - 1)
            column += 1
        return column

    def _take(self, column: int, rows: int) -> None:
        """A cell above takes a column of that many addressed rows."""
        if rows:
            self._taken[column] = rows
        else:
            self._taken.pop(column, None)
