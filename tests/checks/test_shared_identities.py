"""``mingzhang.checks.shared_identities``: what fails for the same cells is told once."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, budget, only


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


@pytest.mark.parametrize("closing", ["", ", 年末结转和结余: 52.61"])
def test_a_carry_over_of_no_row_is_told_with_the_row_to_write(closing: str) -> None:
    """A published 收支总表 has 52.61 carried in and out, and no other table has it."""
    text = f"""
        支出: [{{科目: 2070101, 基本支出: 457.86}}]
        收入: []
        结转结余: {{使用非财政拨款结余: 0, 结余分配: 0, 年初结转和结余: 52.61{closing}}}
    """
    told = next(d for d in check(account(text)) if d.code in ("MZ204", "MZ212"))
    row = "{科目: 合计, 资金: 非财政, 年末结转: 年末的数}"
    assert told.hint.partition("；最可疑")[0].endswith(f"加一行 {row}，年初的由收支推算")
    added = text.replace("457.86}]", f"457.86}}, {row.replace('年末的数', '52.61')}]")
    assert not [d for d in check(account(added)) if d.code in ("MZ204", "MZ212")]
