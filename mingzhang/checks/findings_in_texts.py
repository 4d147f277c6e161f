"""Findings in typed texts → the same, quoting what was typed, one below another where it follows.

Rules read full-width digits as half-width ones; an author looks for what he typed.  That a reason
was changed and not confirmed is so because of the slip that was made in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Diagnostic, Place, Severity, below

QUOTED = re.compile("“([^”]+)”")
# What follows from another finding in the same text; of all others where none are named.
FOLLOWING = {"MZ652": (), "MZ632": ("MZ647",)}
LEADING_ZERO = "MZ022"


def in_own_words(
    found: Iterable[Diagnostic], passages: Iterable[Passage]
) -> tuple[Diagnostic, ...]:
    """Findings in texts, quoting them as they were typed, and in groups by what is wrong there."""
    texts = tuple(passages)
    is_wide = any(passage.digits != passage.text for passage in texts)
    every = tuple(_as_typed(one, texts) for one in found) if is_wide else tuple(found)
    asked = tuple(one for one in every if one.code in (*FOLLOWING, LEADING_ZERO))
    places = {one.place for one in asked}
    ends = {p.place: _end(p) for p in texts if p.place in places}
    leads = {id(one): lead for one in asked if (lead := _lead(one, every, ends.get(one.place)))}
    leads |= {id(lead): lead for lead in leads.values()}
    return tuple(below(one, leads[id(one)]) if id(one) in leads else one for one in every)


def _as_typed(told: Diagnostic, texts: Sequence[Passage]) -> Diagnostic:
    return replace(told, message=QUOTED.sub(partial(_typed, texts), told.message))


def _typed(texts: Sequence[Passage], quote: re.Match[str]) -> str:
    """What a finding quotes of a text, as it was typed."""
    said = quote[1]
    if any(said in passage.text for passage in texts):
        return quote[0]
    found = ((p.text, at) for p in texts if (at := p.digits.find(said)) >= 0)
    return next((f"“{text[at : at + len(said)]}”" for text, at in found), quote[0])


def _lead(told: Diagnostic, every: Sequence[Diagnostic], end: Place | None) -> Diagnostic | None:
    """The finding in the same text from which one follows."""
    if told.suspects:
        return None
    if told.code == LEADING_ZERO:
        return next((one for one in every if one is not told and _is_on_line_of(told, one)), None)
    if end is None:
        return None
    leads = FOLLOWING[told.code]
    others = (
        one
        for one in every
        if one.severity is not Severity.NOTE
        and one.code not in FOLLOWING
        and (not leads or one.code in leads)
        and _is_between(told.place, one.place, end)
    )
    return next(others, None)


def _is_on_line_of(told: Diagnostic, other: Diagnostic) -> bool:
    """Whether another finding is of the line on which a number was typed with a zero before it."""
    places = (other.place, *(operand.place for operand in other.operands if operand.place))
    lines = {(place.file, place.line) for place in places}
    is_weighty = Severity.NOTE not in (other.severity, told.severity)
    return is_weighty and other.code != LEADING_ZERO and told.place[:2] in lines


def _end(passage: Passage) -> Place:
    return passage.at(max(len(passage.text) - 1, 0))


def _is_between(start: Place, place: Place, end: Place) -> bool:
    line, first, last = ((p.line or 0, p.column or 0) for p in (place, start, end))
    return place.file == start.file and first <= line <= last
