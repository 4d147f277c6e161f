"""What the templates of a form say that no document asks for: → the same without.

A macro that nobody calls, a word that is set and never used, a branch that is switched off: their
authors keep there what they do not want printed.  Lines stay; of what is so already nothing
changes.  What is evaluated, though nobody prints it, stays: it may ask for a figure, or warn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from re import Match, Pattern
from types import MappingProxyType

from mingzhang.publish.constant_conditions import constant_truth, prints_nothing

QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
CODE = re.compile(
    r"(?P<raw>\{%[-+]?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*[-+]?%\})"
    r"|(?P<note>\{#.*?#\})"
    rf"|\{{\{{(?P<printed>(?:{QUOTED}|.)*?)\}}\}}"
    rf"|\{{%(?P<before>[-+]?)\s*(?P<block>(?:{QUOTED}|.)*?)(?P<after>[-+]?)%\}}",
    re.DOTALL,
)
WORD = re.compile(r"\w+")
MACRO = re.compile(r"macro\s+(\w+)")
# Without what stands in quotes nothing is left that could ask for anything.
CONSTANT = re.compile(rf"set\s+(\w+)\s*=(?:{QUOTED}|[^\w\"'])*", re.DOTALL)
HELD = re.compile(r"set\s+\w+")
BRANCHES, ELSE, END = ("if", "for"), ("elif", "else"), ("endif", "endfor")
# What code calls a thing that is known before: beside texts and what is somebody's (源.年度).
KNOWN = rf"(?P<text>{QUOTED})|(?<![\w.])(?P<name>%s)(?![\w(]|\s*=[^=])"
BOUND = r"\{%%[-+]?\s*(?:%s)\b[^%%]*(?<![\w.])%s\s*(?:=(?!=)|in\b|[,)])"
HERE, EVERYWHERE = "set|with|for|macro", "set"
INCLUDES = re.compile(r"\{%[-+]?\s*include\b")
INLINE = re.compile(rf"(?P<text>{QUOTED})|(?P<open>[(\[{{])|(?P<close>[)\]}}])|\b(?:if|else)\b")
Values = Mapping[str, object]  # what names stand for in a document, known before: 年度, 设置.零值
NOTHING: Values = MappingProxyType({})
MACROS = "macros*.j2"
END_MACRO, END_SET = "endmacro", "endset"


@dataclass(frozen=True)
class Definition:
    """Where a template's code defines a name, and the words of what it says."""

    name: str
    start: int
    end: int
    words: frozenset[str]


def without_unasked(
    templates: Mapping[Path, str], asked: Iterable[str] = (), values: Values = NOTHING
) -> dict[Path, str]:
    """Templates without code for which they do not ask in a document of these ``values``.

    What is ``asked`` by others stays.
    """
    live = {
        file: _live(text, _Known.of(values, _bound(file, templates, values)))
        for file, text in templates.items()
    }
    defined = {file: list(_definitions(text)) for file, text in live.items()}
    named = frozenset(chain(asked, *(_outside(live[file], defined[file]) for file in live)))
    named = _reached(named, list(chain.from_iterable(defined.values())))
    return {file: _asked_for(file, text, defined[file], named) for file, text in live.items()}


def _asked_for(file: Path, text: str, defined: list[Definition], named: Collection[str]) -> str:
    """The code of a template that is named, and what stands beside it where that is printed."""
    unasked = [(d.start, d.end) for d in defined if d.name not in named]
    beside = _beside(text, defined) if file.match(MACROS) else ()
    return _without(text, (*unasked, *beside))


def _beside(text: str, defined: Iterable[Definition]) -> Iterator[tuple[int, int]]:
    """The texts between macros in a file of them, which nobody prints."""
    spans = sorted((d.start, d.end) for d in defined)
    said = [code for code in CODE.finditer(text) if code["note"] is None]
    if not all(_is_within(code.start(), spans) for code in said):
        return  # code beside them may ask for a text
    notes = [code.span() for code in CODE.finditer(text) if code["note"]]
    edges = sorted((*spans, *notes, (len(text), len(text))))
    at = 0
    for start, end in edges:
        if start > at:
            yield at, start
        at = max(at, end)


def _is_within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def words_of(text: str) -> frozenset[str]:
    """The words in the code of a template, or of a text that prints figures by name."""
    return frozenset(chain.from_iterable(map(_words, CODE.finditer(text))))


def _words(code: Match[str]) -> list[str]:
    return WORD.findall(code["printed"] or code["block"] or "")


def _outside(text: str, defined: Iterable[Definition]) -> frozenset[str]:
    return words_of(_without(text, ((d.start, d.end) for d in defined)))


def _reached(named: frozenset[str], defined: list[Definition]) -> frozenset[str]:
    """The words asked for, and those that the code of what they define asks for."""
    while more := [d for d in defined if d.name in named and not d.words <= named]:
        named = named.union(*(d.words for d in more))
    return named


def _definitions(text: str) -> Iterator[Definition]:
    """What the code of a template defines: its macros, and beside them words set to a text."""
    macros = list(_macros(text))
    yield from macros
    for word in _constants(text):
        if not _is_within(word.start, ((macro.start, macro.end) for macro in macros)):
            yield word


