"""Balances: spending and income by subject → what each subject of fiscal money carried over.

A subject's spending less its income is its opening balance less its closing one.  Where the fund
has only one of the two, that is it, by subject; where it has both, and several subjects, no table
tells which subject has how much of either: its author is to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Point
from mingzhang.forms.dimensions import FUNDS

FISCAL, FINAL = "财政拨款", "决算"
SPENT, INCOME, OPENING, CLOSING = "支出", "收入", "年初结转", "年末结转"
BALANCES = (OPENING, CLOSING)


@dataclass(frozen=True)
class Moved:
    """A subject with carried balances: spending point, what balances come to, its income."""

    spent: Point
    rest: Decimal
    received: Decimal


@dataclass(frozen=True)
class Balances:
    """Carried-over balances: points with numbers, and those only the author knows."""

    known: tuple[tuple[Point, Decimal], ...] = ()
    asked: tuple[Point, ...] = ()


def balances(points: Mapping[Point, Decimal]) -> Balances:
    """The carried balances of subjects of which a table gives the income, and none a balance."""
    funds: dict[str, list[Moved]] = {}
    for one in _moved(points):
        funds.setdefault(one.spent.fund, []).append(one)
    known: list[tuple[Point, Decimal]] = []
    asked: list[Point] = []
    for moved in funds.values():
        found = _of_fund(moved, points)
        known += found.known
        asked += found.asked
    return Balances(tuple(known), tuple(asked))


def _moved(points: Mapping[Point, Decimal]) -> Iterator[Moved]:
    for income, number in points.items():
        spent = _only_spending(income, points)
        if spent is None or income.basis != FINAL:
            continue
        told = any(spent._replace(flow=flow) in points for flow in BALANCES)
        rest = EXACT.subtract(points[spent], number)
        if rest and not told:
            yield Moved(spent, rest, number)


def _only_spending(income: Point, points: Mapping[Point, Decimal]) -> Point | None:
    """Where one fund alone has spent: its balance is carried, as fiscal income is told."""
    if income.flow != INCOME or income.fund != FISCAL or not income.subject:
        return None
    if any(
        other.flow == INCOME and other.subject != income.subject
        for other in points
        if other.subject.startswith(income.subject) and other.fund == FISCAL
    ):
        return None
    spending = [income._replace(flow=SPENT, fund=fund) for fund in FUNDS[FISCAL]]
    found = [point for point in spending if points.get(point)]
    return found[0] if len(found) == 1 else None


def _of_fund(moved: Sequence[Moved], points: Mapping[Point, Decimal]) -> Balances:
    """The balances that the subjects of one fund carried over."""
    first = moved[0].spent
    wholes = [points.get(first._replace(flow=flow, subject="")) for flow in BALANCES]
    if all(wholes) and _subjects(first, points) > 1:
        incomes = tuple((_income(one), one.received) for one in moved)
        asked = tuple(one.spent._replace(flow=flow) for one in moved for flow in BALANCES)
        return Balances(incomes, asked)
    return Balances(tuple(pair for one in moved for pair in _known(one, moved, wholes)))


def _known(
    one: Moved, moved: Sequence[Moved], wholes: Sequence[Decimal | None]
) -> Iterator[tuple[Point, Decimal]]:
    """A subject's carried balances: those of the fund, where it alone has any."""
    if len(moved) > 1 or not any(wholes):
        flow = OPENING if one.rest > 0 else CLOSING
        yield one.spent._replace(flow=flow), abs(one.rest)
        return
    for flow, whole in zip(BALANCES, wholes, strict=True):
        if whole:
            yield one.spent._replace(flow=flow), whole
    yield _income(one), one.received


def _income(one: Moved) -> Point:
    return one.spent._replace(flow=INCOME)


def _subjects(point: Point, points: Mapping[Point, Decimal]) -> int:
    """How many subjects of a fund carry balances: have spending, without those above others."""
    codes = {
        p.subject
        for p, number in points.items()
        if number and p.subject and (p.flow, p.basis, p.fund) == (SPENT, point.basis, point.fund)
    }
    return sum(not any(o != code and o.startswith(code) for o in codes) for code in codes)
