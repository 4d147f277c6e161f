"""Reasons held against each other cost in proportion to the rows of a department."""

from pathlib import Path

import pytest

from mingzhang.checks.row_purposes import of_its_subject
from mingzhang.checks.rule import Evidence
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.node import Node
from tests.departments import make
from tests.support import budget


def looks(folder: Path, units: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the rule looks into a row of a department of that many units."""
    project = Project(folder)
    read, _ = read_folder(make(folder, units), project)
    assert read
    return looks_into(read_account(read, project), monkeypatch)


def looks_into(account: Account, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the rule looks into the rows of an account."""
    asked, get, evidence = 0, Node.get, Evidence(account)

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


def test_four_times_the_purposes_are_four_times_the_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(count: int) -> str:
        told = (
            f"  - {{科目: 2101599, 项目支出: 1.00, 用途: 第{n}处的杂项}}\n" for n in range(count)
        )
        return f"支出:\n{''.join(told)}"

    few = looks_into(budget(rows(20)), monkeypatch)
    assert few < looks_into(budget(rows(80)), monkeypatch) < 5 * few


@pytest.mark.parametrize(
    ("purpose", "is_told"),
    [
        ("社区文化活动中心设备更新", False),
        ("开展群众文化活动", True),
        ("社区文化活动中心开展文化活动", True),
    ],
)
def test_a_house_is_not_what_it_is_named_after(purpose: str, *, is_told: bool) -> None:
    source = budget(f"""
        支出:
          - {{科目: 2070108, 项目支出: 10.00, 用途: 举办展演}}
          - {{科目: 2296010, 资金: 政府性基金, 项目支出: 20.00, 用途: {purpose}}}
    """)
    assert bool(list(of_its_subject.results(Evidence(source)))) is is_told
