"""Tables of a workbook that cannot all be right are told with both cells, before it is written."""

from __future__ import annotations

from mingzhang.diagnostics import Diagnostic
from mingzhang.forms.document_kind import read_kind
from mingzhang.inspection.contradicting_tables import contradictions
from tests.intake.books import Rows, collected
from tests.support import PROJECT

HEADS = ("功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出")


def functional(title: str, *rows: tuple[object, ...]) -> Rows:
    return ((title,), ("单位：元",), HEADS, *rows)


OFFICE = ("2010602", "一般行政管理事务", 30, 10, 20)
SYSTEMS = ("2010607", "信息化建设", 40, 40, "")
ROWS = (("20106", "财政事务", 70, 50, 20), OFFICE, SYSTEMS, ("合计", "", 70, 50, 20))
SPENDING = functional("2025年部门支出预算总表", *ROWS)
GENERAL = functional("2025年部门一般公共预算支出功能分类预算表", *ROWS)
BASIC: Rows = (
    ("2025年部门一般公共预算基本支出部门预算经济分类预算表",),
    ("单位：元",),
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
    assert one.message.endswith("差 40.00 元：表1!C6 是 40 元，这里没有这一行。")
    assert [o.label for o in one.operands][:2] == ["表0!C4", "表1!C6"]


def test_like_columns_exchanged_in_all_tables_but_one() -> None:
    """Each table adds up; by economic subject the basic spending is another."""
    (one,) = told(exchanged(SPENDING), exchanged(GENERAL), BASIC)
    assert one.code == "MZ834"
    assert "（MZ218）" in one.message
    assert {"表1", "表2"} <= {o.label[:2] for o in one.operands}
