"""Lines of 支出, 收入 and 基本支出 → leaves, stated roll-ups and what is computed from them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from tests.support import account, wan

GENERAL = "一般公共预算"
FINAL = "决算"


def shown(source: Account, flow: str, code: str = "", fund: str = "全部", **more: str) -> str:
    basis = more.pop("basis", FINAL)
    return str(wan(source.cube.figure(Point(flow, basis, fund, code, **more))))


def test_every_cell_of_a_row_is_a_leaf() -> None:
    source = account("""
        支出:
          - {科目: 2101501, 人员经费: 1.01, 公用经费: 2.02, 项目支出: 3.03, 上缴上级支出: 4.04,
             经营支出: 5.05, 对附属单位补助支出: 6.06, 年初预算: 7.07}
    """)
    natures = ("人员经费", "公用经费", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    found = [shown(source, "支出", "2101501", GENERAL, nature=nature) for nature in natures]
    assert found == ["1.01", "2.02", "3.03", "4.04", "5.05", "6.06"]
    assert shown(source, "支出", "2101501") == "21.21"
    assert shown(source, "支出", "2101501", basis="年初预算") == "7.07"
    assert not source.cube.stated


def test_a_cell_knows_its_place_and_its_name() -> None:
    source = account("""
        支出:
          - {科目: 2101501, 人员经费: 1.01}
          - {科目: 2101502, 资金: 政府性基金, 项目支出: 3.00}
    """)
    first, second = (f for f in source.cube.facts.values() if f.place)
    assert (first.label, str(first.place)) == ("2101501 人员经费", "disclosure.yaml:2:25")
    assert (second.label, str(second.place)) == (
        "政府性基金 2101502 项目支出",
        "disclosure.yaml:3:36",
    )


def test_in_yuan_a_cell_is_exact() -> None:
    source = account("""
        金额单位: 元
        支出:
          - {科目: 2101501, 人员经费: 10101600.05}
    """)
    figure = source.cube.figure(Point("支出", FINAL))
    assert (figure.amount.value, figure.amount.half) == (Decimal("10101600.05"), Decimal(0))


@pytest.mark.parametrize("code", ["2101501", "'2101501'", '"2101501"'])
def test_a_code_may_be_written_as_a_number_or_as_text(code: str) -> None:
    source = account(f"""
        支出:
          - {{科目: {code}, 项目支出: 3.00}}
    """)
    assert shown(source, "支出", "2101501") == "3.00"
    assert source.rows[0].code == "2101501"


def test_total_may_be_written_as_text_too() -> None:
    source = account("""
        支出:
          - {科目: '合计', 项目支出: 3.01}
          - {科目: 2101501, 项目支出: 3.00}
    """)
    assert shown(source, "支出", nature="项目支出") == "3.01"


class TestSplit:
    def test_basic_spending_without_split_is_a_leaf(self) -> None:
        source = account("""
            支出:
              - {科目: 2080501, 基本支出: 37.61}
        """)
        assert shown(source, "支出", nature="基本支出") == "37.61"
        assert shown(source, "支出", nature="人员经费") == "0.00"
        assert not source.cube.stated

    def test_basic_spending_beside_its_parts_is_stated(self) -> None:
        source = account("""
            支出:
              - {科目: 2080501, 人员经费: 30.00, 公用经费: 7.60, 基本支出: 37.61}
        """)
        assert shown(source, "支出", "2080501", GENERAL, nature="基本支出") == "37.61"
        assert shown(source, "支出") == "37.61"
        assert len(source.cube.stated) == 1

    def test_total_alone_is_a_leaf_and_beside_a_nature_is_stated(self) -> None:
        source = account("""
            支出:
              - {科目: 2080501, 合计: 5.00}
              - {科目: 2080502, 项目支出: 3.00, 合计: 3.01}
        """)
        assert shown(source, "支出", "2080501") == "5.00"
        assert shown(source, "支出", "2080502") == "3.01"
        assert shown(source, "支出") == "8.01"
        assert [point.subject for point in source.cube.stated] == ["2080502"]

    def test_total_beside_the_budget_only_is_a_leaf(self) -> None:
        source = account("""
            支出:
              - {科目: 2080501, 合计: 5.00, 年初预算: 4.00}
        """)
        assert not source.cube.stated


class TestStatedRows:
    SOURCE = """
        支出:
          - {科目: 2101501, 人员经费: 1162.77}
          - {科目: 2101502, 项目支出: 905.64}
          - {科目: 21015, 合计: 2068.40}
          - {科目: 合计, 人员经费: 1162.78, 项目支出: 905.63}
    """

    def test_a_row_above_others_is_stated(self) -> None:
        source = account(self.SOURCE)
        assert shown(source, "支出", "21015") == "2068.40"
        assert shown(source, "支出") == "2068.40"
        assert shown(source, "支出", nature="人员经费") == "1162.78"
        assert shown(source, "支出", nature="项目支出") == "905.63"
        assert shown(source, "支出", "2101502") == "905.64"

    def test_rows_of_another_fund_are_not_below(self) -> None:
        source = account("""
            支出:
              - {科目: 2101502, 项目支出: 905.64}
              - {科目: 21015, 资金: 非财政, 项目支出: 1.00}
            收入: [{科目: 21015, 资金: 其他, 金额: 1.00}]
        """)
        assert not source.cube.stated
        assert shown(source, "支出", "210") == "906.64"

    def test_a_section_of_other_money_is_stated_above_its_items(self) -> None:
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 基本支出: 0.09}
              - {科目: 21015, 资金: 非财政, 合计: 0.10}
            收入: [{科目: 2101599, 资金: 其他, 金额: 0.09}]
        """)
        assert shown(source, "支出", "21015", "非财政") == "0.10"
        assert shown(source, "支出") == "0.10"

    def test_total_of_another_fund_is_of_that_fund(self) -> None:
        source = account("""
            支出:
              - {科目: 2101502, 项目支出: 905.64}
              - {科目: 2120809, 资金: 政府性基金, 项目支出: 203.40}
              - {科目: 2120899, 资金: 政府性基金, 项目支出: 3.00}
              - {科目: 合计, 资金: 政府性基金, 合计: 206.41}
        """)
        assert shown(source, "支出", fund="政府性基金") == "206.41"
        assert shown(source, "支出", fund=GENERAL) == "905.64"
        assert shown(source, "支出") == "1112.05"


