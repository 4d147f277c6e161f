"""A final account beside its year's budget: what it leaves to it, and what it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Point
from mingzhang.facts.document_chain import budgets
from tests.support import PROJECT, budget_folder, folder, wan

SPENT = "一般公共预算 2080501 支出年初预算"
PLAN = """
    支出:
      - {科目: 2080501, 人员经费: 60.00}
      - {科目: 2101501, 公用经费: 50.00}
      - {科目: 2101501, 口径: 上年结转, 公用经费: 2.00}
"""


def beside(final: str, plan: str = PLAN) -> Account:
    return read_account(replace(folder(final), planned=budget_folder(plan)), PROJECT)


def opening(account: Account, code: str) -> Point:
    return account.cube.at("支出", "一般公共预算", code)._replace(basis="年初预算")


def test_a_budget_that_nobody_typed_is_the_published_one() -> None:
    account = beside("支出: [{科目: 2080501, 人员经费: 61.00}]")
    figure = account.cube.figure(opening(account, "2080501"))
    assert wan(figure) == Decimal("60.00")
    assert [item.budgets["年初预算"].is_known for item in account.items] == [True]


def test_in_another_money_it_is_the_same() -> None:
    account = beside("金额单位: 元\n支出: [{科目: 2080501, 人员经费: 610000.00}]")
    assert wan(account.cube.figure(opening(account, "2080501"))) == Decimal("60.00")


def test_in_another_money_it_is_no_more_exact() -> None:
    rough = beside("金额单位: 元\n支出: [{科目: 2080501, 人员经费: 610000.00}]")
    assert rough.cube.figure(opening(rough, "2080501")).amount.half == Decimal(50)
    exact = beside("支出: [{科目: 2080501, 人员经费: 61.00}]", f"\n    金额单位: 元{PLAN}")
    assert exact.cube.figure(opening(exact, "2080501")).amount.half == 0


def test_with_money_carried_over_the_author_says_which() -> None:
    account = beside("支出: [{科目: 2101501, 公用经费: 51.00}]")
    assert not account.cube.figure(opening(account, "2101501")).place
    for typed in ("50.00", "52.00"):
        account = beside(f"支出: [{{科目: 2101501, 公用经费: 51.00, 年初预算: {typed}}}]")
        assert all(pair.agrees for pair in budgets(account))


def test_what_the_budget_does_not_have_is_not_made_up() -> None:
    account = beside("支出: [{科目: 2101599, 公用经费: 1.00}]")
    assert not account.cube.figure(opening(account, "2101599")).place


def test_what_was_typed_stands() -> None:
    account = beside("支出: [{科目: 2080501, 人员经费: 61.00, 年初预算: 61.00}]")
    assert wan(account.cube.figure(opening(account, "2080501"))) == Decimal("61.00")
    assert [pair.name for pair in budgets(account) if not pair.agrees] == [SPENT]


def test_why_the_budget_does_not_give_it() -> None:
    def why(rows: str) -> list[str]:
        account = beside(f"支出: [{rows}]")
        return [item.budgets["年初预算"].lacks[0].hint for item in account.items]

    assert ["有上年结转" in hint for hint in why("{科目: 2101501, 公用经费: 51.00}")] == [True]
    assert ["没有单独的数" in hint for hint in why("{科目: 2101599, 公用经费: 1.00}")] == [True]
    two = "{科目: 2080501, 人员经费: 1.00}, {科目: 2080501, 公用经费: 1.00}"
    assert all("几行" in hint for hint in why(two))


UNITS = """
    单位:
      - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
      - {代码: 601002, 名称: 某市档案馆, 类型: 行政单位}
"""


@pytest.mark.parametrize(
    ("more", "filled"), [("", ["60.00", "50.00"]), ("{科目: 2101501, 人员经费: 1.00}", [])]
)
def test_each_units_row_is_filled_from_its_units_budget(more: str, filled: list[str]) -> None:
    """Not where money of the budget may be any unit's."""
    rows = "{{科目: 2080501, 单位: 60100{}, 人员经费: {}}}"
    planned = [rows.format(1, "60.00"), rows.format(2, "50.00"), *filter(None, [more])]
    spent = [rows.format(1, "61.00"), rows.format(2, "51.00")]
    here, there = (f"{UNITS}    支出: [{', '.join(some)}]" for some in (spent, planned))
    made = beside(here, there)
    known = [unit.cube.figure(opening(made, "2080501")) for unit in made.units]
    assert [str(wan(figure)) for figure in known if figure.place] == filled
