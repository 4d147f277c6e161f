"""Quoted figures: the words of a text → the amounts and percentages in it, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import combinations

from mingzhang.checks.remembered import remembered
from mingzhang.checks.spoken_numbers import SPOKEN, spoken
from mingzhang.checks.typed_texts import HALF_WIDTH, Passage
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
PERCENT = re.compile(rf"(?P<number>{NUMBER})\s*[%％]|百分之(?P<behind>{NUMBER})")
# 三成 is a rough figure, and nothing is held against it.
IN_WORDS = re.compile(f"百分之(?P<spoken>(?>{SPOKEN}))(?![几多余左])")
# Rates, limits and rough figures are no amounts of the account.
BEFORE = re.compile(
    r"(?:标准[^，。；]{0,4}|每[^，。；]{0,6}|[人户月日次台件辆]均[^，。；]{0,8}|不超过|不低于|不少于|低于|高于|超过"
    # A price is not what was paid in all; two of them tell of a change.
    r"|(?<!总)价(?![款值])[格位]?[^，。；]{0,4}|(?<!总)价(?![款值])[格位]?[^，。；]{0,20}?[降升涨调][低高整]?[至到为]"
    r"|定额|限额(?:标准)?|[上下]限|最[高低多少]|至[多少]|不(?:得)?突破|控制[在数]|一[台套辆件间张部亩人]"
    r"|大于|小于|达到|满|约|近|逾|超|[×xX*≥≤><=＞＜～~至—-])\s*(?:为|是|在|了)?\s*$"
)
AFTER = re.compile(
    r"\s*(?:[/／每×xX*～~至—-]|及?以[上下内]|为限|封顶|[降升涨]|左右|起(?![草用])|（含|\(含|余|多)"
)
CLAUSE = 60  # characters of the clause before a figure that are looked at
MOST_COUNTS = 8  # numbers of things in a sentence that are multiplied
Written = tuple[int, str, Decimal, str]
REACH = 12  # characters before a figure that may say what it is


@dataclass(frozen=True, eq=False)
class Quoted:
    """A quoted figure: as written, its number, its amount (a percentage has none), its place."""

    words: str
    number: Decimal
    unit: str
    start: int
    passage: Passage

    @property
    def place(self) -> Place:
        """Where the first digit of a quoted figure stands."""
        return self.passage.at(self.start)

    @cached_property
    def amount(self) -> Amount:
        """A quoted figure in 元, known as exactly as it is written."""
        worth = WORTH[self.unit]
        half = EXACT.multiply(worth, Decimal(5).scaleb(-self.decimals - 1))
        return Amount(EXACT.multiply(self.number, worth), half)

    @property
    def decimals(self) -> int:
        """How many digits a quoted figure has behind the point."""
        exponent = self.number.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def digits(self) -> int:
        """How many digits of a quoted figure tell something."""
        return len(self.number.normalize().as_tuple().digits)

    @property
    def before(self) -> str:
        """The words of the clause before a quoted figure."""
        near = self.passage.text[max(0, self.start - CLAUSE) : self.start]
        return re.split("[，。；、,;\n（(]", near)[-1]

    @property
    def is_exact(self) -> bool:
        """Whether a quoted figure is exact: no rate, no limit, not about how much."""
        before = self.passage.text[max(0, self.start - REACH) : self.start]
        after = self.passage.text[self.start + len(self.words) :][:4]
        return BEFORE.search(before) is None and AFTER.match(after) is None


# A number of things, people or months; 2024年, 30% and 5万元 are none.
COUNTED = re.compile(rf"(?P<number>{NUMBER})\s*余?(?![0-9.,，%％万亿元年]|\s*万)[\u4e00-\u9fff]")
SENTENCE = re.compile("[。\n]")


def is_product(quoted: Quoted) -> bool:
    """Whether a quoted figure is a rate times a number: 20台，每台0.52万元，共10.40万元."""
    text = quoted.passage.text
    begin = max((m.end() for m in SENTENCE.finditer(text, 0, quoted.start)), default=0)
    end = SENTENCE.search(text, quoted.start)
    stop = end.start() if end else len(text)
    others = [q for q in amounts(quoted.passage) if begin <= q.start < stop]
    rates = [q for q in others if not q.is_exact and q.start != quoted.start]
    counts = [number_of(m["number"]) for m in COUNTED.finditer(text, begin, stop)][:MOST_COUNTS]
    factors = [*counts, *(EXACT.multiply(a, b) for a, b in combinations(counts, 2))]
    return any(_times(rate.amount, n).agrees(quoted.amount) for rate in rates for n in factors)


def _times(rate: Amount, number: Decimal) -> Amount:
    return Amount(EXACT.multiply(rate.value, number), EXACT.multiply(rate.half, number))


def amounts(passage: Passage) -> Iterator[Quoted]:
    """The amounts of money that a text quotes, in order."""
    return _found(_amounts, passage)


def percentages(passage: Passage) -> Iterator[Quoted]:
    """The percentages that a text quotes: those in digits in order, then those in words."""
    yield from _found(_percentages, passage)
    for match in _in_words(passage.text):
        yield Quoted(match.group(), spoken(match["spoken"]), "%", match.start(), passage)


def _found(written: Callable[[str], Iterable[Written]], passage: Passage) -> Iterator[Quoted]:
    for start, words, number, unit in written(passage.text):
        yield Quoted(words, number, unit, start, passage)


def _written(pattern: re.Pattern[str], text: str) -> Iterator[Written]:
    """Where a text quotes figures, their words, number and unit: a dozen rules ask for them."""
    # A full-width digit is as wide as its half-width sister, so that places stay.
    for m in pattern.finditer(text.translate(HALF_WIDTH)):
        yield m.start(), text[m.start() : m.end()], _number(m), _unit(m)


# Each remembers its own: to tell patterns apart takes longer than to look.
_amounts = remembered(partial(_written, AMOUNT))
_percentages = remembered(partial(_written, PERCENT))
_in_words = remembered(IN_WORDS.finditer)


def _number(match: re.Match[str]) -> Decimal:
    return number_of(match["number"] or match["behind"])


def number_of(words: str) -> Decimal:
    """The number that ``NUMBER`` found quoted; commas of either width may part its thousands."""
    return Decimal(re.sub("[,，]", "", words))


def _unit(match: re.Match[str]) -> str:
    return match.groupdict().get("unit") or "%"
