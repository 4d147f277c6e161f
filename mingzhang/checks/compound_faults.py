"""Faults of more than one cell: failing equations that no single figure explains → what does.

An amount stands in the wrong one of two cells, two rows were exchanged, a row has another's code,
fund or unit, a row was left out.  Each is a change of several cells that mends all that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from mingzhang.checks.rule import Equation
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import EXACT, Amount, total
from mingzhang.facts.figure import Figure
from mingzhang.facts.subject_catalogue import TOTAL

LOST_ROW, EXCHANGED = "多半是漏了一行", "两数互换了位置"
COLUMNS = 2  # that a row has at least, of which no one figure is lacking in both
# A budget is no part of what was spent: one figure cannot be lacking in both.
BUDGETS = frozenset(("年初预算", "全年预算", "年初预算数", "全年预算数"))
BESIDE = 3  # lines between two cells of one row that is written on several lines
MOST = 400  # figures in failing equations above which pairs are not tried


Changes = Mapping[Place, Decimal]


@dataclass(frozen=True, eq=False)
class Transfer:
    """A compound fault, of several cells: where it begins, its words, and what it explains.

    ``change`` is by how much (元) each cell would have to be larger, where that is known.
    """

    figure: Figure
    words: str
    equations: tuple[Equation, ...]
    change: Changes = field(default_factory=dict)


def transfer(
    failing: Sequence[Equation],
    holding: Sequence[Equation],
    typed: Iterable[Figure] = (),
    changed: Iterable[Place] = (),
) -> Transfer | None:
    """The compound fault, of several cells, that explains everything; None where there is none.

    ``typed`` are all figures, for a row has cells that stand in none of these equations.
    One with a cell that was ``changed`` since the last commit goes first.
    """
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    if not figures or len(figures) > MOST:
        return None
    suspected = set(changed)
    elsewhere = _misplaced(failing, [*figures.values(), *typed], holding)
    found = [*elsewhere, *_moved(failing, holding, figures)]
    return min(found, key=lambda t: t.figure.place not in suspected, default=None)


def copied(failing: Sequence[Equation], holding: Sequence[Equation]) -> Transfer | None:
    """A compound fault: a row stands there twice, without which all that fails would hold."""
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    rows = {key: row for key, row in _rows(figures.values()).items() if row}
    first: dict[object, list[Figure]] = {}
    for key in sorted(rows, key=str):
        row = sorted(rows[key], key=lambda figure: figure.label)
        said = tuple((figure.label, figure.amount) for figure in row)
        before = first.setdefault(said, row)
        change = {f.place: f.amount.value.copy_negate() for f in row if f.place}
        own = [e for e in failing if not change.keys().isdisjoint(e.weights)]
        if before is not row and _mends(own, change) and not _spoils(holding, change):
            words = f"与 {before[0].place} 一行的名称和数相同，可能写了两遍"
            return Transfer(row[0], words, tuple(own), change)
    return None


def misplaced(failing: Sequence[Equation], typed: Iterable[Figure]) -> Iterator[Transfer]:
    """Rows of a compound fault of which the code, the fund or the unit may be another one."""
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    return _misplaced(failing, [*figures.values(), *typed]) if figures else iter(())


def left_out(failing: Sequence[Equation], typed: Iterable[Figure]) -> Transfer | None:
    """A compound fault: a cell of a row of totals of which no other row has a part."""
    by_column: dict[str, dict[Place, Figure]] = {}
    for figure in typed:
        if figure.place and figure.amount.value:
            by_column.setdefault(column(figure), {})[figure.place] = figure
    lone = [f for figures in by_column.values() if len(figures) == 1 for f in figures.values()]
    for figure in lone:
        if figure.label.split()[0] == TOTAL and all(_is_lacked(figure, e) for e in failing):
            words = "各科目的行里都没有这一笔，可能有一行漏填了"
            return Transfer(figure, words, tuple(failing))
    return None


def unfilled(failing: Sequence[Equation], typed: Iterable[Figure]) -> Transfer | None:
    """A compound fault: the one row of which a column may be empty, as all that fails lacks it.

    The row of a subject with its budget alone: that as much was spent is not filled in.
    """
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    columns = {column(figure) for figure in figures.values()}
    rows = [
        row
        for row in _rows(_beside(failing, typed)).values()
        if row[0].label.split()[0] != TOTAL
        and columns.isdisjoint(map(column, row))
        and BUDGETS.issuperset(map(column, row))
    ]
    found = [row for row in rows if any(all(_lacks(e, [f]) for e in failing) for f in row)]
    codes = {row[0].label.split()[0] for row in found}
    # The row of the subject above has the same amount in its total.
    lowest = [row for row in found if not _is_above(row[0].label.split()[0], codes)]
    if len(lowest) != 1:
        return None
    words = "各处都少了与这一行相同的一笔，这一行可能漏填了一栏"
    return Transfer(lowest[0][0], words, tuple(failing))


def missing(failing: Sequence[Equation]) -> Transfer | None:
    """A compound fault: a row that is not there, by what the totals above it have too much.

    No one figure is lacking in several columns; the narrowest total is named.
    """
    totals = [e.left for e in failing if e.relation == "=" and e.residual.value > 0]
    totals = [figure for figure in totals if figure.place]
    if len(totals) < len(failing) or not _are_nested({f.label.split()[0] for f in totals}):
        return None
    columns: dict[str, list[Amount]] = {}
    for equation in failing:
        columns.setdefault(column(equation.left), []).append(equation.residual)
    is_one = all(one.agrees(same[0]) for same in columns.values() for one in same[1:])
    if not is_one or BUDGETS.isdisjoint(columns) or len(columns) < COLUMNS:
        return None
    lowest = max(totals, key=lambda figure: len(figure.label.split()[0].replace(TOTAL, "")))
    words = f"{lowest.label.split()[0]}以下的行里各栏都少了一笔，{LOST_ROW}"
    return Transfer(lowest, words, tuple(failing))


def _are_nested(codes: Iterable[str]) -> bool:
    """Whether each code of a compound fault is within the one before: 合计, 210, 21011."""
    chain = sorted((code.replace(TOTAL, "") for code in codes), key=len)
    return all(code.startswith(before) and code != before for before, code in pairwise(chain))


def lost_row(failing: Sequence[Equation]) -> Transfer | None:
    """A compound fault: stated totals of several columns are larger than their rows by one amount.

    Where no cell that was typed stands in all of them, a row with that amount is not there.
    """
    stated = [e for e in failing if e.left.place and e.relation == "="]
    is_less = any(e.residual.value < 0 for e in stated)
    columns = set() if is_less else {column(e.left) for e in stated}
    sizes = [Amount(abs(e.residual.value), e.residual.half) for e in failing]
    if len(columns) < COLUMNS or not _agree(sizes):
        return None
    words = f"各栏都比各行之和多出同一个数，{LOST_ROW}"
    return Transfer(stated[0].left, words, tuple(failing))


def _agree(sizes: Sequence[Amount]) -> bool:
    return all(one.agrees(other) for one in sizes for other in sizes)


def _beside(failing: Sequence[Equation], typed: Iterable[Figure]) -> Iterator[Figure]:
    """The figures of the files in which totals with a fault stand: others are not their rows."""
    sides = (side.place for e in failing for side in (e.left, e.right))
    files = {place.file for place in sides if place}
    return (f for f in typed if f.place and (not files or f.place.file in files))


def _is_above(code: str, codes: Iterable[str]) -> bool:
    return any(other != code and other.startswith(code) for other in codes)


def column(figure: Figure) -> str:
    """The column of a figure, for a compound fault: what its label says last."""
    return figure.label.split()[-1]


def _is_lacked(figure: Figure, equation: Equation) -> bool:
    """Whether totals of its row are out by a figure of a compound fault, no part of them."""
    if figure.place is None or figure.place in equation.weights:
        return False
    typed = [side for side in (equation.left, equation.right) if side.place]
    same_row = any(_are_near(figure, side) or _are_near(side, figure) for side in typed)
    return same_row and _lacks(equation, [figure])


def _are_near(one: Figure, other: Figure) -> bool:
    """Whether two figures that may share a compound fault are of one row, the first before."""
    if one.place is None or other.place is None or one.place.file != other.place.file:
        return False
    return one.place.line <= other.place.line and _are_of_one_row(one, other)


def _moved(
    failing: Sequence[Equation], holding: Sequence[Equation], figures: Mapping[Place, Figure]
) -> Iterator[Transfer]:
    parts: list[Transfer] = []
    for one, other in _pairs(figures):
        asked = _asked(one, other, failing)
        if asked is None:
            continue
        exchanged = _exchanging(figures[one], figures[other])
        is_exchange = Amount(exchanged[one]).agrees(asked)
        if not (is_exchange or _are_of_one_row(figures[one], figures[other])):
            continue
        part = {one: asked.value, other: asked.value.copy_negate()}
        change = exchanged if is_exchange else part
        if change[one] and _mends(failing, change) and not _spoils(holding, change):
            words = EXCHANGED if is_exchange else "有一部分写进了另一处"
            words = f"与 {other} {figures[other].label} {words}"
            found = Transfer(figures[one], words, tuple(failing), change)
            # Any part may have been moved; that the amounts are just each other's is no chance.
            if is_exchange:
                yield found
            else:
                parts.append(found)
    yield from parts


def exchanged(
    one: Figure, other: Figure, failing: Sequence[Equation], holding: Sequence[Equation]
) -> Transfer | None:
    """A compound fault of two figures that are each other's, where that only mends what fails."""
    change = _exchanging(one, other)
    good = tuple(equation for equation in failing if _mends([equation], change))
    if not good or _spoils(holding, change):
        return None
    return Transfer(one, f"与 {other.place} {other.label} {EXCHANGED}", good, change)


