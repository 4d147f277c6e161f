"""``mingzhang import`` of a published PDF: its figures, and nothing where one of them is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.cli import main
from tests.inspection.papers import GENERAL, paper, with_cell


def test_a_papers_tables_become_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper())
    assert main(["import", str(file), str(folder), "--form", "河南"]) == 0
    text = (folder / "disclosure.yaml").read_text(encoding="utf-8")
    assert "2080501, 基本支出: 40.30" in text
    assert "待填" in text  # what no table holds
    lock = (folder / "imported.lock").read_text(encoding="utf-8")
    assert "去年.pdf" in lock
    assert "第3页" in lock or "第2页" in lock
    assert "读入 48 个数" in capsys.readouterr().out


BUDGET = "版式: 河南\n年度: 2025\n金额单位: 万元\n支出: []\n"


def test_what_sentences_print_of_a_line_and_no_table_holds_is_to_be_filled(tmp_path: Path) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper())
    assert main(["import", str(file), str(folder), "--form", "河南"]) == 0
    text = (folder / "disclosure.yaml").read_text(encoding="utf-8")
    assert "{科目: 2080501, 基本支出: 40.30, 年初预算: 待填}" in text


def test_what_the_budget_beside_says_is_not_asked_once_more(tmp_path: Path) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper())
    beside = folder.with_name("2025-budget")
    beside.mkdir(parents=True)
    (beside / "disclosure.yaml").write_text(BUDGET, encoding="utf-8")
    assert main(["import", str(file), str(folder), "--form", "河南"]) == 0
    text = (folder / "disclosure.yaml").read_text(encoding="utf-8")
    assert "{科目: 2080501, 基本支出: 40.30}" in text


def test_a_paper_that_does_not_add_up_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper(general=with_cell(GENERAL, 4, 3, "40.80")))
    assert main(["import", str(file), str(folder), "--form", "河南", "--partial"]) == 1
    assert not folder.exists()
    told = capsys.readouterr().out
    assert "印作 40.80" in told
    assert "没有写任何文件" in told
