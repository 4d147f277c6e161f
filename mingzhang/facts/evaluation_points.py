"""The points of a 自评 (evaluation): its lines', and those of its money: the weight times the rate.

The rate is one of the amounts as they are shown, and counts as it is shown itself; how many
decimals these have the form says in its own table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mingzhang.facts.account import Funding, Project
from mingzhang.facts.amount import CENTS, Unit, ratio, rounded
from mingzhang.facts.figure import Figure

NONE = Decimal("0.00")


@dataclass(frozen=True)
class Rounding:
    """How a form's table rounds what an evaluation's points are made of."""

    unit: Unit = Unit.WAN
    amount: int = CENTS
    rate: int = CENTS

    def shown(self, figure: Figure) -> Decimal:
        """An evaluation's amount in the unit of its form."""
        return figure.amount.displayed(self.unit, self.amount)

    def rate_of(self, money: Funding) -> Decimal | None:
        """An evaluation's 执行率, in % of the amounts as shown; None where none can be told."""
        if not (money.spent.is_known and money.adjusted.is_known):
            return None
        return ratio(self.shown(money.spent), self.shown(money.adjusted), self.rate)

    def points_of_money(self, project: Project) -> Decimal | None:
        """The points of an evaluation's 执行率; None where it has no weight, or no rate."""
        rate = self.rate_of(project.total)
        if project.weight is None or rate is None:
            return None
        return rounded(project.weight * rate / 100, CENTS)

    def points(self, project: Project) -> Decimal:
        """All points of an evaluation, with two decimals at least."""
        lines = (score.points for score in (*project.management, *project.indicators))
        typed = (self.points_of_money(project), *lines)
        return sum((points for points in typed if points is not None), NONE)


USUAL = Rounding()
