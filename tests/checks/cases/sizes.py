"""Both ways of the rules in ``mingzhang.checks.sizes``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case

YEAR = """
    支出: [{科目: 2080501, 人员经费: 60.88}]
    基本支出: [{科目: 30302, 金额: 60.88}]
    政府采购: {货物: %s, 工程: 0, 服务: 0}
"""

CASES = (
    Case(
        "MZ636",
        "政府采购: {货物: 50000, 工程: 0, 服务: 0, 中小企业: 5, 小微企业: 5}",
        wrong="50000",
        right="5",
        says="50,000.00 万元，比总计 60.88 万元还大，像是以元填写的",
    ),
    BudgetCase(
        "MZ637",
        YEAR % "80000",
        wrong="80000",
        right="8",
        says="80,000.00 万元，上年 8.00 万元",
        previous=YEAR % "8",
    ),
)
