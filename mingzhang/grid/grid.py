"""Grid: a sheet of a workbook as a value, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from mingzhang.diagnostics import Place

Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

LOST = "\ufffc"  # stands in a cell for a character that is drawn there and that nothing tells


@dataclass(frozen=True)
class Spot:
    """A cell of the grid: ``text`` as it is shown to a reader, ``number`` where it holds one."""

    row: int
    column: int
    text: str = ""
    number: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in a grid's cell."""
        return not self.text


class Area(NamedTuple):
    """Where on paper a grid's cell is: its page, which row of the page's table, both from 1.

    ``box`` is left, low, right, high as the paper counts: hundredths of a point.
    """

    page: int
    row: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Grid:
    """A grid: its file's name and SHA-256, its own name, its cells by row and column.

    Of a merged area every cell is its owner (the first one), so that a head is found in every
    column that it spans.  ``areas`` are those of the cells of a paper.  ``first`` is the row that
    it begins with where it is one of several tables below each other on a sheet.
    """

    file: str
    digest: str
    name: str
    spots: Mapping[tuple[int, int], Spot]
    spans: tuple[Span, ...] = ()
    size: tuple[int, int] = (0, 0)
    areas: Mapping[tuple[int, int], Area] = field(default_factory=dict)
    first: int = 0

    @cached_property
    def _merged(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): span[:2]
            for span in self.spans
            for row in range(span[0], span[2] + 1)
            for column in range(span[1], span[3] + 1)
        }

    def at(self, row: int, column: int) -> Spot:
        """The grid's cell at a row and column, or the one that it is merged into."""
        own = self._merged.get((row, column), (row, column))
        return self.spots.get(own, Spot(*own))

    def owns(self, row: int, column: int) -> bool:
        """Whether a grid's cell is its own: not a further one of a merged area."""
        return self._merged.get((row, column), (row, column)) == (row, column)

    def row(self, number: int) -> tuple[Spot, ...]:
        """The cells of a row of the grid, one for each column."""
        return tuple(self.at(number, column) for column in range(self.size[1]))

    def top(self, count: int) -> range:
        """The first rows of the grid, so many at the most."""
        return range(self.first, min(self.first + count, self.size[0]))

    def area(self, spot: Spot) -> Area | None:
        """Where on paper a cell of the grid is; None of a spreadsheet."""
        own = self._merged.get((spot.row, spot.column), (spot.row, spot.column))
        beside = (self.areas.get((own[0], column)) for column in range(self.size[1]))
        return self.areas.get(own) or next(filter(None, beside), None)

    def place(self, spot: Spot) -> Place:
        """The file of a grid's cell, with the page where it has one."""
        area = self.area(spot)
        return Place(Path(self.file), page=area.page if area else 0)

    def numbers(self) -> Iterator[Spot]:
        """Every cell of the grid that holds a number, row by row."""
        return (spot for _, spot in sorted(self.spots.items()) if spot.number is not None)

    def cell(self, spot: Spot) -> str:
        """A grid's cell as a spreadsheet names it: 收支总表!B7; on paper 第12页第3行第2列."""
        if area := self.area(spot):
            return f"第{area.page}页第{area.row}行第{spot.column + 1}列"
        return f"{self.name}!{letters(spot.column)}{spot.row + 1}"


def letters(column: int) -> str:
    """A grid column's letters (A, B, … Z, AA) from its number, counted from 0."""
    above, letter = divmod(column, 26)
    return (letters(above - 1) if above else "") + chr(ord("A") + letter)
