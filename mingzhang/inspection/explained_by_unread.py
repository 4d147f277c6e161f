"""Explained: numbers of a paper that found no place → cells that miss just these accuse nobody.

A row whose name cannot be read is told where it stands.  What it has is missing in the sums of its
column: that they do not add up is no fault of the paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.grid.grid import Grid
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of

COUNTED = re.compile("[0-9]{1,2}")  # what heads number their columns by
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
