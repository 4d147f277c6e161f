"""Units at fault: failing identities of a department → what tells which of its units is wrong.

An identity between sums of units is one of each unit, too.  Where it fails for one alone, no other
unit's figure is suspected; and each unit's own sums testify for the figures that are in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mingzhang.checks.rule import Equation, Evidence
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, Term, computed

NOTHING = Figure("", Amount())


def of_one_unit(equation: Equation, account: Account) -> Equation:
    """A failing identity as it stands in the only unit of the department where it fails."""
    if equation.holds or equation.relation != "=" or equation.accepted or not account.parts:
        return equation
    units = _by_folder(equation)
    if account.source.place.file.parent in units:
        return equation
    wrong = [one for one in units.values() if not one.holds]
    return wrong[0] if len(wrong) == 1 else equation


def _by_folder(equation: Equation) -> dict[Path, Equation]:
    """What each unit's files have of an identity."""
    found: dict[Path, list[Term]] = defaultdict(list)
    for place, (weight, figure) in equation.weights.items():
        found[place.file.parent].append(Term(figure, weight))
    label = equation.left.label
    return {path: Equation(computed(label, terms), NOTHING) for path, terms in found.items()}


def testimony(evidence: Evidence) -> Iterator[Equation]:
    """The sums that a department's units state of themselves."""
    for unit in evidence.of_units:
        yield from (line.equation for line in unit.roll_ups)
        yield from testimony(unit)
