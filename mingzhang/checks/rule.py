"""The one shape of a rule: code, words, and a function from evidence to equations and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure, summed


@dataclass(frozen=True, eq=False)
class Equation:
    """Two figures that must agree (``=``), or whose left must not exceed the right (``≤``)."""

    left: Figure
    right: Figure
    relation: str = "="

    @property
    def holds(self) -> bool:
        """Whether one true value can stand on both sides, given how the figures were rounded."""
        left, right = self.left.amount, self.right.amount
        below = self.relation == "≤" and left.value <= right.value
        return below or left.agrees(right)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The left side, and the right side's parts that hold anything."""
        if self.right.place or not self.right.terms:
            return (self.left, self.right)
        parts = (term.figure for term in self.right.terms)
        return (self.left, *(part for part in parts if part.place or not part.is_zero))


@dataclass(frozen=True)
class Finding:
    """Something wrong that is no equation: where, what, how to mend it."""

    place: Place
    message: str
    hint: str = ""
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True, eq=False)
class RollUp:
    """A group of the cube that was stated, or has a stated part, against one way to sum it."""

    point: Point
    dimension: str
    equation: Equation


@dataclass(frozen=True, eq=False)
class Evidence:
    """What rules look at: the account, and the roll-ups of its cube, gathered once."""

    account: Account

    @cached_property
    def roll_ups(self) -> tuple[RollUp, ...]:
        """Every group whose figure is not by construction the sum of its parts."""
        return tuple(_roll_ups(self.account))

    def figure(self, name: str) -> Figure:
        """The indicator called ``name``."""
        return self.account.indicators[name]


def _roll_ups(account: Account) -> Iterator[RollUp]:
    cube = account.cube
    for point in cube.groups():
        figure = cube.figure(point)
        for index, breakdown in enumerate(cube.breakdowns(point)):
            by_construction = index == 0 and not figure.place
            known = figure.place or any(part.place and part.terms for part in breakdown.parts)
            if known and not by_construction:
                right = summed(f"按{breakdown.dimension}合计", breakdown.parts)
                yield RollUp(point, breakdown.dimension, Equation(figure, right))


Check = Callable[[Evidence], Iterable[Equation | Finding]]


@dataclass(frozen=True)
class Rule:
    """A registered rule.  ``identity`` says it in words, ``formula`` as a formula."""

    code: str
    title: str
    severity: Severity
    identity: str
    formula: str
    reference: str
    remedy: str
    check: Check = field(compare=False)


RULES: dict[str, Rule] = {}


def rule(  # noqa: PLR0913 (a rule's words are its arguments, all named)
    code: str,
    title: str,
    *,
    identity: str,
    remedy: str,
    formula: str = "",
    reference: str = "",
    severity: Severity = Severity.ERROR,
) -> Callable[[Check], Check]:
    """Register a function as the rule ``code``; raises ``ValueError`` where the code is taken."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        RULES[code] = Rule(code, title, severity, identity, formula, reference, remedy, check)
        return check

    return register
