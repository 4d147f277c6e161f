"""The project table's groups: a budget's plans → 类型 and 一级项目 with their subtotals.

Money of which only the subject was told, or which the listed projects leave over, is ``Unlisted``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.account import Account, Plan, PlanTotal
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import ALL, Point
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.rows import PROJECTS


@dataclass(frozen=True, eq=False)
class PlanGroup:
    """A 类型, or an 一级项目 of it; ``totals`` are the subtotals that were published for it."""

    name: str
    parts: tuple[PlanGroup, ...] | tuple[Plan, ...]
    totals: tuple[PlanTotal, ...] = ()

    def figure(self, fund: str, basis: str) -> Figure:
        """Its money of a fund and a basis: as published, else the sum of its parts."""
        below = summed(f"{self.name} {basis}", (part.figure(fund, basis) for part in self.parts))
        for total in self.totals:
            if (total.fund, total.basis) == (fund, basis):
                return replace(total.figure, terms=below.terms)
        return below


@dataclass(frozen=True, eq=False)
class Unlisted:
    """Spending on projects of a subject of which no project was told.

    Without a ``code`` it is what is left of all such spending, where projects were told without
    their subjects.
    """

    account: Account
    code: str

    def figure(self, fund: str, basis: str) -> Figure:
        """Its money of a fund and a basis."""
        spent = self.account.cube.figure(Point("支出", basis, fund, self.code, PROJECTS))
        told = (
            money.figure
            for plan in self.account.plans
            for money in plan.money
            if (fund, basis) in money.within and self.code in ("", money.point.subject)
        )
        return computed(f"{self.code} 没有列出的项目", (Term(spent), *(Term(f, -1) for f in told)))

    @property
    def is_nothing(self) -> bool:
        """Whether the projects account for all of it, but for the rounding of figures."""
        amount = self.figure(ALL, self.account.kind.bases.main).amount
        return amount.is_known and amount.agrees(Amount())


def unlisted(account: Account) -> tuple[Unlisted, ...]:
    """What the list of projects lacks, by subject where that is known."""
    told = {money.point for plan in account.plans for money in plan.money}
    facts = {p for p in account.cube.facts if p.nature == PROJECTS and p not in told}
    if facts and any(not point.subject for point in told):
        codes = [""]
    else:
        codes = sorted({point.subject for point in facts})
    rest = (Unlisted(account, code) for code in codes)
    return tuple(one for one in rest if not one.is_nothing)


def group_plans(account: Account) -> tuple[PlanGroup, ...]:
    """The 类型 in the author's order, each with its 一级项目."""
    return tuple(_kinds(account.plans, account.plan_totals))


def _kinds(plans: Sequence[Plan], totals: Sequence[PlanTotal]) -> Iterator[PlanGroup]:
    for kind in _each(plan.kind for plan in plans):
        own = [plan for plan in plans if plan.kind == kind]
        stated = [total for total in totals if total.kind == kind]
        whole = tuple(total for total in stated if not total.group)
        yield PlanGroup(kind, tuple(_groups(own, stated)), whole)


def _groups(plans: Sequence[Plan], totals: Sequence[PlanTotal]) -> Iterator[PlanGroup]:
    for group in _each(plan.group for plan in plans):
        own = tuple(plan for plan in plans if plan.group == group)
        yield PlanGroup(group, own, tuple(total for total in totals if total.group == group))


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
