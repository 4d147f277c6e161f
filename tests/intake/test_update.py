"""Importing into a document that is there: only figures change."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.commands.intake import run_intake
from mingzhang.intake.origin import figures_in, read_origins, told_origins
from mingzhang.reading.yaml import read_yaml
from tests.intake.books import GENERAL, SPENDING, book, with_row

SOURCE = """\
# 我的注释
版式: 河南
年度: 2025
金额单位: 万元
公开日期: 2026-02-01
支出:
  - {科目: 2080501, 基本支出: 59.00, 年初预算: 60.50, 差异原因: 人员变动}  # 退休
  - {科目: 2101502, 项目支出: 40.00, 年初预算: 40.00}
"""
PROFILE = "名称: 某局\n类型: 部门\n"


class Arguments:
    """What the command is asked."""

    form, partial, last_year = "河南", False, False

    def __init__(self, *paths: Path) -> None:
        self.paths = list(paths)


def folder(tmp_path: Path, text: str = SOURCE) -> Path:
    """A document."""
    made = tmp_path / "2025-final"
    made.mkdir()
    (made / "disclosure.yaml").write_text(text, encoding="utf-8")
    (made / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return made


def run(tmp_path: Path, made: Path, *, twice: float = 60.5) -> int:
    """Import the workbook of two tables."""
    rows = with_row(SPENDING, 6, (2080501, "行政单位离退休", twice, twice, "-"))
    file = tmp_path / "表.xlsx"
    file.write_bytes(book({"支出": rows, "一般公共预算": GENERAL}))
    return run_intake(Arguments(file, made))  # type: ignore[arg-type]


def test_only_the_figure_changes(tmp_path: Path) -> None:
    """Comments, reasons and order stay; each figure's cell is kept beside the source."""
    made = folder(tmp_path)
    assert run(tmp_path, made) == 0
    text = (made / "disclosure.yaml").read_text(encoding="utf-8")
    assert text == SOURCE.replace("59.00", "60.50")
    origin = read_origins(made)["支出/2080501/基本支出"]
    assert (origin.number, origin.cell) == (Decimal("60.50"), "一般公共预算!D7")


def test_an_imported_figure_that_was_edited_is_told(tmp_path: Path) -> None:
    """It is no longer the cell's, and what the cell said is still known."""
    made = folder(tmp_path)
    run(tmp_path, made)
    text = SOURCE.replace("59.00", "61.00")
    node, _ = read_yaml(text.encode(), Path("disclosure.yaml"))
    assert node is not None
    told = {
        key: told_origins(made, node)[value.place]
        for key, value in figures_in(node)
        if value.place in told_origins(made, node)
    }
    assert told["支出/2080501/基本支出"] == "导入后改过：表.xlsx 一般公共预算!D7 是 60.50"
    assert told["支出/2101502/项目支出"].startswith("导入自 表.xlsx")


def test_nothing_is_written_where_a_cell_has_no_place(tmp_path: Path) -> None:
    """A subject that the source does not have is told, and the source stays as it was."""
    text = SOURCE.replace("  - {科目: 2101502, 项目支出: 40.00, 年初预算: 40.00}\n", "")
    made = folder(tmp_path, text)
    assert run(tmp_path, made) == 1
    assert (made / "disclosure.yaml").read_text(encoding="utf-8") == text
    assert not (made / "imported.lock").exists()


def test_a_refused_workbook_writes_nothing(tmp_path: Path) -> None:
    """Two cells that differ are told; no folder comes about."""
    made = tmp_path / "2025-final"
    assert run(tmp_path, made, twice=99.5) == 1
    assert not made.exists()
