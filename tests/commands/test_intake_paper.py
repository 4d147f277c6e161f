"""``mingzhang import`` of a published PDF: its figures, and nothing where one of them is wrong."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.cli import main
from mingzhang.commands import import_workbook
from mingzhang.grid.pdf import pdf_grids
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, page, paper, with_cell


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
    assert "第3页" in lock
    assert "读入 48 个数" in capsys.readouterr().out


BUDGET = "版式: 河南\n年度: 2025\n金额单位: 万元\n支出: []\n"


@pytest.mark.parametrize("is_begun", [True, False])
def test_what_sentences_print_of_a_line_and_no_table_holds_is_to_be_filled(
    tmp_path: Path, *, is_begun: bool
) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper())
    if is_begun:
        assert main(["new", str(folder), "--form", "河南"]) == 0
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


def test_a_digit_that_no_sum_holds_and_that_was_misread_is_noticed_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grids that are imported are held against the pages once more."""
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2025-final"
    file.write_bytes(paper())
    read = pdf_grids.read_pdf(file, file.read_bytes())
    grid = read.grids[-1]
    place = next(at for at, spot in sorted(grid.spots.items()) if spot.number and at in grid.areas)
    wrong = replace(grid.spots[place], text="7.77", number=Decimal("7.77"))
    grids = (*read.grids[:-1], replace(grid, spots={**grid.spots, place: wrong}))
    monkeypatch.setattr(import_workbook, "_read", lambda _: (grids, ()))
    assert main(["import", str(file), str(folder), "--form", "河南"]) == 1
    assert not folder.exists()
    told = capsys.readouterr().out
    assert "照位置读是“7.77”" in told
    assert told.count("MZ8") == 1


NEXT = """\
版式: 河南
年度: 2026
金额单位: 元
支出: []
上年:
  一般公共预算财政拨款支出: 待填
  机关运行经费: 待填
  总计: 待填
"""


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("2025年度机关运行经费支出12.30万元，与上年度相比，持平。", "机关运行经费: 123000"),
        # Two sentences that differ tell nothing.
        (
            "2025年度机关运行经费支出12.30万元。2025年度机关运行经费支出13.20万元。",
            "机关运行经费: 待填",
        ),
    ],
)
def test_what_only_a_sentence_says_of_last_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, lines: str
) -> None:
    file, folder = tmp_path / "去年.pdf", tmp_path / "sources" / "archive" / "2026-final"
    drawn = Drawn().text(60, 40, "一、机关运行经费支出情况说明").text(60, 70, said)
    tables = (page("支出决算表", SPENDING), page("一般公共预算财政拨款支出决算表", GENERAL))
    file.write_bytes(pdf(COVER, *tables, drawn))
    folder.mkdir(parents=True)
    (folder / "disclosure.yaml").write_text(NEXT, encoding="utf-8")
    (folder / "profile.yaml").write_text("名称: 某市档案馆\n类型: 单位\n", encoding="utf-8")
    assert main(["import", str(file), str(folder), "--form", "河南", "--last-year"]) == 0
    text = (folder / "disclosure.yaml").read_text(encoding="utf-8")
    assert "一般公共预算财政拨款支出: 1005000" in text
    assert lines in text
    assert ("从文字里读的" in capsys.readouterr().out) == ("123000" in lines)
