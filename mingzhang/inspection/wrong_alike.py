"""Wrong alike: the sums that a paper's tables break → one figure that is wrong wherever it stands.

A figure of a row stands in its total, in the column it belongs to, in those between, and often in
other tables.  Who types it wrong has it wrong in all of them: across, the row still adds up, and
only the change of all these cells at once mends the sums above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of

if TYPE_CHECKING:
    from mingzhang.inspection.claimed_sums import Sum

LEAST = 2  # cells that are wrong alike, and sums that these break
ByCell = Mapping[int, Sequence["Sum"]]
Cells = tuple[Placed, ...]


Found = tuple[Cells, Decimal, tuple["Sum", ...]]


def wrong_alike(
    failing: Mapping[int, Sum], by_cell: ByCell, cells: Mapping[int, Placed]
) -> Iterator[Found]:
    """Cells that are wrong alike: these, by how much (元), and the sums that they break.

    Where others explain the very same sums, nobody knows which of them are wrong.
    """
    left = dict(failing)
    found = list(_candidates(failing, by_cell, cells))
    ways = Counter(frozenset(map(id, broken)) for _, _, broken in found)
    for alike, change, broken in found:
        if ways[frozenset(map(id, broken))] == 1 and all(id(s) in left for s in broken):
            yield alike, change, broken
            for s in broken:
                del left[id(s)]


def _candidates(
    failing: Mapping[int, Sum], by_cell: ByCell, cells: Mapping[int, Placed]
) -> Iterator[Found]:
    """All cells that may be wrong alike, whatever others explain."""
    for alike in _of_one_figure(cells) if failing else ():
        own = {id(s): s for cell in alike for s in by_cell[id(cell)]}
        broken = tuple(failing[number] for number in own if number in failing)
        change = _change(alike, broken)
        if change and _mends(alike, change, (*own.values(),)) and _is_told_by_all(alike, broken):
            yield alike, change, broken


def _of_one_figure(cells: Mapping[int, Placed]) -> Iterator[Cells]:
    """The cells that print the same amount, and not nothing: of a row, then of all tables."""
    rows: dict[tuple[int, int, Decimal], list[Placed]] = defaultdict(list)
    wide: dict[Decimal, list[Placed]] = defaultdict(list)
    for one in cells.values():
        if value := amount_of(one).value:
            rows[id(one.grid), one.spot.row, value].append(one)
            wide[value].append(one)
    groups = {tuple(map(id, alike)): tuple(alike) for alike in (*rows.values(), *wide.values())}
    yield from (alike for alike in groups.values() if len(alike) >= LEAST)


def _sign(alike: Cells, claim: Sum) -> int:
    """How often a claimed sum has a figure; 0 where it holds whatever that is."""
    return sum(claim.sign(cell) for cell in alike)


def _change(alike: Cells, broken: Sequence[Sum]) -> Decimal:
    """By how much a figure would have to change for the first sum that has it once."""
    asked = (-s.apart * sign for s in broken if abs(sign := _sign(alike, s)) == 1)
    return next(asked, Decimal(0))


def _mends(alike: Cells, change: Decimal, own: Sequence[Sum]) -> bool:
    """Whether all sums of a figure hold after that change, but for such as need not hold.

    One of them is with another table, which has the figure right: if only sums above fail, a row
    may have been left out.
    """
    after = [(s, s.holds_at(s.apart + change * _sign(alike, s))) for s in own]
    is_shown = any(holds and not s.holds and s.is_between for s, holds in after)
    return is_shown and all(holds or (s.is_loose and not s.holds) for s, holds in after)


def _is_told_by_all(alike: Cells, broken: Sequence[Sum]) -> bool:
    """Whether sums fail at each cell, or at none but through the others of its row.

    Else one of the cells alone may be wrong.
    """
    told = {(id(c.grid), c.spot.row) for c in alike if any(s.sign(c) for s in broken)}
    rows = {(id(c.grid), c.spot.row) for c in alike}
    return len(broken) >= LEAST and (len(rows) > 1 or len(told) == len(rows))
