"""A rule on numbered items: none is left out, none stands there twice.

MZ691.  In a text of many items the number is all that tells that a line was lost in copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import Pattern

from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Severity

DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}
TEN = "十"
ORDINAL = "[一二三四五六七八九十]{1,3}"
MOST = 99  # items; what is more is no number of an item
BEGIN = r"(?:^|(?<=\n))[ \t　]*(?:#{1,6}[ \t]+)?"
# The ways to number, and what may stand before the number: a line's beginning, a clause's.
WAYS: tuple[Pattern[str], ...] = (
    re.compile(rf"{BEGIN}(?P<shown>[（(](?P<number>{ORDINAL})[）)])"),
    re.compile(rf"{BEGIN}(?P<shown>(?P<number>{ORDINAL})、)"),
    re.compile(rf"{BEGIN}(?P<shown>[（(](?P<number>[0-9]{{1,2}})[）)])"),
    re.compile(rf"{BEGIN}(?P<shown>(?P<number>[0-9]{{1,2}})[.．、](?![0-9]))"),
    re.compile(r"(?:^|(?<=[：:；;，,。\s]))(?P<shown>目标(?P<number>[0-9]{1,2})[：:])"),
    # What begins a list anew may stand in its sentence: 主要原因一是….
    re.compile(
        r"(?:^|(?<=[：:；;，,。\s])|(?<=[因为是有在括（(“])(?=一是))(?P<shown>(?P<number>[一二三四五六七八九])是)"
    ),
)
OF_ITEMS = (WAYS[0], WAYS[2], WAYS[3])  # a chapter may be quoted with its own number
SECOND = 2
BLANKS = re.compile(r"\s")
NO_ITEM = ("#", "|")
LONG = 12  # characters of a line that nobody writes twice on purpose


@rule(
    "MZ691",
    "编号接得上",
    identity="职责、原因、目标和附件里分条写的，编号一条接一条，不缺、不重；同一条不写两遍",
    why="编号断了，多半是漏抄了一条；编号重了，多半是一条抄了两遍。",
    reference="情况说明文字",
    remedy="补上漏了的一条，删去多的一条，或改正编号。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def items_in_turn(evidence: Evidence) -> Iterator[Finding]:
    """Numbered items are out of turn: （七） behind （五）, or the same one twice."""
    for passage in evidence.passages:
        if passage.is_sentence:
            kind = passage.is_duty, passage.is_file
            for start, message in _out_of_turn(passage.digits, *kind):
                yield Finding(passage.at(start), message)


@remembered
def _out_of_turn(text: str, is_duty: bool, is_file: bool) -> Iterable[tuple[int, str]]:
    """What is wrong with a text's numbered items, in the order of the text."""
    found = dict(_breaks(text, is_duty=is_duty))
    if is_file:
        found.update(_twice(text, is_duty=is_duty))
    return sorted(found.items())


def _breaks(text: str, *, is_duty: bool) -> Iterator[tuple[int, str]]:
    """A numbered item that goes on from none before it, of this list or of one around it."""
    for way in WAYS:
        opened: list[tuple[int, str]] = []
        for match in way.finditer(text):
            number, shown = value(match["number"]), match["shown"].strip()
            goes_on = [at for at, (before, _) in enumerate(opened) if before == number - 1]
            if number > 1 and opened and not goes_on:
                what = "编号重复" if opened[-1][0] == number else "少了前面的编号"
                yield match.start("shown"), f"“{shown}”在“{opened[-1][1]}”后面：{what}。"
            elif number == SECOND and is_duty and way in OF_ITEMS and not opened:
                yield match.start("shown"), f"“{shown}”是第一条：少了前面的编号。"
            around = opened[: goes_on[-1]] if goes_on else opened if number == 1 else opened[:-1]
            opened = [*around, (number, shown)]


def value(number: str) -> int:
    """The number of an item, in digits or in Chinese, of 1 to 99."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.partition(TEN)
    if not ten:
        return DIGITS.get(number, MOST + 1)
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)


def _twice(text: str, *, is_duty: bool) -> Iterator[tuple[int, str]]:
    """Items, the lines of a file, that it has already, whatever their numbers.

    A report on several projects may say the same of each: there only the next line is compared.
    """
    known: list[str] = []
    start = 0
    for line in text.split("\n"):
        words = _said(line)
        is_known = words in (known if is_duty else known[-1:])
        if is_known and len(words) >= LONG:
            yield start + len(line) - len(line.lstrip()), f"“{words[:LONG]}…”写了两遍。"
        if line.strip():
            known.append(words)
        start += len(line) + 1


def _said(line: str) -> str:
    """An item's words without its number; nothing of a heading or of a table's row."""
    words = "" if line.lstrip().startswith(NO_ITEM) else BLANKS.sub("", line)
    for way in WAYS:
        words = way.sub("", words)
    return words
