"""The cube: typed leaves and stated roll-ups → any figure of any table, with its parts.

A point fixes flow, basis, fund, subject and nature; a group on a dimension (全部, 合计, a 款) sums
what lies below it.  A stated roll-up (公布数) is shown as typed wherever its point is met, and
every sum above it counts it as typed, as the published tables do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.subject import LEVELS, TOTAL, ancestors


class Groups(dict[str, tuple[str, ...]]):
    """The groups of a dimension, by name, with their members."""

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """Each member or group with the groups that it belongs to, from itself up."""
        names = dict.fromkeys((*self, *(name for members in self.values() for name in members)))
        return {name: self._chain(name) for name in names}

    def _chain(self, name: str) -> tuple[str, ...]:
        above = next((group for group, members in self.items() if name in members), None)
        return (name, *self._chain(above)) if above else (name,)


FUNDS = Groups(
    全部=("财政拨款", "非财政"),
    财政拨款=("一般公共预算", "政府性基金", "国有资本经营"),
    非财政=("财政专户", "上级补助", "事业", "经营", "附属上缴", "其他"),
)
NATURES = Groups(
    {
        TOTAL: ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
        "基本支出": ("人员经费", "公用经费"),
    }
)
FLOWS = ("收入", "支出", "年初结转", "年末结转", "经济分类")
# What a final account is held against: the budget of the beginning, and as it was adjusted.
BUDGETED = ("年初预算", "全年预算")
BASES = Groups(决算=(), 年初预算=(), 全年预算=(), 预算=("本年", "上年结转"))


Spot = tuple[str, ...]
Column = tuple[str, ...]


class Point(NamedTuple):
    """A place in the cube.  The defaults are the groups that sum everything."""

    flow: str
    basis: str = "决算"
    fund: str = "全部"
    subject: str = ""
    nature: str = TOTAL

    @property
    def label(self) -> str:
        """What the figure at this point is, in words."""
        fund = "" if self.fund == "全部" else self.fund
        nature = "" if self.nature == TOTAL else self.nature
        flow = self.flow if self.basis == "决算" else f"{self.flow}{self.basis}"
        return " ".join(filter(None, (fund, self.subject or TOTAL, flow, nature)))

    def is_within(self, fund: str, basis: str) -> bool:
        """Whether it counts in that fund and basis, or group of such."""
        return fund in chain(self.fund, FUNDS) and basis in chain(self.basis, BASES)


@dataclass(frozen=True, eq=False)
class Breakdown:
    """One way to take a group apart: along which dimension, into which figures."""

    dimension: str
    parts: tuple[Figure, ...]


@dataclass(frozen=True, eq=False)
class Cube:
    """Leaves (``facts``) and stated roll-ups (``stated``), by point.

    ``blank`` are the columns of which nobody knows any figure by subject (``blank_columns``), where
    the cube itself holds too little to say.
    """

    facts: Mapping[Point, Figure]
    stated: Mapping[Point, Figure] = field(default_factory=dict)
    blank: Mapping[Column, Figure] | None = None
    _known: dict[Point, Figure] = field(default_factory=dict, repr=False)

    @classmethod
    def settled(cls, facts: Mapping[Point, Figure], stated: Mapping[Point, Figure]) -> Cube:
        """The cube in which a stated figure that nothing lies below is the leaf that it is."""
        cells = {**stated, **facts}
        shadows = {shadow for point in cells for shadow in _shadows(point)}

        def is_covered(point: Point) -> bool:
            return not shadows.isdisjoint((_spot(point), (*_spot(point), point.nature)))

        lone = {point: figure for point, figure in stated.items() if not is_covered(point)}
        rest = {point: figure for point, figure in stated.items() if point not in lone}
        return cls({**lone, **facts}, rest)

    def figure(self, point: Point) -> Figure:
        """The figure at ``point``: typed, else stated, else the sum of what lies below."""
        if point not in self._known:
            self._known[point] = self._figure(point)
        return self._known[point]

    def breakdowns(self, point: Point) -> Iterator[Breakdown]:
        """Every way to take the group apart: by fund, subject, basis and nature."""
        members = () if point in self.facts else self._members(point)
        for dimension, points in members:
            yield Breakdown(dimension, tuple(map(self.figure, points)))

    def subjects(self, flow: str, fund: str = "全部", basis: str = "决算") -> tuple[str, ...]:
        """The codes of all levels that hold a fact, in order."""
        return tuple(sorted(self._held.get((flow, basis, fund), set()) - {""}))

    def groups(self) -> Iterator[Point]:
        """Every point above a fact that is a group on some dimension, each once."""
        points = dict.fromkeys(point for leaf in self._points for point in above_all(leaf))
        return (point for point in {**points, **self.stated} if point not in self.facts)

    def stated_groups(self) -> Iterator[Point]:
        """The groups that were stated, or have a figure below that has parts and was typed."""
        typed = (p for p, figure in self.facts.items() if figure.place and figure.terms)
        touched = {group for point in (*self.stated, *typed) for group in above_all(point)}
        return (point for point in self.groups() if point in touched)

    def loose(self, point: Point) -> Figure:
        """What counts in the point's group but was typed without any subject."""
        parts = (figure for p, figure in self._loose if point in above_all(p))
        return summed(point.label, parts)

    def is_split(self, point: Point) -> bool:
        """Whether every fact of the group is known by the natures that its nature sums."""
        return point not in self._unsplit

    def _figure(self, point: Point) -> Figure:
        if point in self.facts:
            return self.facts[point]
        parts = tuple(map(self.figure, self._parts(point)))
        gap = None if parts else self._gap(point)
        below = replace(gap, label=point.label) if gap else summed(point.label, parts)
        stated = self.stated.get(point)
        return replace(stated, terms=below.terms) if stated else below

    def _gap(self, point: Point) -> Figure | None:
        """The unknown figure that the point would be a part of: then it is not known either."""
        groups = above_all(point) if self._gaps else ()
        above = next((self._gaps[group] for group in groups if group in self._gaps), None)
        return above or self._left_out(point)

    def _left_out(self, point: Point) -> Figure | None:
        """The unknown figure of a column in which the point's subject has no row at all."""
        held = self._held.get((point.flow, point.basis, point.fund), ()) if self._blank else ()
        is_open = point.subject and point.subject not in held
        return self._blank.get(_column(point)) if is_open else None

    def _parts(self, point: Point) -> list[Point]:
        """The points of the first way to take a group apart; none where nothing lies below."""
        if point not in self._occupied and not self._gaps:
            return []
        return next((points for _, points in self._members(point)), [])

    def _members(self, point: Point) -> Iterator[tuple[str, list[Point]]]:
        """The points that a group sums, dimension by dimension."""
        for dimension, below in (
            ("资金", self._by_fund),
            ("科目", self._by_subject),
            ("口径", self._by_basis),
            ("性质", self._by_nature),
        ):
            if points := below(point):
                yield dimension, points

    def _by_fund(self, point: Point) -> list[Point]:
        if (point.flow, point.basis, point.fund) in self._codes:
            return []
        members = (f for f in FUNDS.get(point.fund, ()) if self._has_fund(point, f))
        return [Point(point.flow, point.basis, f, point.subject, point.nature) for f in members]

    def _has_fund(self, point: Point, fund: str) -> bool:
        return point.subject in self._held.get((point.flow, point.basis, fund), ())

    def _by_subject(self, point: Point) -> list[Point]:
        codes = self._codes.get((point.flow, point.basis, point.fund), {})
        below = codes.get(point.subject, ())
        return [Point(point.flow, point.basis, point.fund, code, point.nature) for code in below]

    def _by_basis(self, point: Point) -> list[Point]:
        members = (point._replace(basis=b) for b in BASES.get(point.basis, ()))
        return [member for member in members if member in self._occupied]

    def _by_nature(self, point: Point) -> list[Point]:
        natures = NATURES.get(point.nature, ()) if self.is_split(point) else ()
        members = (Point(point.flow, point.basis, point.fund, point.subject, n) for n in natures)
        return [member for member in members if member in self._occupied or self._gap(member)]

    @cached_property
    def _codes(self) -> dict[tuple[str, str, str], dict[str, list[str]]]:
        """(flow, basis, fund) → code → the codes right below it, in order."""
        tree: dict[tuple[str, str, str], dict[str, list[str]]] = {}
        for point in sorted(self._points, key=lambda p: p.subject):
            for basis in chain(point.basis, BASES):
                below = tree.setdefault((point.flow, basis, point.fund), {"": []})
                insert_code(point.subject, below)
        return tree

    @property
    def _points(self) -> Iterable[Point]:
        """Where anything lies that a group sums."""
        return self.facts

    @cached_property
    def _held(self) -> dict[tuple[str, str, str], set[str]]:
        """(flow, basis, fund or group of funds) → the codes of all levels that hold a fact."""
        held: dict[tuple[str, str, str], set[str]] = {}
        for (flow, basis, fund), codes in self._codes.items():
            for group in chain(fund, FUNDS):
                held.setdefault((flow, basis, group), set()).update(codes)
        return held

    @cached_property
    def _loose(self) -> list[tuple[Point, Figure]]:
        return [(point, figure) for point, figure in self.facts.items() if not point.subject]

    @cached_property
    def _gaps(self) -> dict[Point, Figure]:
        """What was typed as not known."""
        cells = {**self.stated, **self.facts}
        return {point: figure for point, figure in cells.items() if not figure.is_known}

    @cached_property
    def _blank(self) -> Mapping[Column, Figure]:
        if self.blank is not None:
            return self.blank
        return blank_columns({**self.stated, **self.facts}) if self._gaps else {}

    @cached_property
    def _occupied(self) -> frozenset[Point]:
        """Every point that holds a fact or has one below."""
        return frozenset(point for leaf in self._points for point in above_all(leaf))

    @cached_property
    def _unsplit(self) -> frozenset[Point]:
        """Groups of a nature that some fact below is known by only as a whole."""
        return frozenset(
            point
            for leaf in self.facts
            for point in above_all(leaf)
            if point.nature == leaf.nature and point.nature in NATURES
        )


