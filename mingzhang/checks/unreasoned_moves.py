"""Moves without a reason → which typed figure of the two is likelier wrong, the narrowest first.

A figure that was typed wrong in last year's block moves this year's, and the total above it.  What
other identities confirm is not wrong, so that of a move the figure that none confirms comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from mingzhang.checks.rule import Equation
from mingzhang.checks.suspects import Standing
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.figure import first_cells
from mingzhang.facts.reasons import Move

UNREASONED = "MZ401"
PAIR = 2  # this year's figure and last year's


@dataclass(frozen=True, eq=False)
class Witnesses:
    """What is known of the figures of a move without a reason: their past, their identities."""

    standing: Mapping[Place, Standing]
    equations: Collection[Equation]
    moves: Collection[Move] = ()

    def past(self, place: Place) -> Standing:
        """What a figure's past says, whether or not its move lacks a reason."""
        return self.standing.get(place, Standing.UNKNOWN)

    def rank(self, place: Place) -> tuple[int, int, int]:
        """The sort key of an unreasoned move's figures, the likeliest to be wrong first."""
        return self.past(place), -self._failing[place], self._holding[place]

    @cached_property
    def moved(self) -> Mapping[frozenset[Place], Decimal]:
        """By how much figures moved without a reason or with one, by where they were typed."""
        return {
            frozenset(first_cells(m.now, m.before)): m.difference.amount.value
            for m in self.moves
            if m.difference.is_known
        }

    @cached_property
    def _failing(self) -> Counter[Place]:
        return Counter(p for e in self.equations if not e.holds for p in e.weights)

    @cached_property
    def _holding(self) -> Counter[Place]:
        return Counter(p for e in self.equations if e.holds for p in e.weights)


def by_likelihood(found: Iterable[Diagnostic], known: Witnesses) -> Iterator[Diagnostic]:
    """Findings of which unreasoned moves name the likeliest figure first, in narrow moves first."""
    return _with_what_moved(narrowest_first(likeliest_first(one, known) for one in found), known)


def likeliest_first(told: Diagnostic, known: Witnesses) -> Diagnostic:
    """An unreasoned move with the figure first that is likelier wrong; of others the changed one.

    Of a sum the figures stay as they stand: each of its parts is told by itself.
    """
    is_pair = told.code == UNREASONED and len(told.suspects) == PAIR
    places = tuple(sorted(told.suspects, key=known.rank if is_pair else known.past))
    return replace(told, suspects=places)


def narrowest_first(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings with the unreasoned moves of totals behind those of what moved them."""
    found = tuple(found)
    moves = [one for one in found if one.code == UNREASONED]
    parts = [frozenset(one.suspects) for one in moves]
    wide = {
        id(move): len(own)
        for move, own in zip(moves, parts, strict=True)
        if any(other and other < own for other in parts)
    }
    in_order = iter(sorted(moves, key=lambda one: wide.get(id(one), 0)))
    yield from (next(in_order) if one.code == UNREASONED else one for one in found)


def _with_what_moved(found: Iterable[Diagnostic], known: Witnesses) -> Iterator[Diagnostic]:
    """Findings with the unreasoned moves of totals below the one move that they are made of."""
    narrow: list[tuple[frozenset[Place], Diagnostic]] = []
    for one in found:
        cells = frozenset(one.suspects)
        moved = known.moved.get(cells) if cells and one.code == UNREASONED else None
        if moved is None:
            yield one
            continue
        own = (d for part, d in narrow if part <= cells and known.moved[part] == moved)
        lead = next(own, None)
        narrow.append((cells, one))
        first = lead.suspects[0] if lead else None
        rest = tuple(place for place in one.suspects if place != first)
        yield replace(one, suspects=(first, *rest)) if first else one
