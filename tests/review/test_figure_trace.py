"""From a figure of the document to the places where it was typed."""

from __future__ import annotations

import pytest

from mingzhang.document.cell_address import Address, addresses
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import read_region
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.review.figure_trace import Found, _otherwise, find, lines
from tests.review.repository import BUDGET, FINAL
from tests.support import PROJECT, folder

Known = tuple[Account, tuple[Address, ...]]


def read(document: str) -> Known:
    folder, found = read_folder(PROJECT.root / document, PROJECT)
    assert folder, found
    account = read_account(folder, PROJECT)
    region, faults = read_region(account.region, PROJECT, account.kind.name, account.source.place)
    assert region, faults
    return account, addresses(build_tables(account, region)[0])


@pytest.fixture(scope="module")
def final() -> Known:
    return read(FINAL)


@pytest.fixture(scope="module")
def budget() -> Known:
    return read(BUDGET)


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("公开04表/支出合计", "公开04表!R27C6"),
        ("公开04表/本年支出合计/一般公共预算财政拨款", "公开04表!R27C7"),
        ("公开03表/2101502/项目支出", "公开03表!R13C5"),
        ("公开03表/一般行政管理事务/项目支出", "公开03表!R13C5"),
        ("公开03表/合计/基本支出", "公开03表!R1C4"),
        ("公开04表!R27C6", "公开04表!R27C6"),
        ("公开09表/决算数/公务接待费", "公开09表!R1C12"),
        ("30201", "公开06表!R2C6"),
        ("办公费", "公开06表!R2C6"),
        ("2101502/项目支出", "公开03表!R13C5"),
    ],
)
def test_how_a_figure_is_called(final: Known, asked: str, id_: str) -> None:
    found = find(asked, *final)
    assert isinstance(found, Found)
    assert found.title.split()[0] == id_


def test_down_to_the_line(final: Known) -> None:
    account, cells = final
    found = find("公开05表/21015/合计", account, cells)
    assert isinstance(found, Found)
    told = list(lines(found, account.unit, account.catalogue))
    assert "公布数，与各部分之和相差 -0.01" in told[1]
    assert told[2].startswith("    ＋ 一般公共预算 2101501 行政运行 支出")
    assert "填报" in told[3]
    assert ":18:25" in told[3]


def test_an_indicator_and_a_budget(budget: Known) -> None:
    account, cells = budget
    found = find("预算表3/2080109/项目支出", account, cells)
    assert isinstance(found, Found)
    told = list(lines(found, account.unit, account.catalogue))
    assert [line.split()[1] for line in told[2:]] == [
        "医疗保障经办工作经费",
        "医保能力提升工作经费",
    ]
    assert isinstance(find("总计", account, cells), Found)


@pytest.mark.parametrize("asked", ["", "/", "公开99表/合计", "总记", "公开04表/没有这一行"])
def test_what_is_not_there_gives_names(final: Known, asked: str) -> None:
    found = find(asked, *final)
    assert isinstance(found, tuple)
    assert found


@pytest.mark.parametrize("document", [FINAL, BUDGET, "sources/jiyuan/2023-final"])
def test_every_cell_has_its_own_id_and_key(document: str) -> None:
    _account, cells = read(document)
    assert cells
    assert len({cell.id for cell in cells}) == len(cells)
    assert len({cell.key for cell in cells}) == len(cells)


def test_every_shown_figure_leads_to_typed_places(final: Known) -> None:
    for cell in final[1]:
        figure = cell.cell.figure
        if figure and not figure.is_zero:
            assert any(typed.place for typed in figure.typed()), cell.id
            assert isinstance(find(cell.id, *final), Found)


def test_a_code_stands_for_its_name_where_no_codes_are_printed(budget: Known) -> None:
    account, cells = budget
    named = find("支出总表/行政运行/合计", account, cells)
    coded = find("支出总表/2101501/合计", account, cells)
    assert isinstance(named, Found) == isinstance(coded, Found)
    assert _otherwise(["2101501", "项目支出"], account.catalogue) == ["行政运行", "项目支出"]


def test_what_is_not_known_is_not_zero_and_neither_is_its_sum() -> None:
    account = read_account(folder("政府采购: {货物: 缺, 工程: 0, 服务: 31.00}"), PROJECT)
    found = find("政府采购.总额", account, ())
    assert isinstance(found, Found)
    told = list(lines(found, account.unit, account.catalogue))
    assert told[1].startswith("政府采购.总额 缺  ＝")
    assert told[2].strip().startswith("＋ 政府采购.货物 缺  填报")
    assert "服务 31.00 万元" in told[4]
