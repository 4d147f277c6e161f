"""Both ways of the rules in ``mingzhang.checks.foreign_institutions``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.support import AGENCY

CASES = (
    Case(
        "MZ642",
        "补充说明: {政府采购: 我局严格执行政府采购制度}",
        wrong="我局",
        right="我馆",
        says="这里自称“我局”，本单位是“某市档案馆”",
    ),
    Case(
        "MZ642",
        "补充说明: {政府采购: 我校和我馆严格执行政府采购制度}",
        wrong="我校和我馆",
        right="我局和我馆",
        says="这里自称“我校”，本单位是“甲县档案馆（局）”",
        profile=AGENCY.replace("某市档案馆", "甲县档案馆（局）"),
    ),
    Case(
        "MZ643",
        "补充说明: {政府采购: 采购的货物主要是图书馆的书架}",
        wrong="图书馆",
        right="档案馆",
        says="“图书馆”：本单位没有这样的机构",
    ),
    Case(
        "MZ642",
        "补充说明: {政府采购: 我局严格执行政府采购制度}",
        wrong="我局",
        right="我馆",
        says="这里自称“我局”，本单位是“某市档案馆”",
        performance="""
            项目:
              - 名称: 档案扫描
                主管部门: 某市文化局
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
        """,
    ),
)
