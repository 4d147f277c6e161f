"""Sheet: a page of a PDF as it is read upright: characters and drawn lines with their places.

Lengths are hundredths of a point; x runs to the right and y downwards from the upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

POINT = 100


class Box(NamedTuple):
    """An area on an upright page."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[int, int]:
        """The centre of an area on an upright page."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


class Letter(NamedTuple):
    """A character on an upright page and its area, from the font's depth to its height."""

    text: str
    box: Box


class Line(NamedTuple):
    """A drawn line of an upright page: ``at`` is its y where it is level, else its x."""

    at: int
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """A page; ``turn`` are the quarters by which it was turned to be upright.

    ``fault`` says why it cannot be read surely; such a page has nothing else.
    """

    number: int
    frame: Box
    turn: int = 0
    letters: tuple[Letter, ...] = ()
    level: tuple[Line, ...] = ()
    upright: tuple[Line, ...] = ()
    fault: str = ""

    def on_paper(self, box: Box) -> tuple[int, int, int, int]:
        """An area of an upright page as the PDF itself counts: left, low, right, high."""
        left, low, right, high = self.frame
        a, b = _back(box.left, box.top, self.turn), _back(box.right, box.bottom, self.turn)
        width, height = right - left, high - low
        shift = {0: (0, height), 1: (0, 0), 2: (width, 0), 3: (width, height)}[self.turn]
        xs = sorted(left + shift[0] + x for x in (a[0], b[0]))
        ys = sorted(low + shift[1] + y for y in (a[1], b[1]))
        return xs[0], ys[0], xs[1], ys[1]


def _back(x: int, y: int, turn: int) -> tuple[int, int]:
    return {0: (x, -y), 1: (y, x), 2: (-x, y), 3: (-y, -x)}[turn]


def upright(x: int, y: int, frame: Box, turn: int) -> tuple[int, int]:
    """A point of the PDF's own → where it is when its text is upright.

    ``turn`` are the quarters, against the clock, by which the text is turned on the paper.
    """
    left, low, right, high = frame
    if turn == 1:
        return y - low, x - left
    if turn == 2:
        return right - x, y - low
    if turn == 3:
        return high - y, right - x
    return x - left, high - y
