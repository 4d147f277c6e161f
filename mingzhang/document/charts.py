"""Charts: figures and a title → one static SVG figure as markup, drawn by ``charts.j2``.

Here is the geometry only; what a chart looks like is the template's.  The values are written in
the figure as text, and every share has a pattern and a number, so that no colour carries meaning.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mingzhang.document.faults import MisuseError
from mingzhang.document.sentence_figures import Quantity, Wording, as_quantity, as_text, rendered
from mingzhang.facts.amount import EXACT

TEMPLATE = "charts.j2"
BARS, PIE = "柱状图", "饼状图"
# All lengths are in the drawing's own units; it is as wide as its column.
WIDTH = 400
BAR_HEIGHT, BAR_TOP, BAR_WIDEST = 170, 30, 72
CENTRE, RADIUS = (200, 90), 80
NUMBERED = 6  # % from which on a slice has room for its number
PATTERNS = 6
NAMED = 2  # members of an item that brings its own name: (名称, 金额)


@dataclass(frozen=True)
class Bar:
    """A bar: its name and value as text, where it stands, and where its value is written."""

    name: str
    text: str
    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal
    pattern: int

    @property
    def middle(self) -> Decimal:
        """The middle of the bar."""
        return self.x + self.width / 2

    @property
    def value_y(self) -> Decimal:
        """The line of the value: above the bar, also where it points down."""
        return self.y - 8


@dataclass(frozen=True)
class Slice:
    """A line of the legend, and its slice: ``path`` is empty where there is nothing to draw."""

    number: int
    name: str
    text: str
    share: str
    pattern: int
    path: str = ""
    label: tuple[Decimal, Decimal] | None = None
    whole: bool = False


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
        """``柱状图(标题, [(名称, 金额), …])``: a bar for each amount."""
        pairs = [self._pair(item) for item in _members(items, BARS)]
        bars = tuple(_bars(pairs, self.wording))
        told = "；".join(f"{bar.name}{bar.text}万元" for bar in bars)
        return self._draw("bars", as_text(title, BARS), BARS, told, bars=bars, base=_base(pairs))

    def pie(self, title: object, items: object, whole: object) -> Markup:
        """``饼状图(标题, [金额, …], 合计)``: the share of each amount in the whole.

        An amount goes by its own name, or by the one in ``(名称, 金额)``.
        """
        parts = [self._part(item) for item in _members(items, PIE)]
        slices = tuple(_slices(parts, self.quantity(whole, PIE), self.wording))
        told = "；".join(
            f"{s.name}{s.text}万元{'，占' if s.share else ''}{s.share}" for s in slices
        )
        return self._draw("pie", as_text(title, PIE), PIE, told, slices=slices)

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
    """What a chart draws; raises ``MisuseError`` for what is no list."""
    if isinstance(items, (list, tuple)):
        return items
    str(items)  # an undefined name raises what it is
    raise MisuseError(f"“{user}”要用一列金额，写在方括号里，例如 [基本支出, 项目支出]。")


def _base(pairs: Sequence[tuple[str, Quantity]]) -> Decimal:
    """Where zero lies."""
    low, high = _range(pairs)
    share = high / (high - low) if high > low else Decimal(1)
    return _short(BAR_TOP + BAR_HEIGHT * share)


def _range(pairs: Sequence[tuple[str, Quantity]]) -> tuple[Decimal, Decimal]:
    amounts = [quantity.shown for _, quantity in pairs]
    return min([Decimal(0), *amounts]), max([Decimal(0), *amounts])


def _bars(pairs: Sequence[tuple[str, Quantity]], wording: Wording) -> Iterator[Bar]:
    low, high = _range(pairs)
    scale = BAR_HEIGHT / (high - low) if high > low else Decimal(0)
    slot = Decimal(WIDTH) / max(len(pairs), 1)
    width = min(Decimal(BAR_WIDEST), slot * 3 / 5)
    for number, (name, quantity) in enumerate(pairs):
        height = abs(quantity.shown) * scale
        y = _base(pairs) - (height if quantity.shown > 0 else 0)
        x = slot * number + (slot - width) / 2
        x, y, breadth, height = map(_short, (x, y, width, height))
        text = wording.shown(quantity)
        yield Bar(name, text, x, y, breadth, height, number % PATTERNS + 1)


def _slices(parts: Sequence[Quantity], whole: Quantity, wording: Wording) -> Iterator[Slice]:
    """Only what is greater than zero has a slice; the legend names everything."""
    drawn = sum((part.shown for part in parts if part.shown > 0), Decimal(0))
    start = Decimal(0)
    for number, part in enumerate(parts, 1):
        share = wording.share(part, whole)
        told = share.striptags() if share else ""
        line = (number, part.name, wording.shown(part), told, (number - 1) % PATTERNS + 1)
        turn = EXACT.divide(max(part.shown, Decimal(0)), drawn) if drawn else Decimal(0)
        if turn == 1:
            yield Slice(*line, label=(Decimal(CENTRE[0]), Decimal(CENTRE[1])), whole=True)
        elif turn:
            label = _point(start + turn / 2, Decimal("0.62")) if turn * 100 >= NUMBERED else None
            yield Slice(*line, _path(start, turn), label)
        else:
            yield Slice(*line)
        start += turn


def _path(start: Decimal, turn: Decimal) -> str:
    """A slice that begins at ``start`` and covers ``turn``, both parts of the circle."""
    (x1, y1), (x2, y2) = _point(start), _point(start + turn)
    long = 1 if turn > Decimal("0.5") else 0
    return f"M{CENTRE[0]} {CENTRE[1]}L{x1} {y1}A{RADIUS} {RADIUS} 0 {long} 1 {x2} {y2}Z"


def _point(turn: Decimal, out: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """A point of the circle, clockwise from the top; only here a float will do, for a place."""
    angle = 2 * math.pi * float(turn)
    x = CENTRE[0] + RADIUS * float(out) * math.sin(angle)
    y = CENTRE[1] - RADIUS * float(out) * math.cos(angle)
    return _short(Decimal(x)), _short(Decimal(y))


def _short(length: Decimal) -> Decimal:
    return length.quantize(Decimal("0.01"))
