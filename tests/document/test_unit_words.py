"""What a form says about its figures: its unit, and which figures it asks for."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.table_values import Table
from mingzhang.document.unit_words import other_measure
from mingzhang.project import Project
from tests.support import account, budget

FORM = """
    标题: 支出表
    版面: 功能科目
    取: {收支: 支出}
    列:
      - {标题: 名称, 显示: 名称}
      - {标题: 合计}
"""
BUDGET = """
    支出:
      - {科目: 2101501, 人员经费: 10.00, 公用经费: 2.00}
      - {科目: 2101501, 口径: 上年结转, 公用经费: 1.00}
    收入: [{资金: 事业, 本年: 5.00}]
    结转下年: {一般公共预算: 0.50, 非财政: 5.00}
"""


def build(
    folder: Path, form: str, settings: str = "", kind: str = "budget"
) -> tuple[Table, tuple[Diagnostic, ...]]:
    """The form as a region below the national one has it, the last of its tables."""
    root = folder / "project"
    own = root / "templates" / "own"
    (own / kind / "tables").mkdir(parents=True)
    text = f"名称: 试验\n上级: national\n{dedent(settings)}"
    (own / "region.yaml").write_text(text, encoding="utf-8")
    file = own / kind / "tables" / "99-form.yaml"
    file.write_text(dedent(form).lstrip("\n"), encoding="utf-8")
    region, faults = read_region("试验", Project(root), kind)
    assert isinstance(region, Region), faults
    rows = "支出: [{科目: 2101501, 人员经费: 10.00}]"
    made = budget(BUDGET) if kind == "budget" else account(rows)
    tables, found = build_tables(made, region)
    return tables[-1], found


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ("表头右: '单位：元'", 7, "元"),
        ("表头中: 金额单位:元", 7, "元"),
        ("表头左: '{名称}（单位：人民币元）'", 7, "元"),
        ("注: [甲, '单位：千元']", 7, "千元"),
    ],
)
def test_a_unit_that_the_figures_do_not_have(
    more: str, line: int, said: str, tmp_path: Path
) -> None:
    (fault,) = build(tmp_path, f"{FORM}    {more}\n")[1]
    assert (fault.code, fault.place.line) == ("MZ341", line)
    assert fault.message == f"这里写“{said}”，表中的数以万元刊出。"


def test_titles_and_heads_of_columns_are_read_too(tmp_path: Path) -> None:
    form = FORM.replace("支出表", "支出表（元）").replace("标题: 合计", "标题: 合计（元）")
    assert [fault.place.line for fault in build(tmp_path, form)[1]] == [1, 6]


def test_a_regions_own_line_is_told_where_it_is_written(tmp_path: Path) -> None:
    settings = "显示单位: 元\n表头右: '单位：万元'\n"
    found = build(tmp_path, FORM, settings)[1]
    assert {(fault.code, fault.place.file.name, fault.place.line) for fault in found} == {
        ("MZ341", "region.yaml", 4)
    }


@pytest.mark.parametrize(
    "more", ["", "注: 单价50万元（含）以上的设备", "表头右: '单位：{金额单位}'"]
)
def test_a_unit_that_fits_is_no_fault(more: str, tmp_path: Path) -> None:
    assert not build(tmp_path, f"{FORM}    {more}\n")[1]


def test_one_table_may_have_a_unit_of_its_own(tmp_path: Path) -> None:
    table, found = build(tmp_path, f"{FORM}    显示单位: 元\n")
    assert not found
    assert body(table)[0] == ["合计", "130,000.00"]
    assert table.money_unit.endswith("：元")


def test_income_of_a_budget_has_its_subjects(tmp_path: Path) -> None:
    form = FORM.replace("支出", "收入") + "      - {标题: 结转, 取: {口径: 上年结转}}\n"
    table, found = build(tmp_path, form)
    assert not found
    assert body(table) == [
        ["合计", "18.50", "1.00"],
        ["卫生健康支出", "13.00", "1.00"],
        ["医疗保障管理事务", "13.00", "1.00"],
        ["行政运行", "13.00", "1.00"],
        ["科目没有公布", "5.50", "0.00"],
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("{收支: 收入, 性质: 基本支出}", "部门预算里没有“收支: 收入”的“性质: 基本支出”"),
        ("{收支: 支出, 口径: 决算}", "部门预算里没有“口径: 决算”"),
        ("{收支: 年初结转}", "部门预算里没有“收支: 年初结转”"),
        ("{收支: 经济分类, 性质: 项目支出}", "没有“收支: 经济分类”的“性质: 项目支出”"),
    ],
)
def test_what_no_budget_has_is_refused(words: str, says: str, tmp_path: Path) -> None:
    (fault,) = build(tmp_path, FORM.replace("{收支: 支出}", words))[1]
    assert fault.code == "MZ345"
    assert says in fault.message


@pytest.mark.parametrize(
    "words",
    [
        "{收支: 支出, 口径: 上年结转}",
        "{收支: 支出, 口径: 年初预算, 性质: 项目支出}",
        "{收支: 年末结转, 口径: 全年预算}",
    ],
)
def test_what_no_final_account_has_is_refused(words: str, tmp_path: Path) -> None:
    form = FORM.replace("{收支: 支出}", words)
    (fault,) = build(tmp_path, form, kind="final")[1]
    assert (fault.code, fault.place.line) == ("MZ345", 6)


@pytest.mark.parametrize(
    ("behind", "unit", "other"),
    [
        ("项，", "场", "项"),
        ("人次", "人", "人次"),
        ("人", "人次", "人"),
        ("辆。", "台", "辆"),
        ("分。", "个", "分"),
        ("％", "个", "%"),
        ("个", "分", "个"),
        # It is the same, or the like; 个 is said of everything; no unit is said, or none declared.
        ("场次", "场", ""),
        ("台次", "台次", ""),
        ("名", "人", ""),
        ("场", "次", ""),
        ("件", "个", ""),
        ("个", "项", ""),
        ("，其中", "项", ""),
        ("项", "", ""),
        ("册次", "册次", ""),
    ],
)
def test_the_unit_behind_a_number_that_is_not_its_own(behind: str, unit: str, other: str) -> None:
    assert other_measure(behind, unit) == other
