"""Workbooks for tests, written cell by cell, and what a form makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.workbook import Workbook

from mingzhang.grid.grid import Grid
from mingzhang.grid.workbook_grids import read_workbook
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import Collected, collect

Rows = Sequence[Sequence[object]]
UNIT = "金额单位：万元"
HEAD = (("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),)
SPENDING: Rows = (
    ("2025年度支出决算表",),
    (UNIT,),
    *HEAD,
    ("合计", "", 100.5, 60.5, 40),
    (208, "社会保障和就业支出", 60.5, 60.5, 0),
    (20805, "行政事业单位养老支出", 60.5, 60.5, ""),
    (2080501, "行政单位离退休", 60.5, 60.5, "-"),
    (210, "卫生健康支出", 40, "", 40),
    (21015, "医疗保障管理事务", 40, "", 40),
    (2101502, "一般行政管理事务", 40, "", 40),
)
GENERAL_HEAD = (("科目编码", "科目名称", "小计", "基本支出", "项目支出"),)
GENERAL: Rows = (("一般公共预算财政拨款支出决算表",), *SPENDING[1:2], *GENERAL_HEAD, *SPENDING[3:])


def book(sheets: Mapping[str, Rows], *, merged: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; ``merged`` are ranges of the first one."""
    data = BytesIO()
    made = Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value != "":
                    sheet.write(row, column, value)
    for area in merged:
        row, column = xl_cell_to_rowcol(area.partition(":")[0])
        cells = dict(enumerate(dict(enumerate(next(iter(sheets.values())))).get(row, ())))
        made.worksheets()[0].merge_range(area, cells.get(column, ""))
    made.close()
    return data.getvalue()


def grids(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook that can be read."""
    read = read_workbook(Path("表.xlsx"), data)
    assert not read.found, read.found
    return read.grids


def collected(sheets: Mapping[str, Rows], form: str = "河南", kind: str = "final") -> Collected:
    """What a form makes of sheets."""
    return collect(grids(book(sheets)), Form(form, kind, 2025, "万元"))


def codes(found: Collected) -> list[str]:
    """The codes of what was found."""
    return [one.code for one in found.found]


def with_row(rows: Rows, at: int, row: Sequence[object]) -> Rows:
    """The rows with one in another's place."""
    return (*rows[:at], row, *rows[at + 1 :])


def values(found: Collected) -> Mapping[str, object]:
    """The source's values."""
    assert found.solved is not None, found.found
    return found.solved.values()
