"""Sums: the printed cells of a paper → the equations that its tables claim, and who breaks them.

A row of a 类 is the sum of its 款, a total of what is above it, a column of the columns that it
heads, and a figure that stands in two tables is the same in both.  A sum of columns counts
only where the table keeps it elsewhere: a form that adds up otherwise is not accused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT, Amount, rounded, total
from mingzhang.facts.cube import Point
from mingzhang.forms.dimensions import FUNDS, NATURES, Bases, Groups
from mingzhang.grid.grid import Grid
from mingzhang.inspection.exchanged_cells import Pair, exchanges
from mingzhang.inspection.explained_by_unread import unsure_cells
from mingzhang.inspection.wrong_alike import wrong_alike
from mingzhang.intake.number_placing import WAITING, Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.units_in_cells import WORTH
from mingzhang.intake.word_matching import plain

# Sums that a document need not keep: they bear witness, and accuse nobody.
LOOSE = ("funds", "flows", "bases")
INCOME, SPENT = "收入", "支出"
END = 10**6  # rows that no table has
HALF_YUAN = Decimal("0.5")


@dataclass(frozen=True, eq=False)
class Sum:
    """A claimed sum: a cell and those that it is the sum of; one part of one figure is its equal.

    ``kind`` are sums of one sort: the same columns of a table, or the same step of its rows.
    """

    whole: Placed
    parts: tuple[Placed, ...]
    kind: tuple[object, ...]
    is_whole_yuan: bool = False

    @property
    def apart(self) -> Decimal:
        """By how much the whole of a claimed sum exceeds its parts, in 元."""
        return EXACT.subtract(amount_of(self.whole).value, self._added.value)

    @property
    def is_loose(self) -> bool:
        """Whether a document need not keep a claimed sum: it bears witness, and accuses nobody."""
        return self.kind[0] in LOOSE

    @property
    def is_between(self) -> bool:
        """Whether a claimed sum is of cells of different tables."""
        return self.is_loose or self.kind[0] == "tables"

    @property
    def holds(self) -> bool:
        """Whether a claimed sum holds, up to the rounding of its parts."""
        return self.holds_at(self.apart)

    def holds_at(self, apart: Decimal) -> bool:
        """Whether a claimed sum would hold if its whole exceeded its parts by that, in 元."""
        slack = HALF_YUAN * (len(self.parts) + 1) if self.is_whole_yuan else Decimal(0)
        return abs(apart) <= slack or abs(apart) < amount_of(self.whole).half + self._added.half

    def change(self, cell: Placed) -> Decimal:
        """By how much a cell would have to change for a claimed sum to hold."""
        return -self.apart * self.sign(cell)

    def is_mended(self, cell: Placed, change: Decimal) -> bool:
        """Whether that change of a cell mends a claimed sum, but for a tail."""
        half = amount_of(self.whole).half + self._added.half
        return abs(self.change(cell) - change) <= half

    @property
    def _added(self) -> Amount:
        return total(map(amount_of, self.parts))

    def sign(self, cell: Placed) -> int:
        """By which sign a cell is in the claimed sum's difference; 0 where it is not."""
        if cell is self.whole:
            return 1
        return -1 if any(cell is part for part in self.parts) else 0


@dataclass(frozen=True, eq=False)
class Culprit:
    """The claimed sums that fail for one cause: the cell, and what it should say (元).

    ``cell`` is the only one whose change mends them; where several would do, ``rivals`` are those.
    ``beside`` is the one that is printed in its place; ``instead`` are others whose exchange would
    do as well.  ``alike`` are the cells that are wrong alike, this one among them.
    """

    cell: Placed
    meant: Decimal
    broken: tuple[Sum, ...]
    rivals: tuple[Placed, ...] = ()
    beside: Placed | None = None
    instead: tuple[Pair, ...] = ()
    alike: tuple[Placed, ...] = ()


