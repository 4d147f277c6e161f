"""Both ways of the rule in ``mingzhang.checks.drawn_documents``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ797",
        """
            支出: [{科目: 2101501, 人员经费: 60.00, 年初预算: 60.00}]
            基本支出: [{科目: 30101, 金额: 60.00}]
        """,
        wrong="金额: 66.00",
        right="金额: 60.00",
        at="4:5",
        says="本年预算的",
        planned="""
            支出: [{科目: 2101501, 人员经费: 60.00}]
            基本支出: [{科目: 30101, 金额: 66.00}]
        """,
    ),
    # Another identity without which the budget cannot be made.
    Case(
        "MZ797",
        """
            支出: [{科目: 2101501, 公用经费: 60.00, 年初预算: 60.00}]
            基本支出: [{科目: 30201, 金额: 58.00}, {科目: 30217, 金额: 2.00}]
            三公经费: {公务接待费: {预算: 2.00, 决算: 2.00}}
        """,
        wrong="三公经费: {公务接待费: 1.00}",
        right="三公经费: {公务接待费: 2.00}",
        at="5:5",
        says="本年预算的",
        planned="""
            支出: [{科目: 2101501, 公用经费: 60.00}]
            基本支出: [{科目: 30201, 金额: 58.00}, {科目: 30217, 金额: 2.00}]
            三公经费: {公务接待费: 1.00}
        """,
    ),
)
