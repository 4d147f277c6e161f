"""Figures in a sentence: quantities and a form's wording → amounts, changes and shares as markup.

Whatever a sentence says is computed from the amounts as they are displayed, so that a reader who
re-computes it gets the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice

from jinja2 import Undefined
from markupsafe import Markup, escape

from mingzhang.document.closing_zeros import NO, without_closing_zeros
from mingzhang.document.template_faults import MisuseError
from mingzhang.facts.amount import CENTS, EXACT, Unit, ratio, rounded
from mingzhang.facts.figure import Figure
from mingzhang.reading.schema_messages import listed

DIGITS = "零一二三四五六七八九"
MARKED = range(1, 100)  # of style.css
YEAR_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
DATE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
# What an author may have typed although the sentence says it already.
# 主要为了防汛, 主要为老人发放补贴 and 主要系统升级 begin words of his own;
# 主要系统计口径变化 does not.
FOR_WHOM = (
    "[^，。；、]{0,8}(?:职工|人员|老人|老年人|居民|群众|学生|干部|企业|家庭|儿童|户)"
    "(?:发放|购买|配备|缴纳|补缴|办理|支付|提供|解决|服务)"
)
REASON_LEAD = re.compile(
    rf"^主要(原因)?((?=为(?:了|民办|{FOR_WHOM}))|是由于|是因为|是|为|系(?!统(?![一计筹])|列(?![入支]))|由于|因为|[：:])[：:，,]?"
)
CLOSING_MARKS = "。．.！!；;，,、 \u3000"
ENDS = ("。", "！", "？", "；", "：", "…", "。”", "。）")  # what a line may end with
LARGEST_NUMERAL = 999
MINUS, DIVIDED = "−", "÷"
WORD = re.compile(r'<data data-of="\d+">(.*?)</data>')
PLAIN_LINE_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, eq=False)
class Quantity:
    """A figure as a sentence sees it.

    ``figure`` is None where last year's is not known.  ``name`` is what the sentence calls it,
    ``key`` where an author types it or why it moved, ``code`` its subject; ``about`` is by what its
    reasons know it, ``base`` whose base it is and which, ``unit`` the one in which it is told.
    """

    name: str
    figure: Figure | None
    key: tuple[str, ...] = ()
    code: str = ""
    about: str = ""
    base: tuple[str, str] = ("", "")
    unit: Unit = Unit.WAN

    @property
    def full_name(self) -> str:
        """A sentence's figure in a message: 公务接待费决算, where it only says 决算."""
        parts = self.figure.label.split(".") if self.figure else []
        said = 3 if parts[-2:-1] == ["合计"] else 2  # 合计 is that of a group
        return "".join(parts[-said:]) if [self.name] == parts[-1:] else self.name

    @property
    def is_known(self) -> bool:
        """Whether a sentence's figure was published; last year's may be missing altogether."""
        return self.figure is None or self.figure.is_known

    @property
    def is_sum(self) -> bool:
        """Whether a sentence's figure was typed nowhere itself, but as several others."""
        return self.figure is not None and len([*islice(self.figure.typed(), 2)]) > 1

    @property
    def shown(self) -> Decimal:
        """The number of 万元, or of 元, that a sentence displays for a figure."""
        return self.figure.amount.told(self.unit) if self.figure else Decimal(0)

    def in_unit(self, unit: Unit) -> Quantity:
        """The same figure as a sentence tells it in another unit."""
        return self if unit is self.unit else replace(self, unit=unit)


def as_quantity(value: object, user: str) -> Quantity:
    """The figure that a sentence's template asks for; ``MisuseError`` for anything else."""
    if isinstance(value, Quantity):
        return value
    str(value)  # an undefined name raises what it is
    if isinstance(value, Mapping):
        raise MisuseError(f"“{user}”要用一个数，这里是一组，请写到哪一个：{listed(list(value))}。")
    if isinstance(value, (int, Decimal)):
        raise MisuseError(f"这里是个数，不是指标，不用“{user}”，直接写 {{{{ … }}}} 就印出来。")
    if isinstance(value, str):
        raise MisuseError(
            f"“{user}”要用指标的金额，例如 总计；这里是文字，文字直接写 {{{{ … }}}}。"
        )
    raise MisuseError(f"“{user}”要用指标的金额，例如 总计。")


