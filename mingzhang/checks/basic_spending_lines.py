"""Basic spending by subject: an account's rows → the one line of each 款 or 项, with its place.

What a document publishes by kind of cost and by function alike is read here for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.source_rows import GENERAL, Row

BASIC, SPENT = "基本支出", "支出"
WHOLE = ("基本支出",)
PARTS = ("人员经费", "公用经费")
TELLING_DIGITS = 3
# By kind of cost, and by function: contributions that a document publishes both ways.
PAIRS: Mapping[str, tuple[str, ...]] = {
    "30108": ("2080505",),
    "30109": ("2080506",),
    "30110": ("2101101", "2101102"),
    "30111": ("2101103",),
    "30113": ("2210201",),
}
# Of these who has one has the other, and as much.
SAME_MONEY = {code: PAIRS[code][0] for code in ("30108", "30109", "30113")}


@dataclass(frozen=True, eq=False)
class Line:
    """The basic spending of one subject: the number as typed (in the source's unit), and where."""

    code: str
    number: Decimal
    place: Place


def basic_lines(account: Account, section: str) -> Mapping[str, Line]:
    """The basic spending of each subject of 支出 or 基本支出 that has one line only, by code.

    Those of folders that a department sums are in units of money of their own, and told there.
    """
    typed = [row for row in account.own_rows if row.section == section and row.fund == GENERAL]
    count = Counter(row.code for row in typed)
    lines = (_line(row) for row in typed if count[row.code] == 1)
    return {line.code: line for line in lines if line}


def _line(row: Row) -> Line | None:
    keys = ("金额",) if row.section == BASIC else WHOLE if row.node.get(*WHOLE) else PARTS
    cells = [cell for key in keys if (cell := row.node.get(key))]
    known = [cell.number for cell in cells if cell.number is not None]
    # Of a sum with a part that is not known (缺) nothing is known.
    number = sum(known, Decimal(0)) if len(known) == len(cells) else None
    return Line(row.code, number, cells[0].place) if number else None


def is_telling(number: Decimal) -> bool:
    """Whether a basic spending line has digits enough that two lines do not share it by chance."""
    return len(number.normalize().as_tuple().digits) >= TELLING_DIGITS