def _exchanging(one: Figure, other: Figure) -> dict[Place, Decimal]:
    by = EXACT.subtract(other.amount.value, one.amount.value)
    return {p: v for p, v in ((one.place, by), (other.place, by.copy_negate())) if p}


def _pairs(figures: Mapping[Place, Figure]) -> Iterator[tuple[Place, Place]]:
    places = sorted(figures)
    for number, one in enumerate(places):
        yield from ((one, other) for other in places[number + 1 :] if one.file == other.file)


def _are_of_one_row(one: Figure, other: Figure) -> bool:
    if one.place is None or other.place is None:
        return False
    apart = other.place.line - one.place.line
    return not apart or (apart <= BESIDE and one.label.split()[:1] == other.label.split()[:1])


def _asked(one: Place, other: Place, failing: Sequence[Equation]) -> Amount | None:
    """For a compound fault: how much larger the first must be, by an equation of it alone."""
    for equation in failing:
        net = _weight(equation, one) - _weight(equation, other)
        if net:
            value = EXACT.divide(equation.residual.value.copy_negate(), Decimal(net))
            return Amount(value, EXACT.divide(equation.residual.half, Decimal(abs(net))))
        return None
    return None


def _weight(equation: Equation, place: Place) -> int:
    return equation.weights[place][0] if place in equation.weights else 0


