"""Which typed figures are leaves, and which are 公布数 (stated roll-ups of others).

Either all of a line is stated where finer lines stand below its subject; or each figure by itself:
it is a leaf where no finer one lies in its group.  Where two lie in each other by a part (all of a
项 on both bases, and the carry-over of its 类), the one of the finer subject is the leaf and the
other is stated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Point, above_all
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.partial_cube import depth, overlaps
from mingzhang.facts.source_nodes import text
from mingzhang.facts.source_rows import (
    BASIC,
    LEAVES,
    PLANS,
    PROJECTS,
    Cell,
    Row,
    called,
    cells_of,
    mixed_classes,
)
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue, ancestors
from mingzhang.forms.dimensions import FUNDS, NATURES, Bases, chain
from mingzhang.forms.document_kind import Kind

PARTS = NATURES[BASIC]
FINEST_ECONOMIC = len("30101")
Spot = tuple[str, str, str]


def read_cells(
    rows: Sequence[Row], kind: Kind, catalogue: Catalogue, unit: Unit
) -> tuple[Cell, ...]:
    """Every typed figure of the lines, told apart into leaves (明细) and stated ones (公布数)."""
    mixed = mixed_classes(rows, catalogue)
    cells = [cell for row in rows for cell in cells_of(row, kind, catalogue, unit, mixed)]
    if kind.by_figure:
        levels = Levels.of(rows)
        based = [_based(cell, levels, kind) for cell in cells]
        told = [called(cell, kind) for cell in _summing(based)]
        cells = list(_widened(settled(told, kind.bases)))
    else:
        cells = [called(cell, kind) for cell in _by_lines(cells, rows)]
    return tuple(cells)


def _based(cell: Cell, levels: Levels, kind: Kind) -> Cell:
    """The basis of leaves and stated figures: a roll-up is of all.

    What nothing refines is plain.
    """
    if cell.point.basis:
        return cell
    is_group = levels.is_group(cell.row, cell.column.key)
    basis = kind.bases.main if is_group else kind.bases.leaf
    return replace(cell, point=cell.point._replace(basis=basis))


def _summing(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A cell of no unit is stated, no leaf, where the cells of units at its point add up to it."""
    of_units: dict[Point, list[Figure]] = {}
    for cell in cells:
        if cell.row.unit and not cell.is_planned:
            of_units.setdefault(cell.point, []).append(cell.figure)
    for cell in cells:
        parts = of_units.get(cell.point, ()) if not (cell.row.unit or cell.is_planned) else ()
        is_sum = bool(parts) and summed("", parts).amount.agrees(cell.figure.amount)
        yield replace(cell, is_stated=True) if is_sum else cell


def _widened(cells: Iterable[Cell]) -> Iterator[Cell]:
    """A stated figure (no leaf) of an economic 类 counts for the whole and its own nature."""
    for cell in cells:
        yield cell
        if cell.is_stated and cell.is_by_subject:
            for group in chain(cell.point.nature, NATURES)[1:]:
                yield replace(cell, point=cell.point._replace(nature=group))


# By lines


def _by_lines(cells: Iterable[Cell], rows: Sequence[Row]) -> Iterator[Cell]:
    """Leaves and stated cells: those of lines above others, or that their line takes apart."""
    inner = {(r.flow, r.fund, code) for r in rows for code in ancestors(r.code) if code != r.code}
    listed = Counter((flow, fund) for _, flow, fund in {(r.section, r.flow, r.fund) for r in rows})
    for row, own in groupby(cells, lambda cell: cell.row):
        typed = list(own)
        for cell in typed:
            is_above = (row.flow, row.fund, row.code) in inner or cell.is_stated
            if cell.is_by_subject:
                is_whole = listed[row.flow, row.fund] == 1
                yield from _of_subject(cell, is_above=is_above, is_whole=is_whole)
            else:
                yield replace(cell, is_stated=is_above or any(_splits(o, cell) for o in typed))


def _of_subject(cell: Cell, *, is_above: bool, is_whole: bool) -> Iterator[Cell]:
    """A stated figure (no leaf) of a 类 counts for its own nature, and for the whole.

    It says nothing of the whole where another list has money of these subjects, too.
    """
    code, natures = cell.row.code, chain(cell.point.nature, NATURES)
    natures = tuple(nature for nature in natures if is_whole or nature != TOTAL)
    natures = natures[:1] if len(code) >= FINEST_ECONOMIC else natures if code else natures[::-1]
    for number, nature in enumerate(natures):
        point = cell.point._replace(nature=nature)
        yield replace(cell, point=point, is_stated=is_above or number > 0)


