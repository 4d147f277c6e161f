"""Both ways of the rule in ``mingzhang.checks.unit_places``."""

from __future__ import annotations

from tests.checks.case import Case

PROFILE = """
    名称: 上海市普陀区档案馆
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}]
    决算单位: [上海市普陀区档案馆, 上海市静安区史料中心]
    下属单位: []
"""

CASES = (
    Case(
        "MZ696",
        "年度: 2024",
        wrong="上海市静安区史料中心",
        right="上海市普陀区史料中心",
        at="5:19",
        says="“上海市静安区史料中心”在静安区，本单位是“上海市普陀区档案馆”",
        profile=PROFILE,
    ),
)
