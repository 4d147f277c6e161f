"""Which typed figures of a budget are leaves, and which are 公布数 (stated roll-ups of others).

A figure is a leaf where no finer one lies in its group.  Where two lie in each other by a part (all
of a 项 on both bases, and the carry-over of its 类), the one of the finer subject is the leaf and
the other is stated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.cube import FUNDS, Point, above_all, chain
from mingzhang.facts.figure import Figure
from mingzhang.facts.partial import depth, overlaps
from mingzhang.facts.rows import Row
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL, ancestors

THIS_YEAR, CARRIED, BOTH = "本年", "上年结转", "预算"
PARTS = ("人员经费", "公用经费")
LEAVES = (*PARTS, "基本支出", "经营支出", "上缴上级支出", "对附属单位补助支出")
PROJECTS = "项目支出"
PLANS = "项目"
# Lines of these sections are about the same money.
FLOWS: Mapping[str, str] = {"支出": "支出", PLANS: "支出", "基本支出": "经济分类", "收入": "收入"}
Spot = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Cell:
    """A typed figure and its point; ``is_stated`` marks a 公布数."""

    row: Row
    point: Point
    figure: Figure
    is_stated: bool = False

    @property
    def is_planned(self) -> bool:
        """Whether it is money of a project, of which several may lie at one point."""
        return self.row.section == PLANS


@dataclass(frozen=True)
class Levels:
    """Where lines stand above others: by flow, fund and code.

    ``inner`` has the places above any line, ``spent`` and ``projected`` those above lines that
    tell spending apart from that on projects, and spending on projects.  ``summed`` has the places
    of lines that tell what their total consists of, and those of several lines.
    """

    inner: frozenset[Spot]
    spent: frozenset[Spot]
    projected: frozenset[Spot]
    split: frozenset[Spot]
    planned: frozenset[Spot]
    summed: frozenset[Spot]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Levels:
        """The levels of all lines of a source."""
        return cls(
            frozenset(spot for row in rows for spot in _above(row)),
            frozenset(spot for row in rows if _has(row, (*LEAVES, TOTAL)) for spot in _above(row)),
            frozenset(spot for row in rows if _is_projected(row) for spot in _above(row)),
            frozenset(spot for row in rows if _has(row, PARTS) for spot in _at(row)),
            frozenset(spot for row in rows if row.section == PLANS for spot in _at(row)),
            frozenset(_summed(rows)),
        )

    def is_group(self, row: Row, key: str) -> bool:
        """Whether other lines, or other keys of its own, say what a figure consists of."""
        spot = (FLOWS[row.section], row.fund, row.code)
        finer = {
            "基本支出": self.split,
            PROJECTS: self.planned,
            TOTAL: self.summed,
        }
        inner = self.spent if key in LEAVES else self.projected if key == PROJECTS else self.inner
        return spot in inner or spot in finer.get(key, ())


def _at(row: Row) -> Iterator[Spot]:
    """The line's own place, under its fund and the groups of such."""
    return ((FLOWS[row.section], fund, row.code) for fund in chain(row.fund, FUNDS))


def _above(row: Row) -> Iterator[Spot]:
    """The places that the line is a part of."""
    for flow, fund, own in _at(row):
        for code in {*ancestors(own), own}:
            if (fund, code) != (row.fund, row.code):
                yield flow, fund, code


def _summed(rows: Sequence[Row]) -> Iterator[Spot]:
    yield from (spot for row in rows if _is_detailed(row) for spot in _at(row))
    lines = Counter(spot for row in rows for spot in _at(row))
    yield from (spot for spot, count in lines.items() if count > 1)


def _is_detailed(row: Row) -> bool:
    return row.section == PLANS or _has(row, (*LEAVES, PROJECTS))


def _is_projected(row: Row) -> bool:
    return row.section == PLANS or _has(row, (PROJECTS, TOTAL))


def _has(row: Row, keys: Iterable[str]) -> bool:
    return any(row.node.get(key) for key in keys)


def settled(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, told apart into leaves and 公布数."""
    late = {id(cell) for cell in cells if _is_taken_off(cell, cells)}
    # Of leaves alike one stands for all: thousands of projects lie at a few points.
    leaves: dict[tuple[object, ...], Cell] = {}
    stated: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (id(cell) in late, *_order(cell))):
        if cell.is_stated or any(_is_above(cell, leaf) for leaf in leaves.values()):
            stated.add(id(cell))
        else:
            leaves.setdefault((cell.row.unit, cell.is_planned, cell.point), cell)
    return tuple(replace(cell, is_stated=id(cell) in stated) for cell in cells)


def _order(cell: Cell) -> tuple[int, ...]:
    """The finest first; a line of no unit in particular may be about several units."""
    is_named = cell.is_planned and bool(cell.point.subject)
    is_last = not cell.row.unit or _is_bare(cell)
    return (is_last, not is_named, *(-number for number in depth(cell.point)))


def _is_bare(cell: Cell) -> bool:
    """Whether it is money of a project whose subject nobody told."""
    return cell.is_planned and not cell.point.subject


def _is_above(cell: Cell, leaf: Cell) -> bool:
    """Whether a cell says again, wholly or by a part, what a leaf says."""
    if cell.is_planned and leaf.is_planned:
        return False
    # Spending by subject that names no unit is that of all units, so that of a unit's project, too.
    is_of_all = _is_bare(cell) and not leaf.row.unit
    if cell.row.unit not in ("", leaf.row.unit) and not is_of_all:
        return False
    if cell.point == leaf.point:
        return leaf.is_planned
    return overlaps(cell.point, leaf.point)


def _is_taken_off(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a carry-over is a part of a figure of both bases whose rest nobody typed."""
    if cell.point.basis != CARRIED or cell.is_planned:
        return False
    own = cell.point._replace(basis=BOTH)
    alike = [
        other
        for other in cells
        if other is not cell and overlaps(other.point._replace(basis=BOTH), own)
    ]
    is_part = any(
        text(other.row.node, "口径") == BOTH
        or (other.point.basis == BOTH and own in above_all(other.point))
        for other in alike
    )
    return is_part and all(other.point.basis != THIS_YEAR for other in alike)
