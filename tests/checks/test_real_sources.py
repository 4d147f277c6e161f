"""The published documents that the project holds: no error, and no warning but accepted ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.builder import examine
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from tests.support import PROJECT, wan

FINALS = sorted(PROJECT.sources.glob("*/*-final"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read(path: Path) -> Account:
    folder, found = read_folder(path, PROJECT)
    assert folder is not None, [str(diagnostic) for diagnostic in found]
    return read_account(folder, PROJECT)


def test_there_are_documents() -> None:
    assert {"changchun/2024-final", "jiyuan/2023-final"} <= set(map(name, FINALS))


@pytest.mark.parametrize("path", FINALS, ids=name)
def test_a_published_document_passes(path: Path) -> None:
    found = examine(path, PROJECT)[1]
    assert [str(d) for d in found if d.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", FINALS, ids=name)
def test_both_totals_are_equal_as_displayed(path: Path) -> None:
    indicators = read(path).indicators
    assert wan(indicators["总计"]) == wan(indicators["收入总计"])
    assert wan(indicators["财政拨款总计"]) == wan(indicators["财政拨款收入总计"])


@pytest.mark.parametrize(
    ("document", "indicator", "shown"),
    [
        ("changchun/2024-final", "总计", "2820.01"),
        ("changchun/2024-final", "本年收入合计", "2795.76"),
        ("changchun/2024-final", "基本支出", "1505.17"),
        ("changchun/2024-final", "项目支出", "1314.84"),
        ("changchun/2024-final", "一般公共预算年初预算", "5738.10"),
        ("changchun/2024-final", "机关运行经费", "195.80"),
        ("jiyuan/2023-final", "总计", "5510.47"),
        ("jiyuan/2023-final", "本年收入合计", "5510.32"),
        ("jiyuan/2023-final", "政府性基金预算财政拨款支出", "206.40"),
        ("jiyuan/2023-final", "公用经费", "105.13"),
        ("jiyuan/2023-final", "三公经费.合计.决算", "1.27"),
    ],
)
def test_figures_are_those_published(document: str, indicator: str, shown: str) -> None:
    assert str(wan(read(PROJECT.sources / document).indicators[indicator])) == shown


@pytest.mark.parametrize(
    ("document", "indicator", "shown"),
    [
        ("changchun/2024-final", "总计", "3165.59"),
        ("changchun/2024-final", "机关运行经费", "167.32"),
        ("jiyuan/2023-final", "财政拨款总计", "7159.30"),
    ],
)
def test_last_years_figures(document: str, indicator: str, shown: str) -> None:
    assert str(wan(read(PROJECT.sources / document).previous.get(indicator))) == shown
