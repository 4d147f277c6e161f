"""Sentences: the form's sentences with holes and what a paper says → figures that differ.

A paragraph is found by its first words, and reaches to the next that is found.  Within it a clause
that stands there once, word for word, is read at its holes: what is printed there is held against
what the tables come to.  What is not found word for word is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT, Amount, ratio
from mingzhang.facts.figure import Figure
from mingzhang.inspection.sentence_holes import (
    AMOUNT,
    CHANGE,
    COUNT,
    FIRST,
    Hole,
    Holes,
    meant_with,
)
from mingzhang.inspection.text_outside_tables import Speech, alike

NUMBER = r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
ANY_NUMBER = "[^。;，]*?"
CHANGED = (
    rf"各?(增加|减少|增长|下降|上升|降低|持平)了?(?:{NUMBER}万?元)?"
    rf"(?:，(?:增长|下降|上升|降低|增幅|降幅)了?为?{NUMBER}%)?"
)
AGENCY = "某局"  # whom the account is made for
OWNER, OWNERS = "部门", "(?:部门|单位)"  # which of them a paper is of, the account does not know
ANYBODY = r"[^。;，]{0,40}?"
CLAUSE = re.compile(r"[^。;，:]+")
START = r"(?:^|(?<=[。;，:)、.．]))"
COUNTED = re.compile(r"^(?:[0-9]+[、.．]|\([0-9一二三四五六七八九十]+\))")
SHORTEST = 4  # characters of a clause that say what its figure is
# Beside what it was before: a form says 与 where nothing changed, else 比.
BESIDE = re.compile(r"(?:与|比|较)(?=上年|[0-9]{4}年)")
YEAR = re.compile("[0-9]{4}年度?")  # with which many paragraphs begin
ANCHOR = 6  # of the words by which a paragraph is found
TABLES, TEXTS, UNITS = "按表", "按文字里的数", "按版式的单位"
PARTS, MOVES = "按文字里各部分的增减", "按本年数和增减额"
NOTHING = "表里没有这笔钱（0 或空着），"
# 元 where the form says 万元; a paper that has many of them writes its sentences in 元.
IN_YUAN = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)元")
FORM_IN_YUAN = re.compile(f"[0-9{chr(FIRST)}-{chr(0xFFFFF)}]元")
MANY = 4  # in a hundred of its sums in 万元
HUNDRED = 100
FEWEST, CENT = 2, Decimal("0.01")
NO_RATE = "没有比率（上年是 0）"
UP = ("增加", "增长", "上升")


@dataclass(frozen=True)
class Unlike:
    """A figure in a paper's sentence that differs: page, words around, what is printed, what meant.

    ``by`` says of what it follows; ``is_tail`` where the last digit differs by one, ``is_rounded``
    where rounding explains that, ``is_cut`` where digits cut off do; ``figure`` is what should be
    printed.
    """

    page: int
    words: str
    printed: str
    meant: str
    by: str = TABLES
    is_tail: bool = False
    figure: Figure | None = field(default=None, compare=False)
    is_rounded: bool = False
    is_cut: bool = False


@dataclass(frozen=True)
class Compared:
    """How many figures of a paper's sentences were held against tables, and which differ."""

    count: int = 0
    unlike: tuple[Unlike, ...] = ()


def compared(holes: Holes, speech: Speech) -> Compared:
    """Every figure of a paper's sentences whose clause is the form's."""
    count, unlike = 0, list[Unlike]()
    seen = list(_clauses(holes, speech))
    told = _told_in(seen, holes)
    values = {key: found.copy().pop() for key, found in told.items() if len(found) == 1}
    is_odd = len(IN_YUAN.findall(speech.text)) * 100 <= MANY * speech.text.count("万元")
    for clause, match in seen:
        own = [_Meant(hole, meant_with(hole, values)) for hole in _holes(clause, holes)]
        count += sum(one.value is not None for one in own)
        in_yuan = _sums_in_yuan(clause, match)
        if not in_yuan:
            unlike += _differing(own, match, speech)
        elif is_odd:
            unlike += _in_yuan(in_yuan, match, speech)
    unlike += _unlike_moves(seen, holes, speech)
    return Compared(count, tuple(dict.fromkeys(unlike)))


