"""A column that prints a key of the source's rows is told as one, with what an author can do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mingzhang.builder import examine
from mingzhang.diagnostics import Diagnostic
from mingzhang.grid.workbook_grids import read_workbook
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from mingzhang.project import Project
from mingzhang.publish.table_workbook import workbook
from tests.document.test_filled_columns import SOURCE, SUBJECTS, project, write

__all__ = ["project"]
TEXT = SUBJECTS + "表头右: '单位：{金额单位}'\n"


def told(project: Project, table: str) -> list[Diagnostic]:
    """What an import says of the workbook that a form with the table makes."""
    (project.templates / "shi/budget/tables/20-posts.yaml").write_text(table, encoding="utf-8")
    document, found = examine(write(project, SOURCE), project)
    assert document is not None, found
    book = workbook(document, datetime(2026, 1, 1, tzinfo=UTC))
    form = Form("某市", "budget", 2024, "万元", project, "部门")
    return list(collect(read_workbook(Path("a.xlsx"), book).grids, form).found)


def test_a_typed_column_is_one_finding_with_a_way_out(project: Project) -> None:
    typed = [one for one in told(project, TEXT) if "来源各行里的一个键" in one.hint]
    assert [one.code for one in typed] == ["MZ810", "MZ810"]
    assert "“编制数”一列的" in typed[0].message
    assert "“人均”一列的" in typed[1].message


def test_a_column_of_last_year_is_for_its_own_key(project: Project) -> None:
    table = TEXT.replace("标题: 编制数", "标题: 上年编制数")
    (column,) = (one for one in told(project, table) if "“上年编制数”一列的" in one.message)
    assert "请在来源的“上年”里填写它" in column.hint
