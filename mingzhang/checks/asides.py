"""Asides: a typed text → where it speaks to a colleague, or of the text itself, not to a reader.

In: the words.  Out: what no published text says, by kind: who is to check it, what nobody is to
know, what is not sure yet.  What the kinds say is data (``asides.yaml``).  What is in brackets is
judged by what it says, so that 【注：含退休人员】 is a note for the reader.

There are hundreds of ways to say such things, and a text has next to none of them.  So each is a
pattern of its own, compiled and looked for where the text has one of the words that every match of
it has (``asides_known_by.json``, made by ``scripts.aside_words``); a way that is not listed there
is looked for in every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from re import Match, Pattern

import yaml

FILE = Path(__file__).with_name("asides.yaml")
KNOWN_BY = Path(__file__).with_name("asides_known_by.json")
WORD = re.compile(r"\{([\u4e00-\u9fff]+)\}")
WORDS, KINDS, KIND, SAID, HINT = "词", "类", "类", "句", "提示"
USUAL = "给同事的话{批注}；确是正文的，在“核对说明”里写明。"
# @李; a name of the web (微博@某地发布) and an address of mail are none.
CALLED = re.compile(
    r"(?<![A-Za-z0-9])(?<!微博)(?<!抖音)(?<!公众号)(?<!视频号)(?<!账号)[@＠][ ]?[一-鿿]{1,8}"
)
# A line of the file → each of the ways that it joins, and the words by which that is known.
Known = Mapping[str, Sequence[tuple[str, Sequence[str]]]]


@dataclass(frozen=True)
class Aside:
    """A kind of aside, said to colleagues only: the way out, and how its lines say it."""

    kind: str
    hint: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A way to say an aside, and words of which a text that says it has one; none: any text."""

    aside: Aside
    said: str
    words: Sequence[str]

    @cached_property
    def pattern(self) -> Pattern[str]:
        """How an aside is known that is said this way."""
        return any_of((self.said,))


@dataclass(frozen=True, eq=False)
class Asides:
    """All ways to say asides."""

    ways: tuple[Way, ...]

    def found(self, text: str) -> Iterator[tuple[Match[str], Aside]]:
        """The asides of a text by kind, in each kind those that do not overlap."""
        said: dict[str, list[Way]] = {}
        for way in self._possible(text):
            if way.pattern.search(text):
                said.setdefault(way.aside.kind, []).append(way)
        for ways in said.values():
            pattern = any_of(way.said for way in ways)
            yield from ((match, ways[0].aside) for match in pattern.finditer(text))

    def _possible(self, text: str) -> Iterator[Way]:
        """The ways of which a text has a word, in the order of the file."""
        words = (pair for first in set(text) for pair in self._by_first.get(first, ()))
        numbers = {number for word, number in words if word in text}
        return (self.ways[number] for number in sorted(numbers.union(self._anywhere)))

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[str, int]]]:
        """The words by which asides are known, by their first character, with their ways."""
        found: dict[str, list[tuple[str, int]]] = {}
        for number, way in enumerate(self.ways):
            for word in way.words:
                found.setdefault(word[0], []).append((word, number))
        return found

    @cached_property
    def _anywhere(self) -> frozenset[int]:
        return frozenset(number for number, way in enumerate(self.ways) if not way.words)


def read_kinds(text: str) -> tuple[Aside, ...]:
    """The kinds of asides that a file declares, with the words that it names put in."""
    said = yaml.load(text, Loader=yaml.CSafeLoader)
    words: dict[str, str] = {}
    for name, pattern in said[WORDS].items():
        words[name] = _filled(pattern, words)
    return tuple(
        Aside(row[KIND], row.get(HINT, USUAL), tuple(_filled(one, words) for one in row[SAID]))
        for row in said[KINDS]
    )


def asides_of(kinds: Iterable[Aside], known: Known) -> Asides:
    """All ways to say the asides of these kinds."""
    lines = ((aside, line) for aside in kinds for line in aside.lines)
    return Asides(
        tuple(
            Way(aside, said, words)
            for aside, line in lines
            for said, words in known.get(line, ((line, ()),))
        )
    )


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    def word(match: Match[str]) -> str:
        """What a name in braces stands for in a pattern of asides."""
        return words[match[1]]

    return WORD.sub(word, pattern)


def any_of(patterns: Iterable[str]) -> Pattern[str]:
    """A pattern of all ways to say an aside that are named, of two at one place the first."""
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE)


ASIDES = asides_of(
    read_kinds(FILE.read_text(encoding="utf-8")), json.loads(KNOWN_BY.read_text(encoding="utf-8"))
)