class TestBalances:
    @pytest.mark.parametrize("fund", ["一般公共预算", "政府性基金", "国有资本经营"])
    def test_income_is_spending_and_closing_less_opening(self, fund: str) -> None:
        source = account(f"""
            支出:
              - {{科目: 2101501, 资金: {fund}, 项目支出: 100.00, 年初结转: 24.24, 年末结转: 4.04}}
        """)
        assert shown(source, "收入", "2101501", fund) == "79.80"
        assert str(wan(source.indicators["财政拨款收入"])) == "79.80"
        income = source.cube.figure(Point("收入", FINAL, fund=fund, subject="2101501"))
        assert [(term.sign, str(wan(term.figure))) for term in income.terms] == [
            (1, "100.00"),
            (1, "4.04"),
            (-1, "24.24"),
        ]

    def test_typed_income_stays_as_typed(self) -> None:
        source = account("""
            支出:
              - {科目: 2101501, 项目支出: 100.00, 年初结转: 24.24, 收入: 75.77}
        """)
        assert shown(source, "收入") == "75.77"
        assert shown(source, "年初结转") == "24.24"

    def test_stated_income_of_a_section_is_shown_and_its_items_are_computed(self) -> None:
        source = account("""
            支出:
              - {科目: 2101501, 项目支出: 100.00}
              - {科目: 2101502, 项目支出: 50.00}
              - {科目: 21015, 收入: 150.01}
        """)
        assert shown(source, "收入", "2101501") == "100.00"
        assert shown(source, "收入", "21015") == "150.01"
        assert shown(source, "收入") == "150.01"

    def test_opening_of_other_money_follows_from_income_by_source(self) -> None:
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 基本支出: 0.09}
              - {科目: 2299999, 资金: 非财政, 基本支出: 0.26}
            收入:
              - {科目: 2299999, 资金: 其他, 金额: 0.15}
              - {科目: 2299999, 资金: 事业, 金额: 0.05}
        """)
        assert shown(source, "收入", "2299999") == "0.20"
        assert shown(source, "年初结转", fund="非财政") == "0.15"
        assert shown(source, "年初结转") == "0.15"
        assert shown(source, "年初结转", fund="财政拨款") == "0.00"

    def test_what_is_left_of_other_money_as_a_whole_is_part_of_its_opening(self) -> None:
        """12.00 - 10.00 was left of what came in, and 5.00 is: 3.00 was there before."""
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 项目支出: 10.00}
              - {科目: 合计, 资金: 非财政, 年末结转: 5.00}
            收入: [{科目: 2101599, 资金: 事业, 金额: 12.00}]
        """)
        assert shown(source, "年初结转", fund="非财政") == "3.00"
        assert shown(source, "年末结转") == "5.00"

    def test_what_was_drawn_from_other_money_moves_its_opening(self) -> None:
        source = account("""
            支出: [{科目: 2101599, 资金: 非财政, 项目支出: 10.00, 年末结转: 2.00}]
            收入: [{科目: 2101599, 资金: 事业, 金额: 6.00}]
            结转结余: {使用非财政拨款结余: 3.00, 结余分配: 1.00}
        """)
        assert shown(source, "年初结转") == "4.00"
        # That it is only computed is told.
        assert [told.code for told in check(source)] == ["MZ730"]

    def test_income_of_other_money_in_a_spending_row_is_stated(self) -> None:
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 项目支出: 5.00, 收入: 5.01}
            收入:
              - {科目: 2101599, 资金: 其他, 金额: 3.00}
              - {科目: 2101599, 资金: 事业, 金额: 2.00}
        """)
        income = source.cube.figure(Point("收入", FINAL, fund="非财政", subject="2101599"))
        assert str(wan(income)) == "5.01"
        assert [str(wan(term.figure)) for term in income.terms] == ["2.00", "3.00"]

    def test_income_of_other_money_is_never_computed(self) -> None:
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 基本支出: 0.09}
        """)
        assert shown(source, "收入") == "0.00"
        assert shown(source, "年初结转") == "0.09"

    def test_income_without_spending_leaves_an_end_balance_to_be_typed(self) -> None:
        source = account("""
            支出:
              - {科目: 2101599, 资金: 非财政, 年末结转: 5.00}
            收入:
              - {科目: 2101599, 资金: 其他, 金额: 5.00}
        """)
        assert shown(source, "年初结转") == "0.00"
        assert shown(source, "年末结转") == "5.00"

    def test_a_row_with_a_budget_only_has_no_income(self) -> None:
        source = account("""
            支出:
              - {科目: 2101299, 年初预算: 175.00}
        """)
        assert source.cube.subjects("收入") == ()
        assert source.cube.subjects("支出") == ()
        assert shown(source, "支出", "2101299", basis="年初预算") == "175.00"


