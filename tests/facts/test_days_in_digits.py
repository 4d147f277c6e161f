"""Days written in characters, and those that are written in digits already."""

import pytest

from mingzhang.facts.days_in_digits import in_digits, named_day


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


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("二〇二五年十月九日", (2025, 10, 9)),
        ("2025 年 10 月 9 日", (2025, 10, 9)),
        ("2025-10-09", (2025, 10, 9)),
        ("2025-10", (2025, 10)),
        ("2025年10月", (2025, 10)),
        ("2025年底", ()),
        ("", ()),
    ],
)
def test_a_day_is_known_however_it_is_written(written: str, numbers: tuple[int, ...]) -> None:
    assert named_day(written) == numbers
