from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.checks.typing_slips import best_slip, slips
from mingzhang.facts.amount import Amount, Unit


def slip(typed: str, right: str, half: str = "0.01", unit: Unit = Unit.WAN) -> str:
    """The name of the slip by which ``right``, known to ``half``, was typed as ``typed``."""
    asked = Amount(Amount.typed(Decimal(right), unit).value, Decimal(half) * unit.value)
    found = best_slip(Amount.typed(Decimal(typed), unit).value, asked, unit)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("typed", "right", "name"),
    [
        ("27957600", "2795.76", "元误作万元"),
        ("0.279576", "2795.76", "万元误作元"),
        ("-409.20", "409.20", "正负号相反"),
        ("409.20", "-409.20", "正负号相反"),
        ("27957.6", "2795.76", "小数点少写一位"),
        ("279.576", "2795.76", "小数点多写一位"),
        ("279576", "2795.76", "小数点丢失"),
        ("490.20", "409.20", "相邻两位颠倒"),
        ("409.20", "490.20", "相邻两位颠倒"),
        ("1352.65", "1352.56", "相邻两位颠倒"),
        ("2795.16", "2795.76", "一位数字有误"),
        ("2795.76", "2795.16", "一位数字有误"),
        ("7795.76", "2795.76", "一位数字有误"),
        ("-2795.16", "-2795.76", "一位数字有误"),
        ("-490.20", "-409.20", "相邻两位颠倒"),
        ("1234.56", "2795.76", ""),
        ("402.90", "409.21", ""),
        ("0", "2795.76", ""),
    ],
)
def test_slips_by_name(typed: str, right: str, name: str) -> None:
    assert slip(typed, right) == name


@pytest.mark.parametrize(
    ("typed", "right", "name"),
    [
        ("10101600.50", "10101600.05", "相邻两位颠倒"),
        ("10101600.15", "10101600.05", "一位数字有误"),
        ("-0.05", "0.05", "正负号相反"),
    ],
)
def test_slips_in_yuan(typed: str, right: str, name: str) -> None:
    assert slip(typed, right, half="0.005", unit=Unit.YUAN) == name


def test_a_lone_digit_with_its_point_elsewhere_is_not_swapped() -> None:
    asked = Amount(Decimal(60_000), Decimal("0.01"))
    names = [one.name for one in slips(Decimal(6_000), asked, Unit.YUAN)]
    assert set(names) == {"小数点多写一位"}


def test_what_was_meant_is_exact_where_the_sums_are_not() -> None:
    asked = Amount(Decimal(4092200), Decimal(500))
    found = best_slip(Decimal(4902000), asked)
    assert found is not None
    assert found.meant == Decimal(4092000)


def test_what_was_meant_lies_where_it_is_asked_for() -> None:
    assert slip("490.20", "409.21", half="0.02") == "相邻两位颠倒"
    assert slip("490.20", "409.21", half="0.01") == ""
    assert slip("490.20", "409.20", half="0") == "相邻两位颠倒"


def test_zeros_at_the_end_were_typed_too() -> None:
    assert slip("60.80", "60.88", half="0.005") == "一位数字有误"
    assert slip("100.00", "105.00", half="0.005") == "一位数字有误"


def test_zeros_of_yuan_were_typed_down_to_the_last() -> None:
    assert slip("1748320.00", "1748327.00", half="0", unit=Unit.YUAN) == "一位数字有误"


def test_a_digit_too_many_or_too_few_is_another_slip_than_a_wrong_one() -> None:
    assert slip("32.86", "2.86") == "首位多写"
    assert slip("2.86", "32.86") == "首位少写"
    assert slip("7.86", "0.86") == "一位数字有误"
    assert slip("32.86", "12.86") == "一位数字有误"


def test_nothing_was_slipped_where_nothing_is_asked_for() -> None:
    assert slip("10.00", "0.00") == ""


def test_the_value_itself_is_no_slip() -> None:
    assert slip("10.00", "10.00") == ""
