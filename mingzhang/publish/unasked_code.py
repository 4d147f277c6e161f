"""The macros of a form for which no template asks: → the templates without them.

Their authors keep there what they do not want printed, or what other documents need.  Lines stay;
of what is so already nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from re import Match

QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
CODE = re.compile(
    r"(?P<raw>\{%[-+]?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*[-+]?%\})"
    r"|(?P<note>\{#.*?#\})"
    rf"|\{{\{{(?P<printed>(?:{QUOTED}|.)*?)\}}\}}"
    rf"|\{{%(?P<before>[-+]?)\s*(?P<block>(?:{QUOTED}|.)*?)(?P<after>[-+]?)%\}}",
    re.DOTALL,
)
WORD = re.compile(r"\w+")
MACRO, END = re.compile(r"macro\s+(\w+)"), "endmacro"


@dataclass(frozen=True)
class Definition:
    """Where a template's code defines a macro, and the words of what it says."""

    name: str
    start: int
    end: int
    words: frozenset[str]


def without_unasked(templates: Mapping[Path, str], asked: Iterable[str] = ()) -> dict[Path, str]:
    """Templates without macros for which they do not ask; what is ``asked`` by others stays."""
    defined = {file: list(_macros(text)) for file, text in templates.items()}
    outside = (_words_outside(templates[file], defined[file]) for file in templates)
    named = _reached(frozenset(chain(asked, *outside)), list(chain(*defined.values())))
    return {
        file: _without(text, (d for d in defined[file] if d.name not in named))
        for file, text in templates.items()
    }


def words_of(text: str) -> frozenset[str]:
    """The words in the code of a template, or of a text that prints figures by name."""
    return frozenset(chain.from_iterable(map(_words, CODE.finditer(text))))


def _words(code: Match[str]) -> list[str]:
    return WORD.findall(code["printed"] or code["block"] or "")


def _words_outside(text: str, defined: Iterable[Definition]) -> frozenset[str]:
    return words_of(_without(text, defined))


def _reached(named: frozenset[str], defined: list[Definition]) -> frozenset[str]:
    """The words asked for, and those that the code of what they define asks for."""
    while more := [d for d in defined if d.name in named and not d.words <= named]:
        named = named.union(*(d.words for d in more))
    return named


def _macros(text: str) -> Iterator[Definition]:
    name, start, depth, words = "", 0, 0, set[str]()
    for code in CODE.finditer(text):
        block = (code["block"] or "").strip()
        macro = MACRO.match(block)
        if macro and not depth:
            name, start, words = macro[1], code.start(), set()
        words.update(_words(code))
        depth += 1 if macro else -1 if block == END and depth else 0
        if block == END and not depth and name:
            yield Definition(name, start, code.end(), frozenset(words - {name}))


def _without(text: str, defined: Iterable[Definition]) -> str:
    """A text in which an empty comment with as many lines stands for each definition."""
    for one in sorted(defined, key=lambda one: -one.start):
        text = text[: one.start] + _emptied(text[one.start : one.end]) + text[one.end :]
    return text


def _emptied(code: str) -> str:
    """An empty comment in the place of code, trimming the blanks around it as that did."""
    found = list(CODE.finditer(code))
    before, after = found[0]["before"], found[-1]["after"]
    lines = "\n" * code.count("\n") or (" " if after else "")
    return f"{{#{before or ''}{lines}{after or ''}#}}"
