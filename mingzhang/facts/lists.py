"""Lists of money of a form's own (指标 ``合``): rows of a source → lines with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.rows import GENERAL, amount_of
from mingzhang.reading.node import Node


@dataclass(frozen=True)
class Summed:
    """Which column of which list a named figure is the sum of.

    ``called`` is the key of a line's words by which its figure is called, ``within`` are the
    natures of fiscal spending (公用经费, 项目支出) that the money is a part of.
    """

    section: str
    key: str
    called: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Line:
    """A line of such a list; ``name`` is that of the figure that sums them."""

    name: str
    words: Mapping[str, str]
    unit: str
    fund: str
    figure: Figure
    place: Place
    node: Node


def read_list(
    name: str, summed: Summed, source: Node, unit: Unit, own_unit: str = ""
) -> Iterator[Line]:
    """The lines of a list; money without 资金 is of the general budget."""
    listed = source.get(summed.section)
    for node in listed.rows() if listed else ():
        words = {key: value.text for key, value in node.items() if value.text}
        typed = node.get(summed.key)
        amount = amount_of(typed, unit) if typed else Amount()
        label = f"{name} {words.get(summed.called, '')}".strip()
        figure = Figure(label, amount, typed.place if typed else None)
        of, fund = words.get("单位", own_unit), words.get("资金", GENERAL)
        yield Line(name, words, of, fund, figure, node.place, node)
