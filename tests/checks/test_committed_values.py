"""A figure that changed since the last commit: its message says what it was, and proposes that."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.builder import checked
from mingzhang.checks.committed_values import committed_values
from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.typed_entries import Entry, Kind, disclosed
from tests.review.repository import FINAL, create
from tests.support import PROJECT, account

# Their sum is 125.60, and as published 125.59: what that asks for is 50.02.
PARTS = ("50.03", "42.21", "33.36")
SOURCE = """
    支出:
      - {科目: 2080501, 人员经费: 125.59, 年初预算: 125.59}
    基本支出:
      - {科目: 30101, 金额: %s}
      - {科目: 30102, 金额: 42.21}
      - {科目: 30103, 金额: 33.36}
      - {科目: 301, 金额: 125.59}
"""
WAN = Decimal(10_000)


def changed(made: Account, key: str, *was: str) -> dict[Place, Entry | None]:
    """The history in which a typed value was another; in which there was none."""
    (now,) = (one for one in disclosed(made.folder).values() if " ".join(one.key).startswith(key))
    unit = WAN if now.kind is Kind.MONEY else Decimal(1)
    before = [Entry(now.key, now.kind, Decimal(value) * unit, now.place) for value in was]
    return {now.place: before[0] if before else None}


def blamed(typed: str, *was: str) -> str:
    """The way out that is offered for a figure that was something else in the commit."""
    made = account(SOURCE % typed)
    told = check(made, history=lambda: changed(made, "基本支出 30101 金额", *was))
    return next(d for d in told if d.code == "MZ221").hint


@pytest.mark.parametrize("typed", ["77.77", "500.20", "0.52"])
def test_the_committed_value_is_proposed_where_it_mends(typed: str) -> None:
    assert sum(map(Decimal, PARTS)) - Decimal("125.59") == Decimal("0.01")
    hint = blamed(typed, "50.03")
    assert hint.startswith("上次提交的是 50.03。")
    assert "若为 50.03，" in hint
    assert "50.02" not in hint


def test_a_slip_of_the_committed_value_is_named_with_it() -> None:
    assert "若为 50.03，" in (hint := blamed("53.03", "50.03"))
    assert "一位数字有误" in hint


def test_a_committed_value_that_does_not_mend_is_said_and_not_proposed() -> None:
    hint = blamed("77.77", "88.88")
    assert hint.startswith("上次提交的是 88.88。")
    assert "若为 88.88" not in hint
    assert "若为 50.02，" in hint


def test_of_a_new_figure_nothing_is_said() -> None:
    assert "上次提交的是" not in blamed("77.77")


def of_finding(source: str, key: str, was: str, code: str) -> Diagnostic:
    """What a rule without an equation says of a figure that was something else."""
    made = account(source)
    told = check(made, history=lambda: changed(made, key, was))
    return next(d for d in told if d.code == code)


def test_a_rule_that_is_no_equation_says_it_too() -> None:
    source = """
        支出: [{科目: 2080501, 人员经费: 60.88, 年初预算: 6.08}]
        基本支出: [{科目: 30101, 金额: 61.88}]
    """
    told = of_finding(source, "支出 2080501 年初预算", "60.88", "MZ261")
    assert told.hint.startswith("上次提交的是 60.88。")


def test_a_value_that_was_not_known_is_none() -> None:
    place = Place(Path("a"), 1, 1)
    assert committed_values({place: Entry(("金额",), Kind.TEXT, "缺", place)}) == {}
    assert committed_values({place: None}) == {}


def test_git_is_asked(tmp_path: Path) -> None:
    repository = create(tmp_path, FINAL)
    repository.edit(FINAL, ("{科目: 30110, 金额: 50.03}", "{科目: 30110, 金额: 61.14}"))
    result = checked(repository.root / FINAL, PROJECT)
    told = next(d for d in result.diagnostics if d.code == "MZ221")
    assert told.hint.startswith("上次提交的是 50.03。")
    assert "若为 50.03，3 条等式同时成立" in told.hint


def test_git_is_not_asked_of_what_is_only_lacking_or_warned_of() -> None:
    """Its result would be made again after every commit."""
    asked: list[str] = []

    def history() -> Mapping[Place, Entry | None]:
        asked.append("git")
        return {}

    lack = Diagnostic(Place(Path("disclosure.yaml"), 1, 1), "MZ410", "没有填写。")
    source = "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 6.08, 差异原因: 追加}]"
    told = check(account(source), others=(lack,), history=history)
    assert {Severity.ERROR, Severity.WARNING} <= {one.severity for one in told}
    assert not asked


def test_the_committed_value_is_told_with_all_its_digits() -> None:
    assert blamed("77.7745", "50.0321").startswith("上次提交的是 50.0321。")
