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
# What a unit has of its own.
OTHERS = "{科目: 2080501, 资金: 其他, 金额: 5.00}"

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
    # What the giver has itself is taken off instead of what the other got.
    Case(
        "MZ868",
        f"""
            {SUMMED}
            {OFF.replace("上级补助", "其他")}
        """,
        wrong="收入: 其他, 金额",
        right="收入: 上级补助, 金额",
        at="2:39",
        says="“抵销”的“收入”写的是其他，“某市档案馆”记的上级补助收入（5.00 万元）没有抵销",
        units=(
            GIVING.replace("收入: []", f"收入: [{OTHERS}]"),
            GIVEN.replace("非财政, 项目支出: 5", "非财政, 项目支出: 7").replace(
                "收入: [", f"收入: [{OTHERS.replace('5.00', '2.00')}, "
            ),
        ),
        profile=DEPARTMENT,
    ),
    # Both say five, and the department takes four off, or nothing in a line that is there.
    *(
        Case(
            "MZ868",
            f"""
            {SUMMED}
            {OFF.replace("5.00", amount)}
            """,
            wrong=f"金额: {amount}",
            right="金额: 5.00",
            at="2:49",
            says=f"“某市档案馆”的上级补助收入（科目 2080501）只抵销了 {amount} 万元",
            units=(GIVING, GIVEN),
            profile=DEPARTMENT,
        )
        for amount in ("4.00", "0.00")
    ),
)
