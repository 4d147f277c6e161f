"""What a document chooses of its form's settings (印法): how it prints zeros and large amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic
from mingzhang.document.document_region import region_of
from mingzhang.document.form_tables import build_tables
from mingzhang.document.render import Document
from mingzhang.project import Project
from tests.support import AGENCY, PROJECT, account, budget

SOURCE = """
    版式: 上海
    金额单位: 万元
    {chosen}
    支出: [{{科目: 2080501, 基本支出: 1234.50, 年初预算: 1234.50, 用途: 离休费}}]
    基本支出: [{{科目: 30301, 金额: 1234.50}}]
"""


def rows(chosen: str, key: str) -> list[list[str]]:
    source = account(SOURCE.format(chosen=chosen))
    region, found = region_of(source, PROJECT)
    assert region is not None
    assert not found
    tables, _ = build_tables(source, region)
    table = next(one for one in tables if one.key == key)
    return [[cell.text for cell in row.cells] for row in table.body]


@pytest.mark.parametrize(
    ("chosen", "amount", "zero"),
    [
        ("", "1,234.50", ""),
        ("印法: {零值: '0.00'}", "1,234.50", "0.00"),
        ("印法: {千分位: 否, 零值: '-'}", "1234.50", "-"),
        ("印法: {去零: 是}", "1,234.5", ""),
    ],
)
def test_a_document_says_how_its_tables_print_figures(chosen: str, amount: str, zero: str) -> None:
    row = next(one for one in rows(chosen, "03") if "2080501" in one)
    assert row[2:5] == [amount, amount, zero]


@pytest.mark.parametrize(("chosen", "zero"), [("", "0.00"), ("印法: {零值: 空}", "")])
def test_what_it_chooses_holds_for_a_table_with_a_zero_of_its_own(chosen: str, zero: str) -> None:
    row = next(one for one in rows(chosen, "06") if "30101" in one)
    assert row[:3] == ["30101", "基本工资", zero]


BUDGET = """
    版式: 上海
    金额单位: 元
    {chosen}
    支出: [{{科目: 2010601, 基本支出: 100.00}}]
    三公经费: {{因公出国境费: 0, 公务接待费: 12000, 公务用车运行维护费: 0, 公务用车购置费: 0}}
"""


@pytest.mark.parametrize(
    ("chosen", "spent", "costs"),
    [
        ("印法: {去零: 是}", "100", ["1.2", "", "1.2"]),
        ("印法: {去零: 是, 三公表: {零值: '0.00', 去零: 否}}", "100", ["1.20", "0.00", "1.20"]),
    ],
)
def test_a_table_may_be_printed_otherwise_than_the_others(
    chosen: str, spent: str, costs: list[str]
) -> None:
    source = budget(BUDGET.format(chosen=chosen))
    region, found = region_of(source, PROJECT)
    assert region is not None
    assert not found
    tables, faults = build_tables(source, region)
    assert not [one for one in faults if one.code == "MZ503"]
    cells = {one.key: [[cell.text for cell in row.cells] for row in one.body] for one in tables}
    assert spent in next(row for row in cells["03"] if "行政运行" in row)
    assert cells["13"][0][:3] == costs


KEYS = """\
数据:
  键:
    印法:
      类型: 组
      说明: 怎么印。
      键:
        小数位: {类型: 选项, 选项: [七, '1'], 说明: 小数。}
        字体: {类型: 选项, 选项: [宋体], 说明: 字体。}
        三公表: {类型: 组, 说明: 表。, 键: {小数位: {类型: 选项, 选项: [七, '1'], 说明: 数。}}}
"""


def made(folder: Path, chosen: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    form = folder / "templates" / "shi"
    form.mkdir(parents=True)
    (form / "region.yaml").write_text("名称: 某市\n上级: national\n", encoding="utf-8")
    (form / "keys.yaml").write_text(KEYS, encoding="utf-8")
    source = folder / "sources" / "a" / "2024-final"
    source.mkdir(parents=True)
    text = f"版式: 某市\n年度: 2024\n金额单位: 万元\n印法: {{{chosen}}}\n支出: []\n"
    (source / "disclosure.yaml").write_text(text, encoding="utf-8")
    (source / "profile.yaml").write_text(AGENCY, encoding="utf-8")
    (source / "duties.md").write_text("管理档案。\n", encoding="utf-8")
    return examine(source, Project(folder))


@pytest.mark.parametrize(
    ("chosen", "code", "says"),
    [
        ("小数位: 七", "MZ504", "“小数位”不能是“七”"),
        ("字体: 宋体", "MZ503", "没有“字体”这项设置"),
        ("三公表: {小数位: 七}", "MZ504", "“小数位”不能是“七”"),
        ("三公表: {小数位: '1'}", "MZ503", "没有一张表照“三公表”印"),
    ],
)
def test_what_is_no_setting_is_told_where_it_was_chosen(
    tmp_path: Path, chosen: str, code: str, says: str
) -> None:
    document, found = made(tmp_path, chosen)
    assert document is None
    (told,) = [one for one in found if one.code == code]
    assert says in told.message
    assert (told.place.file.name, told.place.line) == ("disclosure.yaml", 4)