def sums_of(placed: Sequence[Placed], bases: Bases) -> tuple[Sum, ...]:
    """The sums that the tables keep, and those of the same kinds that they break (claimed sums)."""
    whole = all(one.number == one.number.to_integral_value() for one in placed if one.unit == "元")
    found = [
        replace(one, is_whole_yuan=whole and one.whole.unit == "元")
        for one in (
            *_wholly_read((*_of_rows(placed), *_of_columns(placed, bases)), placed),
            *_of_tables(placed),
            *_across(placed, bases),
        )
    ]
    kept: dict[tuple[object, ...], int] = defaultdict(int)
    for one in found:
        kept[one.kind] += 1 if one.holds and any(p.number for p in one.parts) else 0
    broken: dict[tuple[object, ...], int] = defaultdict(int)
    for one in found:
        broken[one.kind] += not one.holds
    sure = ("rows", "tables")  # every form adds up its subjects
    return tuple(
        one
        for one in found
        if one.holds or one.kind[0] in sure or kept[one.kind] > broken[one.kind]
    )


def _wholly_read(sums: Iterable[Sum], placed: Sequence[Placed]) -> Iterator[Sum]:
    """The claimed sums but those that fail where an amount is not read, or not known: a part."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for cell in placed:
        rows[id(cell.grid), cell.spot.column].append(cell.spot.row)
    grids = {id(cell.grid): cell.grid for cell in placed}
    unread = {number: (*unsure_cells(grid), *_waiting(grid)) for number, grid in grids.items()}
    for one in sums:
        number, (row, column) = id(one.whole.grid), (one.whole.spot.row, one.whole.spot.column)
        if one.kind[0] == "rows":
            own = _rows_of(one, rows[number, column])
            is_missing = any(r in own and c == column for r, c in unread[number])
        else:
            is_missing = any(r == row for r, _ in unread[number])
        if one.holds or not is_missing:
            yield one


def _waiting(grid: Grid) -> Iterator[tuple[int, int]]:
    """Where a sheet says that an amount is not known, which may be part of a claimed sum."""
    return (place for place, spot in grid.spots.items() if plain(spot.text) in WAITING)


def _rows_of(one: Sum, placed: Iterable[int]) -> range:
    """The rows in which parts of a claimed sum of rows may stand, up to the next placed row."""
    own = [cell.spot.row for cell in (one.whole, *one.parts)]
    first = 0 if one.whole.spot.row == max(own) else min(own)
    return range(first, min((row for row in placed if row > max(own)), default=END))


def _points(placed: Iterable[Placed]) -> Iterator[tuple[Point, Placed]]:
    for one in placed:
        if isinstance(one.target, tuple) and len(one.target) == 1:
            yield one.target[0], one


def _of_rows(placed: Sequence[Placed]) -> Iterator[Sum]:
    """The claimed sums of a table's column: each subject and those right below it."""
    columns: dict[tuple[object, ...], dict[str, Placed]] = defaultdict(dict)
    for point, one in _points(placed):
        columns[id(one.grid), one.cell[1], point._replace(subject="")][point.subject] = one
    for key, rows in columns.items():
        for code, one in rows.items():
            below = [other for other in rows if other != code and other.startswith(code)]
            direct = [c for c in below if not any(c != o and c.startswith(o) for o in below)]
            if direct:
                step = (key[0], len(code), min(map(len, direct)))
                yield Sum(one, tuple(rows[c] for c in direct), ("rows", *step))


def _of_columns(placed: Sequence[Placed], bases: Bases) -> Iterator[Sum]:
    """The claimed sums of a row: each cell and those that its column is divided into."""
    dimensions: Mapping[str, Groups] = {"nature": NATURES, "fund": FUNDS, "basis": bases}
    rows: dict[tuple[int, int, str], dict[Point, Placed]] = defaultdict(dict)
    for one in placed:
        # A column may stand for several natures at once, and is a part for each of them.
        for point in one.target if isinstance(one.target, tuple) else ():
            rows[id(one.grid), one.spot.row, point.subject].setdefault(point, one)
    for row in rows.values():
        for point, one in row.items():
            for dimension, groups in dimensions.items() if len(one.target) == 1 else ():
                parts = _parts(point, dimension, groups, row)
                if parts:
                    yield Sum(one, parts, ("columns", one.table, one.cell[1], dimension))


