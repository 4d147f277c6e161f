"""Both ways of the rule in ``mingzhang.checks.performance_coverage``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import GROUPS

CASES = (
    Case(
        "MZ690",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 202.24}]
            绩效: {绩效跟踪: {项目数: 1, 金额: 1755.20}}
        """,
        wrong="1755.20",
        right="175.52",
        keys=GROUPS,
        says="绩效跟踪的金额 1,755.20 万元，全部项目支出只有 202.24 万元",
    ),
)
