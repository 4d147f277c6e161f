"""Workbook → source → the same tables, for every document of the project."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.document.region import read_region
from mingzhang.document.table import Cell, Table
from mingzhang.document.tables import build_tables
from mingzhang.facts.read import read_account
from mingzhang.forms.documents import read_folder
from mingzhang.grid.workbook import read_workbook
from mingzhang.intake.collect import READ, collect
from mingzhang.intake.expected import Form
from mingzhang.project import Project
from mingzhang.publish.workbook import workbook

PROJECT = Project()
DOCUMENTS = sorted(file.parent for file in PROJECT.sources.glob("*/*/disclosure.yaml"))
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def amounts(tables: tuple[Table, ...]) -> dict[tuple[str, int, int], Cell]:
    """Every amount of the tables that are read, by table, row and place in the row."""
    return {
        (table.key, row, number): cell
        for table in tables
        if table.layout in READ
        for row, line in enumerate(table.body)
        for number, cell in enumerate(line.cells)
        if cell.figure and cell.value
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_a_documents_workbook_gives_its_figures(path: Path) -> None:
    """Every figure that the workbook shows is the same again, none is left, and each has a cell."""
    document, found = examine(path, PROJECT)
    assert document is not None, found
    read = read_workbook(Path("disclosure.xlsx"), workbook(document, DAY))
    folder, _ = read_folder(path, PROJECT)
    assert folder is not None
    account = read_account(folder, PROJECT)
    form = Form(account.region, account.kind.name, account.year, account.unit.label)
    got = collect(read.grids, form)
    assert got.prevents == ()
    assert got.solved is not None
    assert got.solved.account is not None
    region, _ = read_region(account.region, PROJECT, account.kind.name, account.source.place)
    assert region is not None
    before = amounts(build_tables(account, region)[0])
    after = amounts(build_tables(got.solved.account, region)[0])
    shown = {key: cell.text for key, cell in before.items() if cell.figure and cell.value != "0"}
    assert {key: after[key].text for key in shown if key in after} == shown
    assert len(got.placed) >= len(shown)
