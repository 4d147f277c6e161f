"""Facts at the level at which they are known: what follows from them, and what nobody knows."""

from __future__ import annotations

import pytest

from mingzhang.facts.account import Account
from mingzhang.facts.cube import Breakdown, Cube, Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.partial_cube import PartialCube, depth
from mingzhang.facts.project_groups import unlisted
from tests.support import budget, budget_folder, wan

GENERAL = "一般公共预算"
# As the province publishes it: each 项 on both bases, the carry-over by 类.
BOTH_BASES = """
    支出:
      - {科目: 2080501, 口径: 预算, 人员经费: 32.08}
      - {科目: 2080505, 口径: 预算, 人员经费: 92.53}
      - {科目: 208, 口径: 上年结转, 合计: 0.06}
      - {科目: 2210201, 人员经费: 82.17}
"""
PROJECTS = """
    支出:
      - {科目: 2101504, 口径: 预算, 项目支出: 10.00}
      - {科目: 2101506, 口径: 预算, 项目支出: 5.00}
    项目:
      - {名称: 甲, 本年: 9.00, 上年结转: 2.00}
      - {名称: 乙, 本年: 4.00}
"""


def at(
    account: Account, basis: str, code: str = "", nature: str = "合计", flow: str = "支出"
) -> Figure:
    return account.cube.figure(Point(flow, basis, GENERAL, code, nature))


def shown(figure: Figure) -> str:
    return str(wan(figure)) if figure.is_known else "…"


def test_basic_spending_without_its_parts_is_known_as_a_whole_only() -> None:
    account = budget("""
        支出:
          - {科目: 2080505, 基本支出: 134.54}
          - {科目: 2101501, 人员经费: 10.00, 公用经费: 2.00}
    """)
    assert shown(at(account, "预算", "2080505", "基本支出")) == "134.54"
    assert shown(at(account, "本年", "", "基本支出")) == "146.54"
    assert shown(at(account, "预算", "2101501", "公用经费")) == "2.00"
    parts = [at(account, "预算", code, "人员经费") for code in ("2080505", "208", "")]
    assert [shown(part) for part in parts] == ["…", "…", "…"]
    assert {cause.wider.label for part in parts for cause in part.unknown() if cause.wider} == {
        "2080505 基本支出（本年）"
    }


@pytest.mark.parametrize(
    ("finer", "wider"),
    [
        ({"subject": "2080505"}, {"subject": "20805"}),
        ({"nature": "人员经费"}, {"nature": "基本支出"}),
        ({"fund": GENERAL}, {"fund": "财政拨款"}),
        ({"basis": "本年"}, {"basis": "预算"}),
    ],
)
def test_a_point_is_finer_by_each_of_its_dimensions(
    finer: dict[str, str], wider: dict[str, str]
) -> None:
    bases = budget("支出: []").kind.bases
    point = Point("支出", "预算", "财政拨款", "208", "合计")
    fine, coarse = (depth(point._replace(**one), bases) for one in (finer, wider))
    assert fine != coarse
    assert all(one >= other for one, other in zip(fine, coarse, strict=True))


def test_zero_of_a_whole_is_zero_of_its_parts() -> None:
    account = budget("支出: [{科目: 2080505, 基本支出: 0}, {科目: 2101501, 人员经费: 1.00}]")
    assert shown(at(account, "预算", "", "公用经费")) == "0.00"


@pytest.mark.parametrize(
    ("basis", "code", "expected"),
    [
        ("预算", "208", "124.61"),
        ("上年结转", "208", "0.06"),
        ("本年", "208", "124.55"),
        ("本年", "221", "82.17"),
        ("上年结转", "221", "0.00"),
        ("上年结转", "", "0.06"),
        ("本年", "", "206.72"),
        ("本年", "2080505", "…"),
        # Only one 款 lies below the 类, but nobody said that all of it is there.
        ("上年结转", "20805", "…"),
    ],
)
def test_a_carry_over_by_class_leaves_the_rest_for_this_year(
    basis: str, code: str, expected: str
) -> None:
    account = budget(BOTH_BASES)
    assert shown(at(account, basis, code)) == expected
    assert shown(at(account, basis, code, flow="收入")) == expected


def test_a_carry_over_beside_this_years_items_leaves_their_sum_unknown() -> None:
    account = budget("""
        支出:
          - {科目: 2080501, 人员经费: 32.08}
          - {科目: 2080505, 人员经费: 92.47}
          - {科目: 208, 口径: 上年结转, 基本支出: 0.06}
    """)
    assert shown(at(account, "本年", "2080505")) == "92.47"
    assert shown(at(account, "预算", "2080505")) == "…"
    assert shown(at(account, "预算", "208")) == "124.61"
    assert shown(at(account, "预算", "208", "项目支出")) == "0.00"


