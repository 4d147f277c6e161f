"""How a figure comes about, step by step: what merely repeats another one is one step with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure, Term, summed
from mingzhang.facts.figure_explanation import STATED, SUM, TYPED, Step, explain


def typed(label: str, text: str, line: int, terms: tuple[Term, ...] = ()) -> Figure:
    place = Place(Path("disclosure.yaml"), line)
    return Figure(label, Amount.typed(Decimal(text), Unit.WAN), place, terms)


def said(steps: list[Step]) -> list[tuple[int, str, str, str]]:
    return [(step.depth, step.label, step.taken, step.way) for step in steps]


def test_a_total_of_one_part_is_one_step_with_it() -> None:
    item = typed("2080501", "3.00", 4)
    assert said(list(explain(summed("208", [summed("20805", [item])])))) == [
        (0, "208", "2080501", TYPED)
    ]


def test_a_total_of_two_parts_has_a_step_for_each() -> None:
    parts = [typed("2080501", "3.00", 4), typed("2080505", "2.00", 5)]
    assert said(list(explain(summed("20805", parts)))) == [
        (0, "20805", "", SUM),
        (1, "2080501", "", TYPED),
        (1, "2080505", "", TYPED),
    ]


def test_a_stated_figure_stands_for_itself_whatever_its_only_part_is() -> None:
    item = typed("2080501", "3.00", 4)
    assert said(list(explain(typed("20805", "3.00", 3, (Term(item),))))) == [
        (0, "20805", "", STATED),
        (1, "2080501", "", TYPED),
    ]
