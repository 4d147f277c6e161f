"""Both ways of the rule in ``mingzhang.checks.spending_below_zero``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case

CASES = (
    Case(
        "MZ793",
        """
            支出: [{科目: 2080501, 资金: 非财政, 人员经费: 12.00, 公用经费: -5.40}]
            收入: [{科目: 2080501, 资金: 事业, 金额: 6.60}]
        """,
        wrong="人员经费: 12.00, 公用经费: -5.40",
        right="人员经费: 1.20, 公用经费: 5.40",
        at="1:48",
        says="公用经费是 -5.40 万元",
    ),
    # A project of which no subject is told.
    BudgetCase(
        "MZ793",
        """
            支出: [{科目: 2080501, 项目支出: 12.00}]
            项目: [{名称: 库房改造, 本年: -5.40}]
        """,
        wrong="-5.40",
        right="12.00",
        says="是 -5.40 万元",
    ),
)
