"""Lists of money of a form's own: rows of a source → lines with their unit, fund and figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Definition
from mingzhang.facts.source_rows import GENERAL, amount_of
from mingzhang.reading.node import Node


@dataclass(frozen=True, eq=False)
class Line:
    """A line of a form's own list of money; ``name`` is that of the figure that sums them."""

    name: str
    words: Mapping[str, str]
    unit: str
    fund: str
    figure: Figure
    place: Place
    node: Node


def read_list(
    definition: Definition, source: Node, unit: Unit, own_unit: str = ""
) -> Iterator[Line]:
    """The lines of the list that a figure sums; money without 资金 is of the general budget."""
    column, name = definition.column, definition.name
    if column is None:
        return
    listed = source.get(*column.rows)
    for node in filter(column.takes, listed.rows() if listed else ()):
        words = {key: value.text for key, value in node.items() if value.text}
        typed = node.get(*column.inner)
        amount = amount_of(typed, unit) if typed else Amount()
        label = f"{name} {words.get(definition.called, '')}".strip()
        figure = Figure(label, amount, typed.place if typed else None)
        of, fund = words.get("单位", own_unit), words.get("资金", GENERAL)
        yield Line(name, words, of, fund, figure, node.place, node)
