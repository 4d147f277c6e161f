"""What is not known (缺) is compared with nothing: no rule takes it for zero."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, budget, codes

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


@pytest.mark.parametrize(
    ("basic", "is_told"),
    [
        # The way out where no economic subject was published, and a list without what was left.
        ("[{科目: 合计, 金额: 缺}]", False),
        ("[{科目: 30101, 金额: 5.00}]", True),
        ("[{科目: 30101, 金额: 5.00}, {科目: 30102, 口径: 上年结转, 金额: 2.00}]", False),
    ],
)
def test_what_was_left_of_basic_spending_by_economic_subject(basic: str, is_told: bool) -> None:
    text = f"""
        支出:
          - {{科目: 2080501, 人员经费: 5.00}}
          - {{科目: 2080501, 口径: 上年结转, 人员经费: 2.00}}
        基本支出: {basic}
    """
    assert ("MZ218" in codes(check(budget(text)))) == is_told


def test_a_class_of_both_natures_is_told_in_two_lines_that_say_so() -> None:
    """Way out of MZ221: 商品和服务支出 of which 2.00 are 人员经费, known by 类 only."""
    text = """
        支出: [{科目: 合计, 人员经费: 7.00, 公用经费: 3.00}]
        基本支出:
          - {科目: 301, 金额: 5.00}
          - {科目: 302, 性质: 人员经费, 金额: 2.00}
          - {科目: 302, 性质: 公用经费, 金额: 3.00}
    """
    told = codes(check(budget(text)))
    assert "MZ218" not in told
    assert "MZ221" not in told
