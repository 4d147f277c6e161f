"""Derived figures: leaves of lines → what nobody typed because it follows (本年收入, 年初结转).

Income by subject is 支出 + 年末结转 - 年初结转 of its fund; what follows in a kind of document, for
which funds, is data (``推算`` of ``kind.yaml``).  What follows of a 公布数 is of that one, so that
income and spending do not part by a tail of rounding (尾差) that nobody published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.cube import BALANCES, Cube, Point, blank_columns
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.implied_zeros import number_at
from mingzhang.facts.indicators import Definition
from mingzhang.facts.source_rows import Points
from mingzhang.forms.dimensions import FLOWS, FUNDS
from mingzhang.forms.document_kind import Derived, Kind
from mingzhang.forms.form_identities import Terms
from mingzhang.reading.node import Node


def derived(facts: Points, stated: Points, kind: Kind, other: Mapping[str, Figure]) -> Points:
    """The derived figures of the leaves.

    ``other`` are typed figures that are no point of the cube.
    """
    cube, whole = _held(facts, stated, kind)
    found: Points = {}
    for one in kind.derived:
        held = cube if one.by_subject else whole
        for point in _places(one, held):
            if figure := _computed(held, point, one.terms, other):
                found[point] = figure if one.by_subject else _without_tail(figure)
    return found


def followed(facts: Points, stated: Points, kind: Kind) -> Points:
    """What follows for groups that were stated (公布数): derived figures, stated as those are."""
    cube, _ = _held(facts, stated, kind)
    found: Points = {}
    for one in (one for one in kind.derived if one.by_subject):
        flows = {name for _, name in one.terms}
        funds = {one.fund, *FUNDS.get(one.fund, ())}
        told = (p for p in cube.stated if p == cube.at(p.flow, p.fund, p.subject))
        spots = [(p.fund, p.subject) for p in told if p.flow in flows and p.fund in funds]
        # Beside what was stated and does not agree, nothing is stated: all of it is to be mended.
        denied = {(p.fund, p.subject) for p in stated if p.flow in flows and p not in cube.stated}
        points = (cube.at(one.flow, *spot) for spot in dict.fromkeys(spots) if spot not in denied)
        for point in (p for p in points if p not in facts and p not in stated):
            below, said = cube.figure(point), _computed(cube, point, one.terms, {})
            if said and said.is_known and below.terms and said.amount.agrees(below.amount):
                found[point] = replace(said, place=said.first_place)
    return found


def _held(facts: Points, stated: Points, kind: Kind) -> tuple[Cube, Cube]:
    """What is known by subject, and of whole funds, of which figures are derived."""
    # A gap that was stated for a group is one for its subjects, too.
    gaps = {point: figure for point, figure in stated.items() if not figure.is_known}
    blank = blank_columns({**stated, **facts})
    # What was told for a whole fund only is part of the whole, though no subject has it.
    lone = Cube.settled(facts, stated, kind.bases).facts
    told = {**_agreeing(facts, stated, kind), **gaps, **_untold(lone)}
    return Cube(facts, told, blank, kind.bases), Cube(lone, gaps, blank, kind.bases)


def _agreeing(facts: Points, stated: Points, kind: Kind) -> Points:
    """The stated figures from which others are derived: those that are what lies below them."""
    cube = Cube(facts, bases=kind.bases)
    return {
        point: figure
        for point, figure in stated.items()
        if figure.is_known
        and (below := cube.figure(point)).terms
        and figure.amount.agrees(below.amount)
    }


def _untold(lone: Mapping[Point, Figure]) -> Points:
    """Balances of a 类 or 款 whose subjects nobody told: what follows for those is not known."""
    return {
        point: Figure(figure.label, UNKNOWN, figure.place, wider=figure)
        for point, figure in lone.items()
        if point.flow in BALANCES and 0 < len(point.subject) < BALANCES[point.flow]
        if figure.is_known and not figure.is_zero
    }


def _places(one: Derived, cube: Cube) -> Sequence[Point]:
    """The points at which a derived figure is asked for and was not typed."""
    if one.by_subject:
        flows = {one.flow, *(name for _, name in one.terms)}
        keys = dict.fromkeys((p.fund, p.subject) for p in cube.facts if p.flow in flows)
        funds = FUNDS.get(one.fund, (one.fund,))
        points = (cube.at(one.flow, fund, code) for fund, code in keys if fund in funds)
        return [point for point in points if point not in cube.facts]
    is_typed = any((p.flow, p.fund) == (one.flow, one.fund) for p in cube.facts)
    return [] if is_typed else [cube.at(one.flow, one.fund)]


def _computed(cube: Cube, point: Point, terms: Terms, other: Mapping[str, Figure]) -> Figure | None:
    """The sum that a derived figure (推算) is; None where all of its terms are blank."""
    found = [
        Term(cube.figure(point._replace(flow=name)), sign)
        if name in FLOWS
        else Term(other[name], sign)
        for sign, name in terms
        if name in FLOWS or name in other
    ]
    said = [term for term in found if term.figure.place or term.figure.terms]
    return computed(cube.label(point), said) if said else None


def typed_beside(
    source: Node, definitions: Mapping[str, Definition], kind: Kind, unit: Unit
) -> Mapping[str, Figure]:
    """The typed named figures from which a flow is derived (结余分配)."""
    names = {name for one in kind.derived for _, name in one.terms if name not in FLOWS}
    keys = {n: definitions[n].key for n in names if n in definitions and definitions[n].key}
    nodes = {name: node for name, key in keys.items() if (node := number_at(source, key))}
    return {
        n: Figure(n, definitions[n].amount(node, unit), node.place) for n, node in nodes.items()
    }


def _without_tail(balance: Figure) -> Figure:
    """A derived balance that rounding alone explains is none.

    Its tail (尾差) stays in its terms.
    """
    amount = balance.amount
    if abs(amount.value) >= amount.half:
        return balance
    tail = Figure("尾差", Amount(amount.value.copy_negate(), amount.half))
    return computed(balance.label, (*balance.terms, Term(tail)))
