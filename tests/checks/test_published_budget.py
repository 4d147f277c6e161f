"""``mingzhang.checks.published_budget``: a final of other units than the budget of its year."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from tests.checks.case import Case
from tests.checks.cases.department_sums import ARCHIVE, DEPARTMENT, OFFICE, SUMMED
from tests.checks.cases.published_budget import PLAN_OF_UNITS


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
