"""Even lines: a cell's text and its room → the same, with no character left over, no number torn.

Only paper needs it: its lines are known beforehand, and WeasyPrint has no ``text-wrap: balance``.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from mingzhang.document.sentence_figures import rendered
from mingzhang.document.text_width import end_of, text_width, units
from mingzhang.document.unbroken_figures import keep_whole

# A style may set a cell a little wider or narrower than was reckoned: not indented, for one.
INEXACT = tuple(map(Decimal, ("-0.5", "0", "0.5", "1", "1.5", "2")))
KEPT = Markup('{}<span class="whole">{}</span>')


@lru_cache(1 << 14)
def even(text: str, room: Decimal) -> Markup:
    """The text with its end kept together where else one character would stand alone.

    ``room`` is the width of the cell in characters.
    """
    tail = end_of(text)
    is_left_over = any(len(_lines(text, room + more)[-1]) == 1 for more in INEXACT)
    if len(text) <= len(tail) or text_width(tail) > room or not is_left_over:
        return _numbers_whole(escape(text), room)
    return KEPT.format(_numbers_whole(escape(text[: -len(tail)]), room), tail)


def _numbers_whole(html: Markup, room: Decimal) -> Markup:
    """The text whose numbers keep their units, where it takes more than one line."""
    if text_width(html) <= room:
        return html
    return rendered(keep_whole(html))


def _lines(text: str, room: Decimal) -> list[str]:
    """The lines as they are filled one after the other."""
    lines = [""]
    for unit in units(text):
        if lines[-1] and text_width(lines[-1] + unit) > room:
            lines.append("")
        lines[-1] += unit
    return lines
