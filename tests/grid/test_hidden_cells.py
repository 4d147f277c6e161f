"""Hidden rows and columns: read, and told with what stands there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook

from mingzhang.grid.hidden_cells import hidden_in
from mingzhang.grid.workbook_grids import read_workbook
from tests.grid.old_books import Rows, xls

FILE = Path("表.xlsx")
ROWS: Rows = (
    ("科目", "金额", "备注"),
    ("合计", 30.0, ""),
    *((f"项{n}", float(n), "") for n in range(9)),
)


def made(rows: tuple[int, ...] = (), columns: str = "") -> bytes:
    """A workbook with hidden rows, from 0, and columns, which Excel hides far beyond the last."""
    data = BytesIO()
    book = Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("支出")
    for number, values in enumerate(ROWS):
        sheet.write_row(number, 0, values)
    for row in rows:
        sheet.set_row(row, None, None, {"hidden": True})
    if columns:
        sheet.set_column(columns, None, None, {"hidden": True})
    book.close()
    return data.getvalue()


def test_hidden_rows_are_read_and_told_once() -> None:
    """A filter that was left on hides good rows."""
    read = read_workbook(FILE, made(rows=(3, 4, 7)))
    assert [spot.number for spot in read.grids[0].numbers()] == [30, *range(9)]
    (one,) = read.found
    assert (one.code, one.severity.name) == ("MZ803", "WARNING")
    assert (
        one.message == "隐藏的行、列也照着读了，里面有 3 个数：工作表“支出”的第 4–5 行、第 8 行。"
    )


def test_hidden_columns_are_told() -> None:
    """By their letters; every number of theirs counts."""
    (one,) = read_workbook(FILE, made(columns="B:XFD")).found
    assert "里面有 10 个数：工作表“支出”的B 列。" in one.message


def test_what_hides_no_number_is_not_told() -> None:
    """A head, a column of words, or nothing."""
    assert read_workbook(FILE, made(rows=(0, 20), columns="C:XFD")).found == ()


def test_an_old_workbook_tells_the_same() -> None:
    """Row 3 has one number; column B has the other ten, but for row 3."""
    (one,) = read_workbook(Path("表.xls"), xls({"支出": ROWS}, hidden=(2, 1))).found
    assert one.code == "MZ803"
    assert "里面有 10 个数：工作表“支出”的第 3 行、B 列。" in one.message


def test_a_sheet_hides_no_more_columns_than_it_can_have() -> None:
    hidden = hidden_in(b'<cols><col min="16383" max="99999999999" hidden="1"/></cols>')
    assert hidden.columns == {16_382, 16_383}
