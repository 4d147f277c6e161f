"""Both ways of the rule in ``mingzhang.checks.unit_places``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.own_keys import PLACES

PROFILE = """
    名称: 上海市普陀区档案馆
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}]
    决算单位: [上海市普陀区档案馆, 上海市静安区史料中心]
    下属单位: []
"""

SHANGHAI = """
    名称: 上海市普陀区财政局
    类型: 部门
    单位性质: 行政
    职责: duties.md
    地区: 上海市普陀区
    级次: 区级
    内设机构: [{名称: 办公室}]
    预算单位: [{名称: 上海市普陀区财政局}]
"""

BUDGET = """
    版式: 某省
    支出: [{科目: 2010601, 人员经费: 60.88}]
    基本支出: [{科目: 30101, 金额: 60.88}]
"""

CASES = (
    *(
        BudgetCase(
            "MZ289",
            BUDGET,
            wrong=wrong,
            right=right,
            at=at,
            keys=PLACES,
            says=f"“{wrong}”不是本单位的：单位名称是“上海市普陀区财政局”",
            profile=SHANGHAI.replace(f": {right}\n", f": {wrong}\n"),
        )
        for right, wrong, at in (
            ("上海市普陀区", "上海市黄浦区", "5:5"),
            ("上海市普陀区", "上海市普沱区", "5:5"),  # no place at all
            ("区级", "市级", "6:5"),
        )
    ),
    Case(
        "MZ696",
        "年度: 2024",
        wrong="上海市静安区史料中心",
        right="上海市普陀区史料中心",
        at="5:19",
        says="“上海市静安区史料中心”在静安区，本单位是“上海市普陀区档案馆”",
        profile=PROFILE,
    ),
    BudgetCase(
        "MZ289",
        BUDGET,
        wrong="名称: 上海市普陀区\n",
        right="名称: 上海市普陀区财政局\n",
        at="1:5",
        keys=PLACES,
        says="单位名称“上海市普陀区”只是一个地名",
        profile=SHANGHAI.replace("财政局\n    类型", "\n    类型"),
    ),
)
