"""Sentences: which changed, and which words of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mingzhang.review.changed_sentences import compare_sentences, compare_words
from mingzhang.review.review_values import SentenceChange
from mingzhang.review.sentence_excerpt import excerpt, marked

HEAD = ("部分", "章节")
PLAIN = ("[-", "-]"), ("{+", "+}")


def told(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    return [(c.old, c.new) for c in compare_sentences({HEAD: old}, {HEAD: new})]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["甲。", "乙。"], ["甲。", "乙。"], []),
        (["甲。", "乙。"], ["乙。", "甲。"], []),
        (["总计100.00万元。"], ["总计120.00万元。"], [("总计100.00万元。", "总计120.00万元。")]),
        (["甲。"], ["甲。", "新的一句话。"], [("", "新的一句话。")]),
        (["甲。", "去掉的一句。"], ["甲。"], [("去掉的一句。", "")]),
        (["甲。", "甲。"], ["甲。"], [("甲。", "")]),
        (["完全不同的话。"], ["XYZ"], [("", "XYZ"), ("完全不同的话。", "")]),
    ],
)
def test_sentences(old: list[str], new: list[str], pairs: list[tuple[str, str]]) -> None:
    assert told(old, new) == pairs


def test_a_section_that_is_new() -> None:
    found = compare_sentences({}, {HEAD: ["甲。"]})
    assert [(c.heading, c.new) for c in found] == [("章节", "甲。")]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("增加1,234.50万元", "增加1,235.50万元", "增加[-1,234.50-]{+1,235.50+}万元"),
        ("增长4.33%。", "下降4.33%。", "[-增长-]{+下降+}4.33%。"),
        ("共5个项目", "共 5个项目", "共{+ +}5个项目"),
    ],
)
def test_figures_are_words(old: str, new: str, shown: str) -> None:
    assert marked(compare_words(old, new), *PLAIN) == shown


def test_an_excerpt_keeps_what_is_near() -> None:
    old, new = f"{'前' * 40}1{'后' * 40}", f"{'前' * 40}2{'后' * 40}"
    change = SentenceChange("", "", old, new, compare_words(old, new))
    assert marked(excerpt(change), *PLAIN) == f"…{'前' * 16}[-1-]{{+2+}}{'后' * 16}…"
