"""The chain of one agency's documents: a document and those before it → where they say otherwise.

A final account's 年初预算 is its published budget's; what a document says of last year is what last
year's own document published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Indicators, LastYear

SPENT, OPENING = "支出", "年初预算"


class Pair(NamedTuple):
    """A figure in a document, beside the same in the document before it in the chain."""

    name: str
    here: Figure
    published: Figure

    @property
    def agrees(self) -> bool:
        """Whether one true value can stand behind a figure here and in the chain's other."""
        return self.here.amount.agrees(self.published.amount)


def bases(previous: LastYear) -> Iterator[Pair]:
    """What was typed of last year that the document before in the chain says, too."""
    published = previous.published
    for name in published.definitions if published else ():
        here, there = previous.typed.get(name), _said(name, published)
        if here and there and here.place:
            yield Pair(name, here, there)


def _said(name: str, published: Indicators | None) -> Figure | None:
    """What the chain's document before says of the figure; nothing where its key was left out."""
    definition = published.definitions[name] if published else None
    if published is None or definition is None:
        return None
    is_said = not definition.key or published.source.get(*definition.key)
    return published.get(name) if is_said else None


def budgets(account: Account) -> Iterator[Pair]:
    """What a final says of its opening budget, beside what the chain's budget itself says.

    Some compare with this year's money only, some with the carried-over, too: what agrees counts.
    """
    plan = account.plan
    cells = {**account.cube.stated, **account.cube.facts} if plan else {}
    for point, figure in cells.items():
        if plan and figure.is_known and (point.flow, point.basis) == (SPENT, OPENING):
            known = list(_planned(point, plan.cube))
            if known:
                pairs = [Pair(account.cube.label(point), figure, one) for one in known]
                yield next((pair for pair in pairs if pair.agrees), pairs[0])


def _planned(point: Point, cube: Cube) -> Iterator[Figure]:
    """What the chain's budget has there, on each basis for the beginning of the year."""
    for basis in (cube.bases.main, cube.bases.leaf):
        figure = cube.figure(point._replace(basis=basis))
        if figure.is_known:
            yield figure
