"""Explained: numbers of a paper that found no place → cells that miss just these accuse nobody.

A row whose name cannot be read is told where it stands.  What it has is missing in the sums of its
column: that they do not add up is no fault of the paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Point
from mingzhang.grid.grid import LOST, Grid
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.word_matching import plain

COUNTED = re.compile("[0-9]{1,2}")  # what heads number their columns by
# One or several that run together, or lack a character; in brackets, with a unit, a mark or a
# note behind it; or what a narrow column of a sheet shows in its place.
AMOUNTS = re.compile(
    rf"[(¥]{{0,2}}[-0-9,.{LOST}]*[0-9][-0-9,.{LOST}]*(?:[eE][+-]?[0-9]+)?\)?"
    r"(?:[*#%元]|[千万]元)?(?:\(.*\))?|#{2,}"
)
Unread = Mapping[tuple[int, int], Sequence[Placed]]


def unread_beside(placed: Iterable[Placed]) -> Unread:
    """The numbers that found no place, by the grid and the column of those that did, as cells."""
    grids: dict[int, tuple[Grid, dict[int, Placed], set[tuple[int, int]]]] = {}
    for one in placed:
        _, columns, taken = grids.setdefault(id(one.grid), (one.grid, {}, set()))
        columns.setdefault(one.spot.column, one)
        taken.add((one.spot.row, one.spot.column))
    found: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for number, (grid, columns, taken) in grids.items():
        for spot in grid.numbers():
            like = columns.get(spot.column)
            is_placed = (spot.row, spot.column) in taken
            if like and spot.number and not is_placed and not COUNTED.fullmatch(spot.text):
                own = replace(like, spot=spot, number=spot.number)
                found[number, spot.column].append(own)
    return found


def is_explained(cell: Placed, apart: Decimal, unread: Unread) -> bool:
    """Whether a cell misses, in 元, just what one number not read has, or all of its column."""
    beside = [amount_of(one) for one in unread.get((id(cell.grid), cell.spot.column), ())]
    wholes = [*beside, sum(beside[1:], beside[0])] if beside else []
    half = amount_of(cell).half
    return any(
        abs(EXACT.subtract(abs(apart), abs(one.value))) <= one.half + half * 2 for one in wholes
    )


def unsure_cells(grid: Grid) -> tuple[tuple[int, int], ...]:
    """Where in a grid amounts stand that could not be read."""
    return tuple(
        place
        for place, spot in grid.spots.items()
        if spot.number is None and AMOUNTS.fullmatch(plain(spot.text))
    )


def unsure_subjects(placed: Iterable[Placed]) -> frozenset[str]:
    """The subjects in whose rows an amount could not be read: what they come to is not known.

    Of a row that is no subject's, as far as could be read, those above and below it.
    """
    grids: dict[int, tuple[Grid, dict[int, set[str]]]] = {}
    for one in placed:
        _, rows = grids.setdefault(id(one.grid), (one.grid, defaultdict(set)))
        rows[one.spot.row].update(subjects_of(one))
    unsure = ((rows, row) for grid, rows in grids.values() for row, _ in unsure_cells(grid))
    return frozenset(subject for rows, row in unsure for subject in _around(rows, row))


def _around(rows: Mapping[int, Iterable[str]], row: int) -> Iterator[str]:
    """The subjects of a row that could not be read whole, else those beside it."""
    above = max((one for one in rows if one <= row), default=row)
    below = min((one for one in rows if one >= row), default=row)
    for one in {above, below}:
        yield from rows.get(one, ())


def subjects_of(one: Placed) -> Iterator[str]:
    """The subjects that a cell of a paper tells of, blank for all of them."""
    yield from (point.subject for point in one.target if isinstance(point, Point))


def is_unsure(cell: Placed, unsure: Iterable[str]) -> bool:
    """Whether a cell may be explained by one that was not read, of a subject above or below it."""
    return any(
        u.startswith(s) or (u and s.startswith(u)) for s in subjects_of(cell) for u in unsure
    )
