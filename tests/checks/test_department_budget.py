"""A department's budget of folders, an office of its own and money between units, by all rules."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.case import budget_unit
from tests.checks.cases.department_sums import BUDGETED, PLANNED_GIVEN, PLANNED_GIVING
from tests.facts.test_budget_units import department, three
from tests.support import account, budget, budget_folder

# What adds up, what is whole, what belongs to a unit.
SUMS = {"MZ273", "MZ303", "MZ304", "MZ305", "MZ318", "MZ319", "MZ323", "MZ854", "MZ860", "MZ861"}
SUMS |= {"MZ862", "MZ868"}
ROLLED = {"MZ202", "MZ206", "MZ212", "MZ220", "MZ303", "MZ305"}


def test_what_the_office_adds_and_gives_adds_up() -> None:
    told = [d for d in check(department(three(6))) if d.code in SUMS]
    assert not told, [str(diagnostic) for diagnostic in told]


UNITS = """
单位:
  - {代码: 502001, 名称: 某局机关, 类型: 行政单位}
  - {代码: 502002, 名称: 某中心, 类型: 行政单位}
"""
LINES = """
支出:
  - {科目: 2101501, 单位: 502001, 人员经费: 5.00, 公用经费: 1.00}
  - {科目: 2101506, 单位: 502002, 人员经费: 2.00}
"""


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{科目: 21015, 单位: 502001, 合计: 7.00}", "某局机关 21015 合计"),
        ("{科目: 210, 单位: 502001, 人员经费: 6.00}", "某局机关 210 人员经费"),
        ("{科目: 21015, 单位: 502001, 基本支出: 6.10}", "某局机关 21015 基本支出"),
        ("{科目: 210, 单位: 502002, 基本支出: 1.00}", "某中心 210 基本支出"),
        ("{科目: 210, 单位: 502001, 合计: 6.00}", ""),
        ("{科目: 210, 单位: 502002, 人员经费: 2.00, 合计: 2.00}", ""),
    ],
)
def test_what_a_unit_of_lines_publishes_is_held_against_its_own_rows(row: str, says: str) -> None:
    """No table prints it: were it not held against anything it would be as if never typed."""
    told = [d.message for d in check(budget(f"{UNITS}{LINES}  - {row}\n")) if d.code in ROLLED]
    assert bool(told) is bool(says)
    assert not says or any(says in message for message in told)


@pytest.mark.parametrize(
    ("total", "is_told"), [("5.90", True), ("6.00", False), ("8.00", False), ("9.10", True)]
)
def test_a_row_of_no_unit_may_be_the_units_too(total: str, is_told: bool) -> None:
    rows = f"{LINES}  - {{科目: 2101502, 人员经费: 3.00}}\n"
    row = f"  - {{科目: 210, 单位: 502001, 合计: {total}}}\n"
    told = [d.code for d in check(budget(f"{UNITS}{rows}{row}")) if d.code in ROLLED]
    assert bool(told) is is_told, told


def test_of_a_final_account_too() -> None:
    row = "  - {科目: 210, 单位: 502001, 合计: 7.00}\n"
    told = [d.message for d in check(account(f"{UNITS}{LINES}{row}")) if d.code in ROLLED]
    assert any("某局机关 " in message for message in told)


BETWEEN = "抵销: [{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}]"
OTHER = """
    单位: [{代码: 602001, 名称: 某市方志馆, 类型: 行政单位}]
    支出: [{科目: 2080501, 人员经费: 3.00}]
"""


def test_a_department_in_a_department_takes_off_what_its_units_give_each_other() -> None:
    inner = (budget_unit(PLANNED_GIVING, "unit-1"), budget_unit(PLANNED_GIVEN, "unit-2"))
    lines = "汇总: [../unit-1/2024-budget, ../unit-2/2024-budget]\n"
    below = budget_folder(f"{lines}{BETWEEN}", BUDGETED, inner, name="department")
    beside = budget_unit(OTHER, "unit-3")
    whole = "汇总: [../department/2024-budget, ../unit-3/2024-budget]\n"
    made = budget(whole, BUDGETED.replace("某市档案局", "某市总局"), (below, beside))
    assert not [d for d in check(made) if d.code in SUMS]
    assert made.cube.taken_off(made.cube.at("收入")).amount.value == -50000
