"""At a glance: an account → the few figures that say most of it, as horizontal bars.

Every one is a figure of the document, and keeps how it comes about.  What is not known, or was
never said, is left out: it is no zero.  What is drawn, in which words, is ``glance.html.j2``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from markupsafe import Markup

from mingzhang.document.sentence_figures import Answer, Quantity, Wording, moved
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure

NOW, BEFORE = "now", "before"
WHOLE, PLACES = Decimal(100), Decimal("0.01")
EXPENSE = "支出"
SUBJECT = 3  # digits of a 类
Item = tuple[str, str, Figure | None]
NOTHING = Markup()


@dataclass(frozen=True, eq=False)
class Bar:
    """A bar of the chart at a glance: name, series, figure in 万元, length in % of the longest."""

    name: str
    series: str
    figure: Figure
    amount: Decimal
    width: Decimal

    @property
    def text(self) -> str:
        """The amount of a bar of the chart at a glance, as it is printed."""
        return f"{self.amount:,f}"

    @property
    def value(self) -> str:
        """The exact amount, in 元, of a bar of the chart at a glance."""
        text = f"{self.figure.amount.value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, eq=False)
class Panel:
    """A picture at a glance: bars, the names of what is zero, and this year beside another."""

    title: str
    bars: tuple[Bar, ...]
    zeros: tuple[str, ...] = ()
    remark: Markup = NOTHING


@dataclass(frozen=True, eq=False)
class Glance:
    """What the template of the chart at a glance draws; ``kind`` is final or budget.

    ``asked`` takes down how the figures of its words come about, as that of sentences does.
    """

    ASKED: ClassVar = True  # by templates

    account: Account
    asked: list[Answer] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of the document that the chart shows at a glance."""
        return self.account.kind.name

    def figure(self, name: str) -> Figure | None:
        """This year's named figure for the chart at a glance, if it is known."""
        return _known(self.account.indicators.get(name))

    def before(self, name: str) -> Figure | None:
        """Last year's named figure for the chart at a glance, if it is known."""
        return _known(self.account.previous.get(name))

    def functions(self, most: int) -> list[Item]:
        """The 类 with the most spending for the chart at a glance, the largest first."""
        cube = self.account.cube
        codes = [code for code in cube.subjects(EXPENSE) if len(code) == SUBJECT]
        figures = ((c, _known(cube.figure(cube.at(EXPENSE, subject=c)))) for c in codes)
        known = [(self.account.catalogue.name(code), figure) for code, figure in figures if figure]
        known.sort(key=lambda pair: -pair[1].amount.value)
        return [(name, NOW, figure) for name, figure in known[:most]]

    def items(
        self, things: Sequence[tuple[str, str]], series: Sequence[tuple[str, str, str]]
    ) -> list[Item]:
        """Each thing in each series of the chart at a glance, with words, name and look.

        One that is zero in every series stands there once.
        """
        return [item for words, name in things for item in self._in_series(words, name, series)]

    def _in_series(
        self, words: str, name: str, series: Sequence[tuple[str, str, str]]
    ) -> list[Item]:
        found: list[Item] = [
            (f"{words}{word}", look, self.figure(pattern.replace("{}", name)))
            for word, look, pattern in series
        ]
        none = all(figure is not None and not _wan(figure) for _, _, figure in found)
        return [(words, *found[0][1:])] if none else found

    def happened(self, items: Sequence[Item]) -> list[Item]:
        """What is not zero, for the chart at a glance: most agencies have none of the others."""
        return [item for item in items if item[2] is not None and _wan(item[2])]

    def panel(self, title: str, items: Sequence[Item], remark: Markup = NOTHING) -> Panel | None:
        """A panel of the chart at a glance: bars of what is known; none where nothing is."""
        known = [(name, series, _wan(f), f) for name, series, f in items if f is not None]
        drawn = [item for item in known if item[2] > 0]
        longest = max((amount for _, _, amount, _ in drawn), default=Decimal(0))
        if not known:
            return None
        bars = (Bar(name, s, f, a, _share(a, longest)) for name, s, a, f in drawn)
        zeros = dict.fromkeys(name for name, _, amount, _ in known if not amount)
        return Panel(title, tuple(bars), tuple(zeros), remark)

    def change(self, now: Figure | None, before: Figure | None, than: str) -> Markup:
        """The glance chart's 比上年减少345.58万元，下降10.92%.

        Nothing where either is not known.
        """
        if now is None or before is None:
            return NOTHING
        one, other = Quantity("今年", now), Quantity(than, before)
        lead = "比" if moved(one, other) else "与"
        return Markup("{}{}{}").format(lead, than, self._wording.change(one, other))

    def completed(self, now: Figure | None, planned: Figure | None, than: str) -> Markup:
        """The glance chart's 完成预算的98.75%; nothing for a plan of nothing."""
        if now is None or planned is None:
            return NOTHING
        told = self._wording.completion(Quantity("决算", now), Quantity(than, planned), than)
        return told.removeprefix("，")

    @property
    def _wording(self) -> Wording:
        return Wording(asked=self.asked)

    @staticmethod
    def present(panels: Sequence[Panel | None]) -> Iterator[Panel]:
        """The panels of the chart at a glance that have anything to show."""
        return (panel for panel in panels if panel)


def _known(figure: Figure | None) -> Figure | None:
    return figure if figure is not None and figure.is_known and not figure.lacks else None


def _wan(figure: Figure) -> Decimal:
    return figure.amount.told(Unit.WAN)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    share = EXACT.divide(EXACT.multiply(part, WHOLE), whole)
    return share.quantize(PLACES, ROUND_HALF_UP)
