"""A budget of which some subjects have a part and others none is not known as a whole."""

from __future__ import annotations

import pytest

from tests.support import account

TOTAL = "一般公共预算全年预算"
PARTLY = """
    支出:
      - {科目: 2080501, 项目支出: 10.00, 全年预算: 12.00}
      - {科目: 2080505, 项目支出: 5.00MORE}
    WHOLE
"""


def test_a_subject_without_budget_leaves_the_total_unknown() -> None:
    total = account(PARTLY.replace("MORE", "").replace("WHOLE", "")).indicators[TOTAL]
    (lack,) = total.lacks
    assert lack.key == ("支出", "科目 2080505", "全年预算")
    assert "只在顶层“全年预算”里写总数" in lack.hint


@pytest.mark.parametrize(
    ("more", "whole", "total"),
    [
        (", 全年预算: 0", "", 12),
        ("", "全年预算: {一般公共预算: 18.00}", 18),
        ("}\n      - {科目: 20805, 全年预算: 19.00", "", 19),
    ],
)
def test_a_total_that_was_told(more: str, whole: str, total: int) -> None:
    figure = account(PARTLY.replace("MORE", more).replace("WHOLE", whole)).indicators[TOTAL]
    assert not figure.lacks
    assert figure.amount.value == total * 10000


def test_what_was_not_spent_on_needs_no_budget() -> None:
    text = PARTLY.replace("5.00MORE", "0").replace("WHOLE", "")
    assert not account(text).indicators[TOTAL].lacks


@pytest.mark.parametrize("fund", ["政府性基金", "国有资本经营"])
@pytest.mark.parametrize("basis", ["年初预算", "全年预算"])
def test_a_fund_without_spending_may_have_had_a_budget(fund: str, basis: str) -> None:
    text = "支出: [{科目: 2080501, 项目支出: 5.00}]\n"
    unsaid = account(text).indicators[f"{fund}{basis}"]
    assert [lack.key for lack in unsaid.lacks] == [(basis, fund)]
    none = account(f"{text}{basis}: {{{fund}: 0}}").indicators[f"{fund}{basis}"]
    assert none.is_zero
    assert not none.lacks
