"""Workbook → source → the same tables, for every document of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import read_region
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_held
from mingzhang.grid.workbook_grids import number_in, read_workbook
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.new_document_files import written
from mingzhang.intake.source_from_grids import Collected, collect
from mingzhang.intake.updated_figures import update
from mingzhang.project import Project
from mingzhang.publish.table_workbook import workbook
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE

PROJECT = Project()
DOCUMENTS = sorted(file.parent for file in PROJECT.sources.glob("*/*/disclosure.yaml"))
DAY = datetime(2026, 1, 1, tzinfo=UTC)
NAME = "- 名称: "  # of a project
OF_AGENCY = ("主管部门",)  # what no table says in so many words


def shown(tables: tuple[Table, ...]) -> Iterator[tuple[str, str]]:
    """Every cell of the tables, a number without the zeros behind it, and the word above them."""
    for table in tables:
        yield table.key, table.period
        for row in table.body:
            for cell in row.cells:
                number = number_in(cell.text)
                yield table.key, cell.text if number is None else f"{number.normalize():f}"


def tables_of(account: Account) -> tuple[Table, ...]:
    region, _ = read_region(account.region, PROJECT, account.folder.kind, account.source.place)
    assert region is not None
    return build_tables(account, region)[0]


def again(path: Path, account: Account, got: Collected) -> Account:
    """The account of what was read, in a folder with the agency's own files."""
    assert got.solved is not None
    own = {key: account.source.get(key) for key in OF_AGENCY}
    head: dict[str, object] = {"版式": account.region, "年度": Decimal(account.year)}
    head |= {"金额单位": got.unit} | {key: node.text for key, node in own.items() if node}
    files = {file.name: file.read_bytes() for file in path.iterdir()}
    del files["reasons.lock" if "reasons.lock" in files else DISCLOSURE]
    files[DISCLOSURE] = as_yaml({**head, "支出": [], **got.solved.values()}).encode()
    files.pop(PERFORMANCE, None)
    if performance := got.solved.performance():
        files[PERFORMANCE] = as_yaml(performance).encode()
    folder, found = read_held(path.name, files, PROJECT)
    assert folder is not None, found
    return read_account(folder, PROJECT)


def of_workbook(path: Path) -> tuple[Account, Collected]:
    """A document's account, and what its own workbook gives."""
    document, found = examine(path, PROJECT)
    assert document is not None, found
    assert document.account is not None
    account = document.account
    form = Form(account.region, account.folder.kind, account.year, account.unit.label)
    form = replace(form, agency_type=account.agency_type)
    return account, collect(read_workbook(Path("表.xlsx"), workbook(document, DAY)).grids, form)


@pytest.mark.parametrize(
    "path",
    [
        file.parent
        for file in sorted(PROJECT.sources.glob(f"*/*/{PERFORMANCE}"))
        if NAME in file.read_text(encoding="utf-8")
    ],
    ids=lambda path: path.parent.name,
)
def test_no_projects_form_vanishes_in_a_document_that_is_there(path: Path) -> None:
    """Without its file of projects it gets one; a project that the file lacks is told."""
    account, got = of_workbook(path)
    files = {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}
    own = files.pop(PERFORMANCE)
    made = update(path.name, files, got, PROJECT)
    assert made.found == ()
    assert made.account is not None
    names = [project.name for project in account.projects]
    assert [project.name for project in made.account.projects] == names
    text = own.decode().replace(f"名称: {names[-1]}", "名称: 另一个项目")
    assert text != own.decode()
    told = update(path.name, {**files, PERFORMANCE: text.encode()}, got, PROJECT).found
    assert [one.code for one in told] == ["MZ815"]
    assert f"“项目 {names[-1]}”" in told[0].message


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.parent.name)
def test_a_documents_workbook_gives_its_figures(path: Path) -> None:
    """Every cell of every table is the same again, and nothing of the workbook is left."""
    document, found = examine(path, PROJECT)
    assert document is not None, found
    assert document.account is not None
    account = document.account
    read = read_workbook(Path("disclosure.xlsx"), workbook(document, DAY))
    unit = account.unit.label
    form = Form(
        account.region, account.folder.kind, account.year, unit, agency_type=account.agency_type
    )
    got = collect(read.grids, form)
    assert got.found == ()
    before = list(shown(tables_of(account)))
    after = list(shown(tables_of(again(path, account, got))))
    assert after == before
    if any(grid.spans for grid in read.grids):
        apart = collect([replace(grid, spans=()) for grid in read.grids], form)
        assert apart.found == (), "the merged areas were taken apart: heads in two rows, 自评表"
        assert list(shown(tables_of(again(path, account, apart)))) == before
    # Where all that came in is fiscal money, the list of other income is empty, and says so.
    income, typed = written(got).values[DISCLOSURE].get("收入"), account.source.get("收入")
    if typed is None or not any(typed.rows()):
        assert income == []
    else:
        assert income
