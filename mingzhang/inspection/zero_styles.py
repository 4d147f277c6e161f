"""Zeros: the cells of a paper → tables that write nothing in several ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhang.intake.number_placing import Placed

BLANK = "空白"


@dataclass(frozen=True)
class Ways:
    """A table and its styles of zero: how often it writes nothing in each way, and a figure."""

    table: str
    counts: tuple[tuple[str, int], ...]
    first: Placed


def ways_of_zero(placed: Iterable[Placed]) -> Iterator[Ways]:
    """Tables with zeros that are written out, and others that are left blank."""
    tables: dict[str, list[Placed]] = {}
    for one in placed:
        tables.setdefault(one.table, []).append(one)
    for table, cells in tables.items():
        counts: dict[str, int] = {}
        for text in (one.spot.text for one in cells if not one.number):
            counts[text] = counts.get(text, 0) + 1
        if blank := _blank(cells):
            counts[BLANK] = blank
        if len(counts) > 1:
            yield Ways(table, tuple(sorted(counts.items())), cells[0])


def _blank(cells: list[Placed]) -> int:
    """How many cells are blank in rows and columns that have figures (a style of zero)."""
    grid = cells[0].grid
    rows = {one.spot.row for one in cells}
    columns = {one.spot.column for one in cells}
    places = ((row, column) for row in rows for column in columns if grid.owns(row, column))
    return sum(grid.at(*place).is_empty for place in places)
