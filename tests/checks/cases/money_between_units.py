"""Both ways of the rule in ``mingzhang.checks.money_between_units``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.cases.department_sums import (
    BUDGETED,
    BUDGETS,
    DEPARTMENT,
    GIVEN,
    GIVING,
    PLANNED_GIVEN,
    PLANNED_GIVING,
    SUMMED,
)

OFF = "抵销: [{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}]"

CASES = (
    Case(
        "MZ868",
        f"""
            {SUMMED}
            # 抵销
        """,
        wrong="# 抵销",
        right=OFF,
        at="1:1",
        says="“某市档案局”的对附属单位补助支出（科目 2080501）和"
        "“某市档案馆”的上级补助收入（科目 2080501）没有抵销",
        units=(GIVING, GIVEN),
        profile=DEPARTMENT,
    ),
    BudgetCase(
        "MZ868",
        f"""
            {BUDGETS}
            # 抵销
        """,
        wrong="# 抵销",
        right=OFF,
        at="1:1",
        says="“某市档案局”的对附属单位补助支出（科目 2080501）和"
        "“某市档案馆”的上级补助收入（科目 合计）没有抵销",
        units=(PLANNED_GIVING, PLANNED_GIVEN),
        profile=BUDGETED,
    ),
    # Both say five, and the department takes four off.
    Case(
        "MZ868",
        f"""
            {SUMMED}
            {OFF.replace("5.00", "4.00")}
        """,
        wrong="金额: 4.00",
        right="金额: 5.00",
        at="2:1",
        says="“某市档案馆”的上级补助收入（科目 2080501）只抵销了 4.00 万元",
        units=(GIVING, GIVEN),
        profile=DEPARTMENT,
    ),
)
