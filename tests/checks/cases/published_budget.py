"""Both ways of the rule in ``mingzhang.checks.published_budget``."""

from __future__ import annotations

from tests.checks.case import Case

PLAN = """
    支出:
      - {科目: 2080501, 人员经费: 60.00}
      - {科目: 2080501, 口径: 上年结转, 人员经费: 2.00}
      - {科目: 2101501, 公用经费: 152.61}
"""

CASES = (
    Case(
        "MZ863",
        """
            支出:
              - {科目: 2080501, 人员经费: 61.12, 年初预算: 61.00}
              - {科目: 2101501, 公用经费: 150.00, 年初预算: 152.61}
        """,
        wrong="年初预算: 61.00",
        right="年初预算: 62.00",
        at="2:38",
        says="2080501 支出年初预算是 61.00 万元，公布的预算是 62.00 万元",
        planned=PLAN,
    ),
)
