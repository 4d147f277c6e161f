"""Even lines: a cell's or a head's text and its room → the same, no character left over, none torn.

Only paper needs it: its lines are known beforehand, and WeasyPrint has no ``text-wrap: balance``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import ceil

from markupsafe import Markup, escape

from mingzhang.document.sentence_figures import rendered
from mingzhang.document.text_width import end_of, text_width, units
from mingzhang.document.unbroken_figures import keep_whole

# A style may set a cell a little wider or narrower than was reckoned: not indented, for one.
INEXACT = tuple(map(Decimal, ("-0.5", "0", "0.5", "1", "1.5", "2")))
KEPT = Markup('{}<span class="whole">{}</span>')
# A line end of its own within a link would tear the link in two (pdf.css keeps this one).
BROKEN = Markup("{}\n{}")
PART = Markup('<span class="title-part">{}</span>')
COVER = 17  # characters that a line of the cover has room for (style.css)
SLACK = 2  # how much longer than its share a line may become: a character and its bracket
TITLE = 20  # characters that a line of a part's title has room for, where it has least (style.css)
SHORT, LAST = 8, 4  # a title that is never broken, and what is kept together of any other
YEAR = re.compile(r"[0-9]{4}年")


@lru_cache(1 << 14)
def even(text: str, room: Decimal) -> Markup:
    """A text in even lines: its end is kept together where one character would stand alone.

    ``room`` is the width of the cell in characters.
    """
    tail = end_of(text)
    is_left_over = any(len(_lines(text, room + more)[-1]) == 1 for more in INEXACT)
    if len(text) <= len(tail) or text_width(tail) > room or not is_left_over:
        return _numbers_whole(escape(text), room)
    return KEPT.format(_numbers_whole(escape(text[: -len(tail)]), room), tail)


def even_cover(line: str) -> Markup:
    """The lines of a cover's title even: where it takes several, all of about one length."""
    whole = text_width(line)
    if whole <= COVER:
        return escape(line)
    least, lines = whole / ceil(whole / (COVER - SLACK)), [""]
    for unit in units(line):
        if text_width(lines[-1]) >= least:
            lines.append("")
        lines[-1] += unit
    if any(text_width(one) > COVER for one in lines):
        return escape(line)
    return Markup("").join(Markup('<span class="whole">{}</span>').format(one) for one in lines)


def even_title(text: str) -> Markup:
    """A part's title in even lines, broken behind its number, else before the year.

    What is kept together always has room on a line.
    """
    if len(text) < SHORT:
        return escape(text)
    return KEPT.format(*_broken(text))


def even_entry(text: str, room: int) -> Markup:
    """A line of the contents even: no page's number alone on a line behind a title that fills one.

    ``room`` is that of a title beside its page's number, in characters.
    """
    if text_width(text) <= room:
        return escape(text)
    return BROKEN.format(*_broken(text))


def kept_title(text: str) -> Markup:
    """A title on the page, whose lines a browser makes even: no number torn from its unit."""
    return rendered(keep_whole(escape(text)))


def kept_cover(line: str, agency: str) -> Markup:
    """A line of the cover on the page: broken beside the agency's name before within a part."""
    around, name, rest = line.partition(agency) if agency else (line, "", "")
    parts = [kept_title(part) for part in (around, name, rest) if part]
    return Markup("").join(map(PART.format, parts) if len(parts) > 1 else parts)


def _broken(text: str) -> tuple[str, str]:
    """Where a title that takes two even lines is broken."""
    tail = next(filter(_has_room, _tails(text)), text[-LAST:])
    return text[: -len(tail)], tail


def _tails(text: str) -> Iterator[str]:
    """What may begin a second, even line, the best first; a title of one line has none."""
    if text_width(text) <= TITLE:
        return
    yield from (text[at + 1 :] for at in (text.find(" "),) if at > 0)
    yield from (text[found.start() :] for found in YEAR.finditer(text) if found.start())


def _has_room(tail: str) -> bool:
    return len(tail) >= LAST and text_width(tail) <= TITLE


def _numbers_whole(html: Markup, room: Decimal) -> Markup:
    """Even lines whose numbers keep their units, where the text takes more than one."""
    if text_width(html) <= room:
        return html
    return rendered(keep_whole(html))


def _lines(text: str, room: Decimal) -> list[str]:
    """The lines of a text filled one after the other, before they are made even."""
    lines = [""]
    for unit in units(text):
        if lines[-1] and text_width(lines[-1] + unit) > room:
            lines.append("")
        lines[-1] += unit
    return lines
