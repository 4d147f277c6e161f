from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter.workbook import Workbook

from mingzhang.cli import main
from mingzhang.project import Project
from mingzhang.subjects.official_list import read_official
from tests.support import PROJECT

FILE = Path("list.xlsx")
GOOD = (
    ("2026年政府收支分类科目",),
    ("科目编码", "科目名称", "说明"),
    (210, "卫生健康支出"),
    ("21015", " 医疗保障管理事务"),
    ("2101501", "　行政运行", "反映行政单位的基本支出"),
    (),
    ("301", "工资福利支出"),
)
NAMES = {
    "210": "卫生健康支出",
    "21015": "医疗保障管理事务",
    "2101501": "行政运行",
    "301": "工资福利支出",
}


def workbook(*sheets: tuple[tuple[object, ...], ...]) -> bytes:
    data = BytesIO()
    book = Workbook(data)
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return data.getvalue()


def codes(data: bytes) -> list[str]:
    return [found.code for found in read_official(data, FILE).found]


def test_codes_and_names_are_found_by_their_heads() -> None:
    official = read_official(workbook((("说明",), ("此表无目录",)), GOOD), FILE)
    assert official.found == ()
    assert dict(official.names) == NAMES


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030"])
def test_a_csv_file_in_either_encoding(codec: str) -> None:
    text = "编码,名称\n210,卫生健康支出\n21015,医疗保障管理事务\n"
    assert list(read_official(text.encode(codec), Path("a.csv")).names) == ["210", "21015"]


def test_class_and_item_in_columns_of_their_own() -> None:
    rows = (
        ("类", "款", "项", "科目名称"),
        (210, "", "", "卫生健康支出"),
        ("", 15, "", "医疗保障管理事务"),
        ("", "", "01", "行政运行"),
        ("", "", 2, "一般行政管理事务"),
    )
    assert list(read_official(workbook(rows), FILE).names) == ["210", "21015", "2101501", "2101502"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "MZ741"),
        (b"\xff\xfe\x00\x01", "MZ740"),
        (b"PK\x03\x04 no workbook", "MZ740"),
        (workbook((("Code", "Name"), ("210", "x"))), "MZ741"),
        (workbook(GOOD[:2]), "MZ741"),
        (workbook((*GOOD, ("21O", "假"))), "MZ742"),
        (workbook((*GOOD, ("302", ""))), "MZ742"),
        (workbook((*GOOD, ("2101501", "行政管理"))), "MZ743"),
        (workbook((*GOOD, ("2101601", "老龄事务"))), "MZ744"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_taken(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_a_workbook_that_was_used_too_far_out_is_told_as_that() -> None:
    data = BytesIO()
    book = Workbook(data)
    sheet = book.add_worksheet("科目")
    sheet.write(0, 0, "科目编码")
    sheet.write(1048575, 16383, "甲")
    book.close()
    (found,) = read_official(data.getvalue(), FILE).found
    assert found.code == "MZ740"
    assert "到 XFD1048576 为止都用过" in found.message


def test_the_place_is_that_of_the_cell() -> None:
    (found,) = read_official(workbook((*GOOD, ("2101501", "行政管理"))), FILE).found
    assert found.message.startswith("Sheet1!A8：2101501 叫“行政管理”，Sheet1!A5 里叫“行政运行”")
    # A workbook has no lines that could be shown below the message.
    assert found.place.line == 0


def test_the_place_in_a_csv_file_is_its_line() -> None:
    text = "科目编码,科目名称\n210,卫生健康支出\n21O,假\n"
    (found,) = read_official(text.encode(), Path("表.csv")).found
    assert (found.place.line, found.place.column) == (3, 1)


def test_a_cell_of_two_lines_moves_the_lines_below_it() -> None:
    text = '科目编码,科目名称\n210,"卫生\n健康支出"\n21O,假\n'
    (found,) = read_official(text.encode(), Path("表.csv")).found
    assert found.place.line == 4


def test_the_command_keeps_the_list_of_the_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in PROJECT.catalogue.iterdir():
        (tmp_path / "catalogue").mkdir(exist_ok=True)
        (tmp_path / "catalogue" / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("mingzhang.commands.catalogue.project_here", lambda: Project(tmp_path))
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook(GOOD))
    assert main(["catalogue", "import", str(file), "--year", "2026"]) == 0
    kept = (tmp_path / "catalogue" / "subjects-2026.csv").read_text("utf-8")
    assert kept.splitlines()[:2] == ["code,name", "210,卫生健康支出"]
    assert "导入了 4 个科目" in capsys.readouterr().out
    file.write_bytes(workbook(GOOD[:2]))
    assert main(["catalogue", "import", str(file), "--year", "2026"]) == 1
    assert (tmp_path / "catalogue" / "subjects-2026.csv").read_text("utf-8") == kept
    capsys.readouterr()
    assert main(["catalogue", "import", str(tmp_path / "none.xlsx"), "--year", "2026"]) == 1
    assert "没有这个文件" in capsys.readouterr().out


def test_a_csv_head_of_several_lines_hides_no_subject() -> None:
    """A spreadsheet writes a cell with a line break in quotation marks."""
    title = '"附件\n2026年支出功能分类科目",\n'
    head = '科目编码,"科目\n名称"\n'
    rows = "210,卫生健康支出\n21015,医疗保障管理事务\n"
    read = read_official(f"{title}{head}{rows}".encode(), Path("表.csv"))
    assert (list(read.names), read.found) == (["210", "21015"], ())
