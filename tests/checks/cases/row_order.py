"""Both ways of the rule in ``mingzhang.checks.row_order``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ645",
        """
            支出: [{科目: 2101501, 基本支出: 21.00}]
            基本支出:
              - {科目: 30201, 金额: 1.00}
              - {科目: 30202, 金额: 2.00}
              - {科目: 30205, 金额: 3.00}
              - {科目: 30215, 金额: 4.00}
              - {科目: 30207, 金额: 5.00}
              - {科目: 30211, 金额: 6.00}
        """,
        wrong="30215",
        right="30206",
        says="30215 会议费不在编码的次序里；正好在次序里的有 30206 电费",
    ),
)
