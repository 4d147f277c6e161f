"""Next year's folder: what an agency is goes over, what happened in a year is to be filled."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.cli import main
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.drafting.document_progress import progress
from mingzhang.drafting.rollover import carried, left_behind, next_year
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml
from tests.publish.documents import REAL
from tests.support import PROJECT, budget_folder, codes, folder

SOURCE = """
    版式: 吉林
    年度: 2024
    金额单位: 万元
    公开日期: 2025-10-09
    支出:
      - {科目: 2080501, 人员经费: 60.88, 年初预算: 61, 差异原因: 退休}
      - {科目: 208, 合计: 60.88}
      - {科目: 2101501, 合计: 5}
      - {科目: 合计, 合计: 65.88}
    三公经费: {公务用车运行维护费: {预算: 1, 决算: 1, 保有量: 3, 原因: 老旧}, 说明: 见上}
    国有资产: {车辆: {机要通信用车: 3}, 大型设备: 0}
    补充说明: {政府采购: 今年特别}
    上年: {总计: 50}
    公布数: {总计: 65.88}
"""


DAY = re.compile("(公开日期: )([0-9]{4})")  # a year later, too


def made() -> str:
    return next_year(folder(SOURCE))["disclosure.yaml"].decode()


def test_figures_reasons_dates_and_texts_are_those_of_a_year() -> None:
    text = made()
    assert "年度: 2025" in text
    assert "公开日期: 待填" in text
    assert "- {科目: 2080501, 人员经费: 待填, 年初预算: 待填, 差异原因: 待填}" in text
    assert "保有量: 3, 原因: 待填" in text
    assert "政府采购: 待填" in text
    for gone in ("退休", "老旧", "见上", "今年特别", "上年", "公布数", "60.88", "65.88"):
        assert gone not in text


def test_rows_that_state_a_sum_are_left_out_and_others_stay() -> None:
    text = made()
    assert "科目: 208," not in text
    assert "科目: 合计" not in text
    assert "- {科目: 2101501, 合计: 待填}" in text


def test_a_sum_without_parts_that_are_known_stays() -> None:
    """Of a fund of its own, or where the lines below it say 缺."""
    source = """
        版式: 吉林
        年度: 2024
        支出:
          - {科目: 2080501, 基本支出: 3, 年初预算: 3}
          - {科目: 208, 年初结转: 缺}
          - {科目: 合计, 基本支出: 3, 年初结转: 1, 收入: 2}
          - {科目: 合计, 资金: 非财政, 项目支出: 7}
    """
    text = next_year(folder(source))["disclosure.yaml"].decode()
    assert "- {科目: 208, 年初结转: 待填}" in text
    assert "- {科目: 合计, 年初结转: 待填, 收入: 待填}" in text
    assert "- {科目: 合计, 资金: 非财政, 项目支出: 待填}" in text
    assert left_behind(folder(source)) == ()


def test_what_is_left_behind_is_told() -> None:
    """Not last year's figures: the folder of the year before has them."""
    stated = "“支出”中科目为 208、合计 的行"
    assert left_behind(folder(SOURCE)) == (stated, "“公布数”", "各处的“说明”")
    bare = "版式: 吉林\n支出: [{科目: 2080501, 人员经费: 60.88}]\n上年: {总计: 50}"
    assert left_behind(folder(bare)) == ()
    # A list of names goes over as it is.
    named = "科目补充: [{科目: 22399, 名称: 其他}, {科目: 2239999, 名称: 其他}]"
    assert left_behind(folder(f"{bare}\n{named}")) == ()


def test_a_department_is_told_which_reasons_stay_behind() -> None:
    """They may move otherwise next year; the sums that they were given for are its units'."""
    source = """
        汇总: [../../unit-1/2024-final]
        公布数: {人员经费: 1}
        支出: [{科目: 2080501, 差异原因: 退休}]
        机关运行经费: {原因: 物业费}
        原因: {总计: 过紧日子}
    """
    reasons = "部门写的原因（“支出”、“机关运行经费”、“原因”）"
    assert left_behind(folder(source)) == ("“公布数”", reasons)


def test_what_an_agency_has_goes_over() -> None:
    text = made()
    assert "国有资产: {车辆: {机要通信用车: 3}, 大型设备: 0}" in text
    assert "保有量: 3" in text
    assert carried(folder(SOURCE)) == ("profile.yaml", "duties.md")


