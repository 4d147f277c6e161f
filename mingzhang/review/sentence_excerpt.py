"""Pieces of a changed sentence → those pieces with only as much around them as says where."""

from __future__ import annotations

from mingzhang.reading.stray_characters import one_line
from mingzhang.review.review_values import NEW, SAME, SentenceChange, Words

AROUND = 16  # characters that are kept on either side of a change
GAP = "…"


def excerpt(change: SentenceChange) -> Words:
    """The excerpt of a changed sentence; one that came or went, whole."""
    pieces = change.words
    last = len(pieces) - 1
    return tuple(
        (way, one_line(_shortened(text, number == 0, number == last) if way == SAME else text))
        for number, (way, text) in enumerate(pieces)
    )


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    if is_first:
        return text if len(text) <= AROUND else f"{GAP}{text[-AROUND:]}"
    if is_last:
        return text if len(text) <= AROUND else f"{text[:AROUND]}{GAP}"
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]}{GAP}{text[-AROUND:]}"


def marked(words: Words, old: tuple[str, str], new: tuple[str, str]) -> str:
    """A sentence's excerpt as one line; ``old`` and ``new`` are the marks around such pieces."""
    parts = []
    for way, text in words:
        before, after = ("", "") if way == SAME else new if way == NEW else old
        parts.append(f"{before}{text}{after}")
    return "".join(parts)
