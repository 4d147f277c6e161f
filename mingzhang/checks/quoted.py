"""Quoted figures: the words of a text → the amounts and percentages in it, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mingzhang.checks.passages import Passage
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import EXACT, Amount

WORTH = {
    "元": Decimal(1),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
}
NUMBER = (
    r"(?<![0-9.])(?<![0-9][,，])(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
)
# 投入80万，: the 元 is understood.
AMOUNT = re.compile(rf"(?P<number>{NUMBER})\s*(?P<unit>万元|亿元|元|万(?=[，。；、）)]|\s*$))")
PERCENT = re.compile(rf"(?P<number>{NUMBER})\s*[%％]")
# Rates, limits and rough figures are no amounts of the account.
BEFORE = re.compile(
    r"(?:单价|标准[^，。；]{0,4}|每[^，。；]{0,6}|人均|户均|不超过|不低于|不少于|低于|高于|超过"
    r"|大于|小于|达到|满|约|近|逾|超|[≥≤><=＞＜～~至—-])\s*(?:为|是|在)?\s*$"
)
AFTER = re.compile(r"\s*(?:[/／每～~至—-]|以[上下内]|左右|（含|\(含|余|多)")
HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
CLAUSE = 60  # characters of the clause before a figure that are looked at
REACH = 12  # characters before a figure that may say what it is


@dataclass(frozen=True, eq=False)
class Quoted:
    """A figure in a text: as written, its number, its amount (a percentage has none), its place."""

    words: str
    number: Decimal
    unit: str
    start: int
    passage: Passage

    @property
    def place(self) -> Place:
        """Where its first digit stands."""
        return self.passage.at(self.start)

    @cached_property
    def amount(self) -> Amount:
        """In 元, known as exactly as it is written."""
        worth = WORTH[self.unit]
        half = EXACT.multiply(worth, Decimal(5).scaleb(-self.decimals - 1))
        return Amount(EXACT.multiply(self.number, worth), half)

    @property
    def decimals(self) -> int:
        """How many digits it has behind the point."""
        exponent = self.number.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def digits(self) -> int:
        """How many digits tell something."""
        return len(self.number.normalize().as_tuple().digits)

    @property
    def before(self) -> str:
        """The words of the clause before it."""
        near = self.passage.text[max(0, self.start - CLAUSE) : self.start]
        return re.split("[，。；、,;\n（(]", near)[-1]

    @property
    def is_exact(self) -> bool:
        """Whether it says how much something was, not a rate, a limit or about how much."""
        before = self.passage.text[max(0, self.start - REACH) : self.start]
        after = self.passage.text[self.start + len(self.words) :][:4]
        return BEFORE.search(before) is None and AFTER.match(after) is None


def amounts(passage: Passage) -> Iterator[Quoted]:
    """The amounts of money, in order."""
    return _found(AMOUNT, passage)


def percentages(passage: Passage) -> Iterator[Quoted]:
    """The percentages, in order."""
    return _found(PERCENT, passage)


def _found(pattern: re.Pattern[str], passage: Passage) -> Iterator[Quoted]:
    # A full-width digit is as wide as its half-width sister, so that places stay.
    for match in pattern.finditer(passage.text.translate(HALF_WIDTH)):
        number = Decimal(re.sub("[,，]", "", match["number"]))
        unit = match.groupdict().get("unit") or "%"
        words = passage.text[match.start() : match.end()]
        yield Quoted(words, number, unit, match.start(), passage)
