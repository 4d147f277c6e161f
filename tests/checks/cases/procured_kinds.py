"""Both ways of the rule in ``mingzhang.checks.procured_kinds``."""

from __future__ import annotations

from tests.checks.case import Case, project

SPENT = """
    支出:
      - {科目: 2101501, 基本支出: 20.00}
      - {科目: 2101502, 项目支出: 60.88}
    基本支出: [{科目: 30101, 金额: 12.00}, {科目: 30201, 金额: 8.00}]
    政府采购: {货物: 50.00, 工程: 0, 服务: 0, 中小企业: 0}
"""
SERVICE = project("{当年财政拨款: [60.88, 60.88, 60.88]}").replace("档案数字化经费", "网络租赁费")

CASES = (
    Case(
        "MZ893",
        SPENT,
        wrong="货物: 50.00, 工程: 0, 服务: 0",
        right="货物: 0, 工程: 0, 服务: 50.00",
        at="5:12",
        says="政府采购的货物是 50.00 万元，能用来买货物的支出至多 8.00 万元",
        performance=SERVICE,
    ),
    Case(
        "MZ893",
        SPENT.replace("货物: 50.00, 工程: 0", "货物: 0, 工程: 50.00"),
        wrong="工程: 50.00, 服务: 0",
        right="工程: 0, 服务: 50.00",
        at="5:19",
        says="政府采购的工程是 50.00 万元，能用来买工程的支出至多 0.00 万元",
        performance=SERVICE,
    ),
)
