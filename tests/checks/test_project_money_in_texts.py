"""``mingzhang.checks.project_money_in_texts``: an amount is found however it is written."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.cases.project_money_in_texts import LINES
from tests.support import account, only

TWO = f"""
    项目:
      - 名称: 档案数字化经费
        资金: {{当年财政拨款: [20.00, 16.15, 16.15]}}
        年度目标: {{预期: 完成扫描, 实际: 'SAID万元'}}
        {LINES}
      - 名称: 库房维修费
        资金: {{当年财政拨款: [1234.56, 1234.56, 1234.56]}}
        年度目标: {{预期: 库房不漏雨, 实际: 已经修好}}
        {LINES}
"""


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("全年完成1234.56", True),
        ("全年完成1,234.56", True),
        ("全年完成１，２３４．５６", True),
        ("全年支付，1234.56", True),
        ("全年完成21,234.56", False),
        ("全年完成16.15", False),
    ],
)
def test_the_money_of_another_project(said: str, is_told: bool) -> None:
    source = "支出: [{科目: 2101502, 项目支出: 1250.71}]"
    found = check(account(source, performance=TWO.replace("SAID", said)))
    assert bool(only(found, "MZ875")) is is_told
