"""Slips of the hand: what was typed and what would be right → the name of the slip, if any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from mingzhang.facts.amount import Amount

CENT = Decimal("0.01")


def slip_between(typed: Decimal, right: Amount) -> str:
    """The slip that turns a value within ``right`` into ``typed`` (both in 元); "" for none."""
    return next((name for name, is_slip in SLIPS.items() if is_slip(typed, right)), "")


def _matches(value: Decimal, right: Amount) -> bool:
    difference = abs(value - right.value)
    return difference == 0 or difference < right.half


def _scaled(factor: int) -> Callable[[Decimal, Amount], bool]:
    def is_scaled(typed: Decimal, right: Amount) -> bool:
        return bool(typed) and _matches(typed / factor, right)

    return is_scaled


def _shrunk(factor: int) -> Callable[[Decimal, Amount], bool]:
    def is_shrunk(typed: Decimal, right: Amount) -> bool:
        return bool(typed) and _matches(typed * factor, right)

    return is_shrunk


def _sign(typed: Decimal, right: Amount) -> bool:
    return bool(typed) and _matches(-typed, right)


def _swapped(typed: Decimal, right: Amount) -> bool:
    return any(_matches(value, right) for value in _swaps(typed))


def _one_digit(typed: Decimal, right: Amount) -> bool:
    return any(_matches(value, right) for value in _substitutions(typed))


def _digits(value: Decimal) -> tuple[str, int]:
    """Digits without trailing zeros, and the power of ten of the last one."""
    parts = value.normalize().as_tuple()
    exponent = parts.exponent if isinstance(parts.exponent, int) else 0
    return "".join(map(str, parts.digits)), exponent


def _swaps(value: Decimal) -> Iterator[Decimal]:
    # One zero more at either end: 40.8 and 4.08, 30 and 3 are neighbours swapped as well.
    digits, exponent = _digits(value)
    digits = f"0{digits}0"
    for i in range(len(digits) - 1):
        swapped = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        yield Decimal(swapped).scaleb(exponent - 1).copy_sign(value)


def _substitutions(value: Decimal) -> Iterator[Decimal]:
    digits, exponent = _digits(value)
    for i in range(len(digits)):
        for digit in "0123456789":
            changed = digits[:i] + digit + digits[i + 1 :]
            yield Decimal(changed).scaleb(exponent).copy_sign(value)


SLIPS: dict[str, Callable[[Decimal, Amount], bool]] = {
    "元误作万元": _scaled(10_000),
    "正负号相反": _sign,
    "相邻两位颠倒": _swapped,
    "小数点错一位": lambda typed, right: _scaled(10)(typed, right) or _shrunk(10)(typed, right),
    "小数点丢失": _scaled(100),
    "一位数字有误": _one_digit,
}
