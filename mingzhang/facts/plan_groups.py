"""The project table's groups: a budget's plans → 类型 and 一级项目 with their subtotals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.account import Account, Plan, PlanTotal
from mingzhang.facts.figure import Figure, summed


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
