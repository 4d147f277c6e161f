from __future__ import annotations

import pytest

from mingzhang.document.closing_zeros import without_closing_zeros


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("否", ["27.00", "27.60", "1,200", "0.05"]),
        ("", ["27.00", "27.60", "1,200", "0.05"]),
        ("是", ["27", "27.6", "1,200", "0.05"]),
        ("整数", ["27", "27.60", "1,200", "0.05"]),
    ],
)
def test_closing_zeros_are_cut_as_the_form_says(how: str, shown: list[str]) -> None:
    typed = ["27.00", "27.60", "1,200", "0.05"]
    assert [without_closing_zeros(text, how) for text in typed] == shown
