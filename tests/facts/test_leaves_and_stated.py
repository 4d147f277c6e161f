"""Which typed figures are leaves, on which basis they stand, and which are 公布数."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from tests.support import account, budget, wan

GENERAL = "一般公共预算"
THIS_YEAR = "本年"


def leaves(rows: str) -> dict[tuple[str, str, str], str]:
    """The leaves of lines of 支出, by basis, code and nature."""
    facts = budget(f"支出:\n{rows}").cube.facts
    return {(p.basis, p.subject, p.nature): str(wan(figure)) for p, figure in facts.items()}


def stated(rows: str) -> dict[tuple[str, str, str], str]:
    points = budget(f"支出:\n{rows}").cube.stated
    return {(p.basis, p.subject, p.nature): str(wan(figure)) for p, figure in points.items()}


@pytest.mark.parametrize("key", ["项目支出", "基本支出", "合计", "经营支出"])
def test_a_figure_that_nothing_refines_is_a_leaf_of_this_year(key: str) -> None:
    code = "2101502"
    assert leaves(f"  - {{科目: {code}, {key}: 10.00}}\n") == {(THIS_YEAR, code, key): "10.00"}


def test_spending_on_projects_is_a_leaf_only_where_no_project_lies() -> None:
    account = budget("""
        支出: [{科目: 2101502, 项目支出: 2.00}, {科目: 2101504, 项目支出: 7.00}]
        项目: [{名称: 甲, 科目: 2101502, 本年: 2.00}]
    """)
    point = Point("支出", "预算", GENERAL, "2101502", "项目支出")
    assert point in account.cube.stated
    assert point._replace(subject="2101504", basis="本年") in account.cube.facts


def test_what_other_lines_refine_is_of_both_bases() -> None:
    rows = """
  - {科目: 2080505, 人员经费: 3.00}
  - {科目: 2080505, 口径: 上年结转, 人员经费: 1.00}
  - {科目: 2080505, 基本支出: 4.00, 合计: 4.00}
  - {科目: 208, 人员经费: 4.00}
"""
    assert set(stated(rows)) == {
        ("预算", "2080505", "基本支出"),
        ("预算", "2080505", "合计"),
        ("预算", "208", "人员经费"),
    }


def test_of_two_that_overlap_the_finer_subject_is_the_leaf() -> None:
    rows = """
  - {科目: 208, 口径: 上年结转, 合计: 0.06}
  - {科目: 2080505, 口径: 预算, 人员经费: 92.53}
"""
    assert set(leaves(rows)) == {("预算", "2080505", "人员经费")}
    assert set(stated(rows)) == {("上年结转", "208", "合计")}


def test_a_carry_over_of_what_is_told_on_both_bases_is_a_part_of_it() -> None:
    rows = """
  - {科目: 2080505, 口径: 预算, 人员经费: 4.00}
  - {科目: 2080505, 口径: 上年结转, 人员经费: 1.00}
"""
    assert leaves(rows) == {("预算", "2080505", "人员经费"): "4.00"}
    assert stated(rows) == {("上年结转", "2080505", "人员经费"): "1.00"}


def test_units_know_differently_much() -> None:
    account = budget("""
        单位: [{代码: 1, 名称: 甲}, {代码: 2, 名称: 乙}]
        支出:
          - {科目: 2101501, 单位: 1, 基本支出: 5.00}
          - {科目: 2101501, 单位: 2, 人员经费: 3.00, 公用经费: 1.00}
    """)
    whole = Point("支出", "预算", GENERAL, "2101501", "基本支出")
    assert str(wan(account.cube.figure(whole))) == "9.00"
    assert not account.cube.figure(whole._replace(nature="人员经费")).is_known
    second = account.units[1].cube
    assert str(wan(second.figure(whole._replace(nature="人员经费")))) == "3.00"


def test_typed_fiscal_income_is_stated() -> None:
    cube = budget("""
        支出: [{科目: 2080505, 人员经费: 3.00}]
        收入:
          - {资金: 一般公共预算, 科目: 2080505, 本年: 3.00}
          - {资金: 全部, 科目: 208, 合计: 3.00}
    """).cube
    assert Point("收入", "本年", GENERAL, "2080505") in cube.stated
    assert Point("收入", "预算", "全部", "208") in cube.stated


def test_a_carried_over_total_is_a_part_of_the_total_of_both() -> None:
    rows = """
  - {科目: 208, 合计: 124.61}
  - {科目: 208, 口径: 上年结转, 合计: 0.06}
