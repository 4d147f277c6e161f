"""Subjects that a paper's sentences name and its tables have no money for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.names_without_money import of_no_table, without_money
from mingzhang.inspection.text_outside_tables import Speech, alike

ECONOMIC = (
    ("30101", "基本工资", "10.00"),
    ("30102", "津贴补贴", "20.00"),
    ("30107", "绩效工资", "30.00"),
    ("303", "对个人和家庭的补助", "5.00"),
    ("30302", "退休费", "5.00"),
    ("30399", "其他对个人和家庭的补助", "0.00"),
)
FUNCTIONAL = (
    ("208", "社会保障和就业支出", "60.50"),
    ("20805", "行政事业单位养老支出", "60.50"),
    ("2080501", "行政单位离退休", "60.50"),
    ("221", "住房保障支出", "8.00"),
)
OFFICIAL = {"2101103": "公务员医疗补助"}


def grid(*rows: tuple[str, str, str]) -> Grid:
    spots = {
        (r, c): Spot(r, c, text, Decimal(text) if "." in text else None)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    }
    return Grid("公布件.pdf", "", "表", spots, size=(len(rows), 3))


def speech(text: str) -> Speech:
    return Speech(alike(text), (0,), (1,))


@pytest.mark.parametrize(
    ("listed", "idle"),
    [
        ("基本工资、津贴补贴、绩效工资、退休费", ""),
        ("基本工资、津贴补贴、绩效工资、其他对个人和家庭的补助", "其他对个人和家庭的补助"),
        ("基本工资、津贴补贴、绩效工资、伙食补助费", "伙食补助费"),
        ("基本工资、津贴补贴、绩效工资、退休费等支出", ""),
        ("基本工资、津贴补贴、绩效工资、退休费、等支出", ""),
        ("基本工资、津贴补贴、绩效工资、退休费用", ""),  # another way of writing it
        ("职工的工资、奖金、伙食、交通和办公用品", ""),  # no list of these subjects
    ],
)
def test_a_list_of_subjects_with_one_that_has_no_money(listed: str, idle: str) -> None:
    said = speech(f"人员经费65.00万元，主要包括：{listed}；公用经费12.00万元。")
    found = list(without_money((grid(*ECONOMIC),), said))
    assert [one.how for one in found] == ([f"列了{idle}，表里没有这项支出"] if idle else [])


@pytest.mark.parametrize(
    ("said", "hows"),
    [
        ("社会保障和就业支出（类）60.50万元；住房保障支出（类）8.00万元。", []),
        ("住房保障支出（款）8.00万元。", ["写成了“款”，表里是“类”"]),
        ("节能环保支出（类）8.00万元。", ["表里没有这个科目"]),
        ("公务员医疗补助（项），年初预算为3.00万元，支出决算为0万元。", []),
        ("社会保障与就业支出（类）60.50万元。", []),  # nearly its name: told as another writing
    ],
)
def test_a_subject_that_no_table_has(said: str, hows: list[str]) -> None:
    known = "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。"
    found = of_no_table((grid(*FUNCTIONAL),), speech(known + said), OFFICIAL)
    assert [one.how for one in found] == hows


def test_names_of_other_tables_are_not_judged() -> None:
    said = speech("甲（类）乙（款）丙（项）和住房保障支出（款）。")
    assert list(of_no_table((grid(*FUNCTIONAL),), said, OFFICIAL)) == []


@pytest.mark.parametrize(
    ("said", "hows"),
    [
        ("其它行政事业单位养老支出（项）", []),
        ("行政事业单位养老支出（项）", ["写成了“项”，表里是“款”"]),
    ],
)
def test_a_name_in_another_way_of_writing_is_not_the_one_that_it_ends_with(
    said: str, hows: list[str]
) -> None:
    """What it should be called is told elsewhere."""
    rows = (*FUNCTIONAL, ("2080599", "其他行政事业单位养老支出", "1.00"))
    known = "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。"
    found = of_no_table((grid(*rows),), speech(known + said), OFFICIAL)
    assert [one.how for one in found] == hows
