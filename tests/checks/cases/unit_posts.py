"""Both ways of the rule in ``mingzhang.checks.unit_posts``."""

from __future__ import annotations

from tests.checks.case import BudgetCase

UNITS = """
    单位:
      - {代码: 502001, 名称: 某市档案馆, 类型: 行政单位}
      - {代码: 502002, 名称: 某市档案站, 类型: 参公管理事业单位}
    支出: [{科目: 2101501, 单位: 502001, 人员经费: 50.00}]
    基本支出: [{科目: 30101, 金额: 50.00}]
"""
PROFILE = """
    名称: 某市档案馆
    类型: 部门
    预算单位:
      - {名称: 某市档案馆, 职责: duties.md, 编制: 参公编制 34 名, 内设机构: [{名称: 办公室}]}
      - {名称: 某市档案站, 编制: 参公编制 9 名, 内设机构: [{名称: 办公室}]}
"""

CASES = (
    BudgetCase(
        "MZ699",
        UNITS,
        wrong="编制: 参公编制 34 名",
        right="编制: 行政编制 34 名",
        at="4:36",
        says="类型是“行政单位”，编制写的是“参公编制 34 名”",
        profile=PROFILE,
    ),
)
