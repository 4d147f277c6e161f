"""Nesting: a section's blocks → the same with headings that go down one level at a time.

A template and an author say which heading is smaller than which, not on which level the first one
lies.  A level left out (``## `` in a file without ``# ``) is one that a screen reader misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mingzhang.document.narrative import Block
from mingzhang.document.sentence_figures import rendered

PART = 2  # the level of a part's heading; its sections' are one below
DEEPEST = 6
TAG = re.compile(r"h([1-6])")
HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>")


def nested(blocks: Iterable[Block], *, has_title: bool) -> Iterator[Block]:
    """The blocks of a section with headings one level at a time, below its own (h3) or none."""
    ladder = _Ladder(PART + has_title)

    def moved(match: re.Match[str]) -> str:
        """A heading at its level."""
        tag = ladder.tag(int(match[1]))
        return f"<{tag}>{match[2]}</{tag}>"

    for block in blocks:
        if heading := TAG.fullmatch(block.tag):
            yield replace(block, tag=ladder.tag(int(heading[1])))
        elif block.tag == "html":
            yield replace(block, content=rendered(HEADING.sub(moved, block.content)))
        else:
            yield block


class _Ladder:
    """The levels, as written, of the headings that the next one may lie below."""

    def __init__(self, above: int) -> None:
        self._above = above
        self._written: list[int] = []

    def tag(self, written: int) -> str:
        """The element of the next heading: below the last one that was written as a greater."""
        while self._written and self._written[-1] >= written:
            self._written.pop()
        self._written.append(written)
        return f"h{min(self._above + len(self._written), DEEPEST)}"
