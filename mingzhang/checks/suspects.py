"""Fault localisation: equations, failing and holding → typed figures, most suspicious first.

A wrong figure stands in the failing equations and in few that hold; changed by one amount, it
mends them all.  What is left of several such figures is told apart by its standing (it was changed
since the last committed version, or since its reason was confirmed) and by evidence: the change is
a known slip of the hand, it gives a figure that stands elsewhere in the document, the figure was
copied from the row beside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from itertools import islice
from operator import itemgetter
from types import MappingProxyType

from mingzhang.checks.rule import Equation
from mingzhang.checks.slips import best_slip, is_within
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.figure import Figure

REACH = 2  # rows on either side from which a figure may have been copied by mistake


class Standing(IntEnum):
    """What is known of a typed figure's past, the most suspicious first."""

    CHANGED = 0
    MOVED = 1
    UNKNOWN = 2
    CONFIRMED = 3

    @property
    def words(self) -> str:
        """What a message says of it."""
        return {Standing.CHANGED: "上次提交后改动过", Standing.MOVED: "与确认原因时不同"}.get(
            self, ""
        )


class Strength(IntEnum):
    """How telling a piece of evidence is, the strongest first."""

    SAME_ROW = 0
    UNIT_OR_SIGN = 1
    ELSEWHERE = 2
    COPIED = 3
    SLIP = 4
    NONE = 9


@dataclass(frozen=True)
class Evidence:
    """Why a figure may be the wrong one: in words, how telling, and what it would have to be."""

    words: str
    strength: Strength
    meant: Decimal
    distance: Decimal
    slip: int = 0


@dataclass(frozen=True, eq=False)
class Suspect:
    """A typed figure, the failing equations that one change of it mends, and that change."""

    figure: Figure
    equations: tuple[Equation, ...]
    evidence: Evidence
    spoiled: int
    standing: Standing

    @property
    def rank(self) -> tuple[int, int, int, int, Decimal]:
        """Sorts the most suspicious first."""
        gain = len(self.equations) - self.spoiled
        evidence = self.evidence
        return -gain, self.standing, evidence.strength, evidence.slip, evidence.distance


@dataclass(frozen=True, eq=False)
class Case:
    """All that is known when figures are suspected: equations by place, values by place."""

    failing: Mapping[Place, Sequence[Equation]]
    holding: Mapping[Place, Sequence[Equation]]
    values: Sequence[tuple[Decimal, Place]]
    standing: Mapping[Place, Standing]

    def between(self, low: Decimal, high: Decimal) -> Iterator[tuple[Decimal, Place]]:
        """The typed figures whose value lies in the closed interval, and where they stand."""
        first = bisect_left(self.values, low, key=itemgetter(0))
        last = bisect_right(self.values, high, key=itemgetter(0))
        return islice(self.values, first, last)


def suspects(
    equations: Iterable[Equation],
    typed: Iterable[Figure],
    standing: Mapping[Place, Standing] = MappingProxyType({}),
) -> tuple[Suspect, ...]:
    """The typed figures of failing equations, ranked.

    ``typed`` are all of the source; ``standing`` is what is known of the past of some.
    """
    equations = tuple(equations)
    failing = [equation for equation in equations if not equation.holds]
    if not failing:
        return ()
    case = Case(
        _by_place(failing),
        _by_place(equation for equation in equations if equation.holds),
        sorted({(figure.amount.value, figure.place) for figure in typed if figure.place}),
        standing,
    )
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    found = (_suspect(figures[place], case) for place in case.failing)
    return tuple(sorted(found, key=lambda suspect: suspect.rank))


def _by_place(equations: Iterable[Equation]) -> dict[Place, list[Equation]]:
    found: dict[Place, list[Equation]] = defaultdict(list)
    for equation in equations:
        for place in equation.weights:
            found[place].append(equation)
    return found


def _suspect(figure: Figure, case: Case) -> Suspect:
    place = figure.place
    if place is None:
        raise ValueError("only a typed figure can be suspected")
    broken, holding = case.failing[place], case.holding.get(place, ())
    change = max(
        (_change(place, equation) for equation in broken),
        key=lambda change: _gain(place, change.value, broken, holding),
    )
    evidence = _evidence(figure, figure.amount + change, case)
    moved = evidence.meant - figure.amount.value
    good = tuple(equation for equation in broken if mended(equation, place, moved))
    spoiled = sum(not mended(equation, place, moved) for equation in holding)
    return Suspect(figure, good, evidence, spoiled, case.standing.get(place, Standing.UNKNOWN))


def _change(place: Place, equation: Equation) -> Amount:
    """By how much the figure would have to be larger for the equation to hold."""
    weight, residual = equation.weights[place][0], equation.residual
    value = EXACT.divide(residual.value.copy_negate(), Decimal(weight))
    return Amount(value, EXACT.divide(residual.half, Decimal(abs(weight))))


def _gain(
    place: Place, change: Decimal, broken: Sequence[Equation], holding: Sequence[Equation]
) -> int:
    good = sum(mended(equation, place, change) for equation in broken)
    return good - sum(not mended(equation, place, change) for equation in holding)


def _evidence(figure: Figure, asked: Amount, case: Case) -> Evidence:
    """The strongest evidence; at least what the equations ask for."""
    asked = Amount(asked.value, asked.half - figure.amount.half)
    nothing = Evidence("", Strength.NONE, asked.value, Decimal(0))
    return min(
        (nothing, *_slips(figure, asked), *_elsewhere(figure, asked, case)),
        key=lambda evidence: (evidence.strength, evidence.slip, evidence.distance),
    )


def _slips(figure: Figure, asked: Amount) -> Iterator[Evidence]:
    slip = best_slip(figure.amount.value, asked)
    if slip:
        strength = Strength.UNIT_OR_SIGN if slip.rank < 3 else Strength.SLIP
        yield Evidence(slip.name, strength, slip.meant, slip.distance, slip.rank)


def _elsewhere(figure: Figure, asked: Amount, case: Case) -> Iterator[Evidence]:
    half = max(asked.half, Decimal(0))
    for value, place in case.between(asked.value - half, asked.value + half):
        if value and place != figure.place and is_within(value, asked):
            same_row = _rows_apart(place, figure.place) == 0
            strength = Strength.SAME_ROW if same_row else Strength.ELSEWHERE
            yield Evidence(f"与 {place} 相同", strength, value, abs(value - asked.value))
    typed = figure.amount.value
    for _, place in case.between(typed, typed) if typed else ():
        rows = _rows_apart(place, figure.place)
        if rows and rows <= REACH:
            words = f"与 {place} 相同，可能抄错行"
            # A row is more often copied from the row above it than from the row below.
            is_below = bool(figure.place and place > figure.place)
            yield Evidence(words, Strength.COPIED, asked.value, Decimal(0), int(is_below))


def _rows_apart(one: Place, other: Place | None) -> int | None:
    return abs(one.line - other.line) if other and one.file == other.file else None


def mended(equation: Equation, place: Place, change: Decimal) -> bool:
    """Whether the equation would hold if the figure typed there were larger by ``change``."""
    residual = equation.residual
    value = residual.value + equation.weights[place][0] * change
    if equation.relation == "≤" and value <= 0:
        return True
    return Amount(value, residual.half).agrees(Amount())
