"""Scale: the cells of all sheets → a sheet whose money is in another unit than the one it names.

A sheet in 万元 under “单位：元” agrees with itself.  Only figures that others say too show it: the
same one, all money beside the fiscal money, and what basic spending buys beside its sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Point
from mingzhang.facts.official_costs import OFFICIAL, subject_of
from mingzhang.facts.source_rows import GENERAL
from mingzhang.forms.dimensions import NATURES, TOTAL
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.source_lines import ALL, BASIC, ECONOMIC, FISCAL, SPENT
from mingzhang.intake.units_in_cells import WORTH

FACTORS = (1_000, 10_000)
NEAR = Decimal("0.005")  # what rounding to two decimals of the larger unit moves
ORDER = 100  # by less two figures differ of which one has other money besides
HINT = "请看这张表的数是哪一种单位，改正“单位：”一行，或改正表里的数，再导入。"
LIKELY = "请核对各张表的“单位：”是元还是万元；写错了的，改正后再导入；没有错的，加 --partial 导入。"
LEAST_SPENT, MOST_SPENT = Decimal(10_000), Decimal(10) ** 11  # 元, of an agency in a year
LEAST_OFFICIAL = Decimal(100)  # 元, of “三公”经费: in 万元 less would print as nothing
Pair = tuple[Placed, Placed]


def other_scale(placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
    """A finding for each sheet whose unit is mistaken by a factor of 1000 or 10000."""
    largest = _largest(placed)
    pairs = [(pair, _factor(*pair)) for pair in _pairs(placed)]
    alike = {id(one.grid) for pair, factor in pairs if factor == 1 for one in pair}
    apart: dict[int, list[tuple[Pair, int]]] = defaultdict(list)
    for pair, factor in ((pair, factor) for pair, factor in pairs if factor > 1):
        doubtful = [one for one in pair if id(one.grid) not in alike]
        if doubtful:
            own = _odd(doubtful, largest)
            apart[id(own.grid)].append(((own, pair[own is pair[0]]), factor))
    if unlikely_unit(placed):  # official costs may be the only ones that are right
        apart = {sheet: found for sheet, found in apart.items() if not _is_named(found)}
    return (
        tuple(map(_told, apart.values()))
        or tuple(_bought_apart(placed, alike))
        or tuple(_beyond_all(placed))
    )


def _bought_apart(placed: Sequence[Placed], alike: Container[int]) -> Iterator[Diagnostic]:
    """A finding for each sheet whose unit the sum of what it buys by nature shows as mistaken.

    It has no total of its own; what is spent stands on a sheet that is like others.
    """
    money = [one for one in placed if one.number and one.unit in WORTH]
    cells = {(id(one.grid), one.target): one for one in money}
    spent = {one.target: one for one in money if id(one.grid) in alike}
    for (sheet, target), first in cells.items():
        point = target[0] if isinstance(target, tuple) and len(target) == 1 else None
        if point is None or point.flow != ECONOMIC or point.subject or sheet in alike:
            continue
        natures = [(point._replace(nature=nature),) for nature in NATURES[BASIC]]
        parts = [cells[sheet, one] for one in natures if (sheet, one) in cells]
        whole = spent.get((point._replace(flow=SPENT, nature=BASIC),))
        if whole and len(parts) == len(natures) and first is parts[0]:
            yield from _bought(parts, whole)


def _bought(parts: Sequence[Placed], whole: Placed) -> Iterator[Diagnostic]:
    """That a mistaken unit makes the sum of a sheet's parts differ by its factor."""
    added = replace(parts[0], number=sum((one.number for one in parts), Decimal(0)))
    factor = _factor(added, whole)
    if factor > 1:
        cells = "、".join(one.where for one in parts)
        why = (
            f"{cells} 相加是 {added.number:f}；写“{whole.unit}”的 {whole.where} 是 "
            f"{whole.number:f}，{_relation(added, whole, factor)}"
        )
        yield _mistaken((*parts, whole), why)


def _is_named(found: Iterable[tuple[Pair, int]]) -> bool:
    """Whether only named figures say that a sheet's unit is mistaken."""
    return all(isinstance(own.target, str) for (own, _), _ in found)


