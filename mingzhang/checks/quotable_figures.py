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

    def has(self, amount: Amount) -> bool:
        """Whether a quotable figure agrees with the amount, whatever its sign.

        Most that are quoted are typed or have a name, and sums cost more than those.
        """
        return any(self._typed_or_named.agreeing(amount)) or bool(self.supports(amount))

    def supports(self, amount: Amount) -> Figure | None:
        """The quotable figure that agrees with the amount, whatever its sign."""
        return next(self._every.agreeing(amount), None)

    def nearest(self, amount: Amount) -> Figure | None:
        """The quotable figure closest to an amount, where one is close."""
        reach = abs(EXACT.multiply(amount.value, NEAR))
        near = self._every.between(abs(amount.value) - reach, abs(amount.value) + reach)
        return min(near, key=lambda f: abs(abs(f.amount.value) - amount.value), default=None)

    def has_percentage(self, number: Decimal) -> bool:
        """Whether a quotable change, completion rate or share gives the percentage as written."""
        exponent = number.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        return any(
            rate is not None and abs(rate) == number for rate in self._rates(max(decimals, 0))
        )

    @cached_property
    def _typed_or_named(self) -> _BySize:
        return _by_size(chain(_typed(self.account), _others(self.account)))

    @cached_property
    def _every(self) -> _BySize:
        sums = map(self.account.cube.figure, self.account.cube.groups())
        return _by_size(chain(self._typed_or_named.figures, sums))

    def _rates(self, decimals: int) -> Iterator[Decimal | None]:
        for move in self.account.reasons.moves.values():
            now, before = move.now.amount.value, move.before.amount.value
            yield ratio(now, before, decimals)
            yield ratio(now - before, before, decimals)
        wholes = [self.account.indicators.get(name) for name in WHOLES]
        for whole in (figure for figure in wholes if figure):
            for figure in self._every.figures:
                yield ratio(figure.amount.value, whole.amount.value, decimals)
        for money in (project.total for project in self.account.projects):
            yield ratio(money.spent.amount.value, money.adjusted.amount.value, decimals)


@dataclass(frozen=True, eq=False)
class _BySize:
    """Quotable figures by size, without sign."""

    figures: Sequence[Figure]

    def agreeing(self, amount: Amount) -> Iterator[Figure]:
        """The quotable figures that agree with an amount."""
        size = abs(amount.value)
        reach = amount.half + self._widest
        for figure in self.between(size - reach, size + reach):
            apart = abs(abs(figure.amount.value) - size)
            is_near = apart < amount.half + figure.amount.half and _tells(figure.amount, amount)
            if apart == 0 or is_near:
                yield figure

    def between(self, low: Decimal, high: Decimal) -> Sequence[Figure]:
        """The quotable figures of such sizes."""
        return self.figures[bisect_left(self._sizes, low) : bisect_right(self._sizes, high)]

    @cached_property
    def _sizes(self) -> list[Decimal]:
        return [abs(figure.amount.value) for figure in self.figures]

    @cached_property
    def _widest(self) -> Decimal:
        return max((figure.amount.half for figure in self.figures), default=Decimal(0))


def _by_size(figures: Iterable[Figure]) -> _BySize:
    known = (f for f in figures if f.is_known and f.amount.value)
    return _BySize(sorted(known, key=lambda f: abs(f.amount.value)))


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


def _typed(account: Account) -> Iterator[Figure]:
    return chain(account.cube.facts.values(), account.cube.stated.values())


def _others(account: Account) -> Iterator[Figure]:
    """Quotable figures of no point of the cube."""
    for name in account.indicators.definitions:
        yield from _given(account.indicators.get(name), account.previous.get(name))
    yield from (move.difference for move in account.reasons.moves.values())
    yield from of_projects(account)


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