class TestBudgets:
    def test_by_fund_where_no_row_has_one(self) -> None:
        source = account("""
            支出:
              - {科目: 2120809, 资金: 政府性基金, 项目支出: 203.40}
              - {科目: 2101502, 项目支出: 10.00, 年初预算: 9.00}
            年初预算: {政府性基金: 206.50, 国有资本经营: 0}
        """)
        assert str(wan(source.indicators["政府性基金年初预算"])) == "206.50"
        assert str(wan(source.indicators["一般公共预算年初预算"])) == "9.00"
        assert shown(source, "支出", basis="年初预算") == "215.50"

    def test_by_fund_beside_rows_is_stated(self) -> None:
        source = account("""
            支出:
              - {科目: 2120809, 资金: 政府性基金, 项目支出: 203.40, 年初预算: 206.49}
            年初预算: {政府性基金: 206.50}
        """)
        figure = source.indicators["政府性基金年初预算"]
        assert str(wan(figure)) == "206.50"
        assert [str(wan(term.figure)) for term in figure.terms] == ["206.49"]


class TestEconomicDetail:
    def test_subjects_belong_to_the_group_of_the_catalogue(self) -> None:
        source = account("""
            基本支出:
              - {科目: 30101, 金额: 100.00}
              - {科目: 30302, 金额: 20.00}
              - {科目: 30201, 金额: 3.00}
              - {科目: 31002, 金额: 0.40}
        """)
        assert str(wan(source.indicators["人员经费"])) == "120.00"
        assert str(wan(source.indicators["公用经费"])) == "3.40"
        assert shown(source, "经济分类") == "123.40"
        assert shown(source, "经济分类", nature="基本支出") == "123.40"

    def test_a_class_is_stated_for_its_group_and_for_the_whole(self) -> None:
        source = account("""
            基本支出:
              - {科目: 30101, 金额: 100.00}
              - {科目: 30102, 金额: 20.00}
              - {科目: 301, 金额: 120.01}
        """)
        for nature in ("人员经费", "基本支出", "合计"):
            assert shown(source, "经济分类", "301", GENERAL, nature=nature) == "120.01"
        assert str(wan(source.indicators["人员经费"])) == "120.01"

    def test_a_class_without_section_is_a_leaf(self) -> None:
        source = account("""
            基本支出:
              - {科目: 301, 金额: 120.01}
        """)
        assert str(wan(source.indicators["人员经费"])) == "120.01"
        assert shown(source, "经济分类") == "120.01"

    def test_total_is_stated(self) -> None:
        source = account("""
            基本支出:
              - {科目: 30101, 金额: 100.00}
              - {科目: 合计, 金额: 100.01}
        """)
        assert shown(source, "经济分类") == "100.01"
        assert shown(source, "经济分类", "30101") == "100.00"


