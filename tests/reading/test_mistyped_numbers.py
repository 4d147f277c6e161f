"""A number that was mistyped: what is wrong with it is told as it was typed."""

from __future__ import annotations

import pytest

from mingzhang.reading.mistyped_numbers import slip


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("３万", "请写 3（“金额单位”是万元的；是元的写 30000）；不是金额的写 30000"),
        ("１２．５万元", "请写 12.5（“金额单位”是万元的；是元的写 125000）"),
        ("（３）", "请写 -3"),
        ("３个", "请写 3"),
    ],
)
def test_full_width_digits_with_more_about_them_are_a_number_too(text: str, hint: str) -> None:
    found = slip(text)
    assert found is not None
    assert found[0].startswith(f"“{text}”")
    assert found[1] == hint