def _parts(
    point: Point,
    dimension: str,
    groups: Mapping[str, tuple[str, ...]],
    row: Mapping[Point, Placed],
) -> tuple[Placed, ...]:
    names = groups.get(getattr(point, dimension), ())
    found = [(name, row.get(point._replace(**{dimension: name}))) for name in names]
    parts: list[Placed] = []
    for name, part in found:
        if part is not None:
            parts.append(part)
        else:
            finer = groups.get(name, ())
            deeper = (row.get(point._replace(**{dimension: one})) for one in finer)
            parts += [one for one in deeper if one is not None]
    return tuple(dict.fromkeys(parts))


def _across(placed: Sequence[Placed], bases: Bases) -> Iterator[Sum]:
    """A claimed sum across tables: money in one and by fund in others; what came in and was spent.

    Both need not be the same: there is other money, and money that is carried over.  So it is with
    a budget in one and by year in another, which may leave out a year.  They only tell which cell
    of another sum that fails is wrong.
    """
    cells: dict[Point, Placed] = {}
    for point, one in _points(placed):
        cells.setdefault(point, one)
    for point, one in cells.items():
        parts = _parts(point, "fund", FUNDS, cells)
        if parts and point.subject and all(part.grid is not one.grid for part in parts):
            yield Sum(one, parts, ("funds", point.flow, point.basis, point.fund, point.nature))
        years = _parts(point, "basis", bases, cells)
        if years and all(part.grid is not one.grid for part in years):
            yield Sum(one, years, ("bases", point.flow, point.basis, point.fund, point.nature))
        spent = cells.get(point._replace(flow=SPENT))
        if point.flow == INCOME and spent and point.subject and spent.grid is not one.grid:
            yield Sum(one, (spent,), ("flows", point.basis, point.fund))


def _of_tables(placed: Sequence[Placed]) -> Iterator[Sum]:
    """A claimed sum of one figure that stands in two places."""
    first: dict[object, Placed] = {}
    for one in placed:
        other = first.setdefault(one.target, one)
        if other is not one:
            yield Sum(one, (other,), ("tables",))


def culprits(sums: Sequence[Sum]) -> tuple[Culprit, ...]:
    """The cells that break claimed sums, the one that breaks most first."""
    by_cell: dict[int, list[Sum]] = defaultdict(list)
    cells: dict[int, Placed] = {}
    for claim in sums:
        for cell in (claim.whole, *claim.parts):
            by_cell[id(cell)].append(claim)
            cells[id(cell)] = cell
    left = {id(one): one for one in sums if not (one.holds or one.is_loose)}
    alike = tuple(wrong_alike(left, by_cell, cells))
    for _, _, broken in alike:
        left = _without(left, broken)
    found: list[Culprit] = []
    for pairs, broken in exchanges((*left.values(),), by_cell, cells):
        found += _exchanged(pairs, broken)
        left = _without(left, broken)
    for same, change, broken in alike:
        meant = EXACT.add(amount_of(same[0]).value, change)
        found += (Culprit(cell, meant, broken, alike=same) for cell in same)
    while left:
        found.append(_worst(left, by_cell, cells))
        left = _without(left, found[-1].broken)
    return tuple(found)


def _without(left: Mapping[int, Sum], broken: Sequence[Sum]) -> dict[int, Sum]:
    told = set(map(id, broken))
    return {number: one for number, one in left.items() if number not in told}


def _exchanged(pairs: Sequence[Pair], broken: tuple[Sum, ...]) -> Iterator[Culprit]:
    """The first two of the pairs as culprits, each with the sums of its own that fail."""
    (one, other), *instead = pairs
    for cell, twin in ((one, other), (other, one)):
        own = tuple(s for s in broken if s.sign(cell)) or broken
        yield Culprit(cell, amount_of(twin).value, own, beside=twin, instead=(*instead,))


