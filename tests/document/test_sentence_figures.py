"""The words of a sentence: amounts, changes, shares, and an author's text kept as text."""

import re
from decimal import Decimal

import pytest

from mingzhang.document.sentence_figures import (
    Quantity,
    Wording,
    closed,
    comparison,
    date_text,
    item_mark,
    numeral,
    open_ended,
    plain,
    reason_text,
)
from mingzhang.document.template_faults import MisuseError
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from tests.support import PROJECT

WORDING = Wording()


def quantity(number: str) -> Quantity:
    return Quantity("某数", Figure("某数", Amount.typed(Decimal(number), Unit.WAN)))


def test_amount_has_thousands_two_decimals_and_its_value_in_yuan() -> None:
    shown = WORDING.amount(quantity("2820.01"))
    assert shown == '<data class="figure" value="28200100">2,820.01</data>'


def test_zero_is_written_as_the_form_does() -> None:
    assert ">0.00<" in WORDING.amount(quantity("0"))
    assert ">0<" in Wording(zero="0").amount(quantity("0.00"))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("2820.01", "3165.59", "减少345.58万元，下降10.92%"),
        ("195.80", "167.32", "增加28.48万元，增长17.02%"),
        ("5.00", "0", "增加5.00万元"),
        ("0", "5.00", "减少5.00万元，下降100.00%"),
        ("5.00", "5", "持平"),
        ("0", "0", "持平"),
        ("3", "-5", "增加8.00万元"),
        ("-3", "5", "减少8.00万元"),
        ("-7", "-5", "减少2.00万元"),
    ],
)
def test_change_follows_the_sign_and_has_no_percentage_of_zero(
    now: str, before: str, said: str
) -> None:
    assert WORDING.change(quantity(now), quantity(before)).striptags() == said


def test_a_form_may_say_a_rate_of_a_growth_from_nothing() -> None:
    words = Wording(from_zero="100%")
    said = words.change(quantity("5.00"), quantity("0"))
    assert said.striptags() == "增加5.00万元，增长100.00%"
    assert words.change(quantity("-5.00"), quantity("0")).striptags() == "减少5.00万元"
    assert words.change(quantity("0"), quantity("0")).striptags() == "持平"
    assert words.completion(quantity("5.00"), quantity("0"), "预算") == ""
    assert words.completion(quantity("-3.00"), quantity("5.00"), "预算") == ""


def test_change_uses_the_forms_words() -> None:
    words = Wording(terms={"持平": "无变化", "下降": "降低"})
    assert words.change(quantity("1"), quantity("1")) == "无变化"
    assert "降低" in words.change(quantity("1"), quantity("2"))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [("1", "8", "12.50%"), ("0.5", "800", "0.06%"), ("0.125", "100", "0.13%"), ("1", "0", "")],
)
def test_percentage_is_half_up_and_absent_for_a_zero_base(part: str, whole: str, said: str) -> None:
    assert WORDING.percent(Decimal(part), Decimal(whole)).striptags() == said


def test_percentage_is_computed_from_displayed_amounts() -> None:
    third = Quantity("", Figure("", Amount(Decimal("33333.33"))))
    assert WORDING.percent(third.shown, Decimal(10)).striptags() == "33.30%"


def test_completion_says_nothing_of_a_zero_budget() -> None:
    said = WORDING.completion(quantity("132.86"), quantity("134.54"), "年初预算")
    assert said.striptags() == "，完成年初预算的98.75%"
    assert not WORDING.completion(quantity("188"), quantity("0"), "年初预算")


@pytest.mark.parametrize(
    ("left", "right", "word"), [("2", "1", "大于"), ("1", "2", "小于"), ("1", "1.00", "持平")]
)
def test_comparison(left: str, right: str, word: str) -> None:
    assert comparison(quantity(left), quantity(right)) == word


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("严格压减经费。", "严格压减经费"),
        ("主要原因是：严格压减经费", "严格压减经费"),
        ("主要是人员增加；", "人员增加"),
        ("主要用于维护", "主要用于维护"),
        ("主要项目完工", "主要项目完工"),
        ("主要为了保障防汛", "为了保障防汛"),
        ("主要原因为了保障防汛", "为了保障防汛"),
        ("主要为人员增加", "人员增加"),
        ("主要为设备购置增加", "设备购置增加"),
        ("主要为民办实事支出增加", "为民办实事支出增加"),
        ("主要为全区老年人发放补贴", "为全区老年人发放补贴"),
        ("主要原因为退休人员补缴社保", "为退休人员补缴社保"),
        ("主要系统升级", "主要系统升级"),
        ("主要系列活动增多", "主要系列活动增多"),
        ("主要系人员增加", "人员增加"),
        ("主要系统计口径变化", "统计口径变化"),
        ("主要系列支口径变化", "列支口径变化"),
    ],
)
def test_reason_loses_what_the_sentence_says_itself(typed: str, kept: str) -> None:
    assert reason_text(typed) == kept


def test_a_sentence_has_one_stop() -> None:
    assert open_ended("更新公务用车！") == "更新公务用车"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("更新公务用车", "更新公务用车。"),
        ("更新公务用车。", "更新公务用车。"),
        ("具体情况如下：", "具体情况如下："),
        ("见附件（一） ", "见附件（一）。"),
        ("分为三类，", "分为三类。"),
        ("分别是甲、乙……", "分别是甲、乙……"),
        ("见“注。”", "见“注。”"),
        ("（略。）", "（略。）"),
        ("一是甲；", "一是甲；"),
    ],
)
def test_a_line_is_closed_once(line: str, printed: str) -> None:
    assert closed(line) == printed


def test_open_ended_keeps_a_bracket() -> None:
    assert open_ended(" 见附件（一）。 ") == "见附件（一）"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<b>&", "&lt;b&gt;&amp;"),
        ("第一行\n  第二行", "第一行第二行"),
        ("# 标题", "&#35; 标题"),
        ('"两定"机构#1 O\'Neil', "&#34;两定&#34;机构&#35;1 O&#39;Neil"),
        ("{{ 总计 }}", "{{ 总计 }}"),
        (3, "3"),
    ],
)
def test_text_stays_text_on_one_line(value: object, shown: str) -> None:
    assert plain(value) == shown


def test_a_figure_without_filter_is_a_fault() -> None:
    with pytest.raises(MisuseError):
        plain(quantity("1"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (32, "三十二"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_numeral(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.parametrize(
    ("typed", "in_numerals", "shown"),
    [
        ("2025-10-09", False, "2025年10月9日"),
        ("2024-10", True, "二〇二四年十月"),
        ("2024-10-21", True, "二〇二四年十月二十一日"),
        ("二〇二四年国庆前", True, "二〇二四年国庆前"),
    ],
)
def test_date(typed: str, in_numerals: bool, shown: str) -> None:
    assert date_text(typed, in_numerals) == shown


def test_an_item_is_marked_as_the_style_sheet_marks_it() -> None:
    style = (PROJECT.templates / "national" / "style.css").read_text("utf-8")
    first, last = re.findall(r"range: (\d+) (\d+);", style)[0]
    inside, outside = (int(first), int(last)), (int(first) - 1, int(last) + 1)
    assert [item_mark(n) for n in inside] == ["（一）", "（九十九）"]
    assert [item_mark(n) for n in outside] == ["（0）", "（100）"]
