"""Both ways of the rule in ``mingzhang.checks.project_subjects``."""

from __future__ import annotations

from tests.checks.case import BudgetCase

LINE = "      - {{名称: {}, 类型: 专项业务支出, 一级项目: 档案, 科目: {}, 本年: {}}}\n"
HEAD = """
    支出: [{科目: 2012601, 人员经费: 60.88}]
    基本支出: [{科目: 30101, 金额: 60.88}]
    项目:
"""
# Two of one name are each another: nobody knows which is which.
TWICE = LINE.format("修缮", "2012602", "1.10") + LINE.format("修缮", "2012604", "1.20")
LAST = HEAD + LINE.format("数字化", "2012604", "5.00") + LINE.format("修缮", "2012604", "1.00")

CASES = (
    BudgetCase(
        "MZ292",
        HEAD + LINE.format("数字化", "2012602", "5.10") + TWICE,
        wrong="名称: 数字化, 类型: 专项业务支出, 一级项目: 档案, 科目: 2012602",
        right="名称: 数字化, 类型: 专项业务支出, 一级项目: 档案, 科目: 2012604",
        says="项目“数字化”的科目是 2012602，上年是 2012604。",
        at="4:41",
        previous=f"年度: 2023{LAST}".replace("年度: 2023\n", "\n    年度: 2023\n", 1),
    ),
)
