"""Gaps (数据缺口): what was not published is not known, and nothing that it stands in can fail."""

from decimal import Decimal

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account import Account
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure
from tests.support import account, of_default, wan

GENERAL = "一般公共预算"
FINAL = "决算"
DETAIL = """
    支出:
      - {科目: 2080501, 人员经费: 60.88, 公用经费: 1.00, 年初预算: 61.88}
    基本支出:
      - {科目: 30101, 金额: 缺}
      - {科目: 30302, 金额: 10.00}
      - {科目: 30201, 金额: 1.00}
    项目支出明细:
      - {科目: 合计, 金额: 缺}
    数据缺口: 各款的金额没有公布
"""
OPENING = """
    支出:
      - {科目: 2080501, 项目支出: 60.00}
      - {科目: 2080502, 项目支出: 40.00}
      - {科目: 208, 年初结转: 缺}
      - {科目: 合计, 年初结转: 7.00, 收入: 93.00}
    数据缺口: 年初结转没有分科目
"""


def detail(source: Account, subject: str, nature: str = "合计") -> Figure:
    return source.cube.figure(
        Point("经济分类", FINAL, fund=GENERAL, subject=subject, nature=nature)
    )


@pytest.mark.parametrize("value", ["0", "0.01", "-5", "999999999999"])
def test_an_unknown_amount_agrees_with_every_other(value: str) -> None:
    typed = Amount.typed(Decimal(value), Unit.WAN)
    assert UNKNOWN.agrees(typed)
    assert typed.agrees(UNKNOWN)
    assert not (typed + UNKNOWN).is_known
    assert not (typed - UNKNOWN).is_known
    assert typed.is_known


def test_what_is_typed_as_a_gap_is_neither_known_nor_zero() -> None:
    figure = detail(account(DETAIL), "30101", "人员经费")
    assert not figure.is_known
    assert not figure.is_zero
    assert figure.place is not None


def test_a_sum_with_a_gap_is_a_gap_and_one_without_is_not() -> None:
    source = account(DETAIL)
    assert not detail(source, "301", "基本支出").is_known
    assert not detail(source, "", "人员经费").is_known
    assert wan(detail(source, "303", "基本支出")) == Decimal("10.00")
    assert wan(detail(source, "", "公用经费")) == Decimal("1.00")


def test_a_published_sum_over_gaps_is_known() -> None:
    source = account(DETAIL + "    公布数: {人员经费: 60.88}")
    assert wan(source.indicators.get("人员经费")) == Decimal("60.88")


def test_parts_of_a_gap_are_gaps_too() -> None:
    source = account(DETAIL)
    assert not detail(source, "30302", "项目支出").is_known
    assert not detail(source, "30302").is_known, "基本支出 is known, 项目支出 is not"
    assert wan(detail(source, "30302", "基本支出")) == Decimal("10.00")


def test_income_by_subject_is_not_known_where_the_opening_balance_is_not() -> None:
    source = account(OPENING)
    income = Point("收入", FINAL, fund=GENERAL)
    assert not source.cube.figure(Point("收入", FINAL, fund=GENERAL, subject="2080501")).is_known
    assert wan(source.cube.figure(income)) == Decimal("93.00")
    assert wan(source.indicators.get("年初结转和结余")) == Decimal("7.00")


@pytest.mark.parametrize("text", [DETAIL + "    公布数: {人员经费: 60.88}", OPENING])
def test_no_identity_with_a_gap_fails(text: str) -> None:
    found = [d for d in check(account(text)) if not of_default(d, text)]
    errors = [d for d in found if d.code.startswith("MZ2")]
    assert not [str(d) for d in errors]


def test_an_identity_of_known_figures_still_fails() -> None:
    wrong = DETAIL.replace("30201, 金额: 1.00", "30201, 金额: 2.00")
    assert "MZ218" in {diagnostic.code for diagnostic in check(account(wrong))}


