"""Justified: a line that is shorter than its column → as wide, as Chinese text is set.

WeasyPrint widens nothing but the blanks between words (its source says so at ``justify_line``), and
Chinese has none: a line ended as far from the edge as the number is long that did not fit.  Here
the gaps between characters take up what is left, but those within a number.  A closing mark at the
end of a line is half a blank: that half stands outside the column, so that the edge is straight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import inline

# Boxes and streams of WeasyPrint are not typed.
Box = Any
HALF_BLANK = "，。、；：）》〉」』】”’！？"
LEAST = 0.02  # of the text's size: what nobody sees


def justify_line(context: object, line: Box, extra: float) -> None:
    """Justify a line by ``extra`` px, and by the blank half of a mark that ends it."""
    del context
    texts = [text for text in _texts(line) if text.text]
    if not texts:
        return
    size = texts[-1].style["font_size"]
    if texts[-1].text.rstrip()[-1:] in HALF_BLANK:
        extra += size / 2
    gaps = sum(map(_gaps, texts)) - 1  # none after the last character
    if gaps > 0 and extra > size * LEAST:
        _widen(line, extra / gaps, 0)


def _texts(box: Box) -> Iterator[Box]:
    for child in box.children:
        if isinstance(child, TextBox):
            yield child
        elif isinstance(child, InlineBox):
            yield from _texts(child)


def _is_number(text: Box) -> bool:
    return bool(text.style["white_space"] == "nowrap")


def _gaps(text: Box) -> int:
    """The gaps of a line to be justified: one after each character, none within a number."""
    return 1 if _is_number(text) else len(text.text)


def _widen(box: Box, gap: float, moved: float) -> float:
    """Widen what a box on a justified line holds; how far what follows it is moved."""
    if isinstance(box, TextBox):
        box.position_x += moved
        if not _is_number(box):
            box.justification_spacing = gap
        wider = gap * _gaps(box) if box.text else 0
        box.width += wider
        return moved + wider
    if not isinstance(box, LineBox | InlineBox):
        box.translate(moved, 0)
        return moved
    box.position_x += moved
    start = moved
    for child in box.children:
        if child.is_in_normal_flow():
            moved = _widen(child, gap, moved)
    box.width += moved - start
    return moved


def _drawn_apart(draw: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """The same drawing of a justified text, its characters as far apart as its line asks."""

    def drawn(stream: Any, text: Box, *rest: object) -> list[Any]:  # noqa: ANN401
        """A text drawn with the characters of justified lines apart."""
        gap = getattr(text, "justification_spacing", 0)  # a drawing's texts have none
        if not gap:
            return draw(stream, text, *rest)
        # Tc, the distance of characters, is nothing that pydyf has a name for.
        stream.stream.append(f"{gap:.3f} Tc".encode())
        emojis = draw(stream, text, *rest)
        stream.stream.append(b"0 Tc")
        return emojis

    return drawn


@contextmanager
def justified() -> Iterator[None]:
    """While it lasts, WeasyPrint justifies lines of Chinese between their characters."""
    before = inline.justify_line, drawing.draw_first_line
    inline.justify_line = justify_line
    drawing.draw_first_line = _drawn_apart(drawing.draw_first_line)
    try:
        yield
    finally:
        inline.justify_line, drawing.draw_first_line = before