def _splits(finer: Cell, cell: Cell) -> bool:
    """Whether a cell of a line is, by its nature, a part of another: a leaf, not stated."""
    one, two = finer.point, cell.point
    return one != two and two.nature in chain(one.nature, NATURES) and one[:2] == two[:2]


# By figures


@dataclass(frozen=True)
class Levels:
    """Levels of lines that tell leaves from stated figures: by flow, fund and code.

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
        """The levels (类款项) of all lines of a source, to tell leaves from stated figures."""
        return cls(
            frozenset(spot for row in rows for spot in _above(row)),
            frozenset(spot for row in rows if _has(row, (*LEAVES, TOTAL)) for spot in _above(row)),
            frozenset(spot for row in rows if _is_projected(row) for spot in _above(row)),
            frozenset(spot for row in rows if _has(row, PARTS) for spot in _at(row)),
            frozenset(spot for row in rows if row.section == PLANS for spot in _at(row)),
            frozenset(_summed(rows)),
        )

    def is_group(self, row: Row, key: str) -> bool:
        """Whether a figure is stated, no leaf: other lines or keys say what it consists of."""
        spot = (row.flow, row.fund, row.code)
        finer = {
            BASIC: self.split,
            PROJECTS: self.planned,
            TOTAL: self.summed,
        }
        inner = self.spent if key in LEAVES else self.projected if key == PROJECTS else self.inner
        return spot in inner or spot in finer.get(key, ())


def _at(row: Row) -> Iterator[Spot]:
    """A line's place among levels, telling leaves from stated: its fund, and groups of that."""
    return ((row.flow, fund, row.code) for fund in chain(row.fund, FUNDS))


def _above(row: Row) -> Iterator[Spot]:
    """The places (coarser subject, fund group) whose stated figures have the line as a leaf."""
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


def settled(cells: Sequence[Cell], bases: Bases) -> tuple[Cell, ...]:
    """A source's cells, told apart into leaves and stated figures (公布数)."""
    late = {id(cell) for cell in cells if _is_taken_off(cell, cells, bases)}
    # Of leaves alike one stands for all: thousands of projects lie at a few points.
    leaves: dict[tuple[object, ...], Cell] = {}
    stated: set[int] = set()
    for cell in sorted(cells, key=lambda cell: (id(cell) in late, *_order(cell, bases))):
        if cell.is_stated or any(_is_above(cell, leaf, bases) for leaf in leaves.values()):
            stated.add(id(cell))
        else:
            leaves.setdefault((cell.row.unit, cell.is_planned, cell.point), cell)
    return tuple(replace(cell, is_stated=id(cell) in stated) for cell in cells)


def _order(cell: Cell, bases: Bases) -> tuple[int, ...]:
    """The finest leaves first; a line of no unit in particular may be about several units."""
    is_named = cell.is_planned and bool(cell.point.subject)
    is_last = not cell.row.unit or _is_bare(cell)
    return (is_last, not is_named, *(-number for number in depth(cell.point, bases)))


def _is_bare(cell: Cell) -> bool:
    """Whether a leaf, not stated, is money of a project whose subject nobody told."""
    return cell.is_planned and not cell.point.subject


def _is_above(cell: Cell, leaf: Cell, bases: Bases) -> bool:
    """Whether a stated cell says again, wholly or by a part, what a leaf says."""
    if cell.is_planned and leaf.is_planned:
        return False
    # Spending by subject that names no unit is that of all units, so that of a unit's project, too.
    is_of_all = _is_bare(cell) and not leaf.row.unit
    if cell.row.unit not in ("", leaf.row.unit) and not is_of_all:
        return False
    if cell.point == leaf.point:
        return leaf.is_planned
    return overlaps(cell.point, leaf.point, bases)


def _is_taken_off(cell: Cell, cells: Sequence[Cell], bases: Bases) -> bool:
    """Whether a carry-over, a leaf, is in a stated figure of both bases without the rest."""
    if cell.point.basis in (bases.main, bases.leaf) or cell.is_planned:
        return False
    own = cell.point._replace(basis=bases.main)
    alike = [
        other
        for other in cells
        if other is not cell and overlaps(other.point._replace(basis=bases.main), own, bases)
    ]
    is_part = any(
        text(other.row.node, "口径") == bases.main
        or (other.point.basis == bases.main and own in above_all(other.point, bases))
        for other in alike
    )
    return is_part and all(other.point.basis != bases.leaf for other in alike)
