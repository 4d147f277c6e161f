"""Characters of a cell as lines of text, with what makes a number unsure."""

from __future__ import annotations

import pytest

from mingzhang.grid.pdf.text_lines import in_lines
from mingzhang.grid.pdf.upright_page import Box, Letter

WIDE, HIGH = 450, 900


def letters(text: str, *, apart: int = 0, small: str = "", lost: str = "") -> list[Letter]:
    """Characters beside each other; those that are ``small`` are a note's, ``lost`` are a gap."""
    found, x = [], 1000
    for character in text:
        wide = WIDE // 2 if character in ".," else WIDE
        top = 0 if character not in small else HIGH // 3
        high = HIGH if character not in small else HIGH // 2
        if character not in lost:
            found.append(Letter(character, Box(x, top, x + wide, top + high)))
        x += wide + apart
    return found


@pytest.mark.parametrize("apart", [0, 200, 600])
def test_digits_set_wide_apart_are_one_number(apart: int) -> None:
    assert in_lines(letters("1,234.56", apart=apart)) == ("1,234.56",)


def test_a_mark_of_a_note_is_no_digit_of_its_number() -> None:
    assert in_lines(letters("123.456", small="6")) == ("123.45(6)",)
    assert in_lines(letters("2024年6", small="6")) == ("2024年6",)


def test_a_number_with_room_for_a_point_that_is_not_told_is_unsure() -> None:
    assert in_lines(letters("9.64", lost=".")) == ("9\ufffc64",)
    assert in_lines(letters("1,964.00", lost=".")) == ("1,964\ufffc00",)


def test_wide_digits_are_those_of_a_number() -> None:
    assert in_lines(letters("－１，２３４．５６")) == ("-1,234.56",)
    assert in_lines(letters("２０２４年")) == ("２０２４年",)
