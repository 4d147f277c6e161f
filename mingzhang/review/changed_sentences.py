"""Sentences of two versions → those that read otherwise, and which words of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from mingzhang.review.review_values import NEW, OLD, SAME, SentenceChange, Words
from mingzhang.review.version_contents import Heading

# A figure with its separators and its sign of per cent is one word, so is a run of Latin letters.
WORD = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]?|[A-Za-z]+|\s+|.", re.DOTALL)
ALIKE = 0.4  # of the characters; below, a sentence went and another one came
SHORT = 2  # a piece of up to so many words between two changes belongs to them


def compare_sentences(
    old: Mapping[Heading, Sequence[str]], new: Mapping[Heading, Sequence[str]]
) -> tuple[SentenceChange, ...]:
    """The sentences that changed, in the order of the new document; each change once."""
    headings = dict.fromkeys((*new, *old))
    return tuple(
        change
        for heading in headings
        for change in _section(heading, old.get(heading, ()), new.get(heading, ()))
    )


def _section(heading: Heading, old: Sequence[str], new: Sequence[str]) -> Iterator[SentenceChange]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    gone: list[str] = []
    come: list[str] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag != "equal":
            gone += old[start:end]
            come += new[begin:stop]
    # A sentence that only moved within its section reads as before.
    for sentence in [text for text in gone if text in come]:
        if sentence in come:
            gone.remove(sentence)
            come.remove(sentence)
    for before, after in _pairs(gone, come):
        yield SentenceChange(*heading, before, after, compare_words(before, after))


def _pairs(gone: Sequence[str], come: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Changed sentences: each new one with the old that it resembles most; what is left alone."""
    left = list(gone)
    for after in come:
        match = max(left, key=lambda before: _likeness(before, after), default="")
        if match and _likeness(match, after) >= ALIKE:
            left.remove(match)
            yield match, after
        else:
            yield "", after
    yield from ((before, "") for before in left)


def _likeness(before: str, after: str) -> float:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def compare_words(before: str, after: str) -> Words:
    """A changed sentence's words, old and new: pieces that are kept, old, new."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[tuple[str, str]] = []
    for tag, start, end, begin, stop in _joined(matcher.get_opcodes()):
        if tag == "equal":
            pieces.append((SAME, "".join(new[begin:stop])))
        else:
            pieces += [(OLD, "".join(old[start:end])), (NEW, "".join(new[begin:stop]))]
    return tuple(piece for piece in pieces if piece[1])


Code = tuple[str, int, int, int, int]


def _joined(codes: Sequence[Code]) -> Iterator[Code]:
    """Changes in a sentence that only a word or two stand between, as one."""
    open_: Code | None = None
    for number, code in enumerate(codes):
        between = 0 < number < len(codes) - 1 and code[2] - code[1] <= SHORT
        if code[0] == "equal" and not between:
            if open_:
                yield open_
            open_ = None
            yield code
        else:
            start = open_ or ("change", code[1], code[1], code[3], code[3])
            open_ = ("change", start[1], code[2], start[3], code[4])
    if open_:
        yield open_
