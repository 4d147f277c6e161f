"""Sentences on a page: found with anything between their words, and always in the end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from mingzhang.document.sentences_on_page import ANYTHING, WIDEST, is_on_page


def seen(template: str, page: str) -> bool:
    return is_on_page(Environment(autoescape=True).parse(template).body, page)


@pytest.mark.parametrize(
    ("template", "page", "expected"),
    [
        ("培训费{{ a }}万元", "培训费12.00万元", True),
        ("培训费{{ a }}万元", "会议费12.00万元", False),
        ("培训费{{ a }}万元", "培训费\n万元", False),  # of two lines none is the sentence
        ("培训费{{ a }}万元", f"培训费{'0' * WIDEST}万元", True),
        ("培训费{{ a }}万元", f"培训费{'0' * (WIDEST + 1)}万元", False),
        ("{{ a }}万元{{ b }}", "收入万元", True),
        ("{{ a }}元{{ b }}", "收入1元", False),  # one character could be any sentence
        ("支出{{ a }}{{ b }}万元", f"支出{'0' * 2 * WIDEST}万元", True),
        ("支出合计{{ a }}万元", "万元支出合计", False),
    ],
)
def test_words_stand_in_order_with_figures_between_them(
    template: str, page: str, expected: bool
) -> None:
    assert seen(template, page) is expected


def test_a_sentence_of_many_figures_on_a_page_of_the_same_words_has_an_end() -> None:
    """Words that every figure is followed by: a pattern would try all their combinations."""
    template = "其中" + "{{ a }}万元，" * 30 + "完毕"
    assert not seen(template, "其中" + "1万元，" * 2000)
    assert seen(template, "其中" + "1万元，" * 2000 + "完毕") is False  # more than it has figures
    assert seen(template, "其中" + "1万元，" * 30 + "完毕")


@given(
    st.lists(st.sampled_from(["万元", "元", "其中", "", "元元"]), min_size=1, max_size=4),
    st.text("万元其中0", max_size=90),
)
def test_it_agrees_with_the_pattern_that_says_the_same(words: list[str], page: str) -> None:
    line = ANYTHING.join(words).strip(ANYTHING)
    template = line.replace(ANYTHING, "{{ a }}")
    pattern = f"[^\n]{{0,{WIDEST}}}?".join(map(re.escape, line.split(ANYTHING)))
    said = re.search(r"[一-鿿]{2}", line) is not None
    assert seen(template, page) == (said and re.search(pattern, page) is not None)