def blank_columns(cells: Mapping[Point, Figure]) -> Mapping[Column, Figure]:
    """The columns of which every figure that was typed by subject is not known, with one of those.

    A list of rows is closed by its figures: where none is known, no row that was left out is zero.
    """
    typed = [(_column(point), figure) for point, figure in cells.items() if point.subject]
    known = {column for column, figure in typed if figure.is_known}
    return {column: figure for column, figure in typed if column not in known}


def _column(point: Point) -> Column:
    return point.flow, point.basis, point.fund, point.nature


def chain(name: str, groups: Groups) -> tuple[str, ...]:
    """The name and the groups that it belongs to, from itself up."""
    return groups.chains.get(name) or (name,)


def insert_code(code: str, below: dict[str, list[str]]) -> None:
    """Enters a code, and those above it, into a tree of the codes right below each code."""
    for above, under in pairwise((*ancestors(code), code)):
        if under not in below:
            below[under] = []
            below[above].append(under)


@lru_cache(maxsize=1 << 14)
def above_all(leaf: Point) -> tuple[Point, ...]:
    """The point itself and every group that it counts in."""
    choices = product(
        (leaf.flow,),
        chain(leaf.basis, BASES),
        chain(leaf.fund, FUNDS),
        (leaf.subject, *reversed(ancestors(leaf.subject))),
        chain(leaf.nature, NATURES),
    )
    return tuple(map(Point._make, choices))


def _spot(point: Point) -> Spot:
    return point.flow, point.basis, point.fund, point.subject


def _shadows(cell: Point) -> Iterator[Spot]:
    """Where a typed cell lies below: spots coarser than its own, and its own of coarser nature."""
    own = _spot(cell)
    coarser = product(
        (cell.flow,),
        chain(cell.basis, BASES),
        chain(cell.fund, FUNDS),
        (cell.subject, *ancestors(cell.subject)),
    )
    yield from (spot for spot in coarser if spot != own)
    yield from ((*own, nature) for nature in chain(cell.nature, NATURES)[1:])


def level(code: str) -> str:
    """类, 款 or 项; 合计 for the empty code."""
    return LEVELS.get(len(code), TOTAL)
