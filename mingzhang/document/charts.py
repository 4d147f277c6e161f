"""Charts: figures and a title → one static SVG figure as markup, drawn by ``charts.j2``.

Here is the geometry only; what a chart looks like is the template's.  Every chart is as wide, its
bars as thick and begin at the same axis.  The values are written beside what they belong to, what
is zero stands in one line, and every share has a pattern and a number: no colour carries meaning.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mingzhang.document.sentence_figures import Quantity, Wording, as_quantity, as_text, rendered
from mingzhang.document.template_faults import MisuseError
from mingzhang.facts.amount import EXACT

TEMPLATE = "charts.j2"
BARS, PIE = "柱状图", "饼状图"
DRAWN = DRAW_BARS, DRAW_PIE = "bars", "pie"  # the macros of that template
# All lengths are in the drawing's own units; it is as wide as its column.
WIDTH = 400
ROW, THICK, SIZE = 40, 12, 13  # a bar with its words; the bar alone; a character
CENTRE, RADIUS = (85, 95), 80
NUMBERED = 6  # % from which on a slice has room for its number
PATTERNS = 6  # slices that a pie can have: no pattern stands twice
TAIL = Decimal("0.01")  # what rounding may do to an amount of a pie, at most
NAMED = 2  # members of an item that brings its own name: (名称, 金额)
YEAR = re.compile(r"\d{4}年?度?")


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its name and value as text, where it lies, and of which series it is.

    ``now`` is the present year's, or anything that has no other year beside it.
    """

    name: str
    text: str
    x: Decimal
    y: Decimal
    width: Decimal
    now: bool = True

    @property
    def words_y(self) -> Decimal:
        """The height at which a chart's bar has its name and value, above it."""
        return self.y - 6


@dataclass(frozen=True)
class Slice:
    """A slice of a pie chart with its words: where they stand, its path, its number's room."""

    number: int
    name: str
    text: str
    y: int
    path: str
    label: tuple[Decimal, Decimal] | None


@dataclass(frozen=True)
class Zeros:
    """The lines of a chart that name what is zero, and how high the drawing is with them."""

    lines: tuple[tuple[int, str], ...]
    height: int

    @classmethod
    def below(cls, top: int, names: Sequence[str]) -> Zeros:
        """The zero lines of a chart below what ends at ``top``."""
        words = _broken(f"为零：{'、'.join(names)}") if names else ()
        lines = tuple((top + 16 + 18 * number, line) for number, line in enumerate(words))
        return cls(lines, top + 6 + 18 * len(lines))


@dataclass
class Charts:
    """Draws the charts of one document and numbers them in order (图1, 图2 …)."""

    environment: ImmutableSandboxedEnvironment
    wording: Wording
    caption: str
    quantity: Callable[[object, str], Quantity] = as_quantity
    drawn: int = 0

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """The names by which section templates call for a chart."""
        return {BARS: self.bars, PIE: self.pie}

    def bars(self, title: object, items: object) -> Markup:
        """``柱状图(标题, [(名称, 金额), …])``: a bar for each amount in a bar chart."""
        pairs = [self._pair(item) for item in _members(items, BARS)]
        words = [self._worth(quantity) for _, quantity in pairs]
        told = "；".join(f"{name}{text}" for (name, _), text in zip(pairs, words, strict=True))
        return self._bars(as_text(title, BARS), told, pairs, words)

    def pie(self, title: object, items: object, whole: object) -> Markup:
        """``饼状图(标题, [金额, …], 合计)``: the share of each amount in the whole in a pie chart.

        An amount goes by its own name, or by the one in ``(名称, 金额)``.  What is no pie (a part
        below zero, more parts than there are patterns) is drawn as bars, and its caption says so.
        """
        parts = [self._part(item) for item in _members(items, PIE)]
        total = self.quantity(whole, PIE)
        shares = [share.striptags() for share in (self.wording.share(p, total) for p in parts)]
        amounts = [self._worth(part) for part in parts]
        told = "；".join(
            f"{part.name}{amount}{'，占' if share else ''}{share}"
            for part, amount, share in zip(parts, amounts, shares, strict=True)
        )
        words = [" ".join(filter(None, pair)) for pair in zip(amounts, shares, strict=True)]
        heading, drawn = as_text(title, PIE), [part for part in parts if not _is_zero(part)]
        if len(drawn) > PATTERNS or not all(part.shown > 0 for part in drawn):
            return self._bars(heading, told, [(part.name, part) for part in parts], words)
        return self._pie(heading, told, parts, words, total)

    def _bars(
        self,
        title: str,
        told: str,
        pairs: Sequence[tuple[str, Quantity]],
        words: Sequence[str],
    ) -> Markup:
        bars = tuple(_bars(pairs, words))
        zeros = Zeros.below(ROW * len(bars), [name for name, q in pairs if _is_zero(q)])
        base = _base(quantity for _, quantity in pairs)
        return self._draw(DRAW_BARS, title, BARS, told, bars=bars, zeros=zeros, base=base)

    def _pie(
        self,
        title: str,
        told: str,
        parts: Sequence[Quantity],
        words: Sequence[str],
        total: Quantity,
    ) -> Markup:
        slices = tuple(_slices(parts, words, total))
        top = max(2 * CENTRE[1], ROW * len(slices)) if slices else 0
        zeros = Zeros.below(top, [part.name for part in parts if _is_zero(part)])
        return self._draw(DRAW_PIE, title, PIE, told, slices=slices, zeros=zeros)

    def _worth(self, quantity: Quantity) -> str:
        """An amount in a chart with its unit, or the sign of what was not published."""
        text = self.wording.shown(quantity)
        return f"{text}{quantity.unit.label}" if quantity.is_known else text

    def _pair(self, item: object) -> tuple[str, Quantity]:
        if not isinstance(item, tuple) or len(item) != NAMED:
            raise MisuseError(f"“{BARS}”的每一项要写成（名称, 金额），例如 ('本年', 总计)。")
        name, value = item
        return str(name), self.quantity(value, BARS)

    def _part(self, item: object) -> Quantity:
        if not isinstance(item, tuple) or len(item) != NAMED:
            return self.quantity(item, PIE)
        name, value = item
        return replace(self.quantity(value, PIE), name=str(name))

    def _draw(self, macro: str, title: str, kind: str, told: str, **shapes: object) -> Markup:
        self.drawn += 1
        words = {"序号": str(self.drawn), "标题": title, "种类": kind}
        caption = self.caption
        for name, word in words.items():
            caption = caption.replace(f"{{{name}}}", word)
        module = self.environment.get_template(TEMPLATE).module
        html: str = getattr(module, macro)(self.drawn, caption, told, **shapes)
        return rendered("".join(line.strip() for line in html.splitlines()))


