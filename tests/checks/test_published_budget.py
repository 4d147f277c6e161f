"""``mingzhang.checks.published_budget``: a final of other units than the budget of its year."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.checks.run_rules import check
from tests.checks.case import Case
from tests.checks.cases.department_sums import (
    ARCHIVE,
    DEPARTMENT,
    GIVEN,
    GIVING,
    OFFICE,
    SUMMED,
)
from tests.checks.cases.published_budget import PLAN_OF_UNITS
from tests.support import only


def told(budgeted: str, planned: str = PLAN_OF_UNITS) -> list[str]:
    """What is told of the chain where the office's own 年初预算 is as given."""
    units = (
        OFFICE.replace("项目支出: 60.88", f"项目支出: 60.88, 年初预算: {budgeted}"),
        ARCHIVE.replace("项目支出: 5.00", "项目支出: 5.00, 年初预算: 5.00"),
    )
    text = f"{SUMMED}\n支出: [{{科目: 2080501, 差异原因: 核定}}]"
    case = Case("", text, "", "", "", planned=planned, units=units, profile=DEPARTMENT)
    codes = ("MZ430", "MZ863")
    return [f"{d.code} {d.message}" for d in check(case.account()) if d.code in codes]


def test_a_unit_that_both_name_is_compared_where_others_differ() -> None:
    apart, wrong = told("59.00")
    assert apart.endswith("年初预算只比较了 某市档案局。")
    assert "某市档案局 一般公共预算 2080501 支出年初预算是 59.00 万元" in wrong
    assert "公布的预算是 60.00 万元" in wrong


def test_a_unit_that_only_one_names_has_nothing_to_differ_from() -> None:
    assert [one.partition(" ")[0] for one in told("60.00")] == ["MZ430"]


def test_a_budget_that_names_no_unit_and_is_that_of_one_is_compared_with_that_one() -> None:
    """Of the whole department each of its figures would differ, for nothing."""
    (one,) = told("60.00", "支出: [{科目: 2080501, 人员经费: 60.00}]")
    assert one.startswith("MZ430 公布的预算没有写单位，支出合计与 某市档案局 一个单位的")
    assert one.endswith("年初预算只比较了 某市档案局。")


def test_a_budget_that_names_no_unit_is_else_that_of_all() -> None:
    plan = "支出: [{{科目: 2080501, 人员经费: {}}}]"
    assert not told("60.00", plan.format("65.00"))
    (one,) = told("60.00", plan.format("66.00"))
    assert one.startswith("MZ863")


def test_what_a_unit_tells_of_its_own_budget_is_not_told_of_the_sum_again() -> None:
    """It may be accepted there; what else the sum differs by is told."""
    plan = "支出: [{{科目: 2080501, 人员经费: {}}}]"
    office = OFFICE.replace("项目支出: 60.88", "项目支出: 60.88, 年初预算: 59.00")
    units = (office, ARCHIVE.replace("项目支出: 5.00", "项目支出: 5.00, 年初预算: 5.00"))
    text = f"{SUMMED}\n支出: [{{科目: 2080501, 差异原因: 核定}}]"
    own = Case("", office, "", "", "", planned=plan.format("60.00")).account()
    assert only(check(own), "MZ863")
    for planned, is_told in (("65.00", False), ("66.00", True)):
        case = Case("", text, "", "", "", planned=plan.format(planned), units=units)
        whole = replace(case, profile=DEPARTMENT).account()
        first, *rest = whole.parts
        assert only(check(whole), "MZ863")
        known = replace(whole, parts=(replace(first, plan=own.plan), *rest))
        assert bool(only(check(known), "MZ863")) is is_told


def test_a_sum_of_units_stands_nowhere_and_each_unit_is_named_behind_it() -> None:
    units = (
        OFFICE.replace("项目支出: 60.88", "项目支出: 60.88, 年初预算: 60.00"),
        ARCHIVE.replace("项目支出: 5.00", "项目支出: 5.00, 年初预算: 5.00"),
    )
    text = f"{SUMMED}\n支出: [{{科目: 2080501, 差异原因: 核定}}]"
    plan = "支出: [{科目: 2080501, 人员经费: 66.00}]"
    case = Case("", text, "", "", "", planned=plan, units=units, profile=DEPARTMENT)
    (told,) = (d for d in check(case.account()) if d.code == "MZ863")
    whole, *parts, published = told.operands
    assert (whole.value, whole.place) == ("65.00 万元", None)
    assert [part.value for part in parts] == ["60.00 万元", "5.00 万元"]
    assert all(part.label.startswith("其中 某市档案") and part.place for part in parts)
    assert published.place
    assert told.place.line == case.account().source.keys["汇总"].line


BETWEEN = "抵销: [{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}]"
GROSS = f"""
    单位:
      - {{代码: 601001, 名称: 某市档案局, 类型: 行政单位}}
      - {{代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}}
    {BETWEEN}
    支出: [{{科目: 2080501, 单位: 601001, 资金: 非财政, 对附属单位补助支出: 5.00}}]
    项目: [{{名称: 消毒, 单位: 601002, 科目: 2080501, 资金: 非财政, 本年: 5.00}}]
    收入: [{{单位: 601001, 资金: 其他, 本年: 5.00}}, {{单位: 601002, 资金: 上级补助, 本年: 5.00}}]
"""


def test_what_units_give_each_other_stands_in_their_opening_budgets() -> None:
    """The department's budget takes it off; of the sum of the units' budgets nobody did."""
    for budgeted, differs in (("5.00", False), ("6.00", True)):
        units = (
            GIVING.replace("支出: 5.00", f"支出: 5.00, 年初预算: {budgeted}"),
            GIVEN.replace("非财政, 项目支出: 5.00", "非财政, 项目支出: 5.00, 年初预算: 5.00"),
        )
        text = f"{SUMMED}\n{BETWEEN}"
        case = Case("", text, "", "", "", planned=GROSS, units=units, profile=DEPARTMENT)
        found = {d.code for d in check(case.account())}
        assert ("MZ863" in found) is differs
