"""Quotable figures: an account → every figure that a text of its document may quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, ratio
from mingzhang.facts.figure import Figure

# A figure known less exactly than to a part in so many tells nothing of a finer quotation: typed
# as 0.02 万元, it is anything from 150 to 250 元.
EXACT_TO = 1000
NEAR = Decimal("0.1")  # a share of the quoted figure within which another is worth mentioning


@dataclass(frozen=True, eq=False)
class Known:
    """Every quotable figure of an account, and the differences between two years or two bases."""

    account: Account

    def supports(self, amount: Amount) -> Figure | None:
        """The quotable figure that agrees with the amount, whatever its sign."""
        return next(self._agreeing(amount), None)

    def nearest(self, amount: Amount) -> Figure | None:
        """The quotable figure closest to an amount, where one is close."""
        reach = abs(EXACT.multiply(amount.value, NEAR))
        near = self._between(abs(amount.value) - reach, abs(amount.value) + reach)
        return min(near, key=lambda f: abs(abs(f.amount.value) - amount.value), default=None)

    def has_percentage(self, number: Decimal) -> bool:
        """Whether a quotable change, completion rate or share gives the percentage as written."""
        exponent = number.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        return any(
            rate is not None and abs(rate) == number for rate in self._rates(max(decimals, 0))
        )

    def _agreeing(self, amount: Amount) -> Iterator[Figure]:
        size = abs(amount.value)
        reach = amount.half + self._widest
        for figure in self._between(size - reach, size + reach):
            apart = abs(abs(figure.amount.value) - size)
            is_near = apart < amount.half + figure.amount.half and _tells(figure.amount, amount)
            if apart == 0 or is_near:
                yield figure

    def _between(self, low: Decimal, high: Decimal) -> Sequence[Figure]:
        sizes = self._sizes
        return self._figures[bisect_left(sizes, low) : bisect_right(sizes, high)]

    @cached_property
    def _figures(self) -> list[Figure]:
        found = chain(_of_cube(self.account), _named(self.account), of_projects(self.account))
        typed = (f for f in found if f.is_known and f.amount.value)
        return sorted(typed, key=lambda f: abs(f.amount.value))

    @cached_property
    def _sizes(self) -> list[Decimal]:
        return [abs(figure.amount.value) for figure in self._figures]

    @cached_property
    def _widest(self) -> Decimal:
        return max((figure.amount.half for figure in self._figures), default=Decimal(0))

    def _rates(self, decimals: int) -> Iterator[Decimal | None]:
        for move in self.account.reasons.moves.values():
            now, before = move.now.amount.value, move.before.amount.value
            yield ratio(now, before, decimals)
            yield ratio(now - before, before, decimals)
        wholes = [self.account.indicators.get(name) for name in WHOLES]
        for whole in (figure for figure in wholes if figure):
            for figure in self._figures:
                yield ratio(figure.amount.value, whole.amount.value, decimals)
        for money in (project.total for project in self.account.projects):
            yield ratio(money.spent.amount.value, money.adjusted.amount.value, decimals)


def _tells(known: Amount, quoted: Amount) -> bool:
    return known.half <= quoted.half or known.half * EXACT_TO <= abs(known.value)


# What shares are taken of.
WHOLES = (
    "总计",
    "本年收入合计",
    "本年支出合计",
    "财政拨款总计",
    "一般公共预算财政拨款支出",
    "一般公共预算基本支出",
    "三公经费.合计.决算",
    "政府采购.总额",
    "政府采购.中小企业",
)


def _of_cube(account: Account) -> Iterator[Figure]:
    yield from account.cube.facts.values()
    yield from account.cube.stated.values()
    yield from map(account.cube.figure, account.cube.groups())


def _named(account: Account) -> Iterator[Figure]:
    for name in account.indicators.definitions:
        yield from _given(account.indicators.get(name), account.previous.get(name))
    yield from (move.difference for move in account.reasons.moves.values())


def _given(*figures: Figure | None) -> Iterable[Figure]:
    return (figure for figure in figures if figure)


def of_projects(account: Account) -> Iterator[Figure]:
    """Quotable figures of projects, their plans and the form's own lists, with their totals."""
    for project in account.projects:
        for money in (*project.funding.values(), project.total):
            yield from (money.budget, money.adjusted, money.spent)
    for plan in account.plans:
        yield plan.figure("全部", "预算")
        yield from (money.figure for money in plan.money)
    yield from (line.figure for lines in account.lists.values() for line in lines)