def _macros(text: str) -> Iterator[Definition]:
    name, start, depth, words = "", 0, 0, set[str]()
    for code in CODE.finditer(text):
        block = (code["block"] or "").strip()
        macro = MACRO.match(block)
        if macro and not depth:
            name, start, words = macro[1], code.start(), set()
        words.update(_words(code))
        depth += 1 if macro else -1 if block == END_MACRO and depth else 0
        if block == END_MACRO and not depth and name:
            yield Definition(name, start, code.end(), frozenset(words - {name}))


def _constants(text: str) -> Iterator[Definition]:
    """Words that the code sets to a text that asks for nothing."""
    held: Match[str] | None = None  # the code that sets a word to what stands behind it
    for code in CODE.finditer(text):
        block = (code["block"] or "").strip()
        if constant := CONSTANT.fullmatch(block):
            yield Definition(constant[1], code.start(), code.end(), frozenset())
        elif held and block == END_SET:
            yield Definition(held["block"].split()[1], held.start(), code.end(), frozenset())
        held = code if HELD.fullmatch(block) else None


def _bound(file: Path, templates: Mapping[Path, str], values: Values) -> Iterator[str]:
    """The names that code of a template means otherwise: it sets them, or what reaches it does."""
    for name in {name.partition(".")[0] for name in values}:
        ways = (
            (HERE if one == file or INCLUDES.search(text) else EVERYWHERE, text)
            for one, text in templates.items()
            if one == file or INCLUDES.search(text) or one.match(MACROS)
        )
        if any(re.search(BOUND % (words, name), text) for words, text in ways):
            yield name


def _live(text: str, known: _Known) -> str:
    """The code of a template that may print, or ask for, something."""
    said = _without_alternatives(text, known)
    return _without(said, _dead_branches(said, known))


@dataclass(frozen=True)
class _Known:
    """What the names in code stand for in a document, as far as that is known before."""

    values: Values
    names: Pattern[str]

    @classmethod
    def of(cls, values: Values, bound: Iterable[str]) -> _Known:
        """The known values, of names that no code sets itself."""
        own = frozenset(bound)
        left = {name: v for name, v in values.items() if name.partition(".")[0] not in own}
        names = "|".join(sorted(map(re.escape, left), key=len, reverse=True))
        return cls(left, re.compile(KNOWN % (names or r"(?!)")))

    def said(self, code: str) -> str:
        """What code asks, with the values in the place of names."""
        return self.names.sub(lambda m: m["text"] or repr(self.values[m["name"]]), code)


def _without_alternatives(text: str, known: _Known) -> str:
    """A text without the words that its code would print if a condition were otherwise."""

    def shortened(code: Match[str]) -> str:
        said = code["printed"] or code["block"] or ""
        return code.group().replace(said, _without_alternative(said, known)) if said else code[0]

    return CODE.sub(shortened, text)


def _without_alternative(code: str, known: _Known) -> str:
    """Code without the words that ``甲 if … else 乙`` never prints."""
    depth, at = 0, list[Match[str]]()
    for found in INLINE.finditer(code):
        depth += 1 if found["open"] else -1 if found["close"] else 0
        if not depth and found.group() in ("if", "else"):
            at.append(found)
    if [found.group() for found in at] != ["if", "else"]:
        return code
    (asked, rest), (start, end) = (at[0].end(), at[1].start()), (at[0].start(), at[1].end())
    truth = constant_truth(known.said(code[asked:rest]))
    then, otherwise = code[:start], code[end:]
    if truth is None:
        return code
    then, otherwise = (then, _mute(otherwise)) if truth else (_mute(then), otherwise)
    return f"{then}{code[start:end]}{otherwise}"


def _mute(code: str) -> str:
    """Code that says no words in its quotes."""
    return re.sub(QUOTED, lambda said: "''" + "\n" * said.group().count("\n"), code)


def _dead_branches(text: str, known: _Known) -> Iterator[tuple[int, int]]:
    """Where branches of code stand whose condition is never true, the outermost of them."""
    open_since: list[tuple[int, bool]] = []  # where a dead branch begins, else 0; one before holds
    for code in CODE.finditer(text):
        block = (code["block"] or "").strip()
        word, _, condition = block.partition(" ")
        settled = False
        is_inside = any(begun for begun, _ in open_since)
        if code["printed"] and not is_inside and prints_nothing(known.said(code["printed"])):
            yield code.span()
        if word in (*ELSE, *END) and open_since:
            start, settled = open_since.pop()
            if start and not any(begun for begun, _ in open_since):
                yield start, code.start()
        if word in (*BRANCHES, *ELSE):
            is_asked = word in ("if", "elif")
            rows = condition.partition(" in ")[2] if word == "for" else ""
            truth = constant_truth(known.said(condition if is_asked else rows))
            is_dead = settled or truth is False
            open_since.append(
                (code.end() if is_dead else 0, settled or (is_asked and truth is True))
            )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text in which an empty comment with as many lines stands for each of the spans."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + _emptied(text[start:end]) + text[end:]
    return text


def _emptied(code: str) -> str:
    """An empty comment in the place of code, trimming the blanks around it as that did."""
    if not code.strip():
        return code
    found = list(CODE.finditer(code))
    before = found[0]["before"] if found and not found[0].start() else ""
    after = found[-1]["after"] if found and found[-1].end() == len(code) else ""
    lines = "\n" * code.count("\n") or (" " if after else "")
    return f"{{#{before or ''}{lines}{after or ''}#}}"
