"""Slips of the hand: a typed value → what may have been meant, the most telling slip first.

A sum of rounded figures tells what is missing up to its rounding; a slip gives the exact value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.facts.amount import Amount, Unit

DIGITS = "0123456789"
SIGN = "正负号相反"
FACTOR = 10_000  # 元 typed as 万元
# Zeros down to there were typed, so they can be wrong: 0.01 万元 is 10² 元.
FINEST = {Unit.WAN: 2, Unit.YUAN: -2}


@dataclass(frozen=True)
class Slip:
    """A slip's name, what was meant (in 元), and how often the typed figure comes of it."""

    name: str
    meant: Decimal
    share: float

    @property
    def is_of_point(self) -> bool:
        """Whether the point slipped, or was put where another unit has it."""
        return self.name in OF_POINT


def slips(typed: Decimal, asked: Amount, unit: Unit = Unit.WAN) -> Iterator[Slip]:
    """The typing slips that turn a value within ``asked`` into ``typed``, typed in a unit."""
    # Where nothing may be meant too, any small value may; a wrong sign leaves the digits.
    is_nothing = is_within(Decimal(0), asked)
    for name, (share, meanings) in SLIPS.items():
        if is_nothing and name != SIGN:
            continue
        meant = (value for value in meanings(typed, unit) if value != typed)
        fits = dict.fromkeys(value for value in meant if is_within(value, asked))
        yield from (Slip(_called(name, typed, value), value, share) for value in fits)


def _called(name: str, typed: Decimal, meant: Decimal) -> str:
    """What a slip is called: 6 for 60 is a point that slipped, though 06 has its digits swapped."""
    shifted = {typed * 10: "小数点多写一位", typed / 10: "小数点少写一位"}
    return shifted.get(meant, name)


def codes_near(code: str) -> Iterator[str]:
    """The codes of which a typed one comes by a slip: one digit is another, or two are swapped."""
    for at, typed in enumerate(code):
        yield from (f"{code[:at]}{d}{code[at + 1 :]}" for d in DIGITS if d != typed)
    yield from codes_swapped(code)


def codes_swapped(code: str) -> Iterator[str]:
    """The codes of the same digits, by the slip in which two neighbours change places."""
    pairs = range(len(code) - 1)
    return (f"{code[:n]}{code[n + 1]}{code[n]}{code[n + 2 :]}" for n in pairs)


def best_slip(typed: Decimal, asked: Amount, unit: Unit = Unit.WAN) -> Slip | None:
    """The first kind of slip that turns a value within ``asked`` into ``typed``; None for none."""
    order = list(SLIPS)
    found = slips(typed, asked, unit)
    return min(found, key=lambda s: (order.index(s.name), abs(s.meant - asked.value)), default=None)


def is_within(value: Decimal, asked: Amount) -> bool:
    """Whether a value that a slip changed may stand where ``asked`` (bounds) is asked for."""
    return Amount(value).agrees(asked)


Meanings = Callable[[Decimal, Unit], Iterator[Decimal]]


def _unscaled(factor: int) -> Meanings:
    return lambda typed, _: iter((typed / factor,))


def _scaled(factor: int) -> Meanings:
    return lambda typed, _: iter((typed * factor,))


def _negated(typed: Decimal, _: Unit) -> Iterator[Decimal]:
    yield -typed


def _swapped(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    # One zero more at either end: 40.8 and 4.08, 30 and 3 are neighbours swapped as well.
    digits, exponent = _digits(typed, unit)
    digits = f"0{digits}0"
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        yield Decimal(swapped).scaleb(exponent - 1).copy_sign(typed)


def _one_digit(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    yield from (value for value in _changed(typed, unit) if _is_as_long(value, typed, unit))


def _first_missed(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    longer = (v for v in _changed(typed, unit) if _places(v, unit) > _places(typed, unit))
    yield from (value for value in longer if typed)


def _first_extra(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    longest = _places(typed, unit)
    yield from (value for value in _changed(typed, unit) if _places(value, unit) < longest)


def _first_doubled(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    digits, _ = _digits(typed, unit)
    yield from (
        value
        for value in _first_extra(typed, unit)
        if digits[0] + _digits(value, unit)[0] == digits and digits[0] == digits[1]
    )


def _changed(typed: Decimal, unit: Unit) -> Iterator[Decimal]:
    # One zero more in front: 7.86 is 0.86 with a wrong digit.
    digits, exponent = _digits(typed, unit)
    digits = f"0{digits}"
    for i in range(len(digits)):
        for digit in DIGITS:
            changed = digits[:i] + digit + digits[i + 1 :]
            yield Decimal(changed).scaleb(exponent).copy_sign(typed)


def _is_as_long(value: Decimal, typed: Decimal, unit: Unit) -> bool:
    """Whether a slip leaves as many digits: 0.86 is as long as 7.86, 2.86 is not as 32.86."""
    return _places(value, unit) == _places(typed, unit)


def _places(value: Decimal, unit: Unit) -> int:
    return max(value.adjusted(), unit.worth.adjusted()) if value else 0


def _digits(value: Decimal, unit: Unit) -> tuple[str, int]:
    """A typed value's digits, for slips: two decimals at least, and the power of ten."""
    parts = value.normalize().as_tuple()
    exponent = parts.exponent if isinstance(parts.exponent, int) else 0
    zeros = max(exponent - FINEST[unit], 0)
    return "".join(map(str, parts.digits)) + "0" * zeros, exponent - zeros


# How often each is made, by guess, and its meanings; a wrong digit and a swap are counted each by
# themselves, for the more digits a figure has, the more often one of them is wrong.
SLIPS: dict[str, tuple[float, Meanings]] = {
    "元误作万元": (0.06, _unscaled(FACTOR)),
    "万元误作元": (0.03, _scaled(FACTOR)),
    SIGN: (0.06, _negated),
    "小数点少写一位": (0.05, _unscaled(10)),
    "小数点多写一位": (0.05, _scaled(10)),
    "小数点丢失": (0.04, _unscaled(100)),
    "相邻两位颠倒": (0.08, _swapped),
    "一位数字有误": (0.008, _one_digit),
    # Which digit was missed follows from what was meant: there is one way to miss it, and nine to
    # type a wrong one.
    "首位少写": (0.02, _first_missed),
    "首位多写": (0.002, _first_extra),
    # A key that was pressed twice is likelier than any one other.
    "首位写了两遍": (0.01, _first_doubled),
}
OF_POINT = frozenset({"小数点多写一位", "万元误作元", "元误作万元", "小数点少写一位", "小数点丢失"})
