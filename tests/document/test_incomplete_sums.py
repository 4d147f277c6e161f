"""Totals and what stands beside them, in tables of a form of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.document.test_unit_words import build

COLUMNS = """
    标题: 收入表
    版面: 功能科目
    取: {收支: 收入}
    列:
      - {标题: 名称, 显示: 名称}
      - {标题: 合计}
      - {标题: 上年结转, 取: {口径: 上年结转}}
      - 标题: 本年收入
        取: {口径: 本年}
        列:
          - {标题: 一般公共预算, 取: {资金: 一般公共预算}}
          - {标题: 其他各项, 取: {资金: [政府性基金, 国有资本经营, 非财政]}}
"""
SIDES = """
    标题: 收支总表
    版面: 收支两栏
    左: {标题: 收入, 列: [{标题: 项目, 显示: 名称}, {标题: 金额}]}
    右: {标题: 支出, 列: [{标题: 项目, 显示: 名称}, {标题: 金额}]}
    段:
      - 左:
          - {标题: 财政拨款, 取: {收支: 收入, 口径: 本年, 资金: 财政拨款}}
          - {标题: 单位资金, 取: {收支: 收入, 口径: 本年, 资金: 非财政}}
          - {标题: 上年结转, 指标: 上年结转}
        右:
          - {标题: 基本支出, 指标: 基本支出}
          - {标题: 人员经费, 取: {收支: 支出, 性质: 人员经费}, 缩进: 是}
          - {标题: 公用经费, 取: {收支: 支出, 性质: 公用经费}, 缩进: 是}
          - {标题: 项目支出, 指标: 项目支出}
          - {标题: 结转下年, 指标: 结转下年}
      - 左: [{标题: 收入总计, 指标: 总计, 合计: 是}]
        右: [{标题: 支出总计, 指标: 总计, 合计: 是}]
"""
LINES = """
    标题: 支出表
    版面: 清单
    取: {收支: 支出}
    列:
      - {标题: 名称, 显示: 名称}
      - {标题: 合计, 取: {口径: 预算}}
      - {标题: 本年, 取: {口径: 本年}}
      - {标题: 结转, 取: {口径: 上年结转}}
    行:
      - {标题: 人员经费, 取: {收支: 支出, 性质: 人员经费}}
      - {标题: 公用经费, 取: {收支: 支出, 性质: 公用经费}}
      - {标题: 合计, 取: {收支: 支出}}
"""


@pytest.mark.parametrize("form", [COLUMNS, SIDES, LINES])
def test_a_table_that_adds_up(tmp_path: Path, form: str) -> None:
    assert not build(tmp_path, form)[1]


@pytest.mark.parametrize(
    ("form", "gone", "new", "line", "said"),
    [
        (COLUMNS, "[政府性基金, 国有资本经营, 非财政]", "政府性基金", 6, "“事业、本年”5.00"),
        (
            SIDES,
            "  - {标题: 单位资金, 取: {收支: 收入, 口径: 本年, 资金: 非财政}}",
            "",
            16,
            "“事业、本年”5",
        ),
        (SIDES, "  - {标题: 上年结转, 指标: 上年结转}", "", 16, "“上年结转”1.00 万元"),
        (SIDES, "  - {标题: 结转下年, 指标: 结转下年}", "", 17, "“年末结转”5.50 万元"),
        (SIDES, "性质: 公用经费}", "性质: 经营支出}", 11, "“公用经费”3.00 万元"),
        (LINES, "  - {标题: 公用经费, 取: {收支: 支出, 性质: 公用经费}}", "", 12, "“公用经费”3.00"),
    ],
)
def test_money_of_a_total_that_nothing_beside_it_prints(
    tmp_path: Path, form: str, gone: str, new: str, line: int, said: str
) -> None:
    found = build(tmp_path, form.replace(gone, new))[1]
    (fault,) = (one for one in found if one.code == "MZ519")
    assert fault.place.file.name == "disclosure.yaml"
    place = fault.operands[-1].place
    assert place is not None
    assert (place.line, said in fault.message) == (line, True), fault.message


def test_who_typed_the_money_is_told_what_he_can_do(tmp_path: Path) -> None:
    lines = LINES.replace("  - {标题: 公用经费, 取: {收支: 支出, 性质: 公用经费}}", "")
    (fault,) = build(tmp_path, lines)[1]
    assert [one.place and one.place.line for one in fault.operands[:-1]] == [3]
    assert fault.place.line == 2
    assert "请核对这一行的资金、性质和口径" in fault.hint
    assert fault.operands[-1].label == "版式的“合计”"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # It says itself that it is only some of it.
        ("标题: 上年结转, 取", "标题: 其中：上年结转, 取"),
        # No money of the document is left out.
        ("[政府性基金, 国有资本经营, 非财政]", "非财政"),
        # One basis alone is a remark on the total.
        ("  - {标题: 上年结转, 取: {口径: 上年结转}}", ""),
        # What is not called a total promises no sum.
        ("标题: 合计}\n      - {标题: 上年结转, 取", "标题: 收入}\n      - {标题: 结余, 取"),
    ],
)
def test_a_table_of_which_no_sum_is_expected(tmp_path: Path, old: str, new: str) -> None:
    form = COLUMNS.replace("一般公共预算, 取: {资金: 一般公共预算}", "财政, 取: {资金: 财政拨款}")
    form = form.replace("[政府性基金, 国有资本经营, 非财政]", "事业") if "其中" in new else COLUMNS
    changed = form.replace(old, new)
    assert changed != form
    assert not [one for one in build(tmp_path, changed)[1] if one.code == "MZ519"]


@pytest.mark.parametrize(
    ("first", "told"), [("其中：（一）", []), ("（一）", []), ("其中：", ["MZ519"])]
)
def test_a_numbered_part_is_the_first_of_all(tmp_path: Path, first: str, told: list[str]) -> None:
    """其中：（一） begins the list of all parts; 其中： alone is a remark on one of them."""
    form = LINES.replace("标题: 人员经费", f"标题: {first}人员经费")
    found = build(tmp_path, form.replace("标题: 公用经费", "标题: （二）公用经费"))[1]
    assert [fault.code for fault in found] == told
