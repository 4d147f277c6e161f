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
