"""Sentences: the form's sentences with holes and what a paper says → figures that differ.

A paragraph is found by its first words, and reaches to the next that is found.  Within it a clause
that stands there once, word for word, is read at its holes: what is printed there is held against
what the tables come to.  What is not found word for word is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.facts.amount import EXACT, ratio
from mingzhang.inspection.sentence_holes import AMOUNT, CHANGE, FIRST, PERCENT, Hole, Holes
from mingzhang.inspection.text_outside_tables import Speech, alike

NUMBER = r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
CHANGED = (
    rf"(增加|减少|增长|下降|上升|降低|持平)了?(?:{NUMBER}万元)?"
    rf"(?:，(?:增长|下降|上升|降低|增幅|降幅)了?为?{NUMBER}%)?"
)
AGENCY = "某局"  # whom the account is made for
ANYBODY = r"[^。;，]{0,40}?"
CLAUSE = re.compile(r"[^。;，:]+")
START = r"(?:^|(?<=[。;，:)、.．]))"
COUNTED = re.compile(r"^(?:[0-9]+[、.．]|\([0-9一二三四五六七八九十]+\))")
SHORTEST = 4  # characters of a clause that say what its figure is
ANCHOR = 6  # of the words by which a paragraph is found
UP = ("增加", "增长", "上升")


@dataclass(frozen=True)
class Unlike:
    """A figure of the text that differs: page, the words around, what is printed, what is meant."""

    page: int
    words: str
    printed: str
    meant: str


@dataclass(frozen=True)
class Compared:
    """How many figures of sentences were held against the tables, and which differ."""

    count: int = 0
    unlike: tuple[Unlike, ...] = ()


def compared(holes: Holes, speech: Speech) -> Compared:
    """Every figure of a paper's sentences whose clause is the form's."""
    count, unlike = 0, list[Unlike]()
    for clause, seen in _clauses(holes, speech):
        count += sum(h.meant is not None for h in _holes(clause, holes))
        unlike += _differing(clause, holes, seen, speech)
    return Compared(count, tuple(dict.fromkeys(unlike)))


def recovered(holes: Holes, speech: Speech) -> Mapping[tuple[str, ...], Decimal]:
    """Figures that no table holds, by their keys in a source, in 万元; none that is told twice."""
    found: dict[tuple[str, ...], set[Decimal]] = {}
    for clause, seen in _clauses(holes, speech):
        own = _holes(clause, holes)
        for hole, text in zip(own, seen.groups(), strict=False):
            if hole.kind == AMOUNT and hole.key:
                found.setdefault(hole.key, set()).add(Decimal(text.replace(",", "")))
    return {key: values.pop() for key, values in found.items() if len(values) == 1}


def _clauses(holes: Holes, speech: Speech) -> Iterator[tuple[str, re.Match[str]]]:
    """Each of the form's clauses with holes that the paper's text has, and where."""
    found = list(_found([alike(text) for text in holes.paragraphs], speech.text))
    ends = [*(start for _, start in found), len(speech.text)][1:]
    for (paragraph, start), end in zip(found, ends, strict=True):
        for clause in CLAUSE.findall(paragraph):
            seen = _seen(clause, holes, speech.text, (start, end))
            if seen is not None:
                yield clause, seen


def _found(paragraphs: Iterable[str], text: str) -> Iterator[tuple[str, int]]:
    """Each paragraph that the text has, in its order, and where it begins."""
    at = 0
    for paragraph in paragraphs:
        first = next(iter(CLAUSE.findall(COUNTED.sub("", paragraph))), "")
        if len(_words(first)) < ANCHOR:
            continue
        match = re.compile(_pattern(first, is_open=True)).search(text, at)
        if match:
            yield paragraph, match.start()
            at = match.end()


def _words(clause: str) -> str:
    return "".join(c for c in clause.replace(AGENCY, "") if ord(c) < FIRST)


def _pattern(clause: str, *, is_open: bool = False) -> str:
    """The clause as a pattern: a group for each number that it has a hole for."""
    parts = (_part(c, is_open=is_open) for c in COUNTED.sub("", clause))
    text = "".join(parts).replace(re.escape(AGENCY), ANYBODY)
    begin = "" if COUNTED.match(clause) else START
    return begin + text


def _part(character: str, *, is_open: bool) -> str:
    if ord(character) < FIRST:
        return re.escape(character)
    return "[^。;，]*?" if is_open else NUMBER


def _holes(clause: str, holes: Holes) -> list[Hole]:
    return [holes.holes[c] for c in clause if c in holes.holes]


def _seen(clause: str, holes: Holes, text: str, within: tuple[int, int]) -> re.Match[str] | None:
    """Where the text has the clause: once, else it is not known which is meant."""
    own = _holes(clause, holes)
    if (
        not any(hole.meant is not None or hole.key for hole in own)
        or len(_words(clause)) < SHORTEST
    ):
        return None
    if any(hole.kind == CHANGE for hole in own):
        pattern = _pattern(clause[:-1]) + CHANGED if clause[-1] in holes.holes else ""
    else:
        pattern = _pattern(clause)
    if not pattern or sum(hole.kind == CHANGE for hole in own) > 1:
        return None
    found = list(re.compile(pattern).finditer(text, *within))
    return found[0] if len(found) == 1 else None


def _differing(clause: str, holes: Holes, seen: re.Match[str], speech: Speech) -> Iterator[Unlike]:
    own = _holes(clause, holes)
    said = _change(own[-1], seen) if own[-1].kind == CHANGE else _figures(own, seen)
    for printed, meant in said:
        yield Unlike(speech.page(seen.start()), seen[0], printed, meant)


def _figures(own: Iterable[Hole], seen: re.Match[str]) -> Iterator[tuple[str, str]]:
    for hole, text in zip(own, seen.groups(), strict=True):
        meant = _meant(hole, text)
        if meant is not None:
            yield text, f"{meant:,f}"


def _meant(hole: Hole, text: str) -> Decimal | None:
    """What should stand there, as exactly as it is printed; None where it may stand as it is."""
    if hole.meant is None or hole.kind not in (AMOUNT, PERCENT):
        return None
    printed = Decimal(text.replace(",", ""))
    decimals = _decimals(text)
    step = Decimal(1).scaleb(-decimals)
    if abs(EXACT.subtract(printed, hole.meant)) <= step:
        return None
    return hole.meant.quantize(Decimal(1).scaleb(-max(decimals, 2)), context=EXACT)


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _change(hole: Hole, seen: re.Match[str]) -> Iterator[tuple[str, str]]:
    """A rate that does not follow from the figure and the amount by which it changed."""
    verb, amount, rate = seen.groups()[-3:]
    if hole.meant is None or amount is None or rate is None:
        return
    moved = Decimal(amount.replace(",", ""))
    before = EXACT.subtract(hole.meant, moved if verb in UP else -moved)
    meant = ratio(moved, abs(before), max(_decimals(rate), 2))
    if meant is not None and not _is_near(Decimal(rate), meant, before):
        yield f"{rate}%", f"{meant}%"


def _is_near(rate: Decimal, meant: Decimal, before: Decimal) -> bool:
    """Whether the rounding of a sentence's amounts explains its difference."""
    slack = max(Decimal("0.02"), EXACT.divide(2 + meant / 100, abs(before)))
    return abs(EXACT.subtract(rate, meant)) <= slack


__all__: Sequence[str] = ("Compared", "Unlike", "compared", "recovered")
