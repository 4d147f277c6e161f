"""Slips in a paper's sentences that no figure tells."""

from __future__ import annotations

import pytest

from mingzhang.inspection.paper_titles import Subject
from mingzhang.inspection.sentence_slips import slips
from mingzhang.inspection.text_outside_tables import Speech, alike

SUBJECT = Subject(2025, "final", "某市档案馆")


def told(text: str) -> list[tuple[str, str]]:
    found = slips(Speech(alike(text), (0,), (1,)), SUBJECT)
    return [(one.words, one.how) for one in found]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("卫生健康支出（类）109.34万元，占79.07；住房保障支出", "，占79.07"),
        ("支出决算为16.95万元，完成预算的80.71，其中", "，完成预算的80.71"),
        ("支出增加90.09万元，增长1.94。", "，增长1.94"),
        ("占本年支出合计的99.50。", "占本年支出合计的99.50"),
        ("占79.07%；", ""),
        ("增长1.94%。", ""),
        ("比上年增长1.94倍。", ""),
        ("比上年增长1.94个百分点。", ""),
        ("占地12.5亩，绿化率提高。", ""),
    ],
)
def test_a_rate_without_its_sign(said: str, words: str) -> None:
    found = told(said)
    assert [how for _, how in found] == (["少了百分号"] if words else [])
    assert all(quoted.endswith(words) for quoted, _ in found)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("决算数小于预算数的主要原因：。", 1),
        ("主要原因是。", 1),
        ("行政单位医疗（项）。主要用于：。", 1),
        ("主要原因：医疗保险支出减少。", 0),
        ("要求各处室说明原因。", 0),
        ("差异的原因：（1）人员减少。", 0),
    ],
)
def test_a_reason_or_purpose_that_is_empty(said: str, count: int) -> None:
    assert len(told(said)) == count


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("预算数为0万元，与2024年预算一致0万元。其中", "与2024年预算一致0万元"),
        ("比上年持平0.00%。", "比上年持平0.00%"),
        ("与2024年预算持平。2025年安排3.00万元。", ""),
        ("与2024年预算一致，0万元。", ""),
        ("口径与2024年度一致。", ""),
    ],
)
def test_a_figure_behind_what_is_level(said: str, words: str) -> None:
    found = told(said)
    assert [how for _, how in found] == (["后面多了一个数"] if words else [])
    assert all(quoted.endswith(words) for quoted, _ in found)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("与2023年度相比，收入支出总计增加90.09万元。", "2023"),
        ("比2023年增加5.07万元。", "2023"),
        ("与2024年度相比，收入支出总计增加90.09万元。", ""),
        ("比2025年年初预算减少。", ""),
        ("某市档案馆2024年度政府采购金额为3.00万元。", "2024"),
        ("某市档案馆2024年度收入支出总计3.00万元。", "2024"),
        ("2024年度财政拨款收、支总计均为3.00万元。", "2024"),
        ("2025年度收、支总计3.00万元，较2024年度收、支总计减少1.00万元。", ""),
        ("某市档案馆2025年度收入支出总计3.00万元，与2024年度收入支出总计相比减少。", ""),
        ("2019年度预算绩效管理办法由市财政局印发。", ""),
    ],
)
def test_a_sentence_of_another_year(said: str, year: str) -> None:
    found = told(said)
    assert [year in how for _, how in found] == ([True] if year else [])


OWN = "。".join(f"某市档案馆2025年度{what}" for what in ("收支总计", "采购", "无基金"))


@pytest.mark.parametrize(
    ("said", "hows"),
    [
        ("某市财政局2025年度无国有资本收支。", ["写的是“某市财政局”，别处是“某市档案馆”"]),
        ("某市档案馆2025年度无国有资本收支。", []),
        ("档案馆2025年度无国有资本收支。", []),
        ("纳入某市档案馆2025年度部门决算编制范围的单位。", []),
        # One of its units, which it names elsewhere, too.
        ("某市城建档案馆2025年度没有车辆。另有某市城建档案馆一个单位。", []),
    ],
)
def test_a_sentence_of_another_agency(said: str, hows: list[str]) -> None:
    assert [how for _, how in told(f"{OWN}。{said}")] == hows


def test_two_sentences_do_not_show_whose_a_paper_is() -> None:
    assert told("某市档案馆2025年度采购。某市财政局2025年度没有车辆。") == []
