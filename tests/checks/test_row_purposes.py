"""Reasons held against each other cost in proportion to the rows of a department."""

from pathlib import Path

import pytest

from mingzhang.checks.row_purposes import of_its_subject
from mingzhang.checks.rule import Evidence
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.node import Node
from tests.departments import make


def looks(folder: Path, units: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the rule looks into a row of a department of that many units."""
    project, asked = Project(folder), 0
    get = Node.get
    read, _ = read_folder(make(folder, units), project)
    assert read
    evidence = Evidence(read_account(read, project))

    def counted(self: Node, *path: str) -> Node | None:
        nonlocal asked
        asked += 1
        return get(self, *path)

    with monkeypatch.context() as patch:
        patch.setattr(Node, "get", counted)
        list(of_its_subject.results(evidence))
    return asked


def test_four_times_the_units_are_four_times_the_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = looks(tmp_path / "few", 6, monkeypatch)
    assert few < looks(tmp_path / "many", 24, monkeypatch) < 5 * few
