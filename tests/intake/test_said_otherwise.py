"""Importing into a document that is there: what sentences say, and what cells leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.intake.cell_origins import read_origins
from tests.intake.books import Rows, book

SOURCE = """\
版式: 上海
年度: 2026
金额单位: 元
支出:
  - {科目: 2010601, 基本支出: 待填}
基本支出:
  - {科目: 30101, 金额: 待填}
  - {科目: 30201, 金额: 待填}
三公经费: {因公出国境费: 待填, 公务接待费: 待填, 公务用车运行维护费: 待填, 公务用车购置费: 待填}
机关运行经费: {金额: 待填}
政府采购: {货物: 170012.00, 工程: 待填, 服务: 900000.00}
国有资产: {截至: 待填, 车辆: 0}
原因: {三公经费: {公务接待费: 我写的, 公务用车购置费: 待填}}
"""
ECONOMIC: Rows = (
    ("2026年部门一般公共预算基本支出部门预算经济分类预算表",),
    ("单位：元",),
    ("项目", "", "", "一般公共预算基本支出", "", ""),
    ("经济分类科目编码", "", "经济分类科目名称", "合计", "人员经费", "公用经费"),
    ("类", "款", "", "", "", ""),
    (301, "", "工资福利支出", 2642448, 2642448, ""),
    (301, "01", "基本工资", 2642448, 2642448, ""),
    (302, "", "商品和服务支出", 2294335, "", 2294335),
    (302, "01", "办公费", 2294335, "", 2294335),
    ("合计", "", "", 4936783, 2642448, 2294335),
)
SPENDING: Rows = (
    ("2026年部门一般公共预算支出功能分类预算表",),
    ("单位：元",),
    ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),
    (201, "一般公共服务支出", 4936783, 4936783),
    (20106, "财政事务", 4936783, 4936783),
    (2010601, "行政运行", 4936783, 4936783),
    ("合计", "", 4936783, 4936783),
)
PUBLIC: Rows = (
    ("2026年部门“三公”经费和机关运行经费预算表",),
    ("单位：万元",),
    ("合计", "因公出国(境)费", "公务接待费", "小计", "购置费", "运行费", "机关运行经费预算数"),
    (0.95, "", 0.95, "", "", "", 229.43),
)
WORDS: Rows = (
    ("其他相关情况说明",),
    (
        (
            "政府采购货物预算17.00万元、政府采购工程预算0万元、政府采购服务预算100.00万元。"
            "截至2025年8月31日，共有车辆3辆，其中：部级领导干部用车0辆、主要领导干部用车0辆、"
            "机要通信用车3辆、应急保障用车0辆、执法执勤用车0辆、特种专业技术用车0辆、"
            "离退休干部用车0辆、其他用车0辆；单价100万（含）以上设备（不含车辆）0台（套）。\n"
            "公务用车购置费0万元，主要原因是没有车。公务接待费0.95万元，主要原因是来的人多。"
        ),
    ),
)
FILLED = """\
三公经费: {因公出国境费: 0, 公务接待费: 9500.00, 公务用车运行维护费: 0, 公务用车购置费: 0}
机关运行经费: {金额: 2294335.00}
政府采购: {货物: 170012.00, 工程: 0, 服务: 1000000.00}
国有资产: {截至: '2025年8月31日', 车辆: 0}
原因: {三公经费: {公务接待费: 我写的, 公务用车购置费: 没有车}}
"""


def test_what_no_table_holds_is_filled_and_updated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What agrees with rounded words stays, and so do words; a name is as exact as its twin."""
    folder = tmp_path / "sources" / "a" / "2026-budget"
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(SOURCE, encoding="utf-8")
    (folder / "profile.yaml").write_text("名称: 某局\n类型: 部门\n", encoding="utf-8")
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支": SPENDING, "经": ECONOMIC, "三": PUBLIC, "其他": WORDS}))
    assert main(["import", str(file), str(folder)]) == 0  # its own form needs not be named
    assert (folder / "disclosure.yaml").read_text(encoding="utf-8").endswith(FILLED)
    origins = read_origins(folder)
    assert origins["政府采购/服务"].cell == "其他!A2"
    assert "政府采购/货物" not in origins
    told = capsys.readouterr().out
    assert "说“国有资产/车辆/机要通信用车”是 3，来源里没有这个键" in told
    assert "车辆/其他用车" not in told


def test_a_new_document_wants_its_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "表.xlsx", str(tmp_path / "2026-budget")]) == 2
    assert "--form" in capsys.readouterr().err
