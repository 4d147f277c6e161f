"""An institution may have spent more than it had: a balance below zero that its author says."""

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, codes, folder, only

OVERDRAWN = """
    支出:
      - {科目: 2101502, 项目支出: 10.00, 年初结转: 5.00, 年末结转: 5.00}
      - {科目: 2101599, 资金: 非财政, 项目支出: 9.00, 年末结转: -2.00}
    收入:
      - {科目: 2101599, 资金: 其他, 金额: 8.00}
    结转结余: {年初结转和结余: SAID, 年末结转和结余: 3.00}
"""


@pytest.mark.parametrize(("said", "told"), [("4.00", set()), ("5.00", {"MZ216"})])
def test_a_balance_below_zero_that_is_said_is_one(said: str, told: set[str]) -> None:
    found = codes(check(account(OVERDRAWN.replace("SAID", said))))
    assert {"MZ215", "MZ216"}.intersection(found) == told


LAST_YEAR = """
    年度: 2023
    支出:
      - {科目: 2101502, 项目支出: 10.00, 年初结转: 5.00, 年末结转: 5.00}
      - {科目: 2101599, 资金: 非财政, 项目支出: 9.00, 年末结转: LEFT}
    收入:
      - {科目: 2101599, 资金: 其他, 金额: 8.00}
"""
UNSAID = "    年度: 2024" + OVERDRAWN.replace(
    "结转结余: {年初结转和结余: SAID, 年末结转和结余: 3.00}", ""
)


@pytest.mark.parametrize(("left", "told"), [("-1.00", 0), ("0.50", 1)])
def test_a_balance_below_zero_that_last_year_published_is_one(left: str, told: int) -> None:
    before = folder(LAST_YEAR.replace("LEFT", left))
    assert len(only(check(account(UNSAID, previous=before)), "MZ216")) == told


def test_who_owed_money_is_told_where_to_say_so() -> None:
    (below,) = only(check(account(UNSAID)), "MZ216")
    assert "在“结转结余”里写 年初结转和结余: 4.00（全部资金的合计）" in below.hint
    said = UNSAID + "\n    结转结余: {年初结转和结余: 5.00}\n"
    (below,) = only(check(account(said)), "MZ216")
    assert "透支" not in below.hint


def test_the_way_out_of_a_balance_below_zero_is_a_number_that_is_read() -> None:
    owed = """
        支出: [{科目: 2101599, 资金: 非财政, 项目支出: 10.00}]
        收入: [{科目: 2101599, 资金: 其他, 金额: 1510.00}]
    """
    (told,) = only(check(account(owed)), "MZ216")
    assert "写 年初结转和结余: -1500.00（" in told.hint
