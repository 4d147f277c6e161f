"""Amounts: a typed decimal and its unit → an exact value in 元 and how exactly it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from functools import cache, cached_property

# Sums of published figures stay far below 50 digits, so no operation ever rounds.
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)
CENTS = 2  # decimals that a published amount carries at least, in 元 as in 万元
FINE = 6  # decimals of 万元 that say 分
ZERO = Decimal(0)


class Unit(Enum):
    """The unit of an amount of money (金额单位), worth ``value`` 元."""

    YUAN = 1
    WAN = 10_000

    @property
    def label(self) -> str:
        """What the unit of an amount is called: 元 or 万元."""
        return "元" if self is Unit.YUAN else "万元"

    @cached_property
    def worth(self) -> Decimal:
        """How many 元 an amount of one is."""
        return Decimal(self.value)

    @classmethod
    def named(cls, label: str) -> Unit:
        """The unit of amounts called 元 or 万元."""
        return {unit.label: unit for unit in cls}[label]


@dataclass(frozen=True)
class Amount:
    """An amount: ``value`` 元, known up to ``half`` 元 on either side.

    2795.76 typed in 万元 is 27,957,600 元 ± 50 元: the figure was rounded half up to two decimals,
    so the true value lies in [value - half, value + half).

    What is no money (人次, 平方米) has its own unit as ``measure``, and its value is in that.
    """

    value: Decimal = ZERO
    half: Decimal = ZERO
    measure: str = field(default="", compare=False)

    def __init__(self, value: Decimal = ZERO, half: Decimal = ZERO, measure: str = "") -> None:
        # Thousands are made for a document, and what dataclasses write here takes thrice as long.
        own = self.__dict__
        own["value"], own["half"], own["measure"] = value, half, measure

    @classmethod
    def typed(cls, number: Decimal, unit: Unit) -> Amount:
        """The amount that an author typed; more decimals than two make it more exact.

        One in 元 is exact: accounts are kept in 分, so that nothing was rounded.
        """
        if unit is Unit.YUAN:
            return cls(number)
        exponent = number.as_tuple().exponent
        decimals = max(CENTS, -exponent if isinstance(exponent, int) else CENTS)
        worth = unit.worth
        half = EXACT.multiply(worth, Decimal(5).scaleb(-decimals - 1))
        return cls(EXACT.multiply(number, worth), half)

    @property
    def is_known(self) -> bool:
        """Whether an amount has bounds at all; one without agrees with every other."""
        return self.half.is_finite()

    def __add__(self, other: Amount) -> Amount:
        value, half = EXACT.add(self.value, other.value), EXACT.add(self.half, other.half)
        return Amount(value, half, self.measure or other.measure)

    def __sub__(self, other: Amount) -> Amount:
        return self + -other

    def __neg__(self) -> Amount:
        return Amount(self.value.copy_negate(), self.half, self.measure)

    def times(self, other: Amount) -> Amount:
        """An amount multiplied by another; money by what is counted is money."""
        value = EXACT.multiply(self.value, other.value)
        if not (self.is_known and other.is_known):
            return Amount(value, UNKNOWN.half, self.measure and other.measure)
        tails = (
            EXACT.multiply(abs(self.value), other.half),
            EXACT.multiply(abs(other.value), self.half),
            EXACT.multiply(self.half, other.half),
        )
        return Amount(value, sum(tails, ZERO), self.measure and other.measure)

    def as_rounded(self) -> Amount:
        """An exact amount as one that was rounded to its own decimals, money to 分 at least."""
        exponent = self.value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        decimals = max(0 if self.measure else CENTS, decimals)
        return Amount(self.value, Decimal(5).scaleb(-decimals - 1), self.measure)

    def agrees(self, other: Amount) -> bool:
        """Whether two rounded amounts can be one true value: their half-open intervals meet."""
        difference = EXACT.subtract(self.value, other.value).copy_abs()
        return difference == 0 or difference < EXACT.add(self.half, other.half)

    def displayed(self, unit: Unit, decimals: int = CENTS) -> Decimal:
        """An amount in ``unit``, rounded half up (四舍五入) to ``decimals`` places.

        What is no money is shown as it is.
        """
        if self.measure:
            return self.value
        shown = EXACT.divide(self.value, unit.worth)
        return rounded(shown, decimals)

    def grouped(self, unit: Unit) -> str:
        """An amount in ``unit`` with thousands apart, without the unit: ``1,234.50``."""
        return f"{self.displayed(unit):,}"

    def worded(self, unit: Unit) -> str:
        """An amount as a message says it, with its unit: ``1,234.50 万元``, ``12 辆``."""
        if self.measure:
            return f"{self.value:f} {self.measure}"
        return f"{self.grouped(unit)} {unit.label}"

    @property
    def wan(self) -> str:
        """An amount in 万元 as a message says it, without the unit: ``1,234.50``."""
        return self.grouped(Unit.WAN)

    def told(self, unit: Unit) -> Decimal:
        """An amount in ``unit`` as a sentence says it: with two decimals.

        Where these would say zero of what is none, as exactly as it is: 40 元 are 0.004 万元.
        """
        shown = self.displayed(unit)
        if shown or not self.value or self.measure:
            return shown
        exact = self.displayed(unit, FINE)
        return exact.normalize(EXACT) if exact else exact


# A gap (数据缺口): an interval without bounds, so whatever it is added to is not known either, and
# no identity that it stands in can fail.
UNKNOWN = Amount(half=Decimal("Infinity"))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """An amount's number rounded half up to ``decimals`` places, never a negative zero."""
    result = number.quantize(_last_place(decimals), context=EXACT)
    return result or abs(result)


@cache
def _last_place(decimals: int) -> Decimal:
    """One in the last place of an amount's number with so many decimals."""
    return Decimal(1).scaleb(-decimals)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts; their half-widths add up as well."""
    value = half = ZERO
    measure = ""
    for amount in amounts:
        value, half = EXACT.add(value, amount.value), EXACT.add(half, amount.half)
        measure = measure or amount.measure
    return Amount(value, half, measure)


def ratio(part: Decimal, whole: Decimal, decimals: int = 2) -> Decimal | None:
    """The ratio of amounts, ``part / whole`` in %, half up; None for a zero base."""
    if not whole:
        return None
    return rounded(EXACT.divide(EXACT.multiply(part, Decimal(100)), whole), decimals)


def told_apart(one: Amount, other: Amount) -> tuple[Decimal, Decimal]:
    """Two amounts in 万元, with as many decimals as show that they differ."""
    for decimals in range(CENTS, FINE + 1):
        pair = one.displayed(Unit.WAN, decimals), other.displayed(Unit.WAN, decimals)
        if pair[0] != pair[1]:
            break
    return pair


def typed_in(amount: Decimal, unit: Unit) -> Decimal:
    """An amount in 元 as it is typed in ``unit``: exactly, with two decimals at least."""
    number = EXACT.divide(amount, unit.worth).normalize(EXACT)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > -CENTS:
        return number.quantize(Decimal(1).scaleb(-CENTS), context=EXACT)
    return number