def as_text(value: object, user: str) -> str:
    """The words that ``user`` of a sentence takes; raises ``MisuseError`` for anything else."""
    if isinstance(value, str):
        return value
    str(value)  # an undefined name raises what it is
    raise MisuseError(f"“{user}”里的这一项要写文字，用引号括起来。")


@dataclass(frozen=True, eq=False)
class Answer:
    """How a figure of a sentence was computed: its figures, each with what is done with it."""

    name: str
    parts: tuple[tuple[str, Figure], ...]

    @classmethod
    def of(cls, name: str, sign: str, *quantities: Quantity) -> Answer:
        """The answer on a sentence's figure that takes the first and, by ``sign``, the others."""
        figures = (quantity.figure for quantity in quantities)
        signs = ("", *(sign for _ in quantities[1:]))
        return cls(name, tuple((s, f) for s, f in zip(signs, figures, strict=True) if f))

    def parts_by(self, sign: str) -> tuple[tuple[str, Figure], ...]:
        """The parts of a sentence's figure, all by another sign."""
        return tuple((sign, figure) for _, figure in self.parts)


class Word(str):
    """A word of a sentence that its figures decide: 大于, 持平, a reason; its markup says which."""

    number: int

    def __new__(cls, text: str, number: int) -> Word:
        """The word in a sentence of figures whose answer has a ``number``."""
        made = super().__new__(cls, text)
        made.number = number
        return made

    def __html__(self) -> Markup:
        """The markup of a sentence's word, taken off before it stands on a page."""
        return Markup('<data data-of="{}">{}</data>').format(self.number, plain(str(self)))


def unmarked(paragraph: str) -> str:
    """A sentence as it stands on a page: nothing says which figures its words were decided by."""
    return WORD.sub(r"\1", paragraph)