def likeliest(
    found: tuple[Culprit, ...], misfits: Callable[[tuple[Culprit, ...]], int]
) -> tuple[Culprit, ...]:
    """The culprits, of exchanges that mend the same sums those after which most else fits."""
    for number in range(0, sum(one.beside is not None for one in found), 2):
        one, other = found[number : number + 2]
        pairs = ((one.cell, other.cell), *one.instead)
        if len(pairs) > 1:
            broken = tuple({id(s): s for s in (*one.broken, *other.broken)}.values())
            head, tail = found[:number], found[number + 2 :]
            ways = [(*head, *_exchanged((pair,), broken), *tail) for pair in pairs]
            counts = [misfits(way) for way in ways]
            likely = [p for p, count in zip(pairs, counts, strict=True) if count == min(counts)]
            found = (*head, *_exchanged(likely, broken), *tail)
    return found


def _worst(
    left: Mapping[int, Sum], by_cell: Mapping[int, Sequence[Sum]], cells: Mapping[int, Placed]
) -> Culprit:
    """The cell whose change mends most claimed sums and spoils least."""
    ranked: list[tuple[tuple[int, int], Decimal, int]] = []
    accused = dict.fromkeys(id(c) for one in left.values() for c in (one.whole, *one.parts))
    for number in accused:
        own = by_cell[number]
        failing = [o for o in own if id(o) in left or (not o.holds and o.is_loose)]
        spoilt = sum(one.holds for one in own)
        for change in dict.fromkeys(o.change(cells[number]) for o in failing if id(o) in left):
            mended = sum(one.is_mended(cells[number], change) for one in failing)
            ranked.append(((mended - spoilt, mended), change, number))
    best = max(rank[0] for rank in ranked)
    equal = [rank for rank in ranked if rank[0] == best]
    number = equal[0][2]
    cell = cells[number]
    failing = [one for one in by_cell[number] if id(one) in left]
    change = _surest([rank[1] for rank in equal if rank[2] == number], cell, by_cell[number])
    broken = tuple(one for one in failing if one.is_mended(cell, change))
    # A cell that breaks as many sums elsewhere is another culprit, to be told in its turn.
    beside = {id(c) for claim in by_cell[number] for c in (claim.whole, *claim.parts)}
    rivals = dict.fromkeys(rank[2] for rank in equal if rank[2] in beside - {number})
    meant = EXACT.add(amount_of(cell).value, change)
    return Culprit(cell, meant, broken, tuple(cells[rival] for rival in rivals))


def _surest(changes: Sequence[Decimal], cell: Placed, sums: Sequence[Sum]) -> Decimal:
    """Of changes to a claimed sum that differ by a tail, the one most sums ask for."""

    def weight(change: Decimal) -> tuple[int, int]:
        """How many claimed sums ask for a change, and the shortest of them."""
        asking = [one for one in sums if one.change(cell) == change]
        parts = (sum(bool(part.number) for part in one.parts) for one in asking)
        return len(asking), -min(parts, default=0)

    return max(changes, key=weight)


def of_a_part(one: Culprit) -> Culprit:
    """The culprit of a claimed sum that may be wrong itself, laid upon its largest part instead."""
    claim = one.broken[0]
    parts = [cell for cell in one.rivals if claim.sign(cell) < 0]
    if one.cell is not claim.whole or not parts:
        return one
    part = max(parts, key=lambda cell: abs(amount_of(cell).value))
    meant = EXACT.add(amount_of(part).value, claim.change(part))
    rivals = (one.cell, *(cell for cell in one.rivals if cell is not part))
    return replace(one, cell=part, meant=meant, rivals=rivals)


def mended(placed: Iterable[Placed], found: Sequence[Culprit]) -> tuple[Placed, ...]:
    """The cells as they should be for the claimed sums to hold."""
    meant = {id(one.cell): one.meant for one in found}
    return tuple(
        replace(one, number=_number(meant[id(one)], one)) if id(one) in meant else one
        for one in placed
    )


def _number(value: Decimal, like: Placed) -> Decimal:
    """A cell's amount of 元, mended for its claimed sums, as the paper would write it."""
    decimals = like.number.as_tuple().exponent
    places = max(2, -decimals) if isinstance(decimals, int) else 2
    return rounded(EXACT.divide(value, WORTH[like.unit]), places)
