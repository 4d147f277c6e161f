"""``mingzhang import`` of a workbook: what prevents it, and what --partial leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import main
from tests.intake.books import GENERAL, HEAD, SPENDING, UNIT, Rows, book

MORE: Rows = tuple(
    (*row, extra)
    for row, extra in zip(GENERAL, ("", "", "其中：上级", 9, 8, 7, 6, 5, 4, 3), strict=True)
)
HEADLESS: Rows = (("财政拨款“三公”经费支出决算表",), (UNIT,), ("甲", "乙"), (1, 2))


def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *sheets: Rows, **given: bool) -> str:
    """What an import of these sheets says, and whether it wrote anything."""
    file, folder = tmp_path / "表.xlsx", tmp_path / "sources" / "office" / "2025-final"
    file.write_bytes(book({f"表{n}": rows for n, rows in enumerate(sheets)}))
    partial = ["--partial"] if given.get("partial") else []
    done = main(["import", str(file), str(folder), "--form", "河南", *partial])
    said = capsys.readouterr().out
    assert folder.exists() == (done == 0)
    return said


def test_what_partial_leaves_behind_is_told_without_that_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "加 --partial" in told(tmp_path, capsys, SPENDING, MORE)
    said = told(tmp_path, capsys, SPENDING, MORE, partial=True)
    assert "警告 MZ810" in said
    assert "--partial" not in said
    assert "已写好" in said


def test_what_prevents_all_the_same_is_the_only_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sheet without a head: its columns are named, for there is no document to look at yet."""
    said = told(tmp_path, capsys, SPENDING, MORE, HEADLESS, partial=True)
    assert "警告 MZ810" in said
    assert said.count("错误") == 1
    assert "错误 MZ806" in said
    assert "公务接待费" in said
    assert "disclosure.xlsx" not in said
    assert "没有写任何文件" in said


def test_a_workbook_without_the_forms_tables_is_told_what_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(tmp_path, capsys, (("通讯录",), *HEAD))
    assert "MZ806" in said
    assert "“支出决算表”" in said


def test_tables_that_are_not_there_are_told_once_with_what_stays_to_be_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fiscal income is what it pays for: its tables leave nothing to be filled."""
    said = told(tmp_path, capsys, SPENDING, GENERAL)
    assert said.count("MZ869") == 1
    line = next(line for line in said.splitlines() if "MZ869" in line)
    assert "“一般公共预算财政拨款基本支出决算明细表”（来源的“基本支出”待填）" in line
    assert "“收入决算表”（来源的“收入”待填）" in line
    assert "三公”经费支出决算表”（来源的“三公经费”待填）" in line
    assert "“财政拨款收入支出决算总表”、" in line
    assert "“支出决算表”" not in line


def test_a_document_that_is_there_is_not_told_what_it_does_not_lack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook of two tables changes a figure; what others would fill is filled."""
    told(tmp_path, capsys, SPENDING, GENERAL)
    source = tmp_path / "sources" / "office" / "2025-final" / "disclosure.yaml"
    text = source.read_text(encoding="utf-8")
    for known, is_told in ((text, True), (text.replace("待填", "0"), False)):
        source.write_text(known, encoding="utf-8")
        main(["import", str(tmp_path / "表.xlsx"), str(source.parent)])
        assert ("MZ869" in capsys.readouterr().out) is is_told
