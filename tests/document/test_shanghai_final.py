"""What the departments of 上海 publish of their final accounts beside the tables."""

from __future__ import annotations

import pytest

from mingzhang.diagnostics import Diagnostic
from tests.document.test_narrative import HERE, narrator, region
from tests.support import account

MOVED = "年初预算: 76.33, 用途: 经济普查, 差异原因: 按实支出"
OFFICIAL = """
    三公经费:
      因公出国境费: {{预算: 0, 年初预算: 0, 决算: 0{abroad}}}
      公务用车购置费: {{预算: {bought}, 年初预算: {bought}, 决算: {bought}{count}}}
      公务用车运行维护费: {{预算: 2.64, 年初预算: 2.64, 决算: 2.64, 保有量: 4, 用途: 燃料费}}
      公务接待费: 0
    上年: {{三公经费: {{因公出国境费: 0, 公务用车购置及运行费: {last}, 公务接待费: 0}}}}
"""
EVALUATED = """
    绩效:
      管理制度: 办法
      工作机制: 全程
      绩效目标: {项目数: 1, 金额: 2.00}
      绩效跟踪: {项目数: 1, 金额: 2.00}
      绩效自评: {项目数: 1, 金额: 2.00, 平均得分: 99, 优: 1, 良: 0, 合格: 0, 不合格: 0, 问题: 0%s}
"""


def said(source: str, template: str) -> tuple[str, list[Diagnostic]]:
    """What a section of the final's form says, and what was found wrong with it."""
    writer = narrator(account(f"    版式: 上海\n    金额单位: 万元\n{source}"), region("上海"))
    blocks = writer.blocks(f"final/sections/{template}", HERE)
    return "".join(block.text for block in blocks), list(writer.writer.found)


def official(**typed: str) -> str:
    """What is said of official costs, with these texts in the source."""
    usual = {"abroad": "", "bought": "0", "count": "", "last": "2.64"}
    text, found = said(OFFICIAL.format(**{**usual, **typed}), "09-official.j2")
    assert not found
    return text


@pytest.mark.parametrize(
    ("typed", "head", "rate"),
    [
        ("", "专项普查活动（项）。主要用于：经济普查", ""),
        ("逐项写明: {支出数: 是}", "专项普查活动（项）39.99万元。主要用于：经济普查", ""),
        # 39.99 of 76.33
        ("逐项写明: {完成率: 是}", "专项普查活动（项）。主要用于", "，完成年初预算的52.39%"),
    ],
)
def test_an_item_says_beside_its_reason_what_its_author_asks_for(
    typed: str, head: str, rate: str
) -> None:
    source = f"    {typed}\n    支出: [{{科目: 2010507, 项目支出: 39.99, {MOVED}}}]"
    text, _ = said(source, "05-general.j2")
    assert head in text
    assert f"年初预算为76.33万元，支出决算为39.99万元{rate}。决算数小于预算数的主要原因" in text


def test_what_was_spent_as_planned_was_spent_wholly() -> None:
    source = "    支出: [{科目: 2070308, 项目支出: 20.00, 年初预算: 20.00, 用途: 全民健身}]"
    text, _ = said(f"    逐项写明: {{完成率: 是}}\n{source}", "05-general.j2")
    item = text.partition("主要用于：")[2]
    assert "支出决算为20.00万元，完成年初预算的100.00%。决算数与预算数持平。" in item


def test_what_did_not_move_is_level_with_a_year_and_may_have_its_reason() -> None:
    plain = official(last="22.70")
    assert "因公出国（境）费支出决算与2023年持平；" in plain
    assert "持平的主要原因" not in plain
    told = official(last="22.70", abroad=", 原因: 未发生因公出国（境）")
    assert "因公出国（境）费支出持平的主要原因是未发生因公出国（境）。" in told


def test_cars_are_counted_where_some_were_bought() -> None:
    assert "公务用车购置支出为0万元。" in official()
    bought = official(bought="25.00", count=", 购置数: 1, 用途: 新购一辆公车", last="27.64")
    assert "公务用车购置支出为25.00万元，购置公务用车1辆。" in bought


@pytest.mark.parametrize(
    ("mended", "end"),
    [
        ("", "发现问题0个）。"),
        (", 已整改: 0, 正在整改: 0", "问题0个，已经完成整改的0个，正在整改的0个）。"),
    ],
)
def test_what_was_typed_of_mended_problems_is_said(mended: str, end: str) -> None:
    text, found = said(EVALUATED % mended, "13-performance.j2")
    assert (text.endswith(end), found) == (True, [])


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        # Who publishes the best grade alone says nothing of the others, nor that they were none.
        ("项目数: 3, 金额: 2.00, 平均得分: 95, 优: 2", "绩效评级为“优”的项目2个）。"),
        (
            "项目数: 3, 金额: 2.00, 平均得分: 95, 优: 缺, 良: 3",
            "（其中，绩效评级为“良”的项目3个）。",
        ),
        ("项目数: 3, 金额: 2.00, 平均得分: 95, 优: 缺", "平均得分95分。"),
        ("项目数: 3, 金额: 2.00, 平均得分: 95, 优: 缺, 问题: 0", "分（绩效自评中共发现问题0个）。"),
        (
            "项目数: 3, 金额: 2.00, 平均得分: 95, 优: 2, 良: 1, 问题: 1, 已整改: 1, 正在整改: 0",
            "绩效评级为“良”的项目1个。绩效自评中共发现问题1个，已经完成整改的1个，正在整改的0个）。",
        ),
    ],
)
def test_grades_are_said_as_far_as_they_were_published(typed: str, end: str) -> None:
    head = EVALUATED[: EVALUATED.index("      绩效自评")]
    text, found = said(f"{head}      绩效自评: {{{typed}}}\n", "13-performance.j2")
    assert (text.endswith(end), found) == (True, [])
