from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import Cube, Point, level
from mingzhang.facts.cube_query import query_of
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.forms.document_kind import read_kind
from tests.support import PROJECT, account, wan

GENERAL, FUND = "一般公共预算", "政府性基金"
FINAL = "决算"
KIND = read_kind("final", PROJECT)


def figure(number: str, line: int = 1) -> Figure:
    amount = Amount.typed(Decimal(number), Unit.WAN)
    return Figure(number, amount, Place(Path("disclosure.yaml"), line, 1))


def spending(subject: str = "", nature: str = "合计", fund: str = "全部") -> Point:
    return Point("支出", FINAL, fund=fund, subject=subject, nature=nature)


@pytest.fixture
def cube() -> Cube:
    facts = {
        spending("2080501", "人员经费", GENERAL): figure("60.88"),
        spending("2080505", "人员经费", GENERAL): figure("132.86"),
        spending("2101501", "人员经费", GENERAL): figure("1010.16"),
        spending("2101501", "公用经费", GENERAL): figure("152.61"),
        spending("2101502", "项目支出", GENERAL): figure("188.00"),
        spending("2101502", "项目支出", FUND): figure("3.00"),
        spending("2101502", "项目支出", "非财政"): figure("0.09"),
        Point("收入", FINAL, fund="事业", subject="2101502"): figure("0.05"),
        Point("收入", FINAL, fund="其他", subject="2101502"): figure("0.04"),
    }
    return Cube(facts, bases=KIND.bases)


@pytest.mark.parametrize(
    ("point", "shown"),
    [
        (spending(), "1547.60"),
        (spending(fund=GENERAL), "1544.51"),
        (spending(fund="财政拨款"), "1547.51"),
        (spending(fund="非财政"), "0.09"),
        (spending("208"), "193.74"),
        (spending("20805"), "193.74"),
        (spending("2101502"), "191.09"),
        (spending("2101502", "项目支出", FUND), "3.00"),
        (spending("210", "基本支出"), "1162.77"),
        (spending("", "公用经费"), "152.61"),
        (spending("", "项目支出", "财政拨款"), "191.00"),
        (spending("", "经营支出"), "0.00"),
        (spending("229"), "0.00"),
        (Point("收入", FINAL), "0.09"),
        (Point("收入", FINAL, fund="非财政", subject="210"), "0.09"),
        (Point("收入", FINAL, fund="财政拨款"), "0.00"),
        (Point("支出", "年初预算"), "0.00"),
    ],
)
def test_a_group_sums_what_lies_below(cube: Cube, point: Point, shown: str) -> None:
    assert str(wan(cube.figure(point))) == shown


def test_a_figure_is_made_once(cube: Cube) -> None:
    assert cube.figure(spending()) is cube.figure(spending())


def test_a_sum_rests_on_its_typed_figures(cube: Cube) -> None:
    typed = list(cube.figure(spending("2101501")).typed())
    assert [f.label for f in typed] == ["1010.16", "152.61"]


def test_breakdowns_say_along_which_dimension(cube: Cube) -> None:
    found = {b.dimension: [str(wan(p)) for p in b.parts] for b in cube.breakdowns(spending())}
    assert found == {"资金": ["1547.51", "0.09"], "性质": ["1356.51", "191.09"]}
    general = {
        b.dimension: [str(wan(p)) for p in b.parts] for b in cube.breakdowns(spending(fund=GENERAL))
    }
    assert general == {"科目": ["193.74", "1350.77"], "性质": ["1356.51", "188.00"]}
    assert not list(cube.breakdowns(spending("2101502", "项目支出", FUND)))


def test_every_breakdown_of_typed_leaves_gives_the_same_sum(cube: Cube) -> None:
    for point in cube.groups():
        for breakdown in cube.breakdowns(point):
            total = summed("", breakdown.parts).amount
            assert total == cube.figure(point).amount, (point, breakdown.dimension)


def test_groups_are_every_point_above_a_fact_once(cube: Cube) -> None:
    groups = list(cube.groups())
    assert len(groups) == len(set(groups))
    assert spending() in groups
    assert spending("20805", "基本支出", "财政拨款") in groups
    assert not set(groups) & set(cube.facts)
    assert spending("208", fund=FUND) not in groups


def test_subjects_of_all_levels_in_order(cube: Cube) -> None:
    assert cube.subjects("支出", FUND) == ("210", "21015", "2101502")
    assert cube.subjects("收入") == ("210", "21015", "2101502")
    assert cube.subjects("支出", basis="年初预算") == ()


