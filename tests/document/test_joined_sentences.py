"""Sentences whose parts do not join: marks or words twice, 比上年持平."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.joined_sentences import joined_badly
from mingzhang.document.narrative import Block
from mingzhang.document.sentence_figures import rendered
from tests.support import account

PLACE = Place(Path("document.yaml"), 9)
NOTHING = "年度: 2024"


def told(sentence: str, source: str = NOTHING, tag: str = "p") -> list[str]:
    blocks = [Block(tag, rendered(sentence))]
    found = joined_badly(blocks, account(source), [], PLACE)
    return [f"{one.place.line} {one.message}" for one in found]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("2024年未安排因公出国事项。。主要用于交流。", "因公出国事项。。主要用于交流"),
        ("小于预算的主要情况：，主要原因是节约。", "主要情况：，主要原因是节约"),
        ("支出<data>200.00</data>万元，比上年持平。", "，比上年持平。”"),
        ("比2023年决算数持平，占一半。", "“比2023年决算数持平，占一半。”"),
        ("其他支出支出<data>2.00</data>万元。", "“其他支出支出2.00万元。”"),
    ],
)
def test_parts_that_do_not_join(sentence: str, words: str) -> None:
    (message,) = told(sentence)
    assert message.startswith("9 印出来是“")
    assert words in message


@pytest.mark.parametrize(
    "sentence",
    [
        "支出200.00万元，与上年持平。",
        "比上年增加5.00万元，接待费与上年持平。",
        "比上年增加5.00万元，其中接待费持平。",
        "主要用于“三公”……等。",
    ],
)
def test_parts_that_join(sentence: str) -> None:
    assert told(sentence) == []


def test_what_the_author_typed_so_is_told_of_his_text() -> None:
    reason = "原因: {总计: 人员增加。。追加了经费}"
    assert told("主要原因是人员增加。。追加了经费。", f"{NOTHING}\n{reason}") == []
    assert told("正文。。", tag="html") == []


@pytest.mark.parametrize(
    ("typed", "sentence", "word"),
    [
        ("燃料费、保险费等支出", "主要用于燃料费、保险费等支出支出2.00万元。", "支出"),
        ("主要用于接待", "其中主要用于主要用于接待，共2批次。", "主要用于"),
        ("燃料费、保险费等", "主要用于燃料费、保险费等等支出。", "等"),
    ],
)
def test_a_word_that_the_sentence_has_is_told_where_it_was_typed(
    typed: str, sentence: str, word: str
) -> None:
    (message,) = told(sentence, f"{NOTHING}\n原因: {{总计: {typed}}}")
    assert message == f"2 印出来是“{word}{word}”：这里写了“{word}”，句子里也有。"
    assert told(sentence, f"{NOTHING}\n原因: {{总计: {word}{word}}}") == []


def test_what_is_quoted_where_it_is_accepted_is_not_typed_so() -> None:
    accepted = f"{NOTHING}\n核对说明: [{{规则: MZ535, 涉及: 支出支出, 说明: 名称如此}}]"
    assert len(told("其他支出支出2.00万元。", accepted)) == 1
