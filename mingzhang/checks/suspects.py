"""Fault localisation: equations, failing and holding → typed figures, most suspicious first.

A wrong figure stands in the failing equations and in few that hold; changed by one amount, it
mends them all.  What is left of several such figures is told apart by evidence: the change is a
known slip of the hand, it gives a figure that stands elsewhere in the document, the figure was
copied from the row beside, or it was changed since the last committed version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from mingzhang.checks.rule import Equation
from mingzhang.checks.slips import best_slip, is_within
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure

REACH = 2  # rows on either side from which a figure may have been copied by mistake


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
    is_changed: bool

    @property
    def rank(self) -> tuple[int, bool, int, int, Decimal]:
        """Sorts the most suspicious first."""
        gain = len(self.equations) - self.spoiled
        evidence = self.evidence
        return -gain, not self.is_changed, evidence.strength, evidence.slip, evidence.distance


@dataclass(frozen=True, eq=False)
class Balance:
    """An equation as a sum of typed figures: left minus right, and by how much it may miss zero."""

    equation: Equation
    weights: Mapping[Place, int]
    residual: Amount

    def mended_by(self, place: Place, change: Decimal) -> bool:
        """Whether it would hold if the figure typed there were larger by ``change``."""
        value = self.residual.value + self.weights[place] * change
        if self.equation.relation == "≤" and value <= 0:
            return True
        return value == 0 or abs(value) < self.residual.half


@dataclass(frozen=True, eq=False)
class Case:
    """All that is known when figures are suspected: balances by place, values by place."""

    failing: Mapping[Place, Sequence[Balance]]
    holding: Mapping[Place, Sequence[Balance]]
    values: Mapping[Place, Decimal]
    changed: frozenset[Place]


def suspects(
    equations: Iterable[Equation],
    typed: Iterable[Figure],
    changed: frozenset[Place] = frozenset(),
) -> tuple[Suspect, ...]:
    """The typed figures of failing equations, ranked.

    ``typed`` are all of the source; ``changed`` the places of those that differ from the last
    committed version.
    """
    balances = [_balance(equation) for equation in equations]
    failing = [b for b in balances if not b.equation.holds]
    figures = {f.place: f for f in typed if f.place}
    case = Case(
        _by_place(failing),
        _by_place(b for b in balances if b.equation.holds) if failing else {},
        {place: figure.amount.value for place, figure in figures.items()},
        changed,
    )
    figures |= {f.place: f for b in failing for f in _typed(b.equation) if f.place}
    found = (_suspect(figures[place], case) for place in case.failing)
    return tuple(sorted(found, key=lambda suspect: suspect.rank))


def _typed(equation: Equation) -> Iterator[Figure]:
    yield from equation.left.typed()
    yield from equation.right.typed()


def _by_place(balances: Iterable[Balance]) -> dict[Place, list[Balance]]:
    found: dict[Place, list[Balance]] = defaultdict(list)
    for balance in balances:
        for place, weight in balance.weights.items():
            if weight:
                found[place].append(balance)
    return found


def _suspect(figure: Figure, case: Case) -> Suspect:
    place = figure.place
    if place is None:
        raise ValueError("only a typed figure can be suspected")
    broken, holding = case.failing[place], case.holding.get(place, ())
    change = max(
        (_change(place, balance) for balance in broken),
        key=lambda change: _gain(place, change.value, broken, holding),
    )
    evidence = _evidence(figure, figure.amount + change, case)
    moved = evidence.meant - figure.amount.value
    mended = tuple(b.equation for b in broken if b.mended_by(place, moved))
    spoiled = sum(not b.mended_by(place, moved) for b in holding)
    return Suspect(figure, mended, evidence, spoiled, place in case.changed)


def _change(place: Place, balance: Balance) -> Amount:
    """By how much the figure would have to be larger for the equation to hold."""
    weight, residual = balance.weights[place], balance.residual
    return Amount(-residual.value / weight, residual.half / abs(weight))


def _gain(
    place: Place, change: Decimal, broken: Sequence[Balance], holding: Sequence[Balance]
) -> int:
    mended = sum(b.mended_by(place, change) for b in broken)
    return mended - sum(not b.mended_by(place, change) for b in holding)


def _evidence(figure: Figure, asked: Amount, case: Case) -> Evidence:
    """The strongest evidence; at least what the equations ask for."""
    asked = Amount(asked.value, asked.half - figure.amount.half)
    nothing = Evidence("", Strength.NONE, asked.value, Decimal(0))
    return min(
        (nothing, *_slips(figure, asked), *_elsewhere(figure, asked, case)),
        key=lambda evidence: (evidence.strength, evidence.distance),
    )


def _slips(figure: Figure, asked: Amount) -> Iterator[Evidence]:
    slip = best_slip(figure.amount.value, asked)
    if slip:
        strength = Strength.UNIT_OR_SIGN if slip.rank < 3 else Strength.SLIP
        yield Evidence(slip.name, strength, slip.meant, slip.distance, slip.rank)


def _elsewhere(figure: Figure, asked: Amount, case: Case) -> Iterator[Evidence]:
    for place, value in case.values.items():
        if place == figure.place or not value:
            continue
        rows = _rows_apart(place, figure.place)
        if is_within(value, asked):
            strength = Strength.SAME_ROW if rows == 0 else Strength.ELSEWHERE
            yield Evidence(f"与 {place} 相同", strength, value, abs(value - asked.value))
        elif value == figure.amount.value and rows and rows <= REACH:
            words = f"与 {place} 相同，可能抄错行"
            yield Evidence(words, Strength.COPIED, asked.value, Decimal(0))


def _rows_apart(one: Place, other: Place | None) -> int | None:
    return abs(one.line - other.line) if other and one.file == other.file else None


def _balance(equation: Equation) -> Balance:
    weights: dict[Place, int] = defaultdict(int)
    for side, sign in ((equation.left, 1), (equation.right, -1)):
        for place, weight in _weighed(side, sign):
            weights[place] += weight
    return Balance(equation, weights, equation.left.amount - equation.right.amount)


def _weighed(figure: Figure, weight: int) -> Iterator[tuple[Place, int]]:
    if figure.place:
        yield figure.place, weight
        return
    for term in figure.terms:
        yield from _weighed(term.figure, weight * term.sign)
