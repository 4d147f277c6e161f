"""Figures in words: what a form's text states of an agency is told, a rule's bound is not."""

from pathlib import Path

import jinja2
import pytest

from mingzhang.document.figures_in_words import figures_in_words

FILE = Path("13-performance.j2")


def told(text: str) -> list[str]:
    tree = jinja2.Environment(autoescape=True).parse(text)
    return [f"{one.place.line} {one.message[8:16]}" for one in figures_in_words(tree, FILE)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 年度 }}年度项目支出38.65万元{{ 占比(甲, 乙) }}", "1 38.65万元"),
        ("收入：\n支出1,260,000元。", "2 1,260,00"),
        ("项目支出38.65 万元", "1 38.65 万"),
        ("２０２３年度收入", "1 ２０２３年度"),
        ("涉及项目2个，{{ 总计 }}", "1 2个"),
        ("共有车辆5辆。", "1 5辆"),
        ("没有设备，0台。", "1 0台"),
        ("增长12.35%。", "1 12.35%"),
        ("{{ 部门 }}2024年度收入", "1 2024年度"),
        ("截至2024年12月31日", "1 2024年12"),
        ("{{ 名称 }}2023年收支总预算", "1 2023年”"),
        ("2023年一般公共预算财政拨款支出", "1 2023年”"),
    ],
)
def test_a_number_of_one_agency_is_told(text: str, said: str) -> None:
    (one,) = told(text)
    assert one.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "1.基本支出{{ 基本支出 }}万元，2.项目支出{{ 项目支出 }}万元",
        "单价100万元（含）以上设备{{ 大型设备 }}台",
        "100万元（不含车辆）以上的设备",
        "单位价值50万元的设备",
        "超额完成30.00%及以上的项目",
        "每批次10人以下的接待",
        "自2022年度起公开，本公开有5个方面、三个部分。",
        "{{ 年度 }}年12月31日",
        "按照2024年政府收支分类科目和2018年修订的预算法",
        "执行《2023年部门预算编制办法》",
        "2024年支出经济分类科目",
        "{# 38.65万元 #}{{ '2' }}",
    ],
)
def test_a_bound_and_a_heading_are_no_figures(text: str) -> None:
    assert not told(text)