@pytest.mark.parametrize(
    "point",
    [
        spending("2101501", "基本支出", GENERAL),
        spending("2101501", fund=GENERAL),
        spending("21015", fund=GENERAL),
        spending("210", fund=GENERAL),
        spending(fund=GENERAL),
        spending(fund="财政拨款"),
        spending(),
    ],
)
def test_a_stated_value_is_shown_as_typed_and_counted_above(cube: Cube, point: Point) -> None:
    plain = cube.figure(point)
    stated = figure(str(wan(plain) + Decimal("0.01")), line=9)
    other = Cube(cube.facts, {point: stated}, bases=KIND.bases)
    shown = other.figure(point)
    assert shown.amount == stated.amount
    assert shown.place == stated.place
    assert sum(wan(term.figure) for term in shown.terms) == wan(plain)
    assert list(shown.typed()) == [shown]


@pytest.mark.parametrize(
    ("point", "above"),
    [
        (spending("2101501", fund=GENERAL), "1547.61"),
        (spending("210", fund=GENERAL), "1547.61"),
        (spending(fund=GENERAL), "1547.61"),
        (spending(fund="财政拨款"), "1547.61"),
        # The total is taken apart by fund and by subject first: a column of one nature is beside.
        (spending("", "基本支出", GENERAL), "1547.60"),
    ],
)
def test_a_stated_value_moves_the_sums_above(cube: Cube, point: Point, above: str) -> None:
    stated = figure(str(wan(cube.figure(point)) + Decimal("0.01")))
    assert str(wan(Cube(cube.facts, {point: stated}, bases=KIND.bases).figure(spending()))) == above


def test_of_two_stated_levels_the_upper_one_counts(cube: Cube) -> None:
    stated = {spending("210", fund=GENERAL): figure("1350.80"), spending(): figure("1547.62")}
    both = Cube(cube.facts, stated)
    assert str(wan(both.figure(spending()))) == "1547.62"
    assert str(wan(summed("", [t.figure for t in both.figure(spending()).terms]))) == "1547.63"


def test_a_group_that_is_not_split_everywhere_has_no_sum_by_nature() -> None:
    split = {
        spending("2080501", "人员经费", GENERAL): figure("3.00"),
        spending("2080505", "公用经费", GENERAL): figure("1.00"),
    }
    whole = {spending("2101501", "基本支出", GENERAL): figure("5.00")}
    basic = spending("", "基本支出", GENERAL)
    assert Cube(split).is_split(basic)
    assert {b.dimension for b in Cube(split).breakdowns(basic)} == {"科目", "性质"}
    assert {b.dimension for b in Cube({**split, **whole}).breakdowns(basic)} == {"科目"}


def test_a_leaf_at_basic_spending_needs_no_split() -> None:
    cube = Cube({spending("2080501", "基本支出", GENERAL): figure("37.61")})
    assert str(wan(cube.figure(spending()))) == "37.61"
    assert str(wan(cube.figure(spending("", "基本支出")))) == "37.61"
    assert str(wan(cube.figure(spending("", "人员经费")))) == "0.00"


@pytest.mark.parametrize(
    ("total", "nature", "is_known"),
    [
        ("188.00", "项目支出", False),  # some of it, and nobody said how much
        ("188.00", "基本支出", False),
        ("188.00", "合计", True),
        ("0", "项目支出", True),  # of nothing every part is nothing
    ],
)
def test_of_what_is_known_in_total_only_no_nature_is_zero(
    total: str, nature: str, is_known: bool
) -> None:
    facts = {
        spending("2101502", fund=GENERAL): figure(total),
        spending("2101501", "项目支出", GENERAL): figure("1.00", 2),
    }
    cube = Cube(facts, bases=KIND.bases)
    assert cube.figure(spending("2101502", nature)).is_known is is_known
    assert cube.figure(spending("", nature)).is_known is is_known


def test_below_a_subject_that_has_no_rows_nothing_is_zero() -> None:
    economic = Point("经济分类", FINAL, GENERAL, "301", "人员经费")
    facts = {
        economic: figure("1269.49"),
        economic._replace(subject="30201", nature="公用经费"): figure("1.00", 2),
        spending("208", "人员经费", GENERAL): figure("193.74", 3),
    }
    cube = Cube(facts, bases=KIND.bases)
    assert not cube.figure(economic._replace(subject="30101")).is_known
    assert not cube.figure(economic._replace(subject="30101", nature="基本支出")).is_known
    assert cube.figure(economic._replace(subject="30202", nature="公用经费")).is_zero
    assert not cube.figure(spending("2080505", "人员经费", GENERAL)).is_known
    assert cube.figure(spending("2080505", "项目支出", GENERAL)).is_zero


def test_a_balance_known_by_class_only_is_open_below_and_so_is_the_income() -> None:
    source = """
        支出:
          - {科目: 2080501, 项目支出: 3.00}
          - {科目: 2101502, 项目支出: 5.00}
          - {科目: 210, 年初结转: 1.00}
    """
    cube = account(source).cube
    opening = Point("年初结转", FINAL, GENERAL, "2101502")
    assert not cube.figure(opening).is_known
    assert wan(cube.figure(opening._replace(subject="210"))) == 1
    assert cube.figure(opening._replace(subject="2080501")).is_zero
    assert not cube.figure(opening._replace(flow="收入")).is_known
    assert wan(cube.figure(opening._replace(flow="收入", subject="2080501"))) == 3