def test_what_nobody_can_tell_apart_is_not_taken_for_nothing() -> None:
    account = budget("支出: [{科目: 合计, 合计: 20.00}]")
    assert shown(at(account, "预算")) == "20.00"
    assert shown(at(account, "预算", "", "项目支出")) == "…"
    assert shown(at(account, "预算", "208")) == "…"


def test_projects_without_subjects_tell_the_bases_of_all_project_spending() -> None:
    account = budget(PROJECTS)
    assert shown(at(account, "预算", "", "项目支出")) == "15.00"
    assert shown(at(account, "本年", "", "项目支出")) == "13.00"
    assert shown(at(account, "上年结转", "", "项目支出")) == "2.00"
    assert shown(at(account, "预算", "2101504")) == "10.00"
    assert shown(at(account, "本年", "2101504")) == "…"
    assert not unlisted(account)


def test_what_the_listed_projects_leave_over() -> None:
    (rest,) = unlisted(budget(PROJECTS.replace("乙, 本年: 4.00", "乙, 本年: 3.00")))
    assert (rest.code, shown(rest.figure("全部", "预算"))) == ("", "1.00")
    (rest,) = unlisted(budget("支出: [{科目: 2101502, 项目支出: 10.00}]"))
    assert (rest.code, shown(rest.figure(GENERAL, "本年"))) == ("2101502", "10.00")


def test_a_listed_project_of_unknown_money_makes_no_other_one() -> None:
    assert not unlisted(budget(PROJECTS.replace("乙, 本年: 4.00", "乙, 本年: 缺")))
    (rest,) = unlisted(budget("支出: [{科目: 2101502, 项目支出: 缺}]"))
    assert shown(rest.figure("全部", "预算")) == "…"


def test_a_project_of_no_subject_beside_one_of_a_subject_counts_once() -> None:
    account = budget("""
        项目:
          - {名称: 甲, 本年: 9.00}
          - {名称: 乙, 科目: 2101502, 本年: 4.00}
    """)
    assert shown(at(account, "预算", "", "项目支出")) == "13.00"
    assert shown(at(account, "预算", "2101502")) == "…"


def test_fiscal_income_lies_where_the_spending_lies() -> None:
    account = budget("""
        支出:
          - {科目: 2101501, 人员经费: 10.00, 公用经费: 2.00}
          - {科目: 2101501, 口径: 上年结转, 公用经费: 1.00}
        收入: [{资金: 事业, 科目: 2080505, 本年: 5.00}, {资金: 其他, 本年: 1.00}]
        结转下年: {一般公共预算: 0.50}
    """)
    cube = account.cube
    assert cube.subjects("收入", "全部", "预算")[:2] == ("208", "20805")
    assert shown(at(account, "预算", "21015", flow="收入")) == "13.00"
    assert shown(cube.figure(Point("收入", "本年", "全部", "208"))) == "5.00"
    assert shown(cube.figure(Point("收入", "预算"))) == "19.50"
    assert shown(cube.loose(Point("收入", "预算"))) == "1.50"


def test_a_department_adds_units_that_know_less_and_more() -> None:
    first = budget_folder("    单位: [{代码: 1, 名称: 甲}]" + BOTH_BASES)
    second = budget_folder("""
        单位: [{代码: 2, 名称: 乙}]
        支出:
          - {科目: 2080505, 人员经费: 3.00}
          - {科目: 2080505, 口径: 上年结转, 人员经费: 1.00}
    """)
    account = budget("汇总: [../../a/2024-budget, ../../b/2024-budget]", units=(first, second))
    assert shown(at(account, "预算", "2080505")) == "96.53"
    assert shown(at(account, "预算", "208")) == "128.61"
    assert shown(at(account, "上年结转", "208")) == "1.06"
    assert shown(at(account, "本年")) == "209.72"
    assert shown(at(account, "本年", "2080505")) == "…"


def test_each_way_to_take_a_group_apart_has_known_parts() -> None:
    account = budget(BOTH_BASES)
    whole = Point("支出", "预算", GENERAL, "208")
    found = {way.dimension: [shown(part) for part in way.parts] for way in parted(account, whole)}
    assert found == {"科目": ["124.61"], "口径": ["124.55", "0.06"], "性质": ["124.61"]}
    assert not parted(account, Point("支出", "本年", GENERAL, "20805"))


def parted(account: Account, point: Point) -> list[Breakdown]:
    cube: Cube = account.cube
    assert isinstance(cube, PartialCube)
    return list(cube.breakdowns(point))


def test_an_ordinary_budget_knows_everything() -> None:
    account = budget("""
        支出: [{科目: 2080505, 人员经费: 3.00}, {科目: 2080505, 口径: 上年结转, 人员经费: 1.00}]
        项目: [{名称: 甲, 科目: 2101502, 本年: 2.00}]
    """)
    assert all(figure.is_known for figure in map(account.cube.figure, account.cube.groups()))
