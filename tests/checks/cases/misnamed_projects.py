"""Both ways of the rule in ``mingzhang.checks.misnamed_projects``."""

from __future__ import annotations

from tests.checks.case import Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"

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
)
