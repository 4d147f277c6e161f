"""Both ways of the rule in ``mingzhang.checks.numbered_items``."""

from __future__ import annotations

from tests.checks.case import Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
GOALS = project(MONEY).replace(
    "预期: 完成扫描", "预期: 目标1：完成扫描。目标2：完成编目。目标4：完成装订"
)
DUTIES = """
    名称: 某市档案馆
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室, 职责: "（一）负责收集。\\n（三）负责保管。"}]
    决算单位: [某市档案馆]
    下属单位: []
"""

CASES = (
    Case(
        "MZ691",
        "年度: 2024",
        wrong="目标4",
        right="目标3",
        at="5:34",
        says="“目标4：”在“目标2：”后面：少了前面的编号",
        performance=GOALS,
    ),
    Case(
        "MZ691",
        "年度: 2024",
        wrong="（三）",
        right="（二）",
        at="4:33",
        says="“（三）”在“（一）”后面：少了前面的编号",
        profile=DUTIES,
    ),
)
