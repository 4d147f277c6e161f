"""Tables of a workbook that cannot all be right are told with both cells, before it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.forms.document_kind import read_kind
from mingzhang.inspection.contradicting_tables import bare, contradictions
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from tests.intake.books import Rows, book, collected, grids, with_row
from tests.support import PROJECT

HEADS = ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")


def functional(title: str, *rows: tuple[object, ...]) -> Rows:
    return ((title,), ("单位：万元",), HEADS, *rows)


OFFICE = ("2010602", "一般行政管理事务", 30, 10, 20)
SYSTEMS = ("2010607", "信息化建设", 40, 40, "")
ROWS = (("20106", "财政事务", 70, 50, 20), OFFICE, SYSTEMS, ("合计", "", 70, 50, 20))
TITLES = ("2025年部门支出预算总表", "2025年部门一般公共预算支出功能分类预算表")
SPENDING, GENERAL = (functional(title, *ROWS) for title in TITLES)
BASIC: Rows = (
    ("2025年部门一般公共预算基本支出部门预算经济分类预算表",),
    ("单位：万元",),
    ("部门预算经济分类科目编码", "", "经济分类科目名称", "合计", "人员经费", "公用经费"),
    ("类", "款", "", "", "", ""),
    ("301", "", "工资福利支出", 50, 50, ""),
    ("301", "01", "基本工资", 50, 50, ""),
    ("合计", "", "", 50, 50, ""),
)


def told(*sheets: Rows) -> list[Diagnostic]:
    found = collected({f"表{n}": rows for n, rows in enumerate(sheets)}, "上海", "budget")
    assert not found.found, found.found
    return list(contradictions(found, read_kind("budget", PROJECT).bases))


def exchanged(rows: Rows) -> Rows:
    """The rows with the figures of their last two columns exchanged."""
    return (*rows[:3], *((*row[:3], row[4], row[3]) for row in rows[3:]))


def test_tables_that_agree() -> None:
    assert told(SPENDING, GENERAL, BASIC) == []


def test_a_row_that_one_of_two_tables_lacks() -> None:
    """The other table has it, and its cell is named."""
    (one,) = told((*SPENDING[:5], *SPENDING[6:]), GENERAL, BASIC)
    assert one.code == "MZ835"
    assert one.message.endswith("差 40.00 万元：表1!C6 是 40 万元，这里没有这一行。")
    assert [o.label for o in one.operands][:2] == ["表0!C4", "表1!C6"]


def test_like_columns_exchanged_in_all_tables_but_one() -> None:
    """Each table adds up; by economic subject the basic spending is another."""
    (one,) = told(exchanged(SPENDING), exchanged(GENERAL), BASIC)
    assert one.code == "MZ834"
    assert "（MZ218）" in one.message
    assert {"表1", "表2"} <= {o.label[:2] for o in one.operands}


SUMMARY: Rows = (
    ("2025年单位财务收支预算总表",),
    ("单位：万元",),
    ("本年收入", "", "本年支出", "", "", "", ""),
    ("项目", "预算数", "项目", "预算数", "", "", ""),
    ("", "", "", "合计", "基本支出", "", "项目支出"),
    ("", "", "", "", "人员经费", "公用经费", ""),
    ("一、财政拨款收入", 70, "一、一般公共服务支出", 70, 0, 50, 20),
    ("1. 一般公共预算资金", 70, "", "", "", "", ""),
    ("收入总计", 70, "支出总计", 70, 0, 50, 20),
)
MERGED = ("A3:B3", "C3:G3", "A4:A6", "B4:B6", "C4:C6", "D4:G4", "D5:D6", "E5:F5", "G5:G6")
WITH_CLASS = (("201", "一般公共服务支出", 70, 50, 20), *ROWS)
KINDS = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
INCOME: Rows = (
    ("2025年单位收入预算总表",),
    ("单位：万元",),
    (*HEADS[:2], *KINDS),
    *((code, name, whole, whole, "", "", "") for code, name, whole, *_ in WITH_CLASS),
)


def test_natures_that_only_the_table_of_all_funds_has() -> None:
    """A unit's summary splits basic spending by nature; its funds go unsaid."""
    both = [functional(title, *WITH_CLASS) for title in TITLES]
    sheets = {f"表{n}": s for n, s in enumerate((SUMMARY, INCOME, *both, BASIC))}
    form = Form("上海", "budget", 2025, "万元", agency_type="单位")
    found = collect(grids(book(sheets, merged=MERGED)), form)
    assert not found.found, found.found
    told = contradictions(found, read_kind("budget", PROJECT).bases)
    assert {"（MZ218）" in one.message and "表0!" in one.message for one in told} == {True}


