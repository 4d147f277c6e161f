"""Figures of the size of another unit: told once, by what they are held against."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.form import schemas_of
from tests.support import PROJECT, account, budget, budget_folder

BOUGHT = """
    支出: [{科目: 2080501, 人员经费: 60.88}]
    基本支出: [{科目: 30302, 金额: 60.88}]
    政府采购: {货物: %s, 工程: 0, 服务: 0}
"""


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code for d in found if d.code in ("MZ262", "MZ636", "MZ637")]


def test_a_part_that_is_larger_than_the_whole() -> None:
    assert told(check(budget(BOUGHT % "121.77"))) == ["MZ636"]
    assert told(check(budget(BOUGHT % "121.76"))) == []


def test_what_was_budgeted_may_be_larger_than_what_was_spent() -> None:
    spent = """
        支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 900}]
        三公经费: {公务接待费: {预算: 80, 决算: 1}}
    """
    assert told(check(account(spent))) == []


def test_a_few_yuan_where_all_is_in_yuan() -> None:
    source = """
        金额单位: 元
        支出: [{科目: 2080501, 人员经费: 2600000}]
        基本支出: [{科目: 30302, 金额: 2600000}]
        政府采购: {货物: %s, 工程: 0, 服务: 0}
    """
    assert told(check(budget(source % "17"))) == ["MZ636"]
    assert told(check(budget(source % "1700"))) == []


def test_the_same_figure_is_told_once() -> None:
    previous = budget_folder(BOUGHT % "8")
    assert told(check(budget(BOUGHT % "80000", previous=previous))) == ["MZ636"]
    assert told(check(budget(BOUGHT % "0.0008", previous=previous))) == ["MZ262"]


def test_a_number_of_cars_is_no_money() -> None:
    """Typed in 元 last year and in 万元 now: two cars are two cars."""
    source = (
        "金额单位: {}\n支出: [{{科目: 2080501, 人员经费: {}}}]\n国有资产: {{车辆: 2, 大型设备: 0}}"
    )
    known = schemas_of(PROJECT)("budget", "吉林").files
    now, before = (
        replace(budget_folder(source.format(*typed)), schemas=known)
        for typed in (("万元", "61.00"), ("元", "608800"))
    )
    found = check(read_account(replace(now, previous=before), PROJECT))
    assert "MZ637" not in [d.code for d in found]