def test_where_the_natures_said_are_all_there_is_the_others_are_zero() -> None:
    facts = {spending("208", fund=GENERAL): figure("3.00")}
    stated = {
        spending("", "基本支出", GENERAL): figure("1.00", 2),
        spending("", "项目支出", GENERAL): figure("2.00", 2),
    }
    cube = Cube(facts, stated, bases=KIND.bases)
    assert wan(cube.figure(spending("", "基本支出"))) == 1
    assert cube.figure(spending("", "经营支出")).is_zero
    assert not cube.figure(spending("", "人员经费")).is_known


def test_an_empty_cube_has_only_zeros() -> None:
    cube = Cube({})
    assert cube.figure(spending()).is_zero
    assert not list(cube.groups())
    assert cube.subjects("支出") == ()


def test_labels_say_what_a_point_is() -> None:
    assert spending().label(FINAL) == "合计 支出"
    assert spending("210", "人员经费", GENERAL).label(FINAL) == "一般公共预算 210 支出 人员经费"
    assert Point("支出", "年初预算").label(FINAL) == "合计 支出年初预算"


def test_the_chain_of_groups_above_a_fund() -> None:
    assert chain("事业", FUNDS) == ("事业", "非财政", "全部")
    assert chain("全部", FUNDS) == ("全部",)


def test_level_names() -> None:
    assert list(map(level, ("", "208", "20805", "2080501"))) == ["合计", "类", "款", "项"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ({"收支": "支出"}, "1547.60"),
        ({"收支": "支出", "资金": [GENERAL, FUND]}, "1547.51"),
        ({"收支": "支出", "资金": [GENERAL, FUND], "性质": ["项目支出", "公用经费"]}, "343.61"),
        ({"收支": "支出", "科目": 210}, "1353.86"),
        ({"收支": "支出", "科目": "合计"}, "1547.60"),
        ({"收支": "支出", "科目": ["208", "210"]}, "1547.60"),
        ({"收支": "收入", "资金": ["事业", "财政专户"]}, "0.05"),
        ({"收支": "支出", "口径": "年初预算"}, "0.00"),
        ({"收支": ["支出", "收入"]}, "1547.69"),
    ],
)
def test_a_query_fixes_some_dimensions_and_sums_the_rest(
    cube: Cube, words: dict[str, object], shown: str
) -> None:
    assert str(wan(query_of(words, KIND).figure(cube))) == shown


def test_the_sum_of_several_points_names_them(cube: Cube) -> None:
    query = query_of({"收支": "支出", "资金": [GENERAL, FUND]}, KIND)
    assert query.figure(cube).label == "一般公共预算 合计 支出 + 政府性基金 合计 支出"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({}, "“取”缺少“收支”"),
        ({"资金": GENERAL}, "“取”缺少“收支”"),
        ({"收支": "支付"}, "“收支”没有“支付”，可用："),
        ({"收支": "支出", "资金": "一般预算"}, "“资金”没有“一般预算”"),
        ({"收支": "支出", "资金": [GENERAL, "基金"]}, "“资金”没有“基金”"),
        ({"收支": "支出", "性质": "基本"}, "“性质”没有“基本”"),
        ({"收支": "支出", "口径": "估算"}, "“口径”没有“估算”"),
        ({"收支": "支出", "资金": ["财政拨款", GENERAL]}, "互相包含，会重复计算"),
        ({"收支": "支出", "部门": "甲"}, "“取”里没有“部门”这一项，可用：收支、口径、资金"),
    ],
)
def test_a_query_that_asks_for_the_unknown(words: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        query_of(words, KIND)


def test_a_computed_figure_adds_signed_terms() -> None:
    difference = computed("差", [Term(figure("3.00")), Term(figure("1.25"), -1)])
    assert str(wan(difference)) == "1.75"
    assert difference.amount.half == Decimal(100)
    assert [str(wan(f)) for f in difference.typed()] == ["3.00", "1.25"]


def test_a_figure_that_stands_twice_is_typed_once() -> None:
    leaf = figure("1.00")
    twice = summed("两次", [leaf, summed("", [leaf])])
    assert str(wan(twice)) == "2.00"
    assert list(twice.typed()) == [leaf]


def test_the_cube_of_a_source() -> None:
    cube = account("""
        支出:
          - {科目: 2080501, 人员经费: 60.88}
          - {科目: 2101502, 资金: 政府性基金, 项目支出: 3.00}
    """).cube
    assert str(wan(cube.figure(spending()))) == "63.88"
    assert str(wan(cube.figure(Point("收入", FINAL, fund="财政拨款", subject="210")))) == "3.00"
