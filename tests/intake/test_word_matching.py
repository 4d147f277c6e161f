"""Titles as forms and papers write them."""

from __future__ import annotations

import pytest

from mingzhang.intake.word_matching import UNIT, is_titled, plain


@pytest.mark.parametrize(
    "text",
    [
        "支出决算表",
        "某局2025年度支出决算表",
        "支出决算表 单位：万元",
        "支出决算表（金额单位：元）",
        "支出决算表 公开03表 单位：万元",
        "支出决算表 金额单位：万元 公开03表",
    ],
)
def test_what_may_stand_around_a_title(text: str) -> None:
    assert is_titled(text, "支出决算表")


@pytest.mark.parametrize("text", ["单位：万元", "财政拨款支出决算表说明", "支出决算表单位", ""])
def test_what_is_no_title(text: str) -> None:
    assert not is_titled(text, "支出决算表")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位：平方米、辆、万元", "万元"),
        ("金额单位：千元", "千元"),
        ("金额单位：人民币元", "元"),
        ("单位：人民币（万元）", "万元"),
        ("单位：辆、台", None),
        ("单位：美元", None),
        ("单位：百万元", None),
    ],
)
def test_the_unit_of_money_stands_among_others(line: str, unit: str | None) -> None:
    found = UNIT.search(plain(line))
    assert (found and found[1]) == unit


def test_marks_of_no_width_are_none_of_the_words() -> None:
    assert plain("基\u200b本\ufeff支出\u00a0") == "基本支出"
