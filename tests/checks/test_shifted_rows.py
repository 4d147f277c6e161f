"""A column that stands a row too high or too low is told before all that is odd about its rows."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account

# 0.30 and 19.56 belong a row below: to 30217 and 30231.
COSTS = """
    支出: [{科目: 2120101, 基本支出: 111.70}]
    基本支出:
      - {科目: 30216, 金额: 0.30}
      - {科目: 30217, 金额: 8.31}
      - {科目: 30228, 金额: 2.42}
      - {科目: 30229, 金额: 19.56}
      - {科目: 30231, 金额: 81.11}
    三公经费:
      公务用车运行维护费: {预算: 20.00, 决算: 19.56}
      公务接待费: {预算: 0.50, 决算: 0.30}
"""


def _told(source: str) -> dict[str, list[str]]:
    """By code: where each finding says that its cause is."""
    found: dict[str, list[str]] = {}
    for one in check(account(source)):
        found.setdefault(one.code, []).append(str(one.suspects[0].line if one.suspects else ""))
    return found


def test_a_column_that_is_shifted_is_why_its_rows_have_too_much() -> None:
    told = _told(COSTS)
    assert told["MZ293"] == told["MZ224"][:1] == ["3"]
    assert set(told["MZ224"]) == {"3"}


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        # One amount may stand beside its row by chance, or for another reason.
        ("{预算: 20.00, 决算: 19.56}", "{预算: 20.00, 决算: 19.59}"),
        # Neighbours on different sides are no column.
        ("30229, 金额: 19.56}\n      - {科目: 30231", "30239, 金额: 19.56}\n      - {科目: 30231"),
        # Amounts of few digits are the same in many rows.
        ("19.56", "20.00"),
    ],
)
def test_what_may_be_chance_is_not_told_as_shifted(was: str, is_now: str) -> None:
    assert was in COSTS
    assert "MZ293" not in _told(COSTS.replace(was, is_now))
