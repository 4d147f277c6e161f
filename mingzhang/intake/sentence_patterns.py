"""Sentence patterns: a sentence of the form's folder with holes in it → a search in a text.

A hole before a unit of money or of things is a number, a line's subject is words without quotation
marks, any other is words to the end of the sentence; an empty one is passed over.
"""

from __future__ import annotations

import re

HOLE = re.compile(r"\{([^{}]*)\}")
MONEY, COUNTS = ("万元", "元"), ("辆", "台", "个", "家", "平方米", "人", "次")
NUMBER, WORDS, ANYTHING = r"([-+]?[0-9][0-9,，]*(?:\.[0-9]+)?)", r"([^。；\n]+?)", r"[^。；\n]*?"
NAME = r"([^“”\"。；\n]+?)"
OF_ROW = ":"  # between a list's key and that of its lines
SUBJECT = f"{OF_ROW}科目"


def holes(pattern: str) -> tuple[str, ...]:
    """The keys of a sentence's holes, but for the empty ones."""
    return tuple(hole[1] for hole in HOLE.finditer(pattern) if hole[1])


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a search."""
    parts: list[str] = []
    at = 0
    for hole in HOLE.finditer(pattern):
        parts.append(_fixed(pattern[at : hole.start()]))
        parts.append(_hole(hole[1], pattern[hole.end() :]))
        at = hole.end()
    # Words that end the sentence go on to its end.
    end = "" if at < len(pattern) else r"(?=[。；\n]|$)"
    return re.compile("".join((*parts, _fixed(pattern[at:]), end)))


def _fixed(text: str) -> str:
    """Fixed words of a text as a pattern, whatever blanks stand between them."""
    return r"\s*".join(re.escape(character) for character in text)


def _hole(key: str, after: str) -> str:
    if not key:
        return ANYTHING
    words = NAME if key.endswith(SUBJECT) else WORDS
    return r"\s*" + (NUMBER if after.startswith((*MONEY, *COUNTS)) else words) + r"\s*"