def _after(equation: Equation, change: Changes) -> Amount:
    moved = sum((_weight(equation, p) * by for p, by in change.items()), Decimal(0))
    return Amount(EXACT.add(equation.residual.value, moved), equation.residual.half)


def _holds(equation: Equation, residual: Amount) -> bool:
    return (equation.relation == "≤" and residual.value <= 0) or residual.agrees(Amount())


def _mends(failing: Sequence[Equation], change: Changes) -> bool:
    return all(_holds(equation, _after(equation, change)) for equation in failing)


def _spoils(holding: Sequence[Equation], change: Changes) -> bool:
    return any(
        not _holds(equation, _after(equation, change))
        for equation in holding
        if not change.keys().isdisjoint(equation.weights)
    )


def _misplaced(
    failing: Sequence[Equation], figures: Iterable[Figure], holding: Sequence[Equation] = ()
) -> Iterator[Transfer]:
    """Rows of a compound fault: some failing equations have them too many, others lack them."""
    if len(failing) < len(("in one", "in the other")):
        return
    for row in _rows(_beside(failing, figures)).values():
        having = [e for e in failing if any(f.place in e.weights for f in row)]
        lacking = [e for e in failing if e not in having]
        has_moved = having and lacking and all(_holds(e, _without(e, row)) for e in having)
        # What counts together in one sum, not the row's budget, is lacking in the other.
        parts = [row, *([f for f in row if f.place in e.weights] for e in having)]
        is_lacked = has_moved and all(any(_lacks(e, part) for part in parts) for e in lacking)
        if is_lacked and not _is_of_another(row, lacking, holding):
            words = "这一行的科目、资金或单位可能写错了：一处多了它，另一处少了它"
            yield Transfer(row[0], words, tuple(failing))


def _is_of_another(
    row: Sequence[Figure], lacking: Sequence[Equation], holding: Sequence[Equation]
) -> bool:
    """Whether a row without a fault is a part of one subject, and lacking in another's sum."""
    own = [e for e in holding if any(f.place in e.weights for f in row)]
    heads = {_head(e) for e in own if not _holds(e, _without(e, row))}
    return any(
        head[0] == other[0] and not (head.startswith(other) or other.startswith(head))
        for head in heads
        for other in map(_head, lacking)
        if head.isdigit() and other.isdigit()
    )


def _head(equation: Equation) -> str:
    """The subject of a sum, maybe with a fault, as it is called: 210 of 210 合计（本年）."""
    return next(filter(str.isdigit, equation.left.label.split()), "")


def _rows(figures: Iterable[Figure]) -> Mapping[object, list[Figure]]:
    rows: dict[object, list[Figure]] = {}
    by_place = {figure.place: figure for figure in figures if figure.place}
    for place, figure in by_place.items():
        if figure.amount.value:
            rows.setdefault((place.file, place.line), []).append(figure)
    return rows


def _without(equation: Equation, row: Sequence[Figure]) -> Amount:
    own = {f.place: f.amount.value.copy_negate() for f in row if f.place}
    return _after(equation, own)


def _lacks(equation: Equation, row: Sequence[Figure]) -> bool:
    amounts = [f.amount for f in row]
    size = Amount(abs(equation.residual.value), equation.residual.half)
    # The row would bring its own rounding with it.
    return any(
        size.agrees(Amount(abs(amount.value), amount.half)) for amount in (*amounts, total(amounts))
    )
