"""``mingzhang.checks.misnamed_projects``: what stands among projects with money and is none."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import budget, only

LISTED = """
    支出: [{科目: 2101502, 项目支出: 30.00}]
    项目:
      - {名称: 档案扫描费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 10.00}
      - {名称: 档案修复费, 类型: 其他运转类, 一级项目: 乙, 科目: 2101502, 本年: 20.00}
    补充说明: {政府采购: '新增档案扫描费10.00万元、档案修复费20.00万元，SAID'}
"""


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("减少差旅费3.00万元", False),
        ("比上年减少运行维护项目3.00万元", False),
        ("取消了展览经费3.00万元", False),
        ("共安排项目经费31.00万元", False),
        ("均为财政资金31.00万元", False),
        ("新增展览经费3.00万元", True),
        ("公共展览经费3.00万元", True),
    ],
)
def test_what_is_no_project_has_no_row(said: str, is_told: bool) -> None:
    assert bool(only(check(budget(LISTED.replace("SAID", said))), "MZ682")) is is_told
