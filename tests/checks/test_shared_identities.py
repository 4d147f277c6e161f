"""``mingzhang.checks.shared_identities``: what fails for the same cells is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account import Account
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


# 303 of which a part is 公用经费, as offices for the retired have it
MIXED = """
        支出: [{科目: 2080501, 人员经费: 110.00, 公用经费: 21.00}]
        基本支出:
          - {科目: 30101, 金额: 80.00}
          - {科目: 30201, 金额: 17.00}
          - {科目: 30302, 金额: 30.00}
          - {科目: 30302, 性质: 公用经费, 金额: 3.00}
          - {科目: 30399, 性质: 公用经费, 金额: 1.00}
          - {科目: 303, 金额: 34.00}
          - {科目: 303, 性质: 公用经费, 金额: 4.00}
          - {科目: 合计, 金额: 131.00}
"""


@pytest.mark.parametrize("read", [account, budget])
@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (("", ""), set()),
        (("公用经费, 金额: 4.00", "公用经费, 金额: 5.00"), {"MZ221"}),
        (("303, 金额: 34.00", "303, 金额: 30.00"), {"MZ221"}),
        (("30302, 性质: 公用经费", "30302, 性质: 人员经费"), {"MZ232"}),
        (("金额: 1.00", "金额: 2.00"), {"MZ221"}),
    ],
)
def test_a_part_of_an_economic_subject_may_be_of_the_other_nature(
    read: Callable[[str], Account], slip: tuple[str, str], told: set[str]
) -> None:
    found = {d.code for d in check(read(MIXED.replace(*slip)))} & {"MZ218", "MZ221", "MZ232"}
    assert told <= found
    assert told or not found


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
