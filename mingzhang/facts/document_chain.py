"""The chain of one agency's documents: a document and those before it → where they say otherwise.

A final account's 年初预算 is its published budget's; what a document says of last year is what last
year's own document published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube
from mingzhang.facts.cube_query import Query
from mingzhang.facts.department_account import units_of_source
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import Indicators, LastYear
from mingzhang.facts.units_on_both_sides import Side, both_sides
from mingzhang.forms.dimensions import FUNDS

SPENT, INCOME, OPENING = "支出", "收入", "年初预算"
FISCAL = "财政拨款"
ORIGIN = (
    "上年出处"  # beside it last year's figures are drawn from a document, and nobody typed them
)


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
    is_said = not definition.key or _is_typed(definition.key, published)
    return published.get(name) if is_said else None


def _is_typed(key: tuple[str, ...], published: Indicators) -> bool:
    """Whether the chain's document before says what stands under a key, or all its units do."""
    parts = published.parts
    by_units = bool(parts) and all(_is_typed(key, part) for part in parts)
    return bool(published.source.get(*key)) or by_units


def budgets(account: Account) -> Iterator[Pair]:
    """What a final says of its opening budget, beside what the chain's budget itself says.

    Some compare with this year's money only, some with the carried-over, too: what agrees counts.
    """
    plan = account.plan
    sides = both_sides(account, plan) if plan else None
    if plan is None or sides is None:
        return
    whole = list(_of_all(account, plan)) if sides.is_same else []
    yield from whole
    common = sides.common
    if sides.is_same:
        # A unit's own document tells of it; of a line of this one nobody else does.
        is_told = all(pair.agrees for pair in whole) and _names_units(plan)
        common = tuple(pair for pair in common if is_told and not pair[0].indicators)
    for here, there in common:
        for pair in _of_unit(here, there):
            yield pair._replace(name=f"{here.member.name} {pair.name}")


def _of_all(account: Account, plan: Account) -> Iterator[Pair]:
    """Opening budgets of all units together, beside the chain's budget."""
    yield from _spending(account.cube, plan.cube)
    yield from _income(account.indicators, plan.cube)
    yield from _named(account.indicators, plan.indicators)


def _names_units(plan: Account) -> bool:
    """Whether all spending of the chain's budget is some unit's."""
    _, loose = units_of_source(plan)
    return all(cube.figure(cube.at(SPENT)).is_zero for cube in loose)


def _of_unit(here: Side, there: Side) -> Iterator[Pair]:
    """Opening budgets of a unit that both documents of the chain name, where others differ."""
    yield from _spending(here.member.cube, there.member.cube)
    if here.indicators:
        yield from _income(here.indicators, there.member.cube)
    if here.indicators and there.indicators:
        yield from _named(here.indicators, there.indicators)


def _spending(cube: Cube, plan: Cube) -> Iterator[Pair]:
    """Opening budgets of spending, point by point, beside the chain's budget."""
    for point, figure in {**cube.stated, **cube.facts}.items():
        if figure.is_known and (point.flow, point.basis) == (SPENT, OPENING):
            yield from _closest(cube.label(point), figure, _planned(Query((point,)), plan))


def _income(indicators: Indicators, plan: Cube) -> Iterator[Pair]:
    """Opening budgets of income by its source, beside the chain's budget.

    A budget may tell a source's money without its subjects, so that a row has no counterpart.
    """
    for name, definition in indicators.definitions.items():
        query = definition.query
        if query and {(point.flow, point.basis) for point in query.points} == {(INCOME, OPENING)}:
            figure = indicators[name]
            if figure.is_known and any(figure.typed()):
                yield from _closest(name, figure, _planned(query, plan))


def _named(indicators: Indicators, plan: Indicators) -> Iterator[Pair]:
    """Opening budgets with a key of their own (三公经费), beside the chain's budget's namesakes."""
    for name, definition in indicators.definitions.items():
        whole = name.removesuffix(f".{OPENING}")
        figure = indicators[name] if whole != name else None
        if figure and (definition.key or figure.place) and any(figure.typed()):
            published = plan.get(whole)
            yield from _closest(name, figure, (published,) if published else ())


def _closest(name: str, figure: Figure, published: Iterable[Figure]) -> Iterator[Pair]:
    """The figure beside that of the chain's budget which agrees, else beside the first known."""
    pairs = [Pair(name, figure, one) for one in published if one.is_known]
    yield from [pair for pair in pairs if pair.agrees][:1] or pairs[:1]


def _planned(query: Query, cube: Cube) -> Iterator[Figure]:
    """What the chain's budget has there, on each basis for the beginning of the year.

    Of money that units give each other (抵销) the units' opening budgets know nothing, so that
    their sum is that of the budget before it is taken off.
    """
    for basis in (cube.bases.main, cube.bases.leaf):
        points = tuple(point._replace(basis=basis) for point in query.points)
        figure = Query(points).figure(cube)
        yield figure
        off = [cube.taken_off(p) for p in points if p.fund not in FUNDS[FISCAL]]
        if any(one.terms for one in off):
            yield computed(figure.label, (Term(figure), *(Term(one, -1) for one in off)))