def _unlike_moves(seen: Seen, holes: Holes, speech: Speech) -> Iterator[Unlike]:
    """Changes in a paper's sentences that are not those of the parts, which other clauses tell."""
    moves: dict[int, set[Decimal]] = {}
    told: dict[int, tuple[Figure, re.Match[str]]] = {}
    for clause, match in seen:
        own = _holes(clause, holes)
        figure = own[-1].figure if own[-1].kind == CHANGE else None
        moved = _moved(match) if figure is not None else None
        if figure is not None and moved is not None and not _sums_in_yuan(clause, match):
            moves.setdefault(id(figure), set()).add(moved)
            told[id(figure)] = figure, match
    known = {number: found.copy().pop() for number, found in moves.items() if len(found) == 1}
    for number, (figure, match) in told.items():
        parts = [known.get(id(term.figure)) for term in figure.terms]
        sure = [part for part in parts if part is not None]
        if number not in known or len(sure) < FEWEST or len(sure) != len(parts):
            continue
        added = sum(term.sign * part for term, part in zip(figure.terms, sure, strict=True))
        if abs(added - known[number]) > CENT * (len(sure) + 1):
            words = match[0].lstrip("。，;:、")
            meant = f"{added:+,.2f}"
            page = speech.page(match.start())
            yield Unlike(page, words, f"{known[number]:+,.2f}", meant, PARTS, figure=figure)


def _moved(seen: re.Match[str]) -> Decimal | None:
    """The change that a paper's sentence tells, with its sign; None where it has no amount."""
    verb, amount, _ = seen.groups()[-3:]
    if amount is None:
        return Decimal(0) if verb == "持平" else None
    moved = Decimal(amount.replace(",", ""))
    return moved if verb in UP else -moved


@dataclass(frozen=True)
class _Meant:
    """A figure found in a paper's sentence, and what it should say."""

    hole: Hole
    value: Decimal | None

    @property
    def by(self) -> str:
        """Of what it follows that a paper's sentence should say otherwise."""
        if self.hole.meant is None:
            return TEXTS
        return NOTHING if self.hole.is_nothing else TABLES


Seen = Iterable[tuple[str, "re.Match[str]"]]


def _told_in(seen: Seen, holes: Holes) -> dict[tuple[str, ...], set[Decimal]]:
    """What a paper's sentences say of figures that no table holds, by key."""
    found: dict[tuple[str, ...], set[Decimal]] = {}
    for clause, match in seen:
        if _sums_in_yuan(clause, match):
            continue
        for hole, text in zip(_holes(clause, holes), match.groups(), strict=False):
            if hole.kind == AMOUNT and hole.key:
                found.setdefault(hole.key, set()).add(Decimal(text.replace(",", "")))
    return found


def recovered(holes: Holes, speech: Speech) -> Mapping[tuple[str, ...], Decimal]:
    """Figures in a paper's sentences that no table holds, by source key, in 万元; told once."""
    found = _told_in(_clauses(holes, speech), holes)
    return {key: values.pop() for key, values in found.items() if len(values) == 1}


def said_of_figures(holes: Holes, speech: Speech) -> Mapping[int, Decimal]:
    """What a paper's sentences say of figures, by identity, in 万元, where they agree."""
    found: dict[int, set[Decimal]] = {}
    for clause, match in _clauses(holes, speech):
        if _sums_in_yuan(clause, match):
            continue
        for hole, text in zip(_holes(clause, holes), match.groups(), strict=False):
            if hole.kind == AMOUNT and hole.figure is not None:
                found.setdefault(id(hole.figure), set()).add(Decimal(text.replace(",", "")))
    return {figure: values.pop() for figure, values in found.items() if len(values) == 1}


def _clauses(holes: Holes, speech: Speech) -> Iterator[tuple[str, re.Match[str]]]:
    """Each clause of the form's sentences that the paper's text has, and where."""
    seen = set[tuple[int, int]]()
    for paragraphs in (holes.paragraphs, holes.moved):
        for clause, match in _clauses_of(paragraphs, holes, speech):
            if match.span() not in seen:
                yield clause, match
            seen.add(match.span())


