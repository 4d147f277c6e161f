"""What is found in texts, remembered: a text → what a rule found in it when it was last asked.

Most texts of a document that is being written are those of a moment ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

MOST = 1 << 12  # texts that one function remembers
Words = ParamSpec("Words")
Found = TypeVar("Found")


def remembered(look: Callable[Words, Iterable[Found]]) -> Callable[Words, tuple[Found, ...]]:
    """A function that finds something in a text, and remembers it.

    What it finds may depend on nothing but the arguments, and tells offsets, not places.
    """

    @lru_cache(MOST)
    def known(*words: Words.args, **named: Words.kwargs) -> tuple[Found, ...]:
        """What was remembered for the same words, or is found now."""
        return tuple(look(*words, **named))

    return cast(Callable[Words, tuple[Found, ...]], known)
