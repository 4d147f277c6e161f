"""Fault localisation: equations, failing and holding → typed figures, most suspicious first.

A wrong figure stands in the failing equations and in few that hold; changed by one amount, it
mends them all; and often that change is a known slip of the hand (``mingzhang.checks.slips``), or
gives what stands elsewhere in its row, or what it shows was copied from the row beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.checks.rule import Equation
from mingzhang.checks.slips import slip_between
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure

REACH = 2  # rows on either side from which a figure may have been copied by mistake


@dataclass(frozen=True, eq=False)
class Suspect:
    """A typed figure, the failing equations it stands in, and what it would have to be."""

    figure: Figure
    equations: tuple[Equation, ...]
    repaired: Amount | None
    slip: str
    mended: int
    spoiled: int

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Sorts the most suspicious first."""
        return (self.spoiled - self.mended, not self.slip, -len(self.equations), self.spoiled)


@dataclass(frozen=True, eq=False)
class Balance:
    """An equation as a sum of typed figures: left minus right, and by how much it may miss zero."""

    equation: Equation
    weights: Mapping[Figure, int]
    residual: Amount

    def mended_by(self, figure: Figure, change: Decimal) -> bool:
        """Whether it would hold if the figure were larger by ``change``."""
        value = self.residual.value + self.weights[figure] * change
        if self.equation.relation == "≤" and value <= 0:
            return True
        return value == 0 or abs(value) < self.residual.half


def suspects(equations: Iterable[Equation], typed: Iterable[Figure]) -> tuple[Suspect, ...]:
    """Every typed figure of a failing equation, ranked; ``typed`` are all of the source."""
    balances = [_balance(equation) for equation in equations]
    failing = [b for b in balances if not b.equation.holds]
    if not failing:
        return ()
    holding = _by_figure(b for b in balances if b.equation.holds)
    by_figure = _by_figure(failing)
    lines = _by_line(typed)
    found = (
        _suspect(figure, broken, holding.get(figure, ()), _near(figure, lines))
        for figure, broken in by_figure.items()
    )
    return tuple(sorted(found, key=lambda suspect: suspect.rank))


def _by_figure(balances: Iterable[Balance]) -> dict[Figure, list[Balance]]:
    found: dict[Figure, list[Balance]] = defaultdict(list)
    for balance in balances:
        for figure, weight in balance.weights.items():
            if weight:
                found[figure].append(balance)
    return found


Lines = Mapping[tuple[Path, int], Sequence[Figure]]


def _by_line(typed: Iterable[Figure]) -> Lines:
    lines: dict[tuple[Path, int], list[Figure]] = defaultdict(list)
    for figure in typed:
        if figure.place:
            lines[figure.place.file, figure.place.line].append(figure)
    return lines


@dataclass(frozen=True)
class Nearby:
    """The values beside a figure: in its own row, and in the rows before and after."""

    same_row: frozenset[Decimal] = frozenset()
    other_rows: frozenset[Decimal] = frozenset()


def _near(figure: Figure, lines: Lines) -> Nearby:
    if figure.place is None:
        return Nearby()
    file, line = figure.place.file, figure.place.line
    mates = (f for f in lines.get((file, line), ()) if f.place != figure.place)
    others = (
        f
        for n in range(line - REACH, line + REACH + 1)
        if n != line
        for f in lines.get((file, n), ())
    )
    return Nearby(
        frozenset(f.amount.value for f in mates), frozenset(f.amount.value for f in others)
    )


def _slip(figure: Figure, repaired: Amount, near: Nearby) -> str:
    if any(repaired.agrees(Amount(value)) for value in near.same_row if value):
        return "与同一行的另一数相同"
    known = slip_between(figure.amount.value, repaired)
    copied = figure.amount.value in near.other_rows
    return "与邻行的数字相同，可能抄错行" if copied else known


def _suspect(
    figure: Figure, broken: Sequence[Balance], holding: Sequence[Balance], near: Nearby
) -> Suspect:
    changes = [_change(figure, balance) for balance in broken]
    best = max(changes, key=lambda change: _gain(figure, change.value, broken, holding))
    mended = sum(b.mended_by(figure, best.value) for b in broken)
    spoiled = sum(not b.mended_by(figure, best.value) for b in holding)
    repaired = figure.amount + best
    return Suspect(
        figure,
        tuple(b.equation for b in broken if b.mended_by(figure, best.value)),
        repaired if mended else None,
        _slip(figure, repaired, near),
        mended,
        spoiled,
    )


def _change(figure: Figure, balance: Balance) -> Amount:
    """By how much the figure would have to be larger for the equation to hold."""
    weight = balance.weights[figure]
    residual = balance.residual
    return Amount(-residual.value / weight, residual.half / abs(weight))


def _gain(
    figure: Figure, change: Decimal, broken: Sequence[Balance], holding: Sequence[Balance]
) -> int:
    mended = sum(b.mended_by(figure, change) for b in broken)
    return mended - sum(not b.mended_by(figure, change) for b in holding)


def _balance(equation: Equation) -> Balance:
    weights: dict[Figure, int] = defaultdict(int)
    for figure, weight in _weighed(equation.left, 1):
        weights[figure] += weight
    # The right side of a stated figure's own equation is its parts, never the figure again.
    for figure, weight in _weighed(equation.right, -1):
        weights[figure] += weight
    return Balance(equation, weights, equation.left.amount - equation.right.amount)


def _weighed(figure: Figure, weight: int) -> Iterator[tuple[Figure, int]]:
    if figure.place:
        yield figure, weight
        return
    for term in figure.terms:
        yield from _weighed(term.figure, weight * term.sign)
