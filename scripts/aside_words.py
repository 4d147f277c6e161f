"""Ways to say asides → mingzhang/checks/asides_known_by.json: the words by which each is known.

Every text that a way matches has one of its words, so that most need not be looked for in most
texts.  Run ``python -m scripts.aside_words`` after ``asides.yaml`` changed; a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from re import MULTILINE, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from mingzhang.checks.asides import FILE, KNOWN_BY, read_kinds

MOST = 80  # words of one way
COMMON = "\u3400"  # what is below stands in most texts: marks, letters, digits
BRANCHES, GROUP, ONE_OF = _constants.BRANCH, _constants.SUBPATTERN, _constants.IN
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
WITHOUT_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
Words = frozenset[str]
Item = tuple[Any, Any]  # what the parser of patterns makes of a part of one
EMPTY: Words = frozenset({""})


def text() -> str:
    """The file."""
    kinds = read_kinds(FILE.read_text(encoding="utf-8"))
    lines = dict.fromkeys(line for aside in kinds for line in aside.lines)
    return "{\n" + ",\n".join(map(_entry, lines)) + "\n}\n"


def _entry(line: str) -> str:
    ways = [(way, sorted(words_of(way))) for way in alternatives(line)]
    return f"{json.dumps(line, ensure_ascii=False)}: {json.dumps(ways, ensure_ascii=False)}"


def alternatives(pattern: str) -> Iterator[str]:
    """The patterns that a pattern joins by ``|``, outside of brackets."""
    depth = start = 0
    for at, mark in _marks(pattern):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _marks(pattern: str) -> Iterator[tuple[int, str]]:
    """The characters of a pattern that are neither escaped nor members of a class."""
    opened, is_escaped = -1, False
    for at, mark in enumerate(pattern):
        if is_escaped or (mark == "\\"):
            is_escaped = not is_escaped
        elif opened >= 0:
            is_first = at == opened + 1 or pattern[opened + 1 : at] == "^"
            opened = -1 if mark == "]" and not is_first else opened
        elif mark == "[":
            opened = at
        else:
            yield at, mark


def words_of(pattern: str) -> Words:
    """Words of which every match of a pattern has one; none where there are no such."""
    return _needed(list(_parser.parse(pattern, MULTILINE))) or frozenset()


def _needed(items: Sequence[Item]) -> Words | None:
    """The best of the sets of words of which every match of a sequence has one."""
    found = [*_runs(items), *map(_all_of, items), *map(_within, items)]
    return min((words for words in found if words and "" not in words), key=_cost, default=None)


def _runs(items: Sequence[Item]) -> Iterator[Words]:
    """What parts of a pattern that lie side by side match together."""
    run = EMPTY
    for words in map(_all_of, items):
        joined = _joined(run, words) if words else None
        if joined is None:
            yield run
        run = joined or words or EMPTY
    yield run


def _joined(first: Words, second: Words) -> Words | None:
    if len(first) * len(second) > MOST:
        return None
    return frozenset(one + two for one, two in product(first, second))


def _cost(words: Words) -> float:
    """How many texts may have one of the words, roughly."""
    return sum({1: 3 if word < COMMON else 1, 2: 0.06}.get(len(word), 0.02) for word in words)


def _within(item: Item) -> Words | None:
    """Words of which every match of a part of a pattern has one, however much it matches."""
    kind, told = item
    if kind is BRANCHES:
        return _any(map(_needed, told[1]))
    if kind is GROUP and not _has_flags(told):
        return _needed(told[3])
    if kind in REPEATS and told[0]:
        return _needed(told[2])
    return _needed(told[1]) if kind is _constants.ASSERT else None


def _any(ways: Iterable[Words | None]) -> Words | None:
    found = list(ways)
    known = [words for words in found if words is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _all_of(item: Item) -> Words | None:
    """All that a part of a pattern matches, where that is little."""
    kind, told = item
    if kind in WITHOUT_WIDTH:
        return EMPTY
    if kind is _constants.LITERAL:
        return frozenset(chr(told))
    if kind is ONE_OF:
        return _little(_any(map(_members, told)))
    if kind is BRANCHES:
        return _little(_any(map(_sequence, told[1])))
    if kind is GROUP:
        return None if _has_flags(told) else _sequence(told[3])
    return _repeated(*told) if kind in REPEATS else None


def _repeated(least: int, most: int, items: Sequence[Item]) -> Words | None:
    words = _sequence(items) if most == 1 else None
    return words and (words if least else words | EMPTY)


def _members(item: Item) -> Words | None:
    kind, told = item
    if kind is _constants.LITERAL:
        return frozenset(chr(told))
    is_small = kind is _constants.RANGE and told[1] - told[0] < MOST
    return frozenset(map(chr, range(told[0], told[1] + 1))) if is_small else None


def _sequence(items: Sequence[Item]) -> Words | None:
    words: Words | None = EMPTY
    for item in items:
        more = _all_of(item)
        words = _joined(words, more) if words and more else None
    return words


def _little(words: Words | None) -> Words | None:
    return words if words and len(words) <= MOST else None


def _has_flags(told: Sequence[Any]) -> bool:
    """Whether a group of a pattern goes by flags of its own: in small or large letters."""
    return bool(told[1] or told[2])


def main() -> None:
    """Write the file."""
    KNOWN_BY.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