class TestFiguresWithoutParts:
    """What is stated above, but by no finer row, is a leaf: every sum above counts it."""

    def test_a_balance_of_the_total(self) -> None:
        source = account("""
            支出:
              - {科目: 2080501, 项目支出: 60.00}
              - {科目: 合计, 年初结转: 24.00}
        """)
        for fund in (GENERAL, "财政拨款", "全部"):
            assert shown(source, "年初结转", fund=fund) == "24.00"

    def test_a_budget_of_a_class(self) -> None:
        source = account("""
            支出:
              - {科目: 208, 年初预算: 100.00}
              - {科目: 2080501, 项目支出: 60.00}
        """)
        assert shown(source, "支出", "208", basis="年初预算") == "100.00"
        assert shown(source, "支出", basis="年初预算") == "100.00"
        assert shown(source, "支出") == "60.00"

    def test_a_published_income(self) -> None:
        source = account("""
            支出: [{科目: 2080501, 项目支出: 60.00}]
            公布数: {其他收入: 5.00}
        """)
        assert shown(source, "收入") == "65.00"


def test_an_added_subject_belongs_to_the_group_of_its_class() -> None:
    source = account("""
        基本支出: [{科目: 30177, 金额: 10.00}, {科目: 30277, 金额: 1.00}]
        科目补充: [{科目: 30177, 名称: 新津贴}, {科目: 30277, 名称: 新费用}]
    """)
    assert str(wan(source.indicators["人员经费"])) == "10.00"
    assert str(wan(source.indicators["公用经费"])) == "1.00"


def test_an_opening_balance_of_fiscal_money_is_never_computed() -> None:
    source = account("""
        支出:
          - {科目: 2101301, 项目支出: 409.20, 收入: 402.90}
    """)
    assert shown(source, "年初结转") == "0.00"
    assert shown(source, "收入") == "402.90"


def test_of_two_rows_of_one_subject_the_first_counts() -> None:
    source = account("""
        支出:
          - {科目: 2101501, 项目支出: 1.00}
          - {科目: 2101501, 项目支出: 2.00, 年初预算: 5.00}
    """)
    assert shown(source, "支出") == "1.00"
    assert shown(source, "支出", basis="年初预算") == "5.00"


def test_negative_amounts_are_subtracted() -> None:
    source = account("""
        支出:
          - {科目: 2101501, 项目支出: 100.00}
          - {科目: 2101502, 项目支出: -0.50}
    """)
    assert shown(source, "支出") == "99.50"
    assert shown(source, "收入") == "99.50"
