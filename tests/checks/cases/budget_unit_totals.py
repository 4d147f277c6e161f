"""Both ways of the rules in ``mingzhang.checks.budget_unit_totals``."""

from __future__ import annotations

from tests.checks.case import BudgetCase

CASES = (
    BudgetCase(
        "MZ273",
        """
            单位:
              - {代码: 502001, 名称: 甲局, 当年预算: 5.00}
              - {代码: 502002, 名称: 乙局, 当年预算: 9.00}
            支出:
              - {科目: 2080505, 单位: 502001, 经营支出: 5.00}
              - {科目: 2101502, 单位: 502002, 经营支出: 2.00}
              - {科目: 2101599, 单位: 502001, 经营支出: 7.00}
        """,
        wrong="2101599, 单位: 502001",
        right="2101599, 单位: 502002",
        at="7:23",
        says="归在 502001 甲局 的各行和项目合计 12.00，大于它公布的当年预算 5.00 万元",
    ),
)