def is_part(one: Quantity, other: Quantity) -> bool:
    """Whether a sentence's figure is a part of another: that has all it is made of, and more."""
    if not (one.figure and other.figure and one.is_known and other.is_known):
        return False
    return one.figure.leaves.keys() < other.figure.leaves.keys() and one.shown < other.shown


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What forms differ in for figures in sentences: how numbers and zero look, words of a change.

    ``least`` is the change below which the form asks for no reason: 10% or an amount of 万元.
    ``from_zero`` is the rate that the form says of a growth from nothing; usually it says none.
    ``asked`` takes down how each figure was computed; its markup says which entry is its own.
    ``unit`` is that of money where no filter says another.
    """

    decimals: int = 2
    zero: str = "0.00"
    terms: Mapping[str, str] = field(default_factory=dict)
    asked: list[Answer] | None = None
    unknown: str = "…"
    grouped: bool = True
    short: str = NO
    least: str = ""
    from_zero: str = ""
    unit: Unit = Unit.WAN

    def term(self, name: str) -> str:
        """The form's word beside a figure in a sentence for 增加, 减少, 增长, 下降 or 持平."""
        return self.terms.get(name, name)

    def amount(self, quantity: Quantity) -> Markup:
        """An amount in a sentence, in its unit: 2,820.01."""
        if not quantity.is_known:
            return escape(self.unknown)
        value = quantity.figure.amount.value if quantity.figure else Decimal(0)
        answer = Answer.of(quantity.name, "", quantity)
        return self._data("figure", value, self.shown(quantity), answer)

    def count(self, quantity: Quantity) -> Markup:
        """A figure in a sentence that is no money: 12; of a zero it needs no decimals."""
        if not quantity.is_known or quantity.figure is None:
            return escape(self.unknown)
        value = quantity.figure.amount.value
        return self._data(
            "figure", value, self.number(value), Answer.of(quantity.name, "", quantity)
        )

    def percent(self, part: Decimal, whole: Decimal, answer: Answer | None = None) -> Markup:
        """A figure's share or rate in a sentence: 49.15%; nothing for a zero base."""
        share = ratio(part, whole, self.decimals)
        if share is None:
            return Markup()
        return self._data("percent", share, self._shortened(f"{share:f}"), answer) + "%"

    def share(self, part: Quantity, whole: Quantity) -> Markup:
        """The share (%) in a sentence, computed from the displayed amounts."""
        if not (part.is_known and whole.is_known):
            return Markup()
        return self.percent(part.shown, whole.shown, Answer.of("占比", DIVIDED, part, whole))

    def average(self, money: Quantity, count: Decimal, counted: Quantity | None) -> Markup:
        """What comes to each in a sentence: 2.47万元, of the amount shown; nothing for no count.

        How it was computed is said where the count is a figure, too (``counted``).
        """
        if not money.is_known:
            return escape(self.unknown)
        if not count:
            return Markup()
        each = rounded(EXACT.divide(money.shown, count), CENTS)
        answer = Answer.of("平均", DIVIDED, money, counted) if counted else None
        text = self.number(each) if each else self.zero
        size = self._data("figure", EXACT.multiply(each, money.unit.worth), text, answer)
        return Markup("{}{}").format(size, money.unit.label)

    def change(self, now: Quantity, before: Quantity, *, rated: bool = True) -> Markup:
        """A figure's change in a sentence: 减少345.58万元，下降10.92%, or the word for none."""
        moved = EXACT.subtract(now.shown, before.shown)
        if not moved:
            return escape(self.term("持平"))
        verb, trend = ("增加", "增长") if moved > 0 else ("减少", "下降")
        measure = now.figure.amount.measure if now.figure else ""
        worth = abs(moved) if measure else EXACT.multiply(abs(moved), now.unit.worth)
        difference = Answer.of("变动额", MINUS, now, before)
        size = self._data("figure", worth, self.number(abs(moved)), difference)
        growth = Answer(
            "变动幅度", (*difference.parts, *Answer.of("", "", before).parts_by(DIVIDED))
        )
        is_rated = rated and has_rate(now.shown, before.shown)
        rate = self._rate(moved, before.shown, growth) if is_rated else ""
        tail = Markup("，{}{}").format(self.term(trend), rate) if rate else ""
        unit = measure or now.unit.label
        return Markup("{}{}{}{}").format(self.term(verb), size, unit, tail)

    def _rate(self, moved: Decimal, base: Decimal, growth: Answer) -> Markup:
        if base or not self.from_zero or moved < 0:
            return self.percent(abs(moved), base, growth)
        # What the form says by custom was not computed from any figure.
        return self.percent(Decimal(self.from_zero.removesuffix("%")), Decimal(100))

    def is_some(self, quantity: Quantity) -> bool:
        """Whether a sentence's figure is not zero."""
        return bool(quantity.shown)

    def has_moved(self, now: Quantity, before: Quantity) -> bool:
        """Whether a sentence compares two figures that differ."""
        return moved(now, before)

    def completion(self, final: Quantity, budget: Quantity, of: str) -> Markup:
        """A figure's completion in a sentence: ，完成年初预算的98.75%; nothing for no budget.

        Nor for a figure of which a part is not known, or that is below zero.
        """
        is_known = final.is_known and budget.is_known
        if not (is_known and has_rate(final.shown, budget.shown)):
            return Markup()
        answer = Answer.of("完成率", DIVIDED, final, budget)
        rate = self.percent(final.shown, budget.shown, answer)
        return Markup("，完成{}的{}").format(of, rate) if rate else Markup()

    def shown(self, quantity: Quantity) -> str:
        """An amount's figure in a sentence as the form writes it: 2,820.01, and its own zero."""
        if not quantity.is_known:
            return self.unknown
        return self.number(quantity.shown) if quantity.shown else self.zero

    def number(self, number: Decimal) -> str:
        """A figure in a sentence with or without thousands separators and closing zeros."""
        return self._shortened(f"{number:,f}" if self.grouped else f"{number:f}")

    def _shortened(self, text: str) -> str:
        return without_closing_zeros(text, self.short)

    def word(self, name: str, text: str, *quantities: Quantity) -> str:
        """A word in a sentence that figures decide, with which ones where that is taken down."""
        if self.asked is None or not text:
            return text
        self.asked.append(Answer.of(name, "", *quantities))
        return Word(text, len(self.asked) - 1)

    def _data(self, kind: str, value: Decimal, text: str, answer: Answer | None = None) -> Markup:
        if self.asked is None or answer is None or not answer.parts:
            return _data(kind, value, text)
        self.asked.append(answer)
        return _data(kind, value, text, rendered(f' data-of="{len(self.asked) - 1}"'))


def has_rate(now: Decimal, base: Decimal) -> bool:
    """Whether a sentence may say of two figures how many per cent: of less than nothing none is."""
    return now >= 0 and base >= 0


def moved(now: Quantity, before: Quantity) -> bool:
    """Whether two displayed amounts of a sentence differ."""
    return now.shown != before.shown


