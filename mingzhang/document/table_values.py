"""Tables as values: head, body and notes with their spans → what HTML, PDF and data files share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from mingzhang.facts.figure import Figure


class Cell(NamedTuple):
    """A table's cell as a value; with ``scope`` (row, col, colgroup) it is a heading.

    ``kind`` is text, code, name, number (行次, 栏次), amount or percent; ``level`` 1, 2, 3 is
    类, 款, 项.  An amount keeps the figure that it shows.
    """

    text: str = ""
    kind: str = "text"
    figure: Figure | None = None
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    level: int = 0

    @property
    def value(self) -> str:
        """The value of a table's cell, its exact amount in 元; empty where it shows none."""
        if self.figure is None or not self.text or self.is_unknown:
            return ""
        text = f"{self.figure.amount.value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @property
    def is_unknown(self) -> bool:
        """Whether a table's cell stands for a value that was not published (数据缺口)."""
        return self.figure is not None and not self.figure.is_known


@dataclass(frozen=True)
class Row:
    """A table's row as a value; ``level`` as of its subject, ``total`` for 合计 and its like."""

    cells: tuple[Cell, ...]
    level: int = 0
    total: bool = False


@dataclass(frozen=True)
class Column:
    """A table's column as a value; ``weight`` is its width relative to the others."""

    weight: Decimal = Decimal(1)


@dataclass(frozen=True)
class Table:
    """A table, a form as it is published, as a value.

    ``key`` is unique in the document (01, 10-2), ``layout`` the kind of form (版面),
    ``unit_line``, ``period`` and ``money_unit`` the line above it; ``project`` is the one that it
    speaks of, where the form has a table for each, ``score`` what it prints as its points in all.
    """

    key: str
    layout: str
    title: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    number: str = ""
    unit_line: str = ""
    period: str = ""
    money_unit: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = False
    project: str = ""
    score: str = ""

    @property
    def id(self) -> str:
        """The table's anchor in the page, of the values that page and data share."""
        return f"table-{self.key}"

    @property
    def is_empty(self) -> bool:
        """Whether none of a table's values is other than zero."""
        return not any(cell.figure and not cell.figure.is_zero for cell in self.cells())

    @property
    def gap(self) -> Cell | None:
        """The first cell of a table whose value was not published."""
        return next((cell for cell in self.cells() if cell.is_unknown), None)

    def cells(self) -> Iterator[Cell]:
        """Every cell of a table's body, as values."""
        for row in self.body:
            yield from row.cells
