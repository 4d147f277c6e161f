"""Lettering: characters and their places → lines of text as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from mingzhang.grid.grid import LOST
from mingzhang.grid.pdf.upright_page import Box, Letter

FAR = 1.5  # characters' heights between two texts of one line
NOTE = 0.75  # of the height of a number's digits, below which one is that of a note
GAP = 0.4  # of the width of a number's digits, beyond the gaps between others
NUMBER = re.compile(r"[-0-9.,%]+")
NARROW = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")
NEAR = 20  # characters of a line that are looked at


@dataclass(frozen=True)
class Text:
    """A text in one line of a PDF's page, and its area."""

    text: str
    box: Box


def texts_of(letters: Iterable[Letter], *, apart: float = FAR) -> tuple[Text, ...]:
    """The texts of some characters, line by line from above; a wide gap parts two of a line."""
    return tuple(text for line in lines_of(letters) for text in _parted(line, apart))


def lines_of(letters: Iterable[Letter]) -> list[list[Letter]]:
    """The characters line by line, each from the left.

    Characters whose middles differ by less than half a height stand in one line, though programs
    set digits a little higher than words.
    """
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.box.middle[1]):
        if lines and _is_beside(letter, lines[-1]):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]


def _is_beside(letter: Letter, line: Sequence[Letter]) -> bool:
    near = line[-NEAR:]  # in the order of their middles
    usual = near[len(near) // 2].box
    apart = letter.box.middle[1] - usual.middle[1]
    return 2 * apart <= max(usual.bottom - usual.top, letter.box.bottom - letter.box.top)


def _parted(line: Sequence[Letter], apart: float) -> list[Text]:
    parts: list[list[Letter]] = []
    height = median([one.box.bottom - one.box.top for one in line])
    for letter in line:
        if not letter.text.strip() and not parts:
            continue
        if parts and letter.box.left - _end(parts[-1]) <= apart * height:
            parts[-1].append(letter)
        elif letter.text.strip():
            parts.append([letter])
    return [Text(_joined(part), box_of(part)) for part in parts]


def _end(part: Sequence[Letter]) -> int:
    return max(one.box.right for one in part if one.text.strip())


def _joined(letters: Sequence[Letter]) -> str:
    return "".join(one.text for one in letters).strip()


def box_of(letters: Sequence[Letter]) -> Box:
    """The area of some characters of a line of text."""
    boxes = [one.box for one in letters]
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def in_lines(letters: Iterable[Letter]) -> tuple[str, ...]:
    """The text of a PDF table's cell, line by line."""
    texts = (_narrow(_joined(_unsure(line))) for line in lines_of(letters))
    return tuple(text for text in texts if text)


def _narrow(text: str) -> str:
    """A line of a cell; a number that is set in characters as wide as words as any other."""
    narrow = text.translate(NARROW)
    return narrow if NUMBER.fullmatch(narrow) else text


def _unsure(line: list[Letter]) -> list[Letter]:
    """A line of a cell; if it is a number, with what makes it unsure in its text.

    Smaller digits are a note's mark, and stand in brackets; where a point had room, the library
    that reads the file may have lost it.
    """
    digits = [one.box for one in line if one.text.isdigit()]
    if not digits or not NUMBER.fullmatch(_joined(line)):
        return line
    least = NOTE * max(box.bottom - box.top for box in digits)
    room = GAP * median([box.right - box.left for box in digits])
    drawn = [one for one in line if one.text.strip()]
    gaps = [other.box.left - one.box.right for one, other in pairwise(drawn)]
    usual = min(gaps, default=0)
    return [
        one._replace(text=f"{LOST if gap - usual > room else ''}{_noted(one, least)}")
        for one, gap in zip(drawn, [usual, *gaps], strict=True)
    ]


def _noted(letter: Letter, least: float) -> str:
    """A number's character, in brackets where it is a digit lower than that."""
    is_small = letter.text.isdigit() and letter.box.bottom - letter.box.top < least
    return f"({letter.text})" if is_small else letter.text
