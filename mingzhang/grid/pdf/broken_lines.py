"""Broken: the characters of a narrow cell → its lines, a number that its width broke as one.

A program breaks a number only where no digit more has room, so what is broken fills the cell but
for its last line.  Numbers below each other in a cell that has room for more are several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.grid.pdf.text_lines import box_of, in_lines, lines_of
from mingzhang.grid.pdf.upright_page import Letter

CODES = (3, 5, 6, 7, 9)  # digits of the code of a subject or a unit
PADDING = 3  # digits that the padding of a cell may be wide
# An amount as a whole: grouped by thousands throughout or not at all, with two decimals.
AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.[0-9]{2}")


def unbroken(letters: Sequence[Letter], width: int, *, may_be_code: bool) -> tuple[str, ...]:
    """The lines of a cell of that width; a number that was broken into several is one."""
    lines = in_lines(letters)
    if len(lines) < 2:
        return lines
    is_one = (may_be_code and _is_code(lines)) or _is_amount(lines)
    return ("".join(lines),) if is_one and _is_filled(letters, width) else lines


def _is_code(lines: Sequence[str]) -> bool:
    """Whether broken lines are one code, and not codes below each other."""
    whole = "".join(lines)
    pieces_are_codes = all(len(line) in CODES for line in lines)
    return whole.isdecimal() and len(whole) in CODES and not pieces_are_codes


def _is_amount(lines: Sequence[str]) -> bool:
    """Whether broken lines are one amount, and not amounts below each other."""
    pieces_are_amounts = all(AMOUNT.fullmatch(line) for line in lines)
    return bool(AMOUNT.fullmatch("".join(lines))) and not pieces_are_amounts


def _is_filled(letters: Sequence[Letter], width: int) -> bool:
    """Whether each broken line but the last leaves no room for a digit beside the padding."""
    lines = [[one for one in line if one.text.strip()] for line in lines_of(letters)]
    boxes = [box_of(line) for line in lines if line]
    digit = max(one.box.right - one.box.left for line in lines for one in line)
    filled = [box.right - box.left for box in boxes[:-1]]
    last = boxes[-1].right - boxes[-1].left
    return all(width - one < PADDING * digit and one + digit > last for one in filled)
