"""What is not known (缺) is compared with nothing: no rule takes it for zero."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, codes

CARS = "三公经费: {公务用车运行维护费: {预算: 1, 决算: 1, 保有量: 1}, 公务用车购置费: 0}\n"
PARTS = """
    支出: [{科目: 2080501, 公用经费: 0.77}]
    基本支出:
      - {科目: 31002, 金额: 0.77}
      - {科目: 310, 金额: WHOLE}
"""
TOTALS = """
    支出:
      - {科目: 2080501, 项目支出: 5.00}
      - {科目: 2120899, 资金: 政府性基金, 项目支出: 2.00}
      - {科目: 合计, 项目支出: 5.00, 收入: INCOME}
"""
REASONED = """
    支出: [{科目: 2080501, 项目支出: SPENT, 年初预算: 3.00, 差异原因: 人员增加}]
"""


@pytest.mark.parametrize(("number", "is_told"), [("缺", False), ("0", True)])
def test_cars_of_which_the_number_is_not_known(number: str, is_told: bool) -> None:
    text = f"国有资产: {{车辆: {{其他用车: {number}}}, 大型设备: 0}}\n{CARS}"
    assert ("MZ229" in codes(check(account(text)))) == is_told


@pytest.mark.parametrize(("whole", "is_told"), [("缺", False), ("0.80", True)])
def test_a_whole_that_is_not_known_beside_its_part(whole: str, is_told: bool) -> None:
    assert ("MZ221" in codes(check(account(PARTS.replace("WHOLE", whole))))) == is_told


def test_a_total_that_is_not_known_is_not_printed_otherwise() -> None:
    assert "MZ205" not in codes(check(account(TOTALS.replace("INCOME", "缺"))))


@pytest.mark.parametrize(("spent", "is_told"), [("缺", False), ("2.00", True)])
def test_the_way_of_what_is_not_known(spent: str, is_told: bool) -> None:
    assert ("MZ603" in codes(check(account(REASONED.replace("SPENT", spent))))) == is_told
