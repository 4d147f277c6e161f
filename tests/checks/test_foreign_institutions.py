"""Institutions of another kind in texts: whose they are, and words that only look alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from tests.support import AGENCY, PROJECT, account, budget_folder, only


def told(sentence: str, code: str) -> list[str]:
    source = f"补充说明: {{政府采购: '{sentence}'}}"
    return [d.message for d in only(check(account(source)), code)]


@pytest.mark.parametrize("words", ["我校教师增加", "因本院搬迁", "经费由我局统一安排", "我中心"])
def test_another_agency_speaks(words: str) -> None:
    assert told(words, "MZ642")


@pytest.mark.parametrize(
    "words", ["我馆人员增加", "本馆搬迁", "基本所需", "按本所有的设备", "根本局面", "本校准费用"]
)
def test_this_agency_speaks_or_nobody(words: str) -> None:
    assert told(words, "MZ642") == []


@pytest.mark.parametrize(
    "name", ["某县第一中学", "某县实验小学", "某县师范大学", "某县职业技术学院", "某县特殊教育学校"]
)
def test_each_kind_of_school_calls_itself_one(name: str) -> None:
    source = "补充说明: {政府采购: '我校教师增加'}"
    school = account(source, profile=AGENCY.replace("某市档案馆", name))
    assert only(check(school), "MZ642") == []


@pytest.mark.parametrize("words", ["图书馆购置图书增加", "派出所办案经费", "殡仪馆改造"])
def test_what_others_run(words: str) -> None:
    assert told(words, "MZ643")


@pytest.mark.parametrize(
    "words",
    ["档案馆库房改造", "到图书馆开展宣传", "与博物馆联合办展", "调减“石岚敬老院装修工程”项目"],
)
def test_its_own_and_those_it_visits(words: str) -> None:
    assert told(words, "MZ643") == []


DEPARTMENT = AGENCY.replace("某市档案馆", "甲州医疗保障局")


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("职能转变。州人社局应完善统一的制度", True),
        ("职能转变。州医保局应完善统一的制度", False),
        ("职能转变。完善统一的制度，州人社局应急处置", False),
        ("根据《甲州人力资源和社会保障局预算管理办法》，加强管理", True),
        ("根据《甲州医疗保障局预算管理办法》，加强管理", False),
        ("根据《甲州财政局预算管理办法》，加强管理", False),  # which binds all
        ("甲州社会保险局各项目完成较好", True),
        ("甲州医疗保障局各项目完成较好", False),
        ("甲州社会保险局划转的项目完成较好", False),
    ],
)
def test_who_writes(words: str, *, is_told: bool) -> None:
    source = f"绩效: {{评价结论: '{words}'}}"
    found = only(check(account(source, profile=DEPARTMENT)), "MZ642")
    assert bool(found) is is_told


@pytest.mark.parametrize(
    ("orders", "is_told"),
    [
        ("承办州人力资源和社会保障局交办的其他事项。", True),
        ("承办州医疗保障局交办的其他事项。", False),
        ("承办州医保局交办的其他事项。", False),
        ("完成州委、州政府交办的其他任务。", False),
    ],
)
def test_whom_a_unit_obeys(orders: str, *, is_told: bool) -> None:
    profile = """
        名称: 甲州医疗保障局
        类型: 部门
        预算单位:
          - {名称: 甲州医疗保障局, 职责: bureau.md}
          - {名称: 甲州社会医疗保险管理局, 职责: unit.md}
    """
    texts = {"bureau.md": "管理医疗保障。", "unit.md": f"管理医疗保险。{orders}"}
    made = replace(budget_folder("年度: 2024", profile), texts=texts)
    assert bool(only(check(read_account(made, PROJECT)), "MZ642")) is is_told


def test_who_obeys_an_office_that_is_not_named_is_not_known() -> None:
    told_of = account("补充说明: {政府采购: '承办县教育局交办的事项'}", profile=AGENCY)
    assert only(check(told_of), "MZ642") == []
