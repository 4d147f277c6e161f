"""Both ways of the rule in ``mingzhang.checks.replaced_budget_codes``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ648",
        """
            支出: [{科目: 2101501, 基本支出: 10.00}]
            基本支出:
              - {科目: 30201, 金额: 4.00}
              - {科目: 30227, 金额: 6.00}
        """,
        wrong="30227",
        right="30226",
        says="年初预算没有 30227 委托业务费；年初预算有、决算没有的是 30226 劳务费",
        planned="""
            支出: [{科目: 2101501, 公用经费: 9.00}]
            基本支出:
              - {科目: 30201, 金额: 4.00}
              - {科目: 30226, 金额: 5.00}
        """,
    ),
)
