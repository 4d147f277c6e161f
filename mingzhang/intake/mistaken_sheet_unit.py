"""Scale: the cells of all sheets → a sheet whose money is in another unit than the one it names.

A sheet in 万元 under “单位：元” agrees with itself.  Only figures that others say too show it: the
same one, all money beside the fiscal money, and what basic spending buys beside its sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import GENERAL
from mingzhang.forms.dimensions import TOTAL
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import WORTH, amount_of
from mingzhang.intake.source_lines import ALL, BASIC, ECONOMIC, FISCAL, SPENT

FACTORS = (1_000, 10_000)
NEAR = Decimal("0.005")  # what rounding to two decimals of the larger unit moves
ORDER = 100  # by less two figures differ of which one has other money besides
HINT = "请看这张表的数是哪一种单位，改正“单位：”一行，或改正表里的数，再导入。"
LIKELY = "请核对各张表的“单位：”是元还是万元；写错了的，改正后再导入，没有错的加 --partial 导入。"
LEAST_SPENT, MOST_SPENT = Decimal(10_000), Decimal(10) ** 11  # 元, of an agency in a year
Pair = tuple[Placed, Placed]


def other_scale(placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
    """A finding for each sheet whose unit is mistaken by a factor of 1000 or 10000."""
    largest = _largest(placed)
    apart: dict[int, list[tuple[Pair, int]]] = defaultdict(list)
    alike: set[int] = set()
    for pair in _pairs(placed):
        factor = _factor(*pair)
        if factor == 1:
            alike |= {id(pair[0].grid), id(pair[1].grid)}
        elif factor:
            small = min(pair, key=lambda one: largest[id(one.grid)])
            large = pair[1] if small is pair[0] else pair[0]
            own = _odd(small, large, largest)
            other = large if own is small else small
            apart[id(own.grid)].append(((own, other), factor))
    told = tuple(_told(found) for number, found in apart.items() if number not in alike)
    return told or tuple(_beyond_all(placed))


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
        largest = max(cells, key=lambda one: amount_of(one).value)
        is_named = all(isinstance(one.target, str) for one in cells)
        if whole and is_named and amount_of(largest).value > ORDER * amount_of(whole).value > 0:
            yield _beyond(largest, whole)


def _is_spending(one: Placed) -> bool:
    target = one.target
    return isinstance(target, tuple) and len(target) == 1 and target[0].flow == SPENT


def _beyond(one: Placed, whole: Placed) -> Diagnostic:
    message = (
        f"工作表“{one.grid.name}”写的单位是“{one.unit}”，{one.where} 是 {one.number:f} {one.unit}，"
        f"比全部支出（{whole.where} 是 {whole.number:f} {whole.unit}）还多 {ORDER} 倍以上，"
        "这张表的单位多半写错了。"
    )
    operands = tuple(Operand(p.where, f"{p.number:f} {p.unit}") for p in (one, whole))
    return Diagnostic(Place(Path(one.grid.file)), "MZ825", message, HINT, operands=operands)


def _largest(placed: Sequence[Placed]) -> Mapping[int, Decimal]:
    """The largest amount of each sheet, in 元, to see a mistaken unit."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for one in (p for p in placed if p.unit in WORTH):
        found[id(one.grid)] = max(found[id(one.grid)], abs(amount_of(one).value))
    return found


def _odd(small: Placed, large: Placed, largest: Mapping[int, Decimal]) -> Placed:
    """Which of two sheets is unlike all others, so that its unit is mistaken."""
    usual = median(size for size in largest.values() if size)
    distance = {
        id(one): max(usual / largest[id(one.grid)], largest[id(one.grid)] / usual)
        for one in (small, large)
    }
    return max(small, large, key=lambda one: distance[id(one)])


def _pairs(placed: Sequence[Placed]) -> Iterator[Pair]:
    """Cells of two sheets under one unit that say the same, or nearly so."""
    cells: dict[object, list[Placed]] = defaultdict(list)
    for one in placed:
        if one.number and one.unit in WORTH:
            cells[one.target].append(one)
    for target, same in cells.items():
        beside = (c for other in _beside(target) for c in cells.get((other,), ()))
        for one, other in ((same[0], other) for other in (*same[1:], *beside)):
            if one.grid is not other.grid and one.unit == other.unit:
                yield one, other


def _beside(target: object) -> Iterator[Point]:
    """The points whose figures show a mistaken unit: that of a point, but for other money."""
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
    times = "万" if factor == FACTORS[1] else "千"
    less = one.number < other.number
    relation = f"前者只有后者的{times}分之一" if less else f"前者是后者的 {factor} 倍"
    message = (
        f"工作表“{one.grid.name}”写的单位是“{one.unit}”，{one.where} 是 {one.number:f}；"
        f"同样写“{other.unit}”的 {other.where} 是 {other.number:f}，{relation}"
        f"（这样的共 {len(found)} 格），这张表的单位多半写错了。"
    )
    operands = tuple(Operand(p.where, f"{p.number:f} {p.unit}") for p in (one, other))
    return Diagnostic(Place(Path(one.grid.file)), "MZ825", message, HINT, operands=operands)
