"""Both ways of the rules in ``mingzhang.checks.lone_figure_sizes``."""

from __future__ import annotations

from tests.checks.case import Case

YEAR = "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: %s}]"

CASES = (
    Case(
        "MZ636",
        "政府采购: {货物: 50000, 工程: 0, 服务: 0, 中小企业: 5, 小微企业: 5}",
        wrong="50000",
        right="5",
        says="50,000.00 万元，比总计 60.88 万元还大，像是以元填写的",
    ),
    Case(
        "MZ637",
        YEAR % "0.0061",
        wrong="0.0061",
        right="60.88",
        says="0.01 万元，上年 60.88 万元",
        previous=YEAR % "60.88",
    ),
)