def _clauses_of(
    paragraphs: Iterable[str], holes: Holes, speech: Speech
) -> Iterator[tuple[str, re.Match[str]]]:
    """Each clause of some sentences of the form that the paper's text has."""
    found = _found(map(alike, paragraphs), speech.text)
    ends = [*(start for _, start in found), len(speech.text)][1:]
    for (paragraph, start), end in zip(found, ends, strict=True):
        before: re.Match[str] | None = None
        for clause in CLAUSE.findall(paragraph):
            seen = _next(clause, holes, speech.text, before)
            if not _holes(clause, holes):
                before = seen or before
                continue
            seen = seen or _seen(clause, holes, speech.text, (start, end))
            if seen is not None:
                before = seen
                yield clause, seen


def _next(
    clause: str, holes: Holes, text: str, before: re.Match[str] | None
) -> re.Match[str] | None:
    """The clause of the paper's sentence right behind the one found before, however short."""
    pattern = _clause_pattern(clause, holes) if before else ""
    if not pattern or before is None:
        return None
    return re.compile(f"[。，;:、]{pattern}").match(text, before.end())


def _clause_pattern(clause: str, holes: Holes) -> str:
    """A clause of the paper's sentences as a pattern; none if it has several changes."""
    own = _holes(clause, holes)
    if all(hole.kind != CHANGE for hole in own):
        return _pattern(clause)
    if sum(hole.kind == CHANGE for hole in own) > 1 or clause[-1] not in holes.holes:
        return ""
    return BESIDE.sub("(?:与|比|较)", _pattern(clause[:-1])) + CHANGED


def _found(paragraphs: Iterable[str], text: str) -> list[tuple[str, int]]:
    """Each paragraph of sentences that the paper's text has, by where it begins.

    One that does not stand behind the one before is the one that the text has once, if it has.
    """
    found, at = list[tuple[str, int]](), 0
    for paragraph in paragraphs:
        first = re.compile(_opening(paragraph) or "(?!)")
        if match := first.search(text, at):
            found.append((paragraph, match.start()))
            at = match.end()
        elif len(once := [m.start() for m in first.finditer(text)]) == 1:
            found.append((paragraph, once[0]))
    return sorted(found, key=lambda one: one[1])


def _opening(paragraph: str) -> str:
    """The first clauses, as a pattern, that a paper's paragraph is told by; none if too short."""
    said = 0
    clauses: list[str] = []
    for clause in CLAUSE.findall(COUNTED.sub("", paragraph)):
        clauses.append(_pattern(clause, is_open=True).removeprefix(START if clauses else ""))
        words = _words(clause)
        said += 0 if YEAR.fullmatch(words) else len(words)
        if said >= ANCHOR:
            return "[。;，:]+".join(clauses)
    return ""


def _words(clause: str) -> str:
    return "".join(c for c in clause.replace(AGENCY, "") if ord(c) < FIRST)


def _pattern(clause: str, *, is_open: bool = False) -> str:
    """A clause of the paper's sentences as a pattern: a group for each number with a hole."""
    parts = (_part(c, is_open=is_open) for c in COUNTED.sub("", clause))
    text = "".join(parts).replace(re.escape(AGENCY), ANYBODY).replace(OWNER, OWNERS)
    begin = "" if COUNTED.match(clause) else START
    for number in (NUMBER, ANY_NUMBER):
        text = text.replace(f"{number}万元", f"{number}万?元")
    return begin + text


def _part(character: str, *, is_open: bool) -> str:
    if ord(character) < FIRST:
        return re.escape(character)
    return ANY_NUMBER if is_open else NUMBER


def _holes(clause: str, holes: Holes) -> list[Hole]:
    return [holes.holes[c] for c in clause if c in holes.holes]


def _seen(clause: str, holes: Holes, text: str, within: tuple[int, int]) -> re.Match[str] | None:
    """Where the paper's text has a sentence's clause: once, else nobody knows which is meant."""
    own = _holes(clause, holes)
    known = any(hole.meant is not None or hole.key or hole.figure for hole in own)
    pattern = _clause_pattern(clause, holes) if known and len(_words(clause)) >= SHORTEST else ""
    if not pattern:
        return None
    found = list(re.compile(pattern).finditer(text, *within))
    return found[0] if len(found) == 1 else None


