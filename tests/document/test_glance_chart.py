"""一图看懂: the figures that say most of a document, and nothing that nobody said."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.document.glance_chart import Glance
from mingzhang.document.html_page import Cover, Made, render_page
from mingzhang.document.region_folder import GLANCE, ON_PAPER, read_region
from mingzhang.document.template_environment import create_environment
from tests.publish.documents import REAL, made, real
from tests.support import PROJECT, account

SECTION = re.compile(r'<section class="glance".*?</section>', re.DOTALL)


def glance(text: str) -> Glance:
    return Glance(account(text))


def test_bars_are_as_long_as_their_amounts() -> None:
    one = glance("支出:\n  - {科目: 2080501, 人员经费: 60.00, 项目支出: 20.00}\n")
    panel = one.panel("构成", one.items([("", "基本支出"), ("", "项目支出")], [("", "now", "{}")]))
    assert panel is not None
    assert [(bar.text, bar.width) for bar in panel.bars] == [
        ("60.00", Decimal("100.00")),
        ("20.00", Decimal("33.33")),
    ]


def test_what_nobody_said_is_left_out() -> None:
    one = glance("支出:\n  - {科目: 2080501, 人员经费: 60.00}\n")
    assert one.before("总计") is None
    assert one.change(one.figure("总计"), one.before("总计"), "上年") == ""
    assert one.panel("上年", [("上年", "before", one.before("总计"))]) is None


def test_what_most_agencies_have_none_of_is_drawn_where_there_is_some() -> None:
    one = glance(
        "支出:\n  - {科目: 2080501, 资金: 非财政, 人员经费: 60.00, 经营支出: 15.00}\n"
        "收入:\n  - {科目: 2080501, 资金: 经营, 金额: 75.00}\n"
    )
    rare = [(name, "now", one.figure(name)) for name in ("经营支出", "上缴上级支出", "没有的名")]
    assert [name for name, _look, _figure in one.happened(rare)] == ["经营支出"]


def test_zeros_are_named_in_one_line() -> None:
    one = glance("支出:\n  - {科目: 2080501, 人员经费: 60.00}\n")
    panel = one.panel(
        "构成", one.items([("基本", "基本支出"), ("项目", "项目支出")], [("", "now", "{}")])
    )
    assert panel is not None
    assert panel.zeros == ("项目",)
    assert [bar.name for bar in panel.bars] == ["基本"]


def test_a_small_amount_is_no_zero() -> None:
    one = glance(
        "金额单位: 元\n支出:\n  - {科目: 2080501, 人员经费: 600000.00, 项目支出: 40.00}\n"
        "上年: {项目支出: 9500.00}\n"
    )
    now, before = one.figure("项目支出"), one.before("项目支出")
    panel = one.panel("构成", [("基本", "now", one.figure("基本支出")), ("项目", "now", now)])
    assert panel is not None
    assert panel.zeros == ()
    assert [bar.text for bar in panel.bars] == ["60.00", "0.004"]
    # 0.95 - 0.004 = 0.946; 0.946 / 0.95 = 99.58 %
    assert one.change(now, before, "上年").striptags() == "比上年减少0.946万元，下降99.58%"


def test_what_is_zero_in_every_series_is_named_once() -> None:
    one = glance(
        "支出:\n  - {科目: 2080501, 人员经费: 60.00}\n"
        "三公经费: {公务接待费: {预算: 0, 决算: 0}, 公务用车运行维护费: {预算: 2.00, 决算: 0}}\n"
    )
    series = [("决算", "now", "三公经费.{}.决算"), ("预算", "before", "三公经费.{}.预算")]
    things = [("接待", "公务接待费"), ("用车", "公务用车运行维护费")]
    panel = one.panel("三公", one.items(things, series))
    assert panel is not None
    assert panel.zeros == ("接待", "用车决算")


def test_a_change_is_computed_from_displayed_amounts() -> None:
    one = glance(
        "支出:\n  - {科目: 2080501, 人员经费: 60.00}\n上年: {总计: 80.00}\n原因: {总计: 减少}\n"
    )
    told = one.change(one.figure("总计"), one.before("总计"), "上年")
    assert told.striptags() == "比上年减少20.00万元，下降25.00%"
    assert [answer.name for answer in one.asked] == ["变动额", "变动幅度"]


def test_where_last_year_is_known_of_appropriations_only_they_are_compared() -> None:
    (section,) = SECTION.findall(real(PROJECT.sources / "putuo-finance" / "2025-budget")[0].html)
    assert "财政拨款收支</p>\n<p>比上年增加" in section


def test_the_largest_functions_come_first() -> None:
    one = glance(
        "支出:\n  - {科目: 2080501, 人员经费: 10.00}\n  - {科目: 2101101, 人员经费: 30.00}\n"
    )
    assert [name for name, _, _ in one.functions(1)] == ["卫生健康支出"]


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_document_has_one_and_every_figure_can_be_traced(path: Path) -> None:
    document = real(path)[0]
    (section,) = SECTION.findall(document.html)
    assert section.count("<data ") == section.count("data-of=") > 3
    assert 'id="glance"' not in document.paper


def test_a_small_document_has_one_too() -> None:
    assert "60.88" in SECTION.findall(made().html)[0]


@pytest.mark.parametrize("wanted", [False, True])
def test_a_form_may_have_it_on_paper_too(wanted: bool) -> None:
    region, _ = read_region("吉林", PROJECT)
    assert region is not None
    assert region.text(GLANCE) != ON_PAPER, "nobody's form asks for a page more"
    if wanted:
        region = replace(region, settings={**region.settings, GLANCE: ON_PAPER})
    one = glance("支出:\n  - {科目: 2080501, 人员经费: 60.00, 项目支出: 20.00}\n")
    seen = Made(Cover(("甲",), ""), (), {}, one)
    paper = render_page(create_environment(region), region, seen, None)
    body = paper[paper.index("<body>") :]
    assert ("80.00万元" in body) == ("一图看懂" in body) == wanted
    assert "data-of" not in body, "nobody asks paper"
