"""Both ways of the rules in ``mingzhang.checks.performance``."""

from __future__ import annotations

from tests.checks.case import Case, project

CASES = (
    Case(
        "MZ241",
        "年度: 2024",
        wrong="61.00",
        right="60.88",
        at="3:33",
        says="全年执行数 61.00 应不大于 档案数字化经费 当年财政拨款 全年预算数 60.88",
        performance=project("{当年财政拨款: [60.00, 60.88, 61.00]}"),
    ),
    Case(
        "MZ242",
        "支出: [{科目: 2080501, 项目支出: 60.88}, {科目: 合计, 项目支出: 60.88}]",
        wrong="68.80",
        right="60.88",
        at="3:33",
        says="项目支出 60.88 应等于 自评项目全年执行数之和 68.80，相差 -7.92 万元",
        performance=project("{当年财政拨款: [60.00, 70.00, 68.80]}"),
    ),
    Case(
        "MZ247",
        "年度: 2024",
        wrong="95",
        right="90",
        at="4:12",
        says="项目“档案数字化经费”的分值合计为 105，不是 100",
        performance=project(
            "{当年财政拨款: [60.88, 60.88, 60.88]}",
            "资金管理: [{项目: 科学性, 情况: 科学, 分值: 95, 得分: 90}]\n            资金分值: 10",
        ),
    ),
    Case(
        "MZ248",
        "年度: 2024",
        wrong="得分: 91",
        right="得分: 90",
        at="4:12",
        says="得分 91 大于分值 90",
        performance=project(
            "{当年财政拨款: [60.88, 60.88, 60.88]}",
            "资金管理: [{项目: 科学性, 情况: 科学, 分值: 90, 得分: 91}]\n            资金分值: 10",
        ),
    ),
)
