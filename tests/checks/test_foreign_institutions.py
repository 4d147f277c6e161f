"""Institutions of another kind in texts: whose they are, and words that only look alike."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import AGENCY, account, only


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


@pytest.mark.parametrize("words", ["档案馆库房改造", "到图书馆开展宣传", "与博物馆联合办展"])
def test_its_own_and_those_it_visits(words: str) -> None:
    assert told(words, "MZ643") == []