SOLE = (*ROWS[:3], ("21015", "医疗保障管理事务", 5, 5, ""), ("2101501", "行政运行", 5, 5, ""))
WITHOUT_SOLE = (*SOLE[:4], ("合计", "", 75, 55, 20))
WITH_SOLE = (*SOLE, ("合计", "", 75, 55, 20))


def test_a_sole_row_that_one_of_two_tables_lacks() -> None:
    """No sum of the first table tells: there is nothing below the 款 to add up."""
    (one,) = told(functional(TITLES[0], *WITHOUT_SOLE), functional(TITLES[1], *WITH_SOLE))
    assert one.code == "MZ835"
    assert [o.label for o in one.operands] == ["表0!C7", "表1!C8"]
    assert "21015" in one.message


def test_a_row_without_rows_below_it_in_any_table() -> None:
    """An agency may know no more than the 款."""
    assert told(*(functional(title, *WITHOUT_SOLE) for title in TITLES)) == []


def barely(*sheets: Rows) -> list[str]:
    found = collected({f"表{n}": rows for n, rows in enumerate(sheets)}, "上海", "budget")
    return [f"{one.code} {one.message}" for one in bare(found)]


def test_a_sole_row_missing_from_the_only_table_that_has_it() -> None:
    """No sum and no other table tells: the row above may be all that is known."""
    rows = (*BASIC[:6], ("310", "", "资本性支出", 15, "", 15), ("合计", "", "", 65, 50, 15))
    (one,) = barely(SPENDING, GENERAL, rows)
    assert one.startswith("MZ841")
    assert "表2!D7 是 15 万元（310）" in one
    assert barely(SPENDING, GENERAL, BASIC) == []


def test_tables_that_list_nothing_finer_anywhere() -> None:
    rows = (("20106", "财政事务", 70, 50, 20), ("合计", "", 70, 50, 20))
    assert barely(*(functional(title, *rows) for title in TITLES)) == []


@pytest.mark.parametrize("text", ["30（含结转）", "(30.00)", "30*", "3.0E+01"])
def test_an_amount_that_cannot_be_read_breaks_no_sum(text: str) -> None:
    """It is told as unread; that its sum lacks it follows from that."""
    rows = (*SPENDING[:4], (*OFFICE[:2], text, *OFFICE[3:]), *SPENDING[5:])
    found = collected({"表0": rows, "表1": GENERAL, "表2": BASIC}, "上海", "budget")
    assert [one.code for one in found.found] == ["MZ810"]
    assert contradictions(found, read_kind("budget", PROJECT).bases) == ()


def test_a_sum_with_a_part_that_is_not_known_is_not_broken() -> None:
    """The sheet says itself (…) that the part was not published."""
    rows = with_row(SPENDING, 6, ("合计", "", 70, "…", 20))
    assert told(rows, GENERAL, BASIC) == []


def test_a_rule_that_breaks_for_want_of_a_table_told_missing_is_not_told_besides() -> None:
    tables = (exchanged(SPENDING), exchanged(GENERAL), BASIC)
    found = collected({f"表{n}": rows for n, rows in enumerate(tables)}, "上海", "budget")
    bases = read_kind("budget", PROJECT).bases
    assert [one.code for one in contradictions(found, bases)] == ["MZ834"]
    lacking = Diagnostic(Place(Path("表.xlsx")), "MZ821", "工作簿里没有“甲表”这张表。")
    assert contradictions(replace(found, found=(lacking,)), bases) == ()
