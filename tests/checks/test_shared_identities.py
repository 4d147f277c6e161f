"""``mingzhang.checks.shared_identities``: what fails for the same cells is told once."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from tests.support import budget, only


def test_basic_spending_of_somebody_else_is_told_by_its_parts_and_on_one_basis() -> None:
    """预算 is 本年 where nothing was carried over, and the whole is the sum of both parts."""
    told = only(
        check(
            budget("""
        支出: [{科目: 2101501, 人员经费: 83.34, 公用经费: 9.12}]
        基本支出: [{科目: 30101, 金额: 124.57}, {科目: 30201, 金额: 18.19}]
    """)
        ),
        "MZ218",
    )
    assert len(told) == 2
    assert all(" 支出预算 " in one.message for one in told)
