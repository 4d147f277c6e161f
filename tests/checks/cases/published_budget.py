"""Both ways of the rule in ``mingzhang.checks.published_budget``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.cases.department_sums import ARCHIVE, DEPARTMENT, OFFICE, SUMMED

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
    # The budget of the department has not all units that the final account sums.
    Case(
        "MZ863",
        f"""
            {SUMMED}
            支出: [{{科目: 2080501, 差异原因: 核定}}]
        """,
        wrong="年初预算: 5.00",
        right="年初预算: 0",
        at="1:1",
        says="支出年初预算是 65.00 万元，公布的预算是 60.00 万元。那份预算没有汇总 某市档案馆",
        units=(
            OFFICE.replace("项目支出: 60.88", "项目支出: 60.88, 年初预算: 60.00"),
            ARCHIVE.replace("项目支出: 5.00", "项目支出: 5.00, 年初预算: 5.00"),
        ),
        planned="""
            单位:
              - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
              - {代码: 601003, 名称: 某市方志馆, 类型: 行政单位}
            支出: [{科目: 2080501, 单位: 601001, 人员经费: 60.00}]
        """,
        profile=DEPARTMENT,
    ),
    # What has a key of its own, and income by its source, are a budget's too.
    Case(
        "MZ863",
        """
            三公经费: {公务接待费: {年初预算: 2.00, 预算: 1.00, 决算: 1.00}}
        """,
        wrong="年初预算: 2.00",
        right="年初预算: 9.00",
        at="1:22",
        says="三公经费.公务接待费.年初预算是 2.00 万元，公布的预算是 9.00 万元",
        planned="三公经费: {公务接待费: 9.00}",
    ),
    Case(
        "MZ863",
        """
            支出: [{科目: 2080501, 资金: 非财政, 项目支出: 3.00, 年初预算: 3.00}]
            收入: [{科目: 2080501, 资金: 事业, 金额: 3.00, 年初预算: 2.00}]
        """,
        wrong="年初预算: 2.00",
        right="年初预算: 3.00",
        at="2:44",
        says="事业收入年初预算是 2.00 万元，公布的预算是 3.00 万元",
        planned="""
            支出: [{科目: 2080501, 资金: 非财政, 项目支出: 3.00}]
            收入: [{资金: 事业, 本年: 3.00}]
        """,
    ),
)
