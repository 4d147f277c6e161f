"""What a rule on names of offices says is to be done can be done in that document."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from tests.support import account, only

NOWHERE = """
    项目:
      - 名称: 档案扫描
        主管部门: 云溪县卫生健康局
        资金: {当年财政拨款: [20.00, 20.00, 20.00]}
        年度目标: {预期: 甲, 实际: 甲}
"""
TWO = """
    项目:
      - 名称: 档案扫描
        主管部门: 某市档案馆
        资金: {当年财政拨款: [20.00, 20.00, 20.00]}
        年度目标: {预期: 甲, 实际: 甲}
      - 名称: 库房改造
        主管部门: 某市文化局
        资金: {当年财政拨款: [40.88, 40.88, 40.88]}
        年度目标: {预期: 甲, 实际: 甲}
"""


def test_who_sums_no_units_is_not_told_to_leave_one_out() -> None:
    (told,) = only(check(account("年度: 2024\n", performance=TWO)), "MZ614")
    assert told.hint == "改成同一个名称；确有两个主管部门的，在“核对说明”里写明。"


def test_a_place_that_is_in_several_names_is_told_once() -> None:
    hospital = "名称: 云溪县中医医院\n类型: 单位\n职责: duties.md\n"
    (told,) = only(check(account("年度: 2024\n", hospital, NOWHERE)), "MZ609")
    assert told.message == "“云溪县中医医院”里的“云溪县”不像是地名。"
    assert [one.value for one in told.operands] == ["云溪县卫生健康局"]
