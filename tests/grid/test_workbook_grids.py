"""The bytes of a workbook → grids, or why it is not read."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter.workbook import Workbook

from mingzhang.grid.workbook_grids import number_in, read_workbook

FILE = Path("表.xlsx")


def made(*, formula: bool = False, hidden: bool = False) -> bytes:
    """A workbook of one sheet, perhaps with a hidden one, perhaps with a formula."""
    data = BytesIO()
    book = Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("一")
    sheet.merge_range("A1:B1", "标题")
    sheet.write_number("B3", 0.1 + 0.2)
    sheet.write_number("B4", 30000.0000000002)
    sheet.write_number("B5", 30000.0000006)
    sheet.write_number("B6", 31214205.8 - 25121091 - 6093114.8)
    sheet.write_number("B7", 31214205.8 - 31075691)
    sheet.write_string("C3", "１,234.50")
    if formula:
        sheet.write_formula("D3", "=B3*2", value=0.6)
    if hidden:
        other = book.add_worksheet("旧")
        other.write_number("A1", 1)
        other.hide()
    book.close()
    return data.getvalue()


def changed(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in a member, or with another member."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            target.writestr(name, held.replace(old, new) if name == member else held)
        if member not in source.namelist():
            target.writestr(member, new)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_keep_their_place_and_their_digits() -> None:
    """Addresses are those of the sheet; a number is what a person sees in the cell."""
    (grid,) = read_workbook(FILE, made()).grids
    assert grid.at(2, 1).number == Decimal("0.3")
    assert grid.cell(grid.at(2, 1)) == "一!B3"
    # What sums leave is nothing; what may be meant stays, to be refused where it does not agree.
    assert grid.at(3, 1).number == Decimal(30000)
    assert grid.at(4, 1).number == Decimal("30000.0000006")
    assert grid.at(5, 1).number == 0
    assert grid.at(6, 1).number == Decimal("138514.8")
    assert grid.at(2, 2).number == Decimal("1234.50")


def test_a_merged_area_has_one_owner() -> None:
    """Its words stand over every column that it spans."""
    (grid,) = read_workbook(FILE, made()).grids
    assert [grid.at(0, column).text for column in range(3)] == ["标题", "标题", ""]
    assert not grid.owns(0, 1)


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_member_that_is_cut_is_told(member: str) -> None:
    """Whichever of the libraries meets it first."""
    data = made()
    whole = ZipFile(BytesIO(data)).read(member)
    found = read_workbook(FILE, changed(data, member, whole, whole[:200])).found
    assert [one.code for one in found] == ["MZ800"]


def test_a_word_file_is_told_as_one() -> None:
    """Excel opens none, so that it cannot save it as a workbook."""
    data = BytesIO()
    with ZipFile(data, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    (one,) = read_workbook(FILE, data.getvalue()).found
    assert (one.code, one.message) == ("MZ800", "这是 Word 文件，不能导入。")
    assert "Excel 工作簿或 PDF" in one.hint


def test_bytes_that_are_damaged_are_told() -> None:
    """Anywhere in the file."""
    data = made()
    for at in range(30, len(data), 61):
        broken = data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]
        assert {one.code for one in read_workbook(FILE, broken).found} <= {"MZ800", "MZ804"}


def test_a_cell_far_out_is_told_before_all_the_blank_ones_are_read() -> None:
    """Seventeen thousand million of them are more than any machine holds."""
    data = made()
    (cell,) = re.findall(rb'<c r="C3"[^>]*>', ZipFile(BytesIO(data)).read(SHEET))
    far = cell.replace(b"C3", b"XFD1048576")
    (one,) = read_workbook(FILE, changed(data, SHEET, cell, far)).found
    assert one.code == "MZ800"
    assert "“一”到 XFD1048576" in one.message


def test_what_is_merged_beyond_the_last_cell_is_nothing() -> None:
    """So a grid is no larger than what it says."""
    data = changed(made(), SHEET, b'ref="A1:B1"', b'ref="A1:XFD1048576"')
    (grid,) = read_workbook(FILE, data).grids
    assert grid.size == (7, 3)
    assert grid.spans == ((0, 0, 6, 2),)


def test_a_formula_counts_by_its_stored_value() -> None:
    """One that was never computed is refused, with its cell."""
    data = made(formula=True)
    (grid,) = read_workbook(FILE, data).grids
    assert grid.at(2, 3).number == Decimal("0.6")
    found = read_workbook(FILE, changed(data, SHEET, b"<v>0.6</v>", b"")).found
    assert [one.code for one in found] == ["MZ804"]
    assert "一!D3" in found[0].message


def test_a_formula_that_went_wrong_is_no_blank_cell() -> None:
    """#REF! is told with its cell."""
    data = made(formula=True)
    (sheet,) = re.findall(rb'<c r="D3"[^>]*>', ZipFile(BytesIO(data)).read(SHEET))
    broken = changed(data, SHEET, sheet, sheet[:-1] + b' t="e">')
    found = read_workbook(FILE, changed(broken, SHEET, b"<v>0.6</v>", b"<v>#REF!</v>")).found
    assert [one.code for one in found] == ["MZ804"]
    assert "一!D3 的公式出错" in found[0].message


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    """Nobody sees it, so nobody answers for it."""
    read = read_workbook(FILE, made(hidden=True))
    assert [grid.name for grid in read.grids] == ["一"]
    assert [one.code for one in read.found] == ["MZ803"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><table></table></html>", "MZ800"),
        (b"PK\x03\x04 cut off", "MZ800"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "MZ801"),
        (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "MZ802"),
        (b"\xd0\xcf\x11\xe0 nothing of a workbook", "MZ800"),
        (changed(made(), "xl/vbaProject.bin", b"", b"x"), "MZ802"),
    ],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    """By what they are, whatever they are called."""
    read = read_workbook(FILE, data)
    assert (read.grids, [one.code for one in read.found]) == ((), [code])


def test_numbers_that_are_texts() -> None:
    """A comma only stands between thousands; a word is no number."""
    assert number_in("1,234.5") == Decimal("1234.5")
    assert number_in("-３．５") == Decimal("-3.5")
    assert number_in("￥8,708.26") == number_in("¥ 8708.26") == Decimal("8708.26")
    assert number_in("1 234.50") == number_in("1\u2009234.50") == Decimal("1234.50")
    # Without decimals they may be two numbers.
    assert number_in("208 105") is number_in("12 34.50") is None
    assert [number_in(text) for text in ("1,2", "x,xxx", "", "—", "12元")] == [None] * 5


def test_a_formula_without_a_value_is_told_in_the_words_of_any_program() -> None:
    """Some programs write each element of a sheet with a prefix, and compute no formula."""
    bare = changed(made(formula=True), SHEET, b"<v>0.6</v>", b"")
    (plain,) = read_workbook(FILE, bare).found
    sheet = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", ZipFile(BytesIO(bare)).read(SHEET))
    sheet = sheet.replace(b" xmlns=", b" xmlns:x=")
    out = BytesIO()
    with ZipFile(BytesIO(bare)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, sheet if name == SHEET else source.read(name))
    assert read_workbook(FILE, out.getvalue()).found == (plain,)
    assert plain.code == "MZ804"