def is_below(least: str, now: Quantity, before: Quantity) -> bool:
    """Whether a sentence's amounts differ by less than ``least``: 10% of the base, or 万元."""
    if not least:
        return False
    size = abs(EXACT.subtract(now.shown, before.shown))
    if not least.endswith("%"):
        return EXACT.multiply(size, now.unit.value) < Decimal(least) * Unit.WAN.value
    rate = ratio(size, abs(before.shown))
    return rate is not None and rate < Decimal(least.removesuffix("%"))


def comparison(left: Quantity, right: Quantity) -> str:
    """The comparing word of a sentence for two figures: 大于, 小于 or 持平."""
    if not moved(left, right):
        return "持平"
    return "大于" if left.shown > right.shown else "小于"


def reason_text(text: str) -> str:
    """An author's reason without the lead and the full stop that the sentence brings itself."""
    return open_ended(REASON_LEAD.sub("", text.strip()))


def open_ended(text: str) -> str:
    """Words in a sentence with figures, without their closing mark."""
    return text.strip().rstrip(CLOSING_MARKS)


def closed(text: str) -> str:
    """A sentence of the author's as he closed it, with a full stop where he did not."""
    line = text.strip()
    return line if line.endswith(ENDS) else f"{open_ended(line)}。"


def lines_of(text: str) -> list[str]:
    """The lines of a text whose sentences may hold figures, without what says nothing."""
    return [line.strip() for line in text.splitlines() if line.strip(CLOSING_MARKS)]


def plain(value: object) -> Markup:
    """What a sentence prints of a value, no figure or markup: one line that stays text."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Word):
        return value.__html__()
    if not isinstance(value, (str, int, Decimal, Undefined)):
        raise MisuseError(_unprintable(value))
    line = PLAIN_LINE_BREAK.sub("", str(value)).strip()
    # A line that begins with this mark is a heading; an author's text must not become one. What
    # escaping makes of quotation marks holds the same mark, and stays.
    return rendered("&#35;".join(str(escape(part)) for part in line.split("#")))


def _unprintable(value: object) -> str:
    """Why a figure, or another value, does not print as it is in a sentence, and how it does."""
    if isinstance(value, Quantity):
        measure = value.figure.amount.measure if value.figure else ""
        kind, way = ("数", "数") if measure else ("金额", "万元")
        return f"“{value.name}”是{kind}，要写成“| {way}”才能印。"
    if isinstance(value, (list, tuple)):
        return "这里是列表，不能直接印；请用“{% for … in … %}”一项一项印，或者“| 列举”。"
    return "这里只能印文字和个数；金额请写成“| 万元”，例如 总计 | 万元。"


def rendered(html: str) -> Markup:
    """A sentence's markup, made of escaped text by this program or one of its templates."""
    return Markup(html)  # noqa: S704 (see above)


def numeral(number: int) -> str:
    """A figure in a sentence as a numeral: 一, 十, 十一, 二十三, 一百零五 …, up to 九百九十九."""
    hundreds, below = divmod(number, 100)
    tens, units = divmod(below, 10)
    if hundreds:
        gap = "零" if units and not tens else DIGITS[tens] + "十" if tens else ""
        return f"{DIGITS[hundreds]}百{gap}{DIGITS[units] if units else ''}"
    if not tens:
        return DIGITS[units]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[units] if units else "")


def item_mark(number: int) -> str:
    """What a style sheet puts before a sentence in a list: （一）; it has no numeral for others."""
    return f"（{numeral(number) if number in MARKED else number}）"


def date_text(typed: str, in_numerals: bool) -> str:
    """A figure in a sentence that is a date: 2025年10月9日, or 二〇二五年十月九日."""
    found = DATE.fullmatch(typed.strip())
    if not found:
        return typed.strip()
    year, *rest = (part for part in found.groups() if part)
    numbers = [int(part) for part in rest]
    shown = [numeral(n) if in_numerals else f"{n}" for n in numbers]
    head = year.translate(YEAR_DIGITS) if in_numerals else year
    return f"{head}年" + "".join(a + b for a, b in zip(shown, "月日", strict=False))


def _data(kind: str, value: Decimal, text: str, of: Markup = Markup()) -> Markup:  # noqa: B008
    number = f"{value.normalize(EXACT):f}"
    return rendered(f'<data class="{kind}" value="{number}"{of}>{escape(text)}</data>')
