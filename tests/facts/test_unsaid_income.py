"""Of last year's income, what its document leaves open is no zero for this year's."""

from __future__ import annotations

import pytest

from mingzhang.facts.unsaid_income import unsaid_income
from tests.support import account

OTHER = "支出: [{科目: 2101502, 资金: 非财政, 项目支出: 3.00}]"


@pytest.mark.parametrize(
    ("source", "is_unsaid"),
    [
        (OTHER, True),
        (f"{OTHER}\n收入: []", False),
        (f"{OTHER}\n收入: [{{科目: 2101502, 资金: 事业, 金额: 3.00}}]", False),
        ("支出: [{科目: 2101502, 项目支出: 3.00}]", False),
    ],
)
def test_income_that_nobody_said(source: str, is_unsaid: bool) -> None:
    names = unsaid_income(account(source))
    assert ("事业收入" in names) is is_unsaid
    assert ("本年收入合计" in names) is is_unsaid
    assert "财政拨款收入" not in names
