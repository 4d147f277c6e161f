"""Denied figures: a printed sentence of the form says that there is none of what there is.

``没有政府性基金预算财政拨款支出`` beside a table that has some: a condition the wrong way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.code_comments import code_of
from mingzhang.document.contradicting_sentences import GRANTED
from mingzhang.document.contradicting_titles import CODE
from mingzhang.document.template_faults import at_word
from mingzhang.document.template_paths import clause_of
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure

DENIED = re.compile(
    r"(?:没有|无)(?:安排|发生)?(?:\d{4}年度?)?([^，。；：、\n]+?)(?:的?情况)?(?=[，。；\n]|$)"
)
BEFORE = "上年|上一年|去年|往年"
TAIL = re.compile(r"(支出|收入|预算)$")
HINT = "这一句前面的条件（if）像是写反了；条件不错的，核对这个数。"


def denied(printed: str, templates: Iterable[Path], account: Account) -> Iterator[Diagnostic]:
    """What the printed words deny and the account has; only words of a template are its own."""
    files = [*templates]
    for said in dict.fromkeys(_denied(printed, account.year)):
        figure = _called(said, account)
        if figure is None or not figure.is_known or not figure.amount.told(Unit.WAN):
            continue
        if place := _said_at(said, files):
            shown = f"{figure.amount.displayed(account.unit):,}{account.unit.label}"
            message = f"印的是没有“{said}”，账里却有 {shown}。"
            yield Diagnostic(place, CODE, message, HINT)


def _denied(printed: str, year: int) -> Iterator[str]:
    """What the printed words say that there is none of, not of a year before."""
    before = re.compile(rf"{BEFORE}|{year - 1}年")
    for found in DENIED.finditer(printed):
        clause = clause_of(printed[: found.start()]) + printed[found.start() : found.start(1)]
        if not before.search(clause):
            yield found[1]


def _called(said: str, account: Account) -> Figure | None:
    """The figure of money that the denied words are the whole name of."""
    known = account.indicators.definitions
    for words in (said, TAIL.sub("", said)):
        short = GRANTED.sub("", words)
        names = (one for one in known if one == words or (short and GRANTED.sub("", one) == short))
        if name := next(names, None):
            figure = account.indicators[name]
            return None if figure.amount.measure or figure.lacks else figure
    return None


def _said_at(said: str, files: Iterable[Path]) -> Place | None:
    """Where a form denies a figure in these words; None where the author does."""
    for file in files:
        lines = code_of(file).splitlines()
        for number, line in enumerate(lines, 1):
            if re.search(rf"(没有|无)[^，。；]*{re.escape(said)}", line):
                return at_word(Place(file, number), said)
    return None
