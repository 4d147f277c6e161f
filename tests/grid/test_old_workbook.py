"""An old workbook (.xls): read like any other, and refused where its reader would lose a figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.grid.old_workbook import read_biff
from mingzhang.grid.workbook_grids import read_workbook
from tests.grid.old_books import Rows, xls
from tests.intake.books import GENERAL, SPENDING, book

FILE = Path("表.xls")
SHEET: Rows = (("科目", "金额"), ("合计", 12.5), (208.0, 0.1 + 0.2))


def test_its_cells_are_those_of_a_new_one() -> None:
    read = read_workbook(FILE, xls({"支出": SHEET, "说明": (("无",),)}))
    assert read.found == ()
    assert [grid.name for grid in read.grids] == ["支出", "说明"]
    numbers = [(spot.row, spot.column, spot.number) for spot in read.grids[0].numbers()]
    assert numbers == [
        (1, 1, Decimal("12.5")),
        (2, 0, Decimal(208)),
        (2, 1, Decimal("0.3")),
    ]


def test_a_formula_that_went_wrong_is_no_blank_cell() -> None:
    read = read_workbook(FILE, xls({"封面": (("无",),), "支出": (*SHEET, ("项目", None))}))
    assert read.grids == ()
    assert [(one.code, one.message) for one in read.found] == [
        ("MZ804", "支出!B4 的公式出错，没有结果。")
    ]


def test_a_password_is_told() -> None:
    read = read_workbook(FILE, xls({"支出": SHEET}, locked=True))
    assert [one.code for one in read.found] == ["MZ801"]


def test_a_workbook_without_a_sheet_says_so() -> None:
    assert [one.code for one in read_workbook(FILE, xls({})).found] == ["MZ800"]


@pytest.mark.parametrize("size", [8, 512, 600, 1536, 2500])
def test_half_a_file_is_refused(size: int) -> None:
    data = xls({"支出": SHEET})[:size]
    assert not read_biff(data).is_locked
    assert [one.code for one in read_workbook(FILE, data).found] == ["MZ800"]


def test_a_table_whose_chain_goes_round_ends() -> None:
    data = bytearray(xls({"支出": SHEET}))
    data[512 + 4 * 3 : 512 + 4 * 4] = (2).to_bytes(4, "little")
    assert read_biff(bytes(data)).errors == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "科目,金额\n208,1\n".encode("gbk"),
        b"<html><table><tr><td>208</td></tr></table></html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"{\\rtf1 208}",
        book({"支出": SPENDING})[:900],
    ],
)
def test_what_is_called_xls_and_is_none_is_refused(data: bytes) -> None:
    """Whatever its name says: a page, a text, half a file."""
    assert [one.code for one in read_workbook(FILE, data).found] == ["MZ800"]


def test_the_name_of_a_file_does_not_count() -> None:
    """An old workbook called .xlsx, and a new one called .xls."""
    new, old = book({"一般": GENERAL}), xls({"支出": SHEET})
    assert read_workbook(FILE, new).found == read_workbook(Path("表.xlsx"), old).found == ()
