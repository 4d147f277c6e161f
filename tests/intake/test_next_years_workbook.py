"""A year's workbook into the folder that ``next`` made: every figure finds its place."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.drafting.rollover import carried, next_year
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.grid.workbook_grids import read_workbook
from mingzhang.intake.cell_origins import figures_in
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from mingzhang.intake.updated_figures import Updated, update
from mingzhang.project import Project
from mingzhang.publish.table_workbook import workbook
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.yaml import read_yaml

PROJECT = Project()
DOCUMENTS = sorted(file.parent for file in PROJECT.sources.glob("*/*/disclosure.yaml"))
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def refilled(path: Path) -> Updated:
    """Next year's document with the figures of this year's workbook."""
    document, found = examine(path, PROJECT)
    assert document is not None, found
    account = document.account
    folder, _ = read_folder(path, PROJECT)
    assert account is not None
    assert folder is not None
    files = {name: (path / name).read_bytes() for name in carried(folder)}
    files |= next_year(folder)
    read = read_workbook(Path("disclosure.xlsx"), workbook(document, DAY))
    form = Form(
        account.region,
        account.folder.kind,
        account.year + 1,
        account.unit.label,
        agency_type=account.agency_type,
    )
    collected = collect(read.grids, form, account.unit.label)
    name = f"{account.year + 1}-{account.folder.kind}"
    return update(name, files, collected, PROJECT)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_every_figure_finds_its_place(path: Path) -> None:
    updated = refilled(path)
    assert updated.found == ()
    node, found = read_yaml(updated.written[DISCLOSURE], Path(DISCLOSURE))
    assert node is not None, found
    rows = node.get("支出")
    assert rows is not None
    keys = Counter(key for row in rows.rows() for key, _ in figures_in(row, _name(row)))
    assert not [key for key, times in keys.items() if times > 1]


def _name(row: object) -> str:
    named = (row.get(key) for key in ("科目", "资金", "口径", "单位"))  # type: ignore[attr-defined]
    return " ".join(part.text for part in named if part)