def unlikely_unit(placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
    """The finding that all that is spent is more, or less, than an agency can have.

    A workbook of which every sheet mistakes the same unit agrees with itself in every cell.
    """
    spent = [one for one in placed if one.number and one.unit in WORTH and _is_spending(one)]
    whole = max(spent, key=lambda one: amount_of(one).value, default=None)
    if whole is None or LEAST_SPENT <= amount_of(whole).value <= MOST_SPENT:
        return ()
    said = f"全部支出（{whole.where}）是 {whole.number:f} {whole.unit}"
    message = (
        f"{said}，一个单位不大会有这么{'少' if amount_of(whole).value < LEAST_SPENT else '多'}。"
    )
    place, operand = Place(Path(whole.grid.file)), Operand(whole.where, f"{whole.number:f}")
    return (Diagnostic(place, "MZ849", message, LIKELY, operands=(operand,)),)


def _beyond_all(placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    """A finding for each sheet of named figures alone that are far beyond all that is spent.

    Where no other sheet says the same figure, only their size shows that the unit is mistaken.
    """
    money = [one for one in placed if one.number and one.unit in WORTH]
    spent = (one for one in money if _is_spending(one))
    whole = max(spent, key=lambda one: amount_of(one).value, default=None)
    named: dict[int, list[Placed]] = defaultdict(list)
    for one in money:
        named[id(one.grid)].append(one)
    for cells in named.values() if whole else ():
        if whole and all(isinstance(one.target, str) for one in cells):
            yield from islice(_unlikely(cells, whole), 1)


def _unlikely(cells: Sequence[Placed], whole: Placed) -> Iterator[Diagnostic]:
    """That a mistaken unit makes a sheet's named figures too large, or too small, for all spent."""
    largest = max(cells, key=lambda one: amount_of(one).value)
    if amount_of(largest).value > ORDER * amount_of(whole).value > 0:
        yield _beyond(largest, whole, f"还多 {ORDER} 倍以上")
    own = [one for one in cells if str(one.target).startswith(OFFICIAL)]
    costs = max(own, key=lambda one: amount_of(one).value, default=None)
    if costs and amount_of(costs).value > amount_of(whole).value > 0:
        yield _beyond(costs, whole, "还多")
    elif costs and amount_of(costs).value < LEAST_OFFICIAL:
        yield _scant(costs)


def _is_spending(one: Placed) -> bool:
    target = one.target
    return isinstance(target, tuple) and len(target) == 1 and target[0].flow == SPENT


def _beyond(one: Placed, whole: Placed, more: str) -> Diagnostic:
    why = f"比全部支出（{whole.where} 是 {whole.number:f} {whole.unit}）{more}"
    return _mistaken((one, whole), f"{one.where} 是 {one.number:f} {one.unit}，{why}")


def _scant(one: Placed) -> Diagnostic:
    return _mistaken((one,), f"{one.where} 只有 {one.number:f} {one.unit}，不大会有这么少")


def _mistaken(cells: Sequence[Placed], why: str) -> Diagnostic:
    """That a sheet's unit is mistaken: the one of the first cell."""
    grid = cells[0].grid
    message = f"工作表“{grid.name}”写的单位是“{cells[0].unit}”，{why}，这张表的单位多半写错了。"
    operands = tuple(Operand(p.where, f"{p.number:f} {p.unit}") for p in cells)
    return Diagnostic(Place(Path(grid.file)), "MZ825", message, HINT, operands=operands)


def _largest(placed: Sequence[Placed]) -> Mapping[int, Decimal]:
    """The largest amount of each sheet, in 元, to see a mistaken unit."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for one in (p for p in placed if p.unit in WORTH):
        found[id(one.grid)] = max(found[id(one.grid)], abs(amount_of(one).value))
    return found


def _odd(cells: Sequence[Placed], largest: Mapping[int, Decimal]) -> Placed:
    """Which of some sheets is most unlike all others, so that its unit is mistaken."""
    usual = median(size for size in largest.values() if size)

    def distance(one: Placed) -> Decimal:
        """How many times a sheet's largest number is off the usual one."""
        own = largest[id(one.grid)]
        return max(usual / own, own / usual)

    return max(cells, key=distance)


def _pairs(placed: Sequence[Placed]) -> Iterator[Pair]:
    """Cells of two sheets that say the same, or nearly so, unless a unit is mistaken."""
    cells: dict[object, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.number and one.unit in WORTH:
            cells[one.target].append(one)
    points = [target[0] for target in cells if isinstance(target, tuple) and len(target) == 1]
    for target, same in cells.items():
        beside = (c for other in _beside(target, points) for c in cells.get((other,), ()))
        for one, other in ((same[0], other) for other in (*same[1:], *beside)):
            if one.grid is not other.grid:
                yield one, other


def _beside(target: object, points: Iterable[object]) -> Iterator[Point]:
    """The points whose figures show a mistaken unit: that of a point, but for other money.

    Of official costs it is what basic spending buys under the same name.
    """
    if isinstance(target, str) and (code := subject_of(target)):
        bought = (p for p in points if isinstance(p, Point) and p.flow == ECONOMIC)
        yield from (point for point in bought if point.subject == code)
    if not isinstance(target, tuple) or len(target) != 1 or not isinstance(target[0], Point):
        return
    point = target[0]
    if point.flow == ECONOMIC and not point.subject:
        nature = BASIC if point.nature == TOTAL else point.nature
        yield point._replace(flow=SPENT, nature=nature)
    elif point.fund == ALL:
        yield from (point._replace(fund=fund) for fund in (FISCAL, GENERAL))


def _factor(one: Placed, other: Placed) -> int:
    """By how much two sheets' units are mistaken: 1 for one order, a factor, 0 for any other."""
    small, large = sorted((abs(amount_of(one).value), abs(amount_of(other).value)))
    rate = EXACT.divide(large, small)
    if rate < ORDER:
        return 1
    return next((factor for factor in FACTORS if abs(rate / factor - 1) < NEAR), 0)


def _told(found: Sequence[tuple[Pair, int]]) -> Diagnostic:
    (one, other), factor = found[0]
    same = "同样" if one.unit == other.unit else ""
    why = (
        f"{one.where} 是 {one.number:f}；{same}写“{other.unit}”的 {other.where} 是 "
        f"{other.number:f}，{_relation(one, other, factor)}（这样的共 {len(found)} 格）"
    )
    return _mistaken((one, other), why)


def _relation(one: Placed, other: Placed, factor: int) -> str:
    times = "万" if factor == FACTORS[1] else "千"
    less = amount_of(one).value < amount_of(other).value
    return f"前者只有后者的{times}分之一" if less else f"前者是后者的 {factor} 倍"
