"""Shares of a plan and of like money."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.document.test_template_contradictions import BUDGET, of_final, told
from tests.support import budget

OF_PLAN = "支出{{ 1 }}元，完成年初预算的{{ 占比(%s) }}。"
PART = "支出{{ 1 }}元，占{{ 占比(%s) }}。"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (OF_PLAN % "一般公共预算年初预算, 一般公共预算财政拨款支出", "说的是完成“年初预算”的"),
        (OF_PLAN % "三公经费.合计.预算, 三公经费.合计.决算", "比的却是“三公经费.合计.决算”"),
        (
            "{% set 支 = 本年支出合计 %}" + OF_PLAN % "项目支出, 支",
            "说的是完成“年初预算”的，比的却是“本年支出合计”",
        ),
        (OF_PLAN % "一般公共预算财政拨款支出, 一般公共预算年初预算", ""),
        (OF_PLAN % "三公经费.合计.决算, 三公经费.合计.预算", ""),
        (OF_PLAN % "项.决算, 项.年初预算", ""),
        (OF_PLAN % "项.年初预算, 项.支出", "比的却是“项.支出”"),
        (OF_PLAN % "项.全年预算, 项.年初预算", ""),
        (OF_PLAN % "三公经费.公务接待费.决算, 三公经费.合计.预算", "不是同一项的"),
        (OF_PLAN % "一般公共预算财政拨款支出, 三公经费.合计.预算", ""),  # names do not say
        (OF_PLAN % "数, 全部", ""),  # of a macro: nobody knows
        (PART % "财政拨款收入, 本年支出合计", "是收入，比的却是“本年支出合计”，是支出"),
        (PART % "三公经费.公务接待费.决算, 三公经费.合计.预算", "是决算，比的却是"),
        (PART % "财政拨款收入, 本年收入合计", ""),
        (PART % "三公经费.公务接待费.决算, 三公经费.合计.决算", ""),
        ("占本年收入合计的{{ 占比(本年支出合计, 本年收入合计) }}。", ""),
    ],
)
def test_a_share_is_of_what_its_words_say(tmp_path: Path, words: str, said: str) -> None:
    """What was done of the plan is divided by the plan; a part by a whole of its own kind."""
    found = of_final(tmp_path, words)
    assert said in found if said else not found


def test_a_plan_may_compare_what_it_likes(tmp_path: Path) -> None:
    """Its income is what it is to spend."""
    words = PART % "财政拨款收入, 本年支出合计"
    assert told(tmp_path, words, budget(BUDGET)) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("支出决算{{ 一般公共预算年初预算 | 万元 }}万元。", "“决算”后面印的是"),
        ("支出决算{{ 政府性基金年初预算 | 万元 }}万元。", "“决算”后面印的是"),
        ("政府性基金预算财政拨款支出年初预算{{ 国有资本经营年初预算 | 万元 }}万元。", "后面印的是"),
        ("收入合计{{ 本年支出合计 | 万元 }}万元。", "收入合计”后面印的是“本年支出合计”"),
        ("支出总计{{ 本年收入合计 | 万元 }}万元。", "“支出总计”后面印的是“本年收入合计”"),
        ("年初预算{{ 一般公共预算年初预算 | 万元 }}万元。", ""),
        ("政府性基金预算财政拨款支出年初预算{{ 政府性基金年初预算 | 万元 }}万元。", ""),
        ("收入合计{{ 本年收入合计 | 万元 }}万元，收、支总计{{ 总计 | 万元 }}万元。", ""),
    ],
)
def test_a_figure_of_another_base_fund_or_flow(tmp_path: Path, words: str, said: str) -> None:
    """Though the words are not the whole name of a figure."""
    found = of_final(tmp_path, words)
    assert said in found if said else not found
