"""Days written in characters, and those that are written in digits already."""

import pytest

from mingzhang.facts.days_in_digits import in_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二〇二五年十月九日", "2025年10月9日"),
        ("二零二四年二月二十日", "2024年2月20日"),
        ("二○二四年十二月三十一日", "2024年12月31日"),
        ("2024年10月20日", "2024年10月20日"),
        ("次年", "次年"),
    ],
)
def test_characters_are_read_as_digits(written: str, digits: str) -> None:
    assert in_digits(written) == digits
