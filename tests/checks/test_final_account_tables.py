"""An institution may have spent more than it had: a balance below zero that its author says."""

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, codes

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