def test_project_spending_by_economic_subject_is_held_against_project_spending() -> None:
    text = """
        支出: [{科目: 2080501, 项目支出: 60.88}]
        项目支出明细: [{科目: 30227, 金额: 60.00}]
    """
    assert "MZ218" in {diagnostic.code for diagnostic in check(account(text))}
    right = account(text.replace("60.00", "60.88"))
    assert wan(detail(right, "302", "项目支出")) == Decimal("60.88")
    assert wan(detail(right, "30227", "基本支出")) == Decimal(0)
    assert "MZ218" not in {diagnostic.code for diagnostic in check(right)}


def test_spending_without_a_subject_is_kept_apart() -> None:
    source = account("""
        支出:
          - {科目: 2080501, 项目支出: 60.88}
          - {科目: 合计, 资金: 非财政, 项目支出: 79.04}
    """)
    assert wan(source.cube.loose(Point("支出", FINAL))) == Decimal("79.04")
    assert wan(source.cube.loose(Point("支出", FINAL, fund=GENERAL))) == Decimal(0)
    assert wan(source.indicators.get("本年支出合计")) == Decimal("139.92")


NOTHING_KNOWN = """
    支出: [{科目: 2080501, 人员经费: 60.88}]
    基本支出:
      - {科目: 30101, 金额: 缺}
      - {科目: 30201, 金额: 缺}
    数据缺口: 各款的金额没有公布
"""


def test_a_row_that_was_left_out_of_a_list_of_gaps_is_not_zero() -> None:
    source = account(NOTHING_KNOWN)
    assert not detail(source, "30102", "人员经费").is_known
    assert not detail(source, "30103", "基本支出").is_known
    # A subject that has a row has no other nature.
    assert detail(source, "30201", "人员经费").is_zero


def test_a_figure_closes_the_list() -> None:
    source = account(NOTHING_KNOWN.replace("30101, 金额: 缺", "30101, 金额: 60.88"))
    assert detail(source, "30102", "人员经费").is_zero


def test_a_class_that_was_left_out_of_openings_that_nobody_knows_is_not_zero() -> None:
    source = account(OPENING)
    unknown = Point("年初结转", FINAL, fund=GENERAL, subject="210")
    assert not source.cube.figure(unknown).is_known


def test_a_sum_that_is_not_known_leaves_the_rows_below_it_as_they_were_typed() -> None:
    source = account("""
        支出:
          - {科目: 2080501, 人员经费: 60.00, 公用经费: 1.00}
          - {科目: 2080502, 项目支出: 40.00}
          - {科目: 208, 基本支出: 缺}
        基本支出:
          - {科目: 30101, 金额: 60.00}
          - {科目: 30201, 金额: 1.00}
          - {科目: 301, 金额: 缺}
        数据缺口: 有的合计没有公布
    """)

    def spent(subject: str, nature: str) -> Figure:
        return source.cube.figure(Point("支出", FINAL, GENERAL, subject, nature))

    assert not spent("208", "基本支出").is_known
    assert wan(spent("2080501", "基本支出")) == Decimal("61.00")
    assert wan(spent("20805", "基本支出")) == Decimal("61.00")
    assert spent("2080502", "基本支出").is_zero
    assert not spent("20808", "基本支出").is_known  # nobody says that there is no other row
    assert not detail(source, "301").is_known
    assert wan(detail(source, "30101")) == Decimal("60.00")
    assert not detail(source, "30102").is_known
    assert wan(detail(source, "302")) == Decimal("1.00")


def test_a_row_of_spending_closes_the_list_though_its_figure_is_not_known() -> None:
    source = account("""
        支出:
          - {科目: 2080501, 人员经费: 60.88}
          - {科目: 2101301, 项目支出: 缺}
        数据缺口: 医疗救助没有公布
    """)
    spent = Point("支出", FINAL, fund=GENERAL)
    assert source.cube.figure(spent._replace(subject="221")).is_zero
    assert wan(source.cube.figure(spent._replace(subject="2080501"))) == Decimal("60.88")
    assert not source.cube.figure(spent._replace(subject="210")).is_known


def test_what_one_fund_does_not_know_no_sum_of_funds_knows() -> None:
    source = account(OPENING)
    assert not source.cube.figure(Point("年初结转", FINAL, subject="210")).is_known
