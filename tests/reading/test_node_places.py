"""Where a character of a text stands, however the source writes the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.reading.yaml import read_yaml

WRITINGS = {
    "plain": "k: 甲乙 12.5 丙\n",
    "single": "k: '甲''乙 12.5 丙'\n",
    "double": 'k: "甲\\"乙 12.5 丙"\n',
    "literal": "k: |\n  甲\n  乙 12.5 丙\n",
    "folded": "k: >-\n  甲\n  乙\n\n  12.5 丙\n",
    "several lines": "k: 甲\n  乙\n  12.5 丙\n",
    "in braces": "{a: 1, k: 甲 12.5 丙}\n",
    "windows": "k: |\r\n  甲\r\n  12.5 丙\r\n",
}


def place_in(source: str, words: str) -> str:
    node, found = read_yaml(source.encode(), Path("f"))
    assert node is not None, found
    text = node.get("k")
    assert text is not None
    place = text.place_of(text.text.index(words))
    return source.replace("\r\n", "\n").split("\n")[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize("source", WRITINGS.values(), ids=WRITINGS)
def test_every_writing(source: str) -> None:
    assert place_in(source, "12.5").startswith("12.5 丙")


@given(st.text(alphabet="甲乙 12.5元", min_size=1).filter(str.strip), st.sampled_from("'\""))
def test_any_quoted_text(text: str, quote: str) -> None:
    assert place_in(f"k: {quote}{text}7万{quote}\n", "7万").startswith("7万")
