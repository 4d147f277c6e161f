"""Both ways of the rule in ``mingzhang.checks.fewer_than_listed``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import GROUPS

CASES = (
    Case(
        "MZ093",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            绩效: {绩效自评: {项目数: 1, 金额: 20.00}}
        """,
        performance="""
            项目:
              - {名称: 信息系统运行维护, 科目: 2101502, 资金: {当年财政拨款: [10.00, 10.00, 10.00]}}
              - {名称: 档案整理, 科目: 2101502, 资金: {当年财政拨款: [10.00, 10.00, 10.00]}}
        """,
        wrong="项目数: 1",
        right="项目数: 2",
        at="3:18",
        keys=GROUPS,
        says="项目数写的是 1，自评表却有 2 个",
    ),
)
