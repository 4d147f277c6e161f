"""Both ways of the rule in ``mingzhang.checks.carried_over_projects``."""

from __future__ import annotations

from tests.checks.case import Case, project

SPENT = """
    支出: [{科目: 2012604, 项目支出: 68.50, 年初结转: 2.30}]
"""
MONEY = "{当年财政拨款: [65.30, 65.30, 65.30], 上年结转资金: [3.20, 3.20, 3.20]}"

CASES = (
    Case(
        "MZ792",
        SPENT,
        wrong="2.30",
        right="3.20",
        says="自评表的上年结转资金 3.20 应不大于",
        performance=project(
            "{当年财政拨款: [65.30, 65.30, 65.30], 上年结转资金: [3.20, 3.20, 3.20]}"
        ),
    ),
)