def _members(items: object, user: str) -> Sequence[object]:
    """The items that a chart draws; raises ``MisuseError`` for what is no list."""
    if isinstance(items, (list, tuple)):
        return items
    str(items)  # an undefined name raises what it is
    raise MisuseError(f"“{user}”要用一列金额，写在方括号里，例如 [基本支出, 项目支出]。")


def _is_zero(quantity: Quantity) -> bool:
    """Whether a chart's amount was published and is nothing: what is not known is no zero."""
    return quantity.is_known and not quantity.shown


def _broken(text: str) -> Iterator[str]:
    """A line of a chart's words broken into lines as wide as the drawing."""
    most = WIDTH // SIZE
    return (text[start : start + most] for start in range(0, len(text), most))


def _range(amounts: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    return min([Decimal(0), *amounts]), max([Decimal(0), *amounts])


def _base(quantities: Iterator[Quantity]) -> Decimal:
    """Where zero lies in a bar chart: at the left, but for bars below zero."""
    low, high = _range([quantity.shown for quantity in quantities])
    return _short(WIDTH * -low / (high - low)) if high > low else Decimal(0)


def _bars(pairs: Sequence[tuple[str, Quantity]], words: Sequence[str]) -> Iterator[Bar]:
    drawn = [(n, q, w) for (n, q), w in zip(pairs, words, strict=True) if not _is_zero(q)]
    low, high = _range([quantity.shown for _, quantity, _ in drawn])
    scale = WIDTH / (high - low) if high > low else Decimal(0)
    base = _base(quantity for _, quantity, _ in drawn)
    years = [name for name, _ in pairs if YEAR.fullmatch(name)]
    for number, (name, quantity, text) in enumerate(drawn):
        width = _short(abs(quantity.shown) * scale)
        x = base if quantity.shown >= 0 else _short(base - width)
        y = Decimal(ROW * number + ROW - THICK - 6)
        is_now = len(years) < len(pairs) or name == max(years)
        yield Bar(name, text, x, y, width, is_now)


def _slices(parts: Sequence[Quantity], words: Sequence[str], total: Quantity) -> Iterator[Slice]:
    """The slices of a pie chart, clockwise from the top, of what is greater than zero.

    What the whole has beside them, more than the tails of their rounding, is left open.
    """
    drawn = [(part, text) for part, text in zip(parts, words, strict=True) if part.shown > 0]
    whole = sum((part.shown for part, _ in drawn), Decimal(0))
    if total.is_known and total.shown - whole > TAIL * (len(drawn) + 1):
        whole = total.shown
    start = Decimal(0)
    for number, (part, text) in enumerate(drawn, 1):
        turn = EXACT.divide(part.shown, whole)
        label = _point(start + turn / 2, Decimal("0.62")) if turn * 100 >= NUMBERED else None
        y = ROW * (number - 1) + SIZE
        yield Slice(number, part.name, text, y, _path(start, turn), label)
        start += turn


def _path(start: Decimal, turn: Decimal) -> str:
    """A slice of a pie chart that begins at ``start`` and covers ``turn``, parts of the circle."""
    if turn == 1:  # an arc back to where it began is nothing: it has two halves
        top, bottom = CENTRE[1] - RADIUS, CENTRE[1] + RADIUS
        halves = (f"A{RADIUS} {RADIUS} 0 0 1 {CENTRE[0]} {y}" for y in (bottom, top))
        return f"M{CENTRE[0]} {top}{''.join(halves)}Z"
    (x1, y1), (x2, y2) = _point(start), _point(start + turn)
    long = 1 if turn > Decimal("0.5") else 0
    return f"M{CENTRE[0]} {CENTRE[1]}L{x1} {y1}A{RADIUS} {RADIUS} 0 {long} 1 {x2} {y2}Z"


def _point(turn: Decimal, out: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """A point of a pie chart's circle, clockwise from the top; only a place may be a float."""
    angle = 2 * math.pi * float(turn)
    x = CENTRE[0] + RADIUS * float(out) * math.sin(angle)
    y = CENTRE[1] - RADIUS * float(out) * math.cos(angle)
    return _short(Decimal(x)), _short(Decimal(y))


def _short(length: Decimal) -> Decimal:
    return length.quantize(Decimal("0.01"))