def test_a_project_stays_and_what_it_reached_does_not() -> None:
    performance = dedent("""
        项目:
          - {名称: 甲项目, 资金: {当年财政拨款: [1, 2, 3]}, 年度目标: {预期: 好, 实际: 好},
             指标: [{一级: 产出指标, 二级: 数量指标, 三级: 次数, 目标值: '>=1次', 完成值: 1次}]}
    """)
    text = next_year(folder(SOURCE, performance=performance))["performance.yaml"].decode()
    assert "甲项目" in text
    assert "三级: 次数, 目标值: 待填, 完成值: 待填" in text
    assert "好" not in text


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_next_year_of_a_real_document_filled_with_its_own_figures_checks(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It lacks only what is marked; and what is marked is all that it lacks."""
    old = tmp_path / path.parent.name / path.name
    old.mkdir(parents=True)
    for file in path.iterdir():
        (old / file.name).write_bytes(file.read_bytes())
    assert main(["next", str(old)]) == 0
    year, _, kind = path.name.partition("-")
    new = old.with_name(f"{int(year) + 1}-{kind}")
    _, found = read_folder(new, PROJECT)
    assert set(codes(found)) == {"MZ745"}
    assert main(["next", str(old)]) == 2
    for file in new.iterdir():
        if file.suffix == ".yaml":
            text = as_yaml(in_the_marks(plain(file), plain(old / file.name)))
            file.write_text(DAY.sub(lambda day: f"{day[1]}{int(day[2]) + 1}", text), "utf-8")
        elif file.read_text("utf-8").strip() == MARK:
            file.write_bytes((old / file.name).read_bytes())
    capsys.readouterr()
    assert main(["check", str(new)]) == 0, capsys.readouterr().out


def plain(file: Path) -> dict[str, object]:
    node, found = read_yaml(file.read_bytes(), file)
    assert node is not None, found
    values = node.plain()
    assert isinstance(values, dict)
    return values


def in_the_marks(made: dict[str, object], real: object) -> dict[str, object]:
    """What was there last year in each place that says 待填, rows by what they still say."""
    known = real if isinstance(real, dict) else {}
    return {key: _in_the_mark(value, known.get(key)) for key, value in made.items()}


def _in_the_mark(made: object, real: object) -> object:
    if made == MARK:
        return Decimal(0) if real is None else real
    if isinstance(made, dict):
        return in_the_marks(made, real)
    if not isinstance(made, list) or not isinstance(real, list):
        return made
    if made == [MARK]:
        return real
    left, rows = list(real), []
    for row in made:
        own = next(one for one in left if _is_alike(row, one))
        left.remove(own)
        rows.append(_in_the_mark(row, own))
    return rows


def _is_alike(row: object, other: object) -> bool:
    if not isinstance(row, dict) or not isinstance(other, dict):
        return True
    is_open = {key for key, value in row.items() if MARK in str(value)}
    return row.keys() <= other.keys() and all(
        row[key] == other[key] for key in row.keys() - is_open
    )


def finding(code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(Place(Path("a.yaml"), 1, 1), code, "甲", "乙", severity)


def test_what_is_left_to_do() -> None:
    warning = finding("MZ613", Severity.WARNING)
    assert progress(()).state == "可以公开"
    assert progress((finding("MZ702", Severity.NOTE),)).state == "可以公开"
    assert progress((warning,)).state == "待确认"
    assert progress((warning, finding("MZ745"), finding("MZ401"))).state == "待填"
    state = progress((warning, finding("MZ745"), finding("MZ301")))
    assert state.state == "待改"
    counts = (len(state.to_fill), len(state.to_confirm), len(state.to_correct))
    assert counts == (1, 1, 1)


def test_a_department_sums_the_folders_of_the_year_after() -> None:
    units = tuple(
        folder(f"单位: [{{代码: {n}, 名称: 单位{n}}}]\n支出: []", name=f"unit-{n}/2024-final")
        for n in (1, 2)
    )
    named = "汇总: [../../unit-1/2024-final, ../../unit-2/2024-final]\n预算来源: ../2024-budget"
    text = next_year(folder(named, units=units))["disclosure.yaml"].decode()
    assert "汇总: [../../unit-1/2025-final, ../../unit-2/2025-final]" in text.replace("'", "")
    assert "预算来源" not in text


def test_a_department_asks_anew_how_much_a_unit_gave_and_knows_of_which_subject() -> None:
    taken = "科目: 2101599, 支出: 对附属单位补助支出, 收入: 上级补助, 收入科目: 2101501"
    units = (folder("单位: [{代码: 1, 名称: 单位}]\n支出: []", name="unit-1/2024-final"),)
    source = f"汇总: [../../unit-1/2024-final]\n抵销: [{{{taken}, 金额: 3.00}}]"
    text = next_year(folder(source, units=units))["disclosure.yaml"].decode()
    assert f"{{{taken}, 金额: 待填}}" in text


def test_a_department_that_gave_only_reasons_is_asked_for_no_figure() -> None:
    source = """
        汇总: [../../unit-1/2024-final]
        机关运行经费: {原因: 水电费增加}
        三公经费: {公务接待费: {原因: 接待变化}, 公务用车运行维护费: {保有量: 2}, 原因: 活动变化}
        支出: [{科目: 2130101, 差异原因: 人员变化}]
        原因: {总计: 人员变化}
    """
    units = (folder("单位: [{代码: 1, 名称: 单位}]\n支出: []", name="unit-1/2024-final"),)
    text = next_year(folder(source, units=units))["disclosure.yaml"].decode()
    for gone in ("机关运行经费", "公务接待费", "2130101", "原因", "{}", "[]"):
        assert gone not in text
    assert "三公经费: {公务用车运行维护费: {保有量: 2}}" in text


def test_what_an_agency_has_goes_over_without_the_day_of_last_year() -> None:
    source = budget_folder("国有资产: {截至: 2023年8月底, 车辆: 2, 大型设备: 0}")
    text = next_year(source)["disclosure.yaml"].decode()
    assert "国有资产: {截至: 待填, 车辆: 2, 大型设备: 0}" in text


def test_a_text_of_the_forms_own_is_that_of_a_year() -> None:
    said, _ = read_yaml(
        "主要工作: [举办运动会。]\n总体情况: 收支平稳\n类别: 甲类".encode(), Path("a")
    )
    assert said
    own = {"x-自有": True}
    properties = {"主要工作": own, "总体情况": own, "类别": {**own, "enum": ["甲类", "乙类"]}}
    schemas = {"disclosure.yaml": {"properties": properties}}
    text = next_year(replace(folder(""), disclosure=said, schemas=schemas))[
        "disclosure.yaml"
    ].decode()
    assert "主要工作: [待填]" in text
    assert "总体情况: 待填" in text
    assert "类别: 待填" in text
