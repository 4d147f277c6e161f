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
