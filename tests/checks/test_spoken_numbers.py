"""Numbers in words, read out as a reader would."""

from __future__ import annotations

import re

import pytest

from mingzhang.checks.spoken_numbers import SPOKEN, spoken


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("五十六", "56"),
        ("百", "100"),
        ("一百零五", "105"),
        ("一百二十", "120"),
        ("十二点五", "12.5"),
        ("零点零三", "0.03"),
    ],
)
def test_a_number_in_words(words: str, number: str) -> None:
    assert re.fullmatch(SPOKEN, words)
    assert str(spoken(words)) == number
