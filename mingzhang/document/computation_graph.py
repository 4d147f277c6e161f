"""Computation graph: the figures of a page → how each was computed, as one small graph of JSON.

A node is a figure: its label, its amount, how it comes about, where it was typed, its parts.  A
reader walks from any figure of the page down to the typed ones; each figure stands there once.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from mingzhang.diagnostics import Place
from mingzhang.document.sentence_figures import MINUS, Answer
from mingzhang.document.table_values import Cell
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.figure_explanation import Step, explain
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue

PLUS = "+"
CODE = re.compile(r"\b(?:[0-9]{7}|[0-9]{5}|[0-9]{3})\b")
TOTAL_BETWEEN = re.compile(rf"(?<=\w) {TOTAL} (?=\w)")


@dataclass
class Answers:
    """The graph while a page is written; ``unit`` is the one that the page is published in."""

    unit: Unit = Unit.WAN
    catalogue: Catalogue | None = None
    nodes: list[list[object]] = field(default_factory=list)
    _known: dict[int, int] = field(default_factory=dict)
    # A figure is known by its identity, so it must outlive the graph.
    _kept: list[Figure] = field(default_factory=list)

    def of_cell(self, cell: Cell) -> int | None:
        """The computation graph's node for a table cell's figure."""
        return self.of_figure(cell.figure) if cell.figure and cell.text else None

    def of_figure(self, figure: Figure) -> int:
        """The computation graph's node for a figure, with everything below it."""
        if id(figure) not in self._known:
            step = next(explain(figure))
            parts = [[_sign(t.sign), self.of_figure(t.figure)] for t in step.parts]
            self._kept.append(figure)
            self._known[id(figure)] = self._add(self._node(step), parts)
        return self._known[id(figure)]

    def of_answer(self, answer: Answer) -> int:
        """The graph's node of a sentence's figure: that of its figure where it is it."""
        if len(answer.parts) == 1:
            return self.of_figure(answer.parts[0][1])
        parts = [[sign, self.of_figure(figure)] for sign, figure in answer.parts]
        return self._add([answer.name, "", "", ""], parts)

    def as_json(self) -> str:
        """The nodes of the computation graph, safe inside a script element."""
        text = json.dumps(self.nodes, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c")

    def _named(self, code: re.Match[str]) -> str:
        """A subject's code with its name, for a node of the computation graph."""
        subject = self.catalogue.get(code.group()) if self.catalogue else None
        return f"{code.group()} {subject.name}" if subject else code.group()

    def _add(self, head: list[object], parts: list[list[object]]) -> int:
        self.nodes.append([*head, parts] if parts else head)
        return len(self.nodes) - 1

    def _node(self, step: Step) -> list[object]:
        label = CODE.sub(self._named, _plain(step))
        return [label, exact(step.amount, self.unit), step.way, place_name(step.place)]


def _plain(step: Step) -> str:
    """What a step is, for a reader: 合计 goes without saying, as what the label says does."""
    says_more = any(not _is_said(word, step.label) for word in step.taken.split())
    label = f"{step.label}（{step.taken}）" if says_more else step.label
    return TOTAL_BETWEEN.sub(" ", label)


def _is_said(word: str, label: str) -> bool:
    """Whether a label of the computation graph says a word; a code is one by itself."""
    return word == TOTAL or word in (label.split() if word[0].isdigit() else label)


def _sign(sign: int) -> str:
    return PLUS if sign > 0 else MINUS


def exact(amount: Amount, unit: Unit) -> str:
    """An amount in the computation graph, with every decimal that it has: 2,820.01万元."""
    if not amount.is_known:
        return "没有公布"
    number = EXACT.divide(amount.value, unit.value)
    whole, _, decimals = f"{number:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}{unit.label}"


def place_name(place: Place | None) -> str:
    """A place in the computation graph: ``disclosure.yaml:12``, of the published edition."""
    if place is None:
        return ""
    name = place.file.as_posix()
    return f"{name}:{place.line}" if place.line else name
