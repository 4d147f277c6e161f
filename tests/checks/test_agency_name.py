"""A slip in the agency's own name is told once, at the name."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.report.terminal_report import by_cause
from tests.support import AGENCY, account

PROFILE = """
    名称: 甲省乙市丙区{0}
    类型: 部门
    职责: duties.md
    内设机构: [{{名称: 办公室}}]
    决算单位: [甲省乙市丙区医疗保障局]
    下属单位: []
"""
TEXTS = """
    补充说明:
      政府采购: 甲省乙市丙区医疗保障局没有采购
      国有资产: 由甲省乙市丙区医疗保障局管理
"""


def told(name: str, texts: str = TEXTS) -> list[list[Diagnostic]]:
    found = check(account(texts, PROFILE.format(name)))
    own = [d for d in found if d.severity is not Severity.NOTE and d.code in ("MZ605", "MZ728")]
    return list(by_cause(own, whole=False))


def test_a_name_that_no_text_says_is_the_slip() -> None:
    ((first, *below),) = told("医疗保证局")
    assert (first.place.file.name, first.place.line) == ("profile.yaml", 1)
    assert "其余 3 处都写“甲省乙市丙区医疗保障局”" in first.message
    assert [d.code for d in below] == ["MZ728"]


def test_its_last_character_too() -> None:
    ((first, *_),) = told("医疗保障同")
    assert first.place.file.name == "profile.yaml"


def test_of_one_text_nobody_knows_which_is_wrong() -> None:
    ((first, *_),) = told("医疗保证局", "补充说明: {政府采购: 没有}")
    assert (first.place.file.name, first.place.line) == ("profile.yaml", 5)
    assert first.hint.startswith("核对两处")


def test_a_text_is_wrong_where_another_says_the_name() -> None:
    ((first,),) = told("医疗保障局", TEXTS.replace("医疗保障局没", "医疗保证局没"))
    assert (first.place.file.name, first.place.line) == ("disclosure.yaml", 2)


def test_a_slip_in_the_place_is_one_finding() -> None:
    groups = told("医疗保障局", TEXTS.replace("乙市丙区医疗保障局没", "乙市两区医疗保障局没"))
    assert [group[0].code for group in groups] == ["MZ605"]


def test_a_short_form_that_nobody_typed_is_told_with_the_name_that_was() -> None:
    ((first,),) = told("医疗保障局", "补充说明: {政府采购: 由丙区医疗保证局采购}")
    whole = "甲省乙市丙区医疗保障局"
    assert first.message == f"“丙区医疗保证局”与单位名称“{whole}”的简称“丙区医疗保障局”不同。"
    assert [operand.value for operand in first.operands] == [whole]


HALL = """
    单位:
      - {代码: 601001, 名称: 甲省档案管理局, 类型: 行政单位}
      - {代码: 601002, 名称: %s, 类型: 参公管理事业单位}
    支出:
      - {科目: 2012601, 单位: 601001, 人员经费: 1.00, 名称: 行政运行}
      - {科目: 2012604, 单位: 601002, 人员经费: 1.00, 名称: 档案馆}
"""


@pytest.mark.parametrize(("unit", "told"), [("甲省档案管理馆", []), ("甲省档案管理院", ["MZ605"])])
def test_a_unit_is_called_nearly_as_its_department(unit: str, told: list[str]) -> None:
    """An archive beside the office for archives; named in one file alone it may be a slip."""
    profile = """
        名称: 甲省档案管理局
        类型: 部门
        职责: duties.md
        内设机构: [{名称: 办公室}]
        决算单位: [甲省档案管理局, 甲省档案管理馆]
    """
    found = check(account(HALL % unit, profile))
    assert [d.code for d in found if d.code == "MZ605"][:1] == told


TOWN = AGENCY.replace("某市档案馆", "云川县柳源镇人民政府")


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("主要用于柳园镇青石村通村公路", True),
        ("主要用于柳源镇青石村通村公路", False),
        ("主要用于青石镇通村公路", False),  # two characters are another town
        ("主要用于乡镇和各镇村通村公路", False),
    ],
)
def test_a_town_that_is_nearly_ours(words: str, *, is_told: bool) -> None:
    found = check(account(f"支出: [{{科目: 2010301, 项目支出: 1, 说明: {words}}}]", TOWN))
    assert [d.code for d in found if d.code == "MZ605"] == ["MZ605"] * is_told


def test_towns_of_two_directions_are_two() -> None:
    profile = TOWN.replace("柳源镇", "城东镇")
    found = check(account("支出: [{科目: 2010301, 项目支出: 1, 说明: 通到城西镇}]", profile))
    assert not [d for d in found if d.code == "MZ605"]


def test_the_town_of_the_name_itself_may_be_the_slip() -> None:
    source = """
        支出: [{科目: 2010301, 项目支出: 1, 说明: 用于柳园镇青石村}]
        补充说明: {政府性基金: 主要用于柳园镇的公路}
    """
    profile = TOWN.replace("决算单位: [云川县柳源镇人民政府]", "决算单位: [柳园镇便民中心]")
    (told,) = (d for d in check(account(source, profile)) if d.code == "MZ605")
    assert told.message == "“名称”写“云川县柳源镇人民政府”，其余 3 处都写“柳园镇”。"