def _differing(own: Sequence[_Meant], seen: re.Match[str], speech: Speech) -> Iterator[Unlike]:
    page, words = speech.page(seen.start()), seen[0].lstrip("。，;:、")
    if own[-1].hole.kind == CHANGE:
        for printed, meant in _change(own[-1].value, seen):
            last = own[-1]
            yield Unlike(page, words, printed, meant, MOVES, figure=last.hole.figure)
        own = own[:-1]
    for one, text in zip(own, seen.groups(), strict=False):
        right, is_tail = _meant(one, text)
        if right is not None:
            unlike = Unlike(page, words, text, f"{right:,f}", one.by, is_tail, one.hole.figure)
            is_rounded, is_cut = is_tail and _is_rounded(one, text), is_tail and _is_cut(one, text)
            yield replace(unlike, is_rounded=is_rounded, is_cut=is_cut)


def _is_rounded(one: _Meant, text: str) -> bool:
    """Whether what a paper's sentence says and what it should say can be one true figure."""
    said = Amount(Decimal(text.replace(",", "")), Decimal(5).scaleb(-_decimals(text) - 1))
    return one.value is None or said.agrees(Amount(one.value, one.hole.slack))


def _is_cut(one: _Meant, text: str) -> bool:
    """Whether a paper's sentence says what it should but for digits cut off behind its last."""
    if one.value is None:
        return False
    apart = abs(EXACT.subtract(Decimal(text.replace(",", "")), one.value))
    return apart < Decimal(1).scaleb(-_decimals(text))


def _sums_in_yuan(clause: str, seen: re.Match[str]) -> list[str]:
    """The sums that a paper's sentence has in 元, where the form's clause has none."""
    return [] if FORM_IN_YUAN.search(clause) else IN_YUAN.findall(seen[0])


def _in_yuan(sums: Iterable[str], seen: re.Match[str], speech: Speech) -> Iterator[Unlike]:
    """The sums of a paper's sentence that it has in 元 where the form's has 万元."""
    page, words = speech.page(seen.start()), seen[0].lstrip("。，;:、")
    for one in sums:
        yield Unlike(page, words, f"{one}元", f"{one}万元", UNITS)


def _meant(one: _Meant, text: str) -> tuple[Decimal | None, bool]:
    """What should stand in a paper's sentence, as exactly as printed, and whether by a tail.

    None where it may stand as it is.
    """
    if one.value is None or one.hole.kind == CHANGE:
        return None, False
    printed = Decimal(text.replace(",", ""))
    if one.hole.kind == COUNT:  # is never rounded
        return (one.value if printed != one.value else None), False
    step = Decimal(1).scaleb(-_decimals(text))
    apart = abs(EXACT.subtract(printed, one.value))
    if apart * 2 <= step:
        return None, False
    decimals = max(_decimals(text), 2)
    return one.value.quantize(Decimal(1).scaleb(-decimals), context=EXACT), apart <= step


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _change(now: Decimal | None, seen: re.Match[str]) -> Iterator[tuple[str, str]]:
    """A rate in a paper's sentence that does not follow from the figure and its change."""
    verb, amount, rate = seen.groups()[-3:]
    if now is None or amount is None or rate is None:
        return
    moved = Decimal(amount.replace(",", ""))
    before = EXACT.subtract(now, moved if verb in UP else -moved)
    if not before and Decimal(rate) != HUNDRED:  # which is what is said of a growth from nothing
        yield f"{rate}%", NO_RATE
    meant = ratio(moved, abs(before), max(_decimals(rate), 2))
    if meant is not None and not _is_near(Decimal(rate), meant, before):
        yield f"{rate}%", f"{meant}%"


def _is_near(rate: Decimal, meant: Decimal, before: Decimal) -> bool:
    """Whether the rounding of amounts in the paper's sentence explains its difference."""
    slack = max(Decimal("0.01"), EXACT.divide(2 + meant / 100, abs(before)))
    return abs(EXACT.subtract(rate, meant)) <= slack


__all__: Sequence[str] = ("Compared", "Unlike", "compared", "recovered", "said_of_figures")
