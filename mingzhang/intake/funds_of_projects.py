"""Funds of projects: what a workbook tells → the fund of a project that its cell does not say.

A form of goals, or a column of a list, has the money of all funds in one, or of the fiscal ones.
Where the workbook has projects of one such fund alone it is of that one; where of several, of the
only one that pays for projects of its subject; else nobody said of which it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from mingzhang.facts.cube import ALL, Point
from mingzhang.facts.source_rows import OTHER
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.sheet_figures import Told
from mingzhang.intake.source_lines import FISCAL, INCOME, PROJECT, SPENT

ITEM = 7  # digits of a 项, to which a project belongs
SPLIT = {FISCAL: FUNDS[FISCAL], ALL: (*FUNDS[FISCAL], OTHER)}


def funds_with_projects(told: Told) -> frozenset[str]:
    """The funds that may pay for projects: they have money, and not for others alone."""
    spent: dict[str, Decimal] = {}
    having: set[str] = set()
    for target, placed in told.first.items():
        for point in _points(target):
            if point.flow == SPENT and point.nature == PROJECT:
                spent[_fund(point)] = max(spent.get(_fund(point), Decimal(0)), placed.number)
            if placed.number and (point.flow == INCOME or point.nature == TOTAL):
                having.add(_fund(point))
    return frozenset(fund for fund in SPLIT[ALL] if spent.get(fund, fund in having))


def funds_by_subject(told: Told) -> Mapping[str, frozenset[str]]:
    """The funds that pay for projects of each 项, where tables tell the projects' money of it.

    Other money is among them unless all money is what the fiscal funds have.
    """
    spent = {
        point: number
        for point, number in told.points()
        if (point.flow, point.nature, len(point.subject)) == (SPENT, PROJECT, ITEM)
    }
    found: dict[str, set[str]] = {}
    for point, number in spent.items():
        if number and point.fund in FUNDS[FISCAL]:
            found.setdefault(point.subject, set()).add(point.fund)
            parts = (spent.get(point._replace(fund=fund), Decimal(0)) for fund in FUNDS[FISCAL])
            if spent.get(point._replace(fund=ALL)) != sum(parts):
                found[point.subject].add(OTHER)
    return {code: frozenset(funds) for code, funds in found.items()}


def _points(target: Target) -> Iterator[Point]:
    """The points of one figure's cell where they are of one fund, which projects may share."""
    points = target if isinstance(target, tuple) else ()
    if len({_fund(point) for point in points}) == 1:
        yield from (point for point in points if point.flow in (SPENT, INCOME))


def _fund(point: Point) -> str:
    return OTHER if point.fund in FUNDS[OTHER] else point.fund


def fund_of_project(whole: str, having: Collection[str], own: Collection[str] | None = None) -> str:
    """The fund of a project's cell that has the money of ``whole``; empty where nobody says it.

    ``own`` are those that pay for projects of its subject, where that is known.
    """
    among = [fund for fund in SPLIT.get(whole, (whole,)) if fund in having or whole not in SPLIT]
    if len(among) > 1 and own:
        among = [fund for fund in among if fund in own]
    return among[0] if len(among) == 1 else ""
