"""Queries: the words of a table or an indicator (``取``) → points of the cube → a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from mingzhang.facts.cube import BASES, BUDGETED, FLOWS, FUNDS, NATURES, Cube, Groups, Point, chain
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.subject import TOTAL

FIELDS = {"收支": "flow", "口径": "basis", "资金": "fund", "科目": "subject", "性质": "nature"}
ALLOWED = {
    "收支": set(FLOWS),
    "口径": {*BASES, *(basis for members in BASES.values() for basis in members)},
    "资金": {*FUNDS, *(fund for members in FUNDS.values() for fund in members)},
    "性质": {*NATURES, *(nature for members in NATURES.values() for nature in members)},
}


GROUPS: Mapping[str, Groups] = {
    "收支": Groups(),
    "口径": BASES,
    "资金": FUNDS,
    "性质": NATURES,
}


# What a kind of document has figures of; a query that does not say is about the first.
BASES_OF: Mapping[str, tuple[str, ...]] = {
    "final": ("决算", *BUDGETED),
    "budget": ("预算", "本年", "上年结转"),
}


@dataclass(frozen=True)
class Query:
    """What a column or an indicator asks for; a dimension with several members sums them."""

    points: tuple[Point, ...] = field(default=())

    @classmethod
    def of(cls, words: Mapping[str, object]) -> Query:
        """The query in an author's words, e.g. ``{收支: 支出, 资金: [一般公共预算, 政府性基金]}``.

        Raises ``ValueError`` with a Chinese message for an unknown dimension or member.
        """
        if "收支" not in words:
            raise ValueError(f"“取”缺少“收支”（{'、'.join(FLOWS)} 之一）")
        members = {name: _members(name, value) for name, value in words.items()}
        points = (dict(zip(members, choice, strict=True)) for choice in product(*members.values()))
        return cls(tuple(Point(**{FIELDS[k]: v for k, v in p.items()}) for p in points))

    def figure(self, cube: Cube) -> Figure:
        """The figure, summed over the members where there are several."""
        if len(self.points) == 1:
            return cube.figure(self.points[0])
        label = " + ".join(point.label for point in self.points)
        return summed(label, map(cube.figure, self.points))


def _members(name: str, value: object) -> tuple[str, ...]:
    if name not in FIELDS:
        raise ValueError(f"“取”里没有“{name}”这一项，可用：{'、'.join(FIELDS)}")
    members = tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),)
    if name == "科目":
        return tuple("" if member == TOTAL else member for member in members)
    for member in _unknown(name, members):
        raise ValueError(f"“{name}”没有“{member}”，可用：{'、'.join(sorted(ALLOWED[name]))}")
    if any(one != two and two in chain(one, GROUPS[name]) for one in members for two in members):
        raise ValueError(f"“{name}”的 {'、'.join(members)} 互相包含，会重复计算")
    return members


def _unknown(name: str, members: tuple[str, ...]) -> Iterator[str]:
    return (m for m in members if name in ALLOWED and m not in ALLOWED[name])
