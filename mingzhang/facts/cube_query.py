"""Queries: the words of a table or an indicator (``取``) → points of the cube → a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FLOWS, FUNDS, NATURES, Bases, Groups, chain
from mingzhang.forms.document_kind import Kind

BASIS = "口径"
INCOME, SPENT, FISCAL = "收入", "支出", "财政拨款"
FIELDS = {"收支": "flow", BASIS: "basis", "资金": "fund", "科目": "subject", "性质": "nature"}


def allowed(name: str, kind: Kind) -> frozenset[str] | None:
    """What a query may say of a dimension of the cube; None where anything may."""
    return _allowed(name, kind.all_bases)


def _allowed(name: str, all_bases: tuple[str, ...]) -> frozenset[str] | None:
    if name == BASIS:
        return frozenset(all_bases)
    groups = {"收支": Groups(dict.fromkeys(FLOWS, ())), "资金": FUNDS, "性质": NATURES}
    return frozenset(groups[name].chains) if name in groups else None


@dataclass(frozen=True)
class Query:
    """A query of the cube: what a column or an indicator asks for; several members are summed."""

    points: tuple[Point, ...] = field(default=())

    def figure(self, cube: Cube) -> Figure:
        """The figure that a query asks of the cube, summed over members if several are named."""
        if len(self.points) == 1:
            return cube.figure(self.points[0])
        label = " + ".join(map(cube.label, self.points))
        return summed(label, map(cube.figure, self.points))


def query_of(words: Mapping[str, object], kind: Kind) -> Query:
    """The query of the cube in an author's words, e.g. ``{收支: 支出, 资金: [一般公共预算]}``.

    One that does not say is about the usual basis.  Raises ``ValueError`` with a Chinese message
    for an unknown dimension or member.
    """
    asked = {BASIS: kind.bases.main, **words}
    named = tuple((name, _named(value)) for name, value in asked.items())
    return _query(named, kind.bases, kind.all_bases)


def with_fiscal_income(query: Query, kind: Kind) -> Query:
    """A query of budgets of income: of the fiscal funds the budget is that of what they pay for."""
    return Query(tuple(one for point in query.points for one in _paid_for(point, kind)))


def _paid_for(point: Point, kind: Kind) -> Iterator[Point]:
    if point.flow != INCOME or point.basis not in kind.compared:
        yield point
    elif FISCAL in chain(point.fund, FUNDS):
        yield point._replace(flow=SPENT)
    elif FISCAL in FUNDS.get(point.fund, ()):
        for fund in FUNDS[point.fund]:
            yield from _paid_for(point._replace(fund=fund), kind)
    else:
        yield point


def _named(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)


@lru_cache(maxsize=1 << 12)
def _query(
    words: tuple[tuple[str, tuple[str, ...]], ...], bases: Bases, all_bases: tuple[str, ...]
) -> Query:
    """The query of the cube in those words, made once: all documents of a form ask the same."""
    if "收支" not in dict(words):
        raise ValueError(f"“取”缺少“收支”（{'、'.join(FLOWS)} 之一）")
    members = {name: _members(name, named, bases, all_bases) for name, named in words}
    points = (dict(zip(members, choice, strict=True)) for choice in product(*members.values()))
    return Query(tuple(Point(**{FIELDS[k]: v for k, v in p.items()}) for p in points))


def _members(
    name: str, members: tuple[str, ...], bases: Bases, all_bases: tuple[str, ...]
) -> tuple[str, ...]:
    if name not in FIELDS:
        raise ValueError(f"“取”里没有“{name}”这一项，可用：{'、'.join(FIELDS)}")
    if name == "科目":
        return tuple("" if member == TOTAL else member for member in members)
    known = _allowed(name, all_bases) or ()
    for member in _unknown(members, known):
        raise ValueError(f"“{name}”没有“{member}”，可用：{'、'.join(sorted(known))}")
    groups = {BASIS: bases, "资金": FUNDS, "性质": NATURES}.get(name, Groups())
    if any(one != two and two in chain(one, groups) for one in members for two in members):
        raise ValueError(f"“{name}”的 {'、'.join(members)} 互相包含，会重复计算")
    return members


def _unknown(members: tuple[str, ...], known: frozenset[str] | tuple[()]) -> Iterator[str]:
    return (member for member in members if member not in known)
