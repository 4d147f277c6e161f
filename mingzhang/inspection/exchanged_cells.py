"""Exchanged: the sums that a paper's tables break → neighbours printed in each other's place.

Two cells exchanged break the sums of both, and any one of them mended breaks the rest: only both
together mend all.  What a single cell explains is not an exchange.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from mingzhang.facts.amount import EXACT
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of

if TYPE_CHECKING:
    from mingzhang.inspection.claimed_sums import Sum

LEAST = 2  # sums that an exchange breaks
ByCell = Mapping[int, Sequence["Sum"]]
Pair = tuple[Placed, Placed]


def exchanges(
    failing: Sequence[Sum], by_cell: ByCell, cells: Mapping[int, Placed]
) -> Iterator[tuple[tuple[Pair, ...], tuple[Sum, ...]]]:
    """Neighbours of which an exchange mends all failing sums of both, and those sums.

    Where the exchange of others would mend the very same sums, these follow.
    """
    left = {id(one): one for one in failing}
    accused = {id(cell) for one in failing for cell in (one.whole, *one.parts)}
    pairs = [
        (one, other)
        for one, other in _neighbours(cells)
        if not accused.isdisjoint((id(one), id(other))) and one.unit == other.unit
    ]
    for pair in pairs:
        if broken := _mended_by(pair, by_cell, left):
            yield tuple(p for p in pairs if _mended_by(p, by_cell, left) == broken), broken
            for s in broken:
                del left[id(s)]


def _mended_by(pair: Pair, by_cell: ByCell, left: Mapping[int, Sum]) -> tuple[Sum, ...]:
    """The failing sums of both cells where their exchange mends all of these, else none."""
    one, other = pair
    own = {id(s): s for cell in pair for s in by_cell[id(cell)]}
    broken = tuple(left[number] for number in left if number in own)
    is_mended = _is_exchange(one, other, (*own.values(),), broken)
    return broken if is_mended and not _is_single(broken, by_cell) else ()


def _neighbours(cells: Mapping[int, Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Cells beside each other that may be exchanged: in a row, then in a column."""
    rows: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    columns: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for one in cells.values():
        rows[id(one.grid), one.spot.row].append(one)
        columns[id(one.grid), one.spot.column].append(one)
    for row in rows.values():
        yield from pairwise(sorted(row, key=lambda one: one.spot.column))
    for column in columns.values():
        yield from pairwise(sorted(column, key=lambda one: one.spot.row))


def _is_exchange(one: Placed, other: Placed, own: Sequence[Sum], broken: Sequence[Sum]) -> bool:
    """Whether all sums of both cells hold once they are exchanged."""
    more = EXACT.subtract(amount_of(other).value, amount_of(one).value)
    return (
        bool(more)
        and len(broken) >= LEAST
        and all(
            s.holds_at(s.apart + more * (s.sign(one) - s.sign(other)))
            for s in own
            if s.holds or s in broken
        )
    )


def _is_single(broken: Sequence[Sum], by_cell: ByCell) -> bool:
    """Whether one cell alone explains what an exchange would, and breaks nothing."""
    first = broken[0]
    return any(
        all(s.sign(cell) and s.is_mended(cell, first.change(cell)) for s in broken)
        and not any(s.holds for s in by_cell[id(cell)])
        for cell in (first.whole, *first.parts)
    )
