"""Across lines: characters by the cell that their middles are in → cells whose numbers run on.

A number that is too wide for its cell is drawn over the line, and its last digits stand in the next
cell before that one's own.  Nothing tells surely whose they are: neither cell is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mingzhang.grid.pdf.text_lines import lines_of
from mingzhang.grid.pdf.upright_page import Letter

Span = tuple[int, int, int, int]
OF_NUMBERS = frozenset("0123456789.,")
TOUCHING = 20  # to which part of its height a character stands beside the one before


def across(held: Mapping[Span, Sequence[Letter]]) -> frozenset[Span]:
    """The cells that share a number which is drawn across the line between them."""
    owners = {id(one): span for span, letters in held.items() for one in letters}
    numbers = (one for letters in held.values() for one in letters if one.text in OF_NUMBERS)
    pairs = (pair for line in lines_of(numbers) for pair in pairwise(line))
    return frozenset(_shared(pairs, owners))


def overprinted(held: Mapping[Span, Sequence[Letter]]) -> frozenset[Span]:
    """The cells in which words are drawn over numbers or other words: neither is read surely."""
    return frozenset(
        span
        for span, letters in held.items()
        for line in lines_of(one for one in letters if one.text.isalnum())
        if any(_is_over(one, other) for one, other in pairwise(line))
    )


def _is_over(one: Letter, other: Letter) -> bool:
    """Whether more than half of the narrower of two characters lies over the other."""
    shared = one.box.right - other.box.left
    return 2 * shared > min(b.right - b.left for b in (one.box, other.box)) > 0


def _shared(pairs: Iterator[tuple[Letter, Letter]], owners: Mapping[int, Span]) -> Iterator[Span]:
    """Both cells of every two characters of a number with a line across it."""
    for one, other in pairs:
        first, second = owners[id(one)], owners[id(other)]
        if first != second and _touch(one, other):
            yield from (first, second)


def _touch(one: Letter, other: Letter) -> bool:
    """Whether two characters stand side by side as those of one number do."""
    height = one.box.bottom - one.box.top
    return abs(other.box.left - one.box.right) * TOUCHING <= height
