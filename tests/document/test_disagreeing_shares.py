"""Shares that are printed beside amounts and are of no one total."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.disagreeing_shares import disagreeing_shares, shares_counted_twice
from mingzhang.document.narrative import create_narrator
from mingzhang.document.printed_sentences import writing_line
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.template_names import read_names
from tests.support import PROJECT, account

PLACE = Place(Path("document.yaml"), 9)
SOURCE = """
    支出: [{科目: 2080501, 人员经费: 10.00, 项目支出: 20.00, 年末结转: 3.00}]
    基本支出: [{科目: 30101, 金额: 10.00}]
    结转结余: {使用非财政拨款结余: 0, 结余分配: 0}
    政府采购: {货物: 5.00, 工程: 0, 服务: 1.00, 中小企业: 4.00, 小微企业: 3.00}
"""


def said_of(sentence: str, source: str = SOURCE) -> tuple[str, Record]:
    """What a sentence of a template prints of the figures of a source, and how it was computed."""
    made, record = account(source), Record()
    region, _ = read_region("全国", PROJECT, "final")
    assert isinstance(region, Region)
    narrator = create_narrator(made, region, read_names(made, record), {}, record)
    return narrator.environment.from_string(sentence, globals=narrator.names).render(), record


def told(sentence: str, source: str = SOURCE) -> list[str]:
    """What is told of a sentence of a template that prints the figures of a source."""
    said, record = said_of(sentence, source)
    found = disagreeing_shares([said], record.asked, [], PLACE)
    return [f"{one.place.line} {one.message}" for one in found]


BASIC = "基本支出{{ 基本支出 | 万元 }}万元{{ 占全部(基本支出, 本年支出合计) }}；"
PROJECTS = "支出{{ 项目支出 | 万元 }}万元，占{{ 占比(项目支出, 本年支出合计) }}"
GOODS = "货物{{ 政府采购.货物 | 万元 }}万元{{ 占全部(政府采购.货物, 政府采购.总额) }}，"
SMALL = (
    "小微企业{{ 政府采购.小微企业 | 万元 }}万元{{ 占全部(政府采购.小微企业, 政府采购.中小企业) }}"
)
DONE = "支出{{ 项目支出 | 万元 }}万元，完成年初预算的{{ 占比(项目支出, 本年支出合计) }}"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "公用经费{{ 基本支出 | 万元 }}万元，占{{ 占比(项目支出, 本年支出合计) }}。",
            "前面印的是“基本支出”，占比算的却是“项目支出”。",
        ),
        (
            f"{DONE}，占全部支出的{{{{ 占比(基本支出, 本年支出合计) }}}}。",
            "前面印的是“项目支出”，占比算的却是“基本支出”。",
        ),
        (
            f"{BASIC}项目支出{{{{ 项目支出 | 万元 }}}}万元{{{{ 占全部(项目支出, 总计) }}}}。",
            "一句话里的占比不是同一个总数的：“本年支出合计”“总计”。",
        ),
        (
            "支出{{ 本年支出合计 | 万元 }}万元{{ 构成([基本支出, 项目支出], 总计) }}。",
            "说的是“本年支出合计”的各项，占比算的却是占“总计”的。",
        ),
    ],
)
def test_shares_of_another_figure_are_told(sentence: str, said: str) -> None:
    assert told(sentence) == [f"9 {said}"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BASIC}项目支出{{{{ 项目支出 | 万元 }}}}万元{{{{ 占全部(项目支出, 本年支出合计) }}}}。",
        "支出{{ 本年支出合计 | 万元 }}万元{{ 构成([基本支出, 项目支出], 本年支出合计) }}。",
        # A part of a part, and of another total that the words name.
        f"{GOODS}其中：{SMALL}。",
        # By natures and by money.
        (
            "按性质分，基本支出占{{ 占比(基本支出, 本年支出合计) }}；项目支出占"
            "{{ 占比(项目支出, 本年支出合计) }}；按资金分，财政拨款占"
            "{{ 占比(财政拨款支出, 本年支出合计) }}。"
        ),
        (
            "支出占{{ 占比(财政拨款支出, 本年支出合计) }}，其中基本支出占"
            "{{ 占比(基本支出, 本年支出合计) }}；项目支出占{{ 占比(项目支出, 本年支出合计) }}。"
        ),
        f"{BASIC}项目支出{{{{ 项目支出 | 万元 }}}}万元{{{{ 占(项目支出, 总计, '总计') }}}}。",
        # What an author typed has figures of no one.
        "甲1.89万元，占70.24%；乙4.46万元，占70.24%。",
    ],
)
def test_shares_of_one_total_are_not(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("项目支出{{ 上年.项目支出 | 万元 }}万元，", "前面印的是“上年 项目支出”，说的却是"),
        ("项目支出{{ 项目支出 | 万元 }}万元，", ""),
        ("项目支出上年{{ 上年.项目支出 | 万元 }}万元，", ""),
    ],
)
def test_a_change_is_told_of_what_it_is_of(words: str, said: str) -> None:
    source = SOURCE + "    上年: {项目支出: 25.00}\n"
    messages = told(f"{words}{{{{ 比上年(项目支出, 上年.项目支出) }}}}。", source)
    assert [said in one for one in messages] == [True] * bool(said), messages


def test_the_line_that_writes_the_sentence_is_named(tmp_path: Path) -> None:
    file = tmp_path / "09-official.j2"
    file.write_text("# 情况\n{# 基本支出 #}\n基本支出{{ 甲 }}万元{{ 占全部(甲, 乙) }}。\n", "utf-8")
    assert writing_line("基本支出<data>1.00</data>万元，占1.00%。", [file]) == Place(file, 3, 1)
    assert writing_line("资产2辆。", [file]) is None


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        # 10 + 20 + 20 of 30: what is counted twice is in two of them.
        (f"{BASIC}{PROJECTS}；其他各项{PROJECTS}。", True),
        (f"{BASIC}{PROJECTS}。", False),
        (f"{BASIC}{PROJECTS}；按资金分，{PROJECTS}。", False),
        (f"{BASIC}其中{PROJECTS}；{PROJECTS}。", False),
    ],
)
def test_shares_that_have_the_same_money(tmp_path: Path, sentence: str, is_told: bool) -> None:
    file = tmp_path / "01.j2"
    file.write_text(sentence, encoding="utf-8")
    said, record = said_of(sentence)
    found = [one.message for one in shares_counted_twice([said], record.asked, [file])]
    twice = "“项目支出”和“项目支出”里有同样的钱，各项相加多于“本年支出合计”。"
    assert found == [twice] * is_told
