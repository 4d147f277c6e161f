"""The project table's groups: a budget's plans → the form's groups of them with their subtotals.

Money of which only the subject was told, or which the listed projects leave over, is ``Unlisted``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from mingzhang.facts.account import Account, Plan, PlanTotal
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import ALL, Point
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.source_rows import PROJECTS


@dataclass(frozen=True, eq=False)
class PlanGroup:
    """A group of projects under one name; ``totals`` are its published subtotals.

    ``path`` are the names that lead to it, the outermost first, its own last.
    """

    path: tuple[str, ...]
    parts: Parts
    totals: tuple[PlanTotal, ...] = ()

    @property
    def name(self) -> str:
        """A group of planned projects by its own name; empty where the author gives none."""
        return self.path[-1]

    def inside(self) -> Iterator[PlanGroup]:
        """A group of planned projects and all groups within it."""
        yield self
        for part in self.parts:
            if isinstance(part, PlanGroup):
                yield from part.inside()

    def figure(self, fund: str, basis: str) -> Figure:
        """A project group's money of a fund and a basis: published, else the sum of parts."""
        below = summed(f"{self.name} {basis}", (part.figure(fund, basis) for part in self.parts))
        for total in self.totals:
            if (total.fund, total.basis) == (fund, basis):
                return replace(total.figure, terms=below.terms)
        return below


Parts = tuple[PlanGroup, ...] | tuple[Plan, ...]


@dataclass(frozen=True, eq=False)
class Unlisted:
    """Money that no project of any group tells of a subject.

    Without a ``code`` it is what is left of all such spending, where projects were told without
    their subjects.
    """

    account: Account
    code: str

    def figure(self, fund: str, basis: str) -> Figure:
        """The money of a fund and a basis that the groups of projects lack."""
        spent = self.account.cube.figure(Point("支出", basis, fund, self.code, PROJECTS))
        told = (Term(figure, -1) for figure in self._told(fund, basis))
        return computed(f"{self.code} 没有列出的项目", (Term(spent), *told))

    def _told(self, fund: str, basis: str) -> Iterator[Figure]:
        """The money of projects in groups that is a part of what the list lacks."""
        for plan in self.account.plans:
            for money in plan.money:
                if (fund, basis) in money.within and self.code in ("", money.point.subject):
                    yield money.figure

    @property
    def is_nothing(self) -> bool:
        """Whether the groups' projects account for all of it, but for rounding.

        Where a listed project's money is not known, or the whole, nobody knows of any other one.
        """
        main = self.account.kind.bases.main
        amount = self.figure(ALL, main).amount
        return amount.agrees(Amount()) if amount.is_known else any(self._told(ALL, main))


def name_apart(plan: Plan, account: Account, *, in_group: bool = False) -> str:
    """A project's name where nothing beside it says whose it is: with its unit, if others have one.

    That is a department's budget of several units, whose projects may be called alike; so may those
    of two groups, which are told apart by the groups that they do not share, unless it is
    ``in_group``: printed below or beside the names of its groups.
    """
    alike = [one for one in account.plans if one.name == plan.name]
    unit = next((member.name for member in account.units if member.code == plan.unit), plan.unit)
    apart = [unit] if any(one.unit != plan.unit for one in alike) else []
    others = [one.groups for one in alike if one.unit == plan.unit and one is not plan]
    groups = zip_longest(plan.groups, *others, fillvalue="") if others and not in_group else ()
    apart += [name for name, *beside in groups if set(beside) != {name}]
    said = "，".join(filter(None, apart))
    return f"{plan.name}（{said}）" if said else plan.name


def unlisted(account: Account) -> tuple[Unlisted, ...]:
    """The money that the groups of projects lack, by subject where that is known."""
    told = {money.point for plan in account.plans for money in plan.money}
    facts = {p for p in account.cube.facts if p.nature == PROJECTS and p not in told}
    if facts and any(not point.subject for point in told):
        codes = [""]
    else:
        codes = sorted({point.subject for point in facts})
    rest = (Unlisted(account, code) for code in codes)
    return tuple(one for one in rest if not one.is_nothing)


def group_plans(account: Account) -> Parts:
    """The outermost groups in the author's order; the projects where the form has no groups."""
    return _parts(account.plans, account.plan_totals, (), len(account.grouped))


def all_groups(account: Account) -> Iterator[PlanGroup]:
    """Every group of projects, each before the groups in it."""
    for part in group_plans(account):
        if isinstance(part, PlanGroup):
            yield from part.inside()


def _parts(
    plans: Sequence[Plan], totals: Sequence[PlanTotal], above: tuple[str, ...], depth: int
) -> Parts:
    level = len(above)
    if level == depth:
        return tuple(plans)
    names = dict.fromkeys(_name(plan, level) for plan in plans)
    return tuple(_group(plans, totals, (*above, name), depth) for name in names)


def _group(
    plans: Sequence[Plan], totals: Sequence[PlanTotal], path: tuple[str, ...], depth: int
) -> PlanGroup:
    own = [plan for plan in plans if _name(plan, len(path) - 1) == path[-1]]
    stated = tuple(total for total in totals if total.groups == path)
    return PlanGroup(path, _parts(own, totals, path, depth), stated)


def _name(plan: Plan, level: int) -> str:
    """The name of a project's group; a unit may use a form without such groups."""
    return plan.groups[level] if level < len(plan.groups) else ""
