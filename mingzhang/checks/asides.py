"""Asides: a typed text → where it speaks to a colleague, or of the text itself, not to a reader.

In: the words.  Out: patterns of what no published text says, by kind: who is to check it, what
nobody is to know, what is not sure yet.  What the kinds say is data (``asides.yaml``).  What is in
brackets is judged by what it says, so that 【注：含退休人员】 is a note for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Match, Pattern

import yaml

FILE = Path(__file__).with_name("asides.yaml")
WORD = re.compile(r"\{([\u4e00-\u9fff]+)\}")
WORDS, KINDS, KIND, SAID, HINT = "词", "类", "类", "句", "提示"
USUAL = "给同事的话{批注}；确是正文的，在“核对说明”里写明。"
# @李; a name of the web (微博@某地发布) and an address of mail are none.
CALLED = re.compile(
    r"(?<![A-Za-z0-9])(?<!微博)(?<!抖音)(?<!公众号)(?<!视频号)(?<!账号)[@＠][ ]?[一-鿿]{1,8}"
)


@dataclass(frozen=True)
class Aside:
    """A kind of aside, said to colleagues only: how it is known, and the way out."""

    kind: str
    pattern: Pattern[str]
    hint: str


def read_asides(text: str) -> tuple[Aside, ...]:
    """The kinds of asides that a file declares, with the words that it names put in."""
    said = yaml.load(text, Loader=yaml.CSafeLoader)
    words: dict[str, str] = {}
    for name, pattern in said[WORDS].items():
        words[name] = _filled(pattern, words)
    return tuple(
        Aside(row[KIND], _any_of(_filled(one, words) for one in row[SAID]), row.get(HINT, USUAL))
        for row in said[KINDS]
    )


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    def word(match: Match[str]) -> str:
        return words[match[1]]

    return WORD.sub(word, pattern)


def _any_of(patterns: Iterator[str]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE)


ASIDES = read_asides(FILE.read_text(encoding="utf-8"))
