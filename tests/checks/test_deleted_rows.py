"""A row that the last commit has: what is told instead of a suspect."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.typed_entries import Entry, Kind
from tests.support import account, only

SOURCE = """
    支出: [{科目: 2101501, 人员经费: 8.00, 公用经费: 2.00}]
    基本支出:
      - {科目: 30101, 金额: 8.00}
      - {科目: 30201, 金额: 0.75}
      - {科目: 302, 金额: 2.00}
"""


def gone(amount: str) -> tuple[Entry, ...]:
    place = Place(Path("disclosure.yaml"), 4, 1)
    return (Entry(("基本支出", "30239", "金额"), Kind.MONEY, Decimal(amount), place),)


def told(*entries: Entry) -> Diagnostic:
    return only(check(account(SOURCE), gone=lambda: entries), "MZ221")[0]


def test_the_row_is_named_and_no_figure_blamed() -> None:
    found = told(*gone("12500"))
    assert "上次提交里有“基本支出 / 30239” 1.25，现在没有：这一行是不是误删了" in found.hint
    assert found.suspects == ()


def test_a_row_of_another_amount_explains_nothing() -> None:
    found = told(*gone("13500"))
    assert "上次提交" not in found.hint
    assert found.suspects


def test_what_was_spent_is_lacking_whatever_was_budgeted() -> None:
    source = """
        支出:
          - {科目: 2101501, 人员经费: 8.00, 公用经费: 2.00, 年初预算: 10.00}
          - {科目: 210, 合计: 25.00, 年初预算: 24.00}
    """
    typed = {"人员经费": "100000", "公用经费": "50000", "年初预算": "140000"}
    place = Place(Path("disclosure.yaml"), 3, 1)
    entries = tuple(
        Entry(("支出", "2101502", key), Kind.MONEY, Decimal(value), place)
        for key, value in typed.items()
    )
    found = [d for d in check(account(source), gone=lambda: entries) if d.operands]
    said = {f"“支出 / 2101502” {amount}，现在没有" for amount in ("15.00", "14.00")}
    assert all(any(words in told.hint for words in said) for told in found)
    assert not any(told.suspects for told in found)


def test_a_deleted_amount_is_told_as_exactly_as_it_was_typed() -> None:
    found = told(*gone("12456.78"))
    assert "“基本支出 / 30239” 1.245678，现在没有" in found.hint