"""
    assert leaves(rows) == {("预算", "208", "合计"): "124.61"}
    assert set(stated(rows)) == {("上年结转", "208", "合计")}


def test_projects_do_not_refine_basic_spending() -> None:
    account = budget("""
        支出: [{科目: 210, 基本支出: 50.00}]
        项目: [{名称: 甲, 科目: 2101502, 本年: 5.00}]
    """)
    assert {(p.basis, p.subject, p.nature) for p in account.cube.facts} == {
        ("本年", "210", "基本支出"),
        ("本年", "2101502", "项目支出"),
    }


def test_of_two_lists_of_economic_subjects_each_states_its_own_money() -> None:
    cube = account("""
        支出: [{科目: 2080501, 公用经费: 3.00, 项目支出: 5.00}]
        基本支出: [{科目: 30201, 金额: 3.00}, {科目: 302, 金额: 3.00}, {科目: 合计, 金额: 3.00}]
        项目支出明细: [{科目: 30201, 金额: 5.00}, {科目: 302, 金额: 5.00}]
    """).cube
    natures = {p.nature for p in cube.stated if p.flow == "经济分类"}
    assert natures == {"公用经费", "基本支出", "项目支出"}
    assert str(wan(cube.figure(Point("经济分类", "决算", GENERAL, "", "合计")))) == "8.00"


def test_one_list_of_economic_subjects_states_the_whole() -> None:
    cube = account("""
        支出: [{科目: 2080501, 公用经费: 3.00}]
        基本支出: [{科目: 30201, 金额: 3.00}, {科目: 合计, 金额: 3.00}]
    """).cube
    natures = {p.nature for p in cube.stated if p.flow == "经济分类"}
    assert natures == {"基本支出", "合计"}


MIXED = """
    基本支出:
      - {科目: 30101, 金额: 80.00}
      - {科目: 30201, 金额: 17.00}
      - {科目: 30302, 金额: 30.00}
      - {科目: 30302, 性质: 公用经费, 金额: 3.00}
      - {科目: 30399, 性质: 公用经费, 金额: 1.00}
      - {科目: 303, 金额: 34.00}
      - {科目: 303, 性质: 公用经费, 金额: 4.00}
      - {科目: 合计, 金额: 131.00}
    支出: [{科目: 2080501, 人员经费: 110.00, 公用经费: 21.00}]
"""


@pytest.mark.parametrize("kind", [account, budget])
def test_money_of_one_economic_subject_may_be_of_both_natures(
    kind: Callable[[str], Account],
) -> None:
    read = kind(MIXED)
    cube = read.cube

    def shown(code: str, nature: str) -> str:
        return str(wan(cube.figure(cube.at("经济分类", GENERAL, code, nature=nature))))

    natures = ("人员经费", "公用经费", "基本支出")
    assert [shown("30302", n) for n in natures] == ["30.00", "3.00", "33.00"]
    assert [shown("303", n) for n in natures] == ["30.00", "4.00", "34.00"]
    assert [shown("", n) for n in natures] == ["110.00", "21.00", "131.00"]


@pytest.mark.parametrize("basic", ["", "基本支出: [{科目: 30101, 金额: 9.00}]"])
def test_a_total_alone_is_a_leaf_whatever_the_economic_subjects_say(basic: str) -> None:
    """Its income follows: 9.00 spent, of which 2.00 were there and 1.00 is left over."""
    made = account(f"""
        支出: [{{科目: 合计, 基本支出: 9.00, 年初结转: 2.00, 年末结转: 1.00}}]
        {basic}
    """)
    assert str(wan(made.indicators["财政拨款收入"])) == "8.00"
    assert str(wan(made.indicators["财政拨款收入总计"])) == "10.00"
