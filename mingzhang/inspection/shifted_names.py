"""Shifted: a 类 that one sheet alone has, in place of one that all others have → a misnamed row.

A name that slipped to the next line takes the money with it: every sheet that has the money under
its right name then comes to something else, and each of them looks wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.facts.source_rows import CLASS
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.missing_tables import points_of
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.source_lines import SPENT

Rows = Mapping[str, Placed]  # the first cell of each 类


@dataclass(frozen=True)
class Shifted:
    """The cell of a shifted name, and the cell of another sheet that has the right one."""

    grid: Grid
    spot: Spot
    other: Grid
    right: Spot


def shifted_names(placed: Sequence[Placed]) -> Iterator[Shifted]:
    """The rows whose names may have shifted."""
    sheets = _classes(placed)
    for grid, rows in sheets:
        others = [own for other, own in sheets if other is not grid]
        alone = [code for code in rows if not any(code in own for own in others)]
        lacking = [code for code in _in_all(others) if code not in rows]
        if len(alone) == len(lacking) == 1 and len(rows) > 1 and others:
            one, twin = rows[alone[0]], others[0][lacking[0]]
            spot, right = _name(one), _name(twin)
            if spot and right:
                yield Shifted(grid, spot, twin.grid, right)


def _in_all(others: Sequence[Rows]) -> Sequence[str]:
    """The 类 whose names stand in every one of the sheets, of which none may have shifted."""
    return [code for code in others[0] if all(code in own for own in others)] if others else []


def _classes(placed: Sequence[Placed]) -> list[tuple[Grid, Rows]]:
    """The sheets that have money of several 类, by the names that may have shifted."""
    found: dict[int, dict[str, Placed]] = defaultdict(dict)
    grids: dict[int, Grid] = {}
    for one in placed:
        codes = {p.subject for p in points_of(one.target) if p.flow == SPENT}
        if one.number and len(codes) == 1 and len(code := next(iter(codes))) == CLASS:
            grids[id(one.grid)] = one.grid
            found[id(one.grid)].setdefault(code, one)
    return [(grids[number], rows) for number, rows in found.items() if len(rows) > 1]


def _name(one: Placed) -> Spot | None:
    """The name of the row whose figure may have shifted: the nearest word before it."""
    before = (one.grid.at(one.spot.row, column) for column in reversed(range(one.spot.column)))
    return next((spot for spot in before if not spot.is_empty and spot.number is None), None)
