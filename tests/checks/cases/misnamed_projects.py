"""Both ways of the rule in ``mingzhang.checks.misnamed_projects``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
LISTED = """
    支出: [{科目: 2101502, 项目支出: 30.00}]
    项目:
      - {名称: 档案扫描费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 10.00}
      - {名称: 档案修复费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 20.00}
    补充说明: {政府采购: 档案扫描费10.00万元，档案修复费20.00万元，利用经费30.00万元}
"""

CASES = (
    Case(
        "MZ682",
        "补充说明: {政府采购: 档案数字优经费项目没有政府采购}",
        wrong="档案数字优经费",
        right="档案数字化经费",
        says="“档案数字优经费”与项目名称“档案数字化经费”不同",
        performance=project(MONEY),
    ),
    Case(
        "MZ682",
        "补充说明: {政府采购: 其中档案修复和数字化经费60.88万元没有政府采购}",
        wrong="档案修复和数字化经费",
        right="档案数字化经费",
        says="“档案修复和数字化经费”60.88万元正是项目“档案数字化经费”的金额，名称与它不同",
        performance=project(MONEY),
    ),
    Case(
        "MZ682",
        "补充说明: {政府采购: 其中档案数化经费60.88万元没有政府采购}",
        wrong="档案数化经费",
        right="档案数字化经费",
        says="“档案数化经费”60.88万元正是项目“档案数字化经费”的金额，名称与它不同",
        performance=project(MONEY),
    ),
    BudgetCase(
        "MZ682",
        LISTED,
        wrong="利用经费30.00",
        right="其他经费30.00",
        at="5:40",
        says="“利用经费”30.00万元与几个项目列在一起，清单里没有它",
    ),
)
