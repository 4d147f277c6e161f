"""What need not be typed because it can only be zero, and that nothing else is zero."""

from pathlib import Path

import pytest

from mingzhang.facts.implied_zeros import NO_MONEY, Zeros, contradicted, number_at, read_zeros
from tests.support import PROJECT, account, budget, budget_folder, node, wan

FINAL = read_zeros(PROJECT.catalogue / "zeros-final.yaml")
TRAVEL = ("三公经费", "因公出国境费", "团组数")


@pytest.mark.parametrize("kind", ["final", "budget"])
def test_every_figure_that_a_zero_follows_from_is_an_indicator(kind: str) -> None:
    zeros = read_zeros(PROJECT.catalogue / f"zeros-{kind}.yaml")
    known = account("年度: 2024") if kind == "final" else budget("支出: []")
    names = {name for names in zeros.follows.values() for name in names}
    assert names <= set(known.indicators.definitions)


def test_several_figures_may_each_be_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "zeros.yaml"
    file.write_text("随: {甲.乙: [丙, 丁], 戊: 己}\n列: [甲.庚]\n", encoding="utf-8")
    assert read_zeros(file) == Zeros(
        {("甲", "乙"): ("丙", "丁"), ("戊",): ("己",)}, frozenset({("甲", "庚")})
    )


def test_a_zero_of_a_whole_block_is_a_zero_of_each_part() -> None:
    source = node("政府采购: 0")
    found = number_at(source, ("政府采购", "货物"))
    assert found is not None
    assert found.number == 0
    assert str(found.place) == "disclosure.yaml:1:7"
    assert number_at(node("政府采购: {服务: 1}"), ("政府采购", "货物")) is None


def test_no_money_means_no_groups_and_unknown_money_does_not() -> None:
    none = account("三公经费: {因公出国境费: {预算: 1.00, 决算: 0}}").indicators
    some = account("三公经费: {因公出国境费: {预算: 1.00, 决算: 4.80}}").indicators
    untold = account("三公经费: {公务接待费: 0}").indicators
    assert none.is_zero(TRAVEL)
    assert not some.is_zero(TRAVEL)
    assert not untold.is_zero(TRAVEL)


def test_a_list_of_kinds_names_those_that_there_are() -> None:
    source = node("国有资产: {车辆: {其他用车: 1}}")
    assert FINAL.is_unlisted(source, ("国有资产", "车辆", "机要通信用车"))
    assert not FINAL.is_unlisted(source, ("国有资产", "车辆", "其他用车"))
    assert not FINAL.is_unlisted(node("国有资产: {}"), ("国有资产", "车辆", "其他用车"))
    assert FINAL.block(node("国有资产: {}"), ("国有资产", "车辆", "其他用车")) == (
        "国有资产",
        "车辆",
    )


def test_what_nobody_typed_is_not_known_and_says_what_it_lacks() -> None:
    figure = account("政府采购: {服务: 2.00, 货物: 0}").indicators["政府采购.总额"]
    assert not figure.is_known
    (lack,) = figure.lacks
    assert lack.key == ("政府采购", "工程")
    assert str(lack.place) == "disclosure.yaml:1:1"


def test_a_stated_total_does_not_need_its_parts() -> None:
    figure = account("政府采购: {服务: 2.00}\n公布数: {政府采购.总额: 2.00}").indicators[
        "政府采购.总额"
    ]
    assert not figure.lacks
    assert str(wan(figure)) == "2.00"


def test_nothing_is_derived_from_what_offices_cost() -> None:
    indicators = account("""
        支出: [{科目: 2101501, 公用经费: 200.00}]
        基本支出: [{科目: 30201, 金额: 200.00}]
        机关运行经费: {原因: 增加}
    """).indicators
    (lack,) = indicators["机关运行经费"].lacks
    assert lack.key == ("机关运行经费", "金额")
    assert "单位性质: 事业" in lack.hint


def test_a_row_without_its_budget_was_not_budgeted_as_zero() -> None:
    typed, left_out = account("""
        支出:
          - {科目: 2080501, 人员经费: 60.88, 年初预算: 0}
          - {科目: 2080505, 人员经费: 1.00}
    """).items
    assert not typed.budgets["年初预算"].lacks
    assert left_out.budgets["年初预算"].lacks[0].key == ("支出", "科目 2080505", "年初预算")


def test_a_departments_units_lack_what_one_of_them_did_not_type() -> None:
    one = budget_folder("三公经费: {公务接待费: 1.00, 公务用车运行维护费: 0, 公务用车购置费: 0}")
    two = budget_folder("三公经费: 0")
    figure = budget("支出: []", units=(one, two)).indicators["三公经费.因公出国境费"]
    (lack,) = figure.lacks
    assert lack.key == ("三公经费", "因公出国境费")


def test_who_counts_visitors_spent_something_and_who_counts_none_need_not() -> None:
    spent = ("三公经费", "公务接待费", "决算")
    some = node("三公经费: {公务接待费: {国内接待: {批次: 2}}}")
    none = node("三公经费: {公务接待费: {国内接待: {批次: 0}}}")
    assert contradicted(some, spent) == NO_MONEY
    assert contradicted(none, spent) == ""
