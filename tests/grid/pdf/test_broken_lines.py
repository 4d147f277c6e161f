"""Cells that are narrower than their number → the number; numbers below each other stay several."""

from __future__ import annotations

import pytest

from mingzhang.grid.pdf.broken_lines import unbroken
from mingzhang.grid.pdf.upright_page import Box, Letter

DIGIT, LINE = 1000, 1200


def letters(*lines: str) -> list[Letter]:
    """The characters of some lines, each as wide as a digit."""
    return [
        Letter(text, Box(n * DIGIT, row * LINE, (n + 1) * DIGIT, row * LINE + DIGIT))
        for row, line in enumerate(lines)
        for n, text in enumerate(line)
    ]


def read(*lines: str, digits: int, may_be_code: bool = False) -> tuple[str, ...]:
    return unbroken(letters(*lines), digits * DIGIT, may_be_code=may_be_code)


@pytest.mark.parametrize(
    "lines", [("22,186,440", ".80"), ("1,053.4", "3"), ("-1,053,2", "44.00"), ("1053", ".43")]
)
def test_an_amount_that_a_narrow_cell_broke_is_one(lines: tuple[str, ...]) -> None:
    assert read(*lines, digits=len(lines[0]) + 1) == ("".join(lines),)


@pytest.mark.parametrize(
    "lines",
    [
        ("9.00", "2.00"),
        ("1,000", "200.00"),  # a group of three digits is missing its comma
        ("12.05", "3"),  # has not two decimals
        ("105", "43.20"),  # a break comes where the line is full, not before
        ("12", "34"),
    ],
)
def test_amounts_below_each_other_stay_several(lines: tuple[str, ...]) -> None:
    assert read(*lines, digits=max(map(len, lines)) + 1) == lines


def test_what_had_room_for_a_digit_more_is_not_broken() -> None:
    assert read("1,053.4", "3", digits=12) == ("1,053.4", "3")


def test_the_code_of_a_unit_is_one_where_codes_stand() -> None:
    assert read("50200", "1", digits=6, may_be_code=True) == ("502001",)
    assert read("50200", "1", digits=6) == ("50200", "1")
    assert read("208", "210", digits=4, may_be_code=True) == ("208", "210")
