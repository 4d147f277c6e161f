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
