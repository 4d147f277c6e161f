"""Both ways of the rule in ``mingzhang.checks.given``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.cases.departments import DEPARTMENT, GIVEN, GIVING, SUMMED

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
)
