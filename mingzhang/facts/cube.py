"""The cube: typed leaves and stated roll-ups → any figure of any table, with its parts.

A point fixes flow, basis, fund, subject and nature; a group on a dimension (全部, 合计, a 款) sums
what lies below it.  A stated roll-up (公布数) is shown as typed wherever its point is met, and
every sum above it counts it as typed, as the published tables do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain as flattened
from itertools import pairwise, product
from typing import NamedTuple, Protocol

from mingzhang.facts.amount import UNKNOWN
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.subject_catalogue import LEVELS, TOTAL, ancestors
from mingzhang.forms.dimensions import FUNDS, NATURES, Bases, chain
from mingzhang.reading.node import Node

ALL = "全部"
ALONE = Bases()  # every basis by itself
# Flows of which one row has the figures of all natures, with the length of a row's own code.
SIDE_BY_SIDE = {"支出": 7}
# Flows of which every figure has a nature and a subject: the length of their finest codes.
ECONOMIC = "经济分类"
FINEST = {"支出": 7, ECONOMIC: 5}
# What is carried over has a subject and no nature.
BALANCES = {"年初结转": 7, "年末结转": 7}
OPEN_BELOW = {**FINEST, **BALANCES}
Spot = tuple[str, ...]
Column = tuple[str, ...]
NO_DOUBT: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Point(NamedTuple):
    """A place in the cube.  The defaults are the groups that sum everything."""

    flow: str
    basis: str
    fund: str = ALL
    subject: str = ""
    nature: str = TOTAL

    def label(self, silent: str) -> str:
        """What the figure at this point of the cube is, in words.

        A ``silent`` basis is left out.
        """
        fund = "" if self.fund == ALL else self.fund
        nature = "" if self.nature == TOTAL else self.nature
        flow = self.flow if self.basis == silent else f"{self.flow}{self.basis}"
        return " ".join(filter(None, (fund, self.subject or TOTAL, flow, nature)))


@dataclass(frozen=True, eq=False)
class Breakdown:
    """One way to take a cube's group apart: along which dimension, into which figures."""

    dimension: str
    parts: tuple[Figure, ...]


class Part(Protocol):
    """What a department sums: a unit by its name and its cube."""

    @property
    def name(self) -> str:
        """What the unit is called whose cube is a part of a department's."""

    @property
    def cube(self) -> Cube:
        """The cube of what one unit of a department typed."""

    @property
    def source(self) -> Node:
        """The file that a unit of the cube is typed in: its own, or the department's."""

    def figure(self, point: Point) -> Figure:
        """What a unit's cube knows of the point; unknown where it knows only something wider."""


@dataclass(frozen=True, eq=False)
class Cube:
    """Leaves (``facts``) and stated roll-ups (``stated``), by point, on ``bases``.

    ``blank`` are the columns of which nobody knows any figure by subject (``blank_columns``), where
    the cube itself holds too little to say.  A department's has its units (``parts``), and what it
    takes off of their sum (``eliminated``, negative figures).
    """

    facts: Mapping[Point, Figure]
    stated: Mapping[Point, Figure] = field(default_factory=dict)
    blank: Mapping[Column, Figure] | None = None
    bases: Bases = ALONE
    parts: tuple[Part, ...] = ()
    eliminated: Mapping[Point, Figure] = field(default_factory=dict)
    _known: dict[Point, Figure] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def settled(
        cls, facts: Mapping[Point, Figure], stated: Mapping[Point, Figure], bases: Bases
    ) -> Cube:
        """The cube in which a stated figure that nothing lies below is the leaf that it is."""
        cells = {**stated, **facts}
        shadows = {shadow for point in cells for shadow in _shadows(point, bases)}

        def is_covered(point: Point) -> bool:
            """Whether a point of the cube is known by one that stands before it."""
            return not shadows.isdisjoint((_spot(point), (*_spot(point), point.nature)))

        lone = {point: figure for point, figure in stated.items() if not is_covered(point)}
        rest = {point: figure for point, figure in stated.items() if point not in lone}
        return cls({**lone, **facts}, rest, bases=bases)

    @property
    def is_summed(self) -> bool:
        """Whether a cube is a department's, the sum of its units' cubes."""
        return bool(self.parts)

    @cached_property
    def between(self) -> tuple[tuple[Point, Figure], ...]:
        """All that a department's cube, and those of departments in it, take off of units."""
        inner = (one for part in self.parts for one in part.cube.between)
        return (*self.eliminated.items(), *inner)

    def taken_off(self, point: Point) -> Figure:
        """What stands in units of a department's cube and not in it: nothing, or below zero."""
        return self._off(point, self.between)

    def gross(self, point: Point) -> Figure:
        """The cube's figure before anything is taken off: what its units spent or took in."""
        if not self.taken_off(point).terms:
            return self.figure(point)
        return summed(self.label(point), (part.cube.gross(point) for part in self.parts))

    def of_units(self, point: Point) -> Figure | None:
        """The cube's sum of what all units know, less what is taken off; None if one does not."""
        figures = [part.figure(point) for part in self.parts]
        off = self._off(point, self.eliminated.items())
        if not figures or not all(figure.is_known for figure in figures):
            return None
        return summed(self.label(point), (*figures, *((off,) if off.terms else ())))

    def _off(self, point: Point, every: Iterable[tuple[Point, Figure]]) -> Figure:
        return summed(self.label(point), (f for p, f in every if point in self.above(p)))

    def at(self, flow: str, fund: str = ALL, subject: str = "", nature: str = TOTAL) -> Point:
        """A point of the cube on the usual basis of the kind of document."""
        return Point(flow, self.bases.main, fund, subject, nature)

    def label(self, point: Point) -> str:
        """What the figure at a point of the cube is called, in words."""
        return point.label(self.bases.silent)

    def figure(self, point: Point) -> Figure:
        """The cube's figure at ``point``: typed, else stated, else the sum of what lies below."""
        if point not in self._known:
            found = self._figure(point)
            is_open = not (found.is_known or found.place or point in self.facts)
            self._known[point] = (is_open and self.of_units(point)) or found
        return self._known[point]

    def breakdowns(self, point: Point) -> Iterator[Breakdown]:
        """Every way a cube takes a group of it apart: by fund, subject, basis and nature."""
        members = () if point in self.facts else self._members(point)
        for dimension, points in members:
            yield Breakdown(dimension, tuple(map(self.figure, points)))

    def subjects(self, flow: str, fund: str = ALL, basis: str = "") -> tuple[str, ...]:
        """The codes of all levels that hold a fact of the cube (on the usual basis), in order."""
        held = self._held.get((flow, basis or self.bases.main, fund), set())
        return tuple(sorted(held - {""}))

    def groups(self) -> Iterator[Point]:
        """Every point of the cube above a fact that is a group on some dimension, each once."""
        return iter(self._above_facts)

    @cached_property
    def _above_facts(self) -> tuple[Point, ...]:
        points = dict.fromkeys(point for leaf in self._points for point in self.above(leaf))
        return tuple(point for point in {**points, **self.stated} if point not in self.facts)

    def stated_groups(self) -> Iterator[Point]:
        """The cube's groups that were stated, or have a typed figure with parts below."""
        typed = (p for p, figure in self.facts.items() if figure.place and figure.terms)
        touched = {group for point in (*self.stated, *typed) for group in self.above(point)}
        return (point for point in self.groups() if point in touched)

    def loose(self, point: Point) -> Figure:
        """What counts in the group of a cube's point but was typed without any subject.

        Where nothing of it has one that is the group itself, as it was stated.
        """
        if not self.subjects(point.flow, point.fund, point.basis):
            return self.figure(point)
        parts = (figure for p, figure in self._loose if point in self.above(p))
        return summed(self.label(point), parts)

    def is_split(self, point: Point) -> bool:
        """Whether the cube knows each fact of the group by the natures that its nature sums."""
        return point not in self._unsplit

    def above(self, point: Point) -> tuple[Point, ...]:
        """A point of the cube and every group that it counts in."""
        return above_all(point, self.bases)

    def _figure(self, point: Point) -> Figure:
        if point in self.facts:
            return self.facts[point]
        parts = tuple(map(self.figure, self._parts(point)))
        gap = None if parts else self._gap(point)
        below = replace(gap, label=self.label(point)) if gap else summed(self.label(point), parts)
        stated = self.stated.get(point)
        return replace(stated, terms=below.terms) if stated else below

    def _gap(self, point: Point) -> Figure | None:
        """The unknown figure of the cube that the point would be a part of, so unknown itself.

        A sum that is not known although some of its rows are leaves open what has no row.
        """
        if not self._is_doubtful(point):
            return None
        gaps = self._gaps if self._has_row(point) else self._open
        groups = _groups(point, self.bases) if gaps else ()
        above = next((gaps[group] for group in groups if group in gaps), None)
        return above or self._left_out(point) or self._untold(point)

    def _is_doubtful(self, point: Point) -> bool:
        """Whether a figure of the cube may be unknown, as that of most points cannot be."""
        direct, above = self._doubtful.get(point.flow, NO_DOUBT)
        return point.fund in above or not direct.isdisjoint(chain(point.fund, FUNDS))

    def _untold(self, point: Point) -> Figure | None:
        """Unknown: the cube has money of the point at a wider one only, and not how much of it."""
        if point.flow not in OPEN_BELOW or (point.flow in BALANCES and point.nature != TOTAL):
            return None
        coarser = chain(point.nature, NATURES)[1:]
        by_nature = (self._whole.get((*_spot(point), nature)) for nature in coarser)
        wider = next(filter(None, by_nature), None)
        if wider and self._is_used_up(point):
            return None
        wider = wider or self._unlisted(point)
        return Figure(self.label(point), UNKNOWN, wider=wider) if wider else None

    def _is_used_up(self, point: Point) -> bool:
        """Whether what the cube has of the other natures is all that there is."""
        group = chain(point.nature, NATURES)[1]
        others = (point._replace(nature=n) for n in NATURES[group] if n != point.nature)
        said = summed("", filter(None, map(self._said, others)))
        whole = self._beside_natures(point._replace(nature=group))
        if whole is None:
            return not said.terms and self._untold(point._replace(nature=group)) is None
        is_all = bool(said.terms) and said.amount.agrees(whole.amount)
        return whole.is_known and (whole.is_zero or is_all)

    def _beside_natures(self, group: Point) -> Figure | None:
        """What the cube knows of a group without its sum by nature, which would ask this again."""
        ways = (below(group) for below in (self._by_fund, self._by_subject, self._by_basis))
        points = next(filter(None, ways), [])
        summable = summed(self.label(group), map(self.figure, points)) if points else None
        return self._said(group) or summable

    def _said(self, point: Point) -> Figure | None:
        """What was typed for just this point of the cube, or for the funds of its group."""
        members = (self._said(point._replace(fund=fund)) for fund in FUNDS.get(point.fund, ()))
        typed = self.facts.get(point) or self.stated.get(point)
        known = [] if typed else [figure for figure in members if figure]
        return summed(self.label(point), known) if known else typed

    def _unlisted(self, point: Point) -> Figure | None:
        """What the cube knows of a subject above the point's as a whole, without any row below."""
        # Spending of a fund that has no subject at all stands beside that of the subjects.
        above = (code for code in ancestors(point.subject) if code != point.subject)
        codes = (code for code in above if code or point.flow == ECONOMIC)
        spots = ((point.flow, point.basis, point.fund, code) for code in codes)
        held = flattened.from_iterable(self._unrefined.get(spot, ()) for spot in spots)
        return next((figure for nature, figure in held if _meet(nature, point.nature)), None)

    def _has_row(self, point: Point) -> bool:
        return point.subject in self._held.get((point.flow, point.basis, point.fund), ())

    def _left_out(self, point: Point) -> Figure | None:
        """The unknown figure of a cube's column in which the point's subject has no row at all."""
        is_open = self._blank and point.subject and not self._has_row(point)
        return self._blank.get(_column(point)) if is_open else None

    def _parts(self, point: Point) -> list[Point]:
        """The points of the first way to take a cube's group apart; none if nothing lies below."""
        is_held = point in self._occupied or point in self._above_stated
        if not is_held and not self._gaps and not self._dim:
            return []
        return next((points for _, points in self._members(point)), [])

    def _members(self, point: Point) -> Iterator[tuple[str, list[Point]]]:
        """The points that a group of the cube sums, dimension by dimension."""
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
        funds = FUNDS.get(point.fund, ())
        members = (Point(point.flow, point.basis, f, point.subject, point.nature) for f in funds)
        return [member for member in members if self._has_row(member) or self._is_gap(member)]

    def _is_gap(self, point: Point) -> bool:
        may_be = bool(self._gaps) and self._is_doubtful(point)
        return may_be and not self.figure(point).is_known

    def _by_subject(self, point: Point) -> list[Point]:
        codes = self._codes.get((point.flow, point.basis, point.fund), {})
        below = codes.get(point.subject, ())
        return [Point(point.flow, point.basis, point.fund, code, point.nature) for code in below]

    def _by_basis(self, point: Point) -> list[Point]:
        members = (point._replace(basis=b) for b in self.bases.get(point.basis, ()))
        return [member for member in members if member in self._occupied]

    def _by_nature(self, point: Point) -> list[Point]:
        natures = NATURES.get(point.nature, ()) if self.is_split(point) else ()
        members = (Point(point.flow, point.basis, point.fund, point.subject, n) for n in natures)
        return [member for member in members if self._has_nature(member)]

    def _has_nature(self, point: Point) -> bool:
        """Whether the cube has, or leaves open, money of this nature; balances have none."""
        return point in self._occupied or bool(point.flow in FINEST and self._gap(point))

    @cached_property
    def _codes(self) -> dict[tuple[str, str, str], dict[str, list[str]]]:
        """(flow, basis, fund) → subject code → the cube's codes right below it, in order."""
        tree: dict[tuple[str, str, str], dict[str, list[str]]] = {}
        for point in sorted(self._points, key=lambda p: p.subject):
            for basis in chain(point.basis, self.bases):
                below = tree.setdefault((point.flow, basis, point.fund), {"": []})
                insert_code(point.subject, below)
        return tree

    @property
    def _points(self) -> Iterable[Point]:
        """The cube's points with anything in them or below that a group sums."""
        return self.facts

    @cached_property
    def _held(self) -> dict[tuple[str, str, str], set[str]]:
        """The cube's codes of all levels with a fact, by (flow, basis, fund or group of funds)."""
        held: dict[tuple[str, str, str], set[str]] = {}
        for (flow, basis, fund), codes in self._codes.items():
            for group in chain(fund, FUNDS):
                held.setdefault((flow, basis, group), set()).update(codes)
        return held

    @cached_property
    def _loose(self) -> list[tuple[Point, Figure]]:
        return [(point, figure) for point, figure in self.facts.items() if not point.subject]

    @cached_property
    def _open(self) -> Mapping[Spot, Figure]:
        """All that the cube's typed figures leave open: what a point without a row is part of."""
        return {**self._gaps, **self._dim}

    @cached_property
    def _doubtful(self) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
        """The funds of what the cube does not know to the finest, by flow, and their groups."""
        coarse = filter(self._is_coarse, self.facts)
        found: dict[str, set[str]] = {}
        for flow, _, fund, *_ in flattened(self._open, self._blank, coarse):
            found.setdefault(flow, set()).add(fund)
        return {
            flow: (frozenset(funds), frozenset(g for fund in funds for g in chain(fund, FUNDS)))
            for flow, funds in found.items()
        }

    def _is_coarse(self, leaf: Point) -> bool:
        """Whether parts of a fact of the cube are points of which nobody typed anything."""
        is_short = len(leaf.subject) < OPEN_BELOW.get(leaf.flow, 0)
        is_wide = leaf.fund in FUNDS or bool(self.bases.get(leaf.basis))
        return is_short or is_wide or (leaf.flow in FINEST and leaf.nature in NATURES)

    @cached_property
    def _gaps(self) -> Mapping[Spot, Figure]:
        """The points of the cube that were typed as not known (缺), with nothing known below."""
        cells = {**self.stated, **self.facts}
        open_ones = {point: figure for point, figure in cells.items() if not figure.is_known}
        return {point: f for point, f in open_ones.items() if point not in self._dim}

    @cached_property
    def _dim(self) -> Mapping[Spot, Figure]:
        """The sums of the cube that were stated as not known, though figures below them are."""
        open_ones = {point: f for point, f in self.stated.items() if not f.is_known}
        known = (p for p, figure in self.facts.items() if open_ones and figure.is_known)
        groups = {group for point in known for group in self.above(point) if group != point}
        return {point: figure for point, figure in open_ones.items() if point in groups}

    @cached_property
    def _blank(self) -> Mapping[Column, Figure]:
        if self.blank is not None:
            return self.blank
        if not self._gaps:
            return {}
        cells = {**self.stated, **self.facts}
        return blank_columns({p: figure for p, figure in cells.items() if p not in self._dim})

    @cached_property
    def _occupied(self) -> frozenset[Point]:
        """Every point of the cube that holds a fact or has one below."""
        return frozenset(point for leaf in self._points for point in self.above(leaf))

    @cached_property
    def _above_stated(self) -> frozenset[Point]:
        """Every point of the cube that was stated or has such a one below."""
        return frozenset(point for stated in self.stated for point in self.above(stated))

    @cached_property
    def _whole(self) -> Mapping[Spot, Figure]:
        """Groups of the cube in which some money is known of their own nature only, with it."""
        return {
            point: figure
            for leaf, figure in self.facts.items()
            if leaf.flow in FINEST and leaf.nature in NATURES and _is_some(figure)
            for point in self.above(leaf)
            if point.nature == leaf.nature
        }

    @cached_property
    def _unrefined(self) -> Mapping[Spot, list[tuple[str, Figure]]]:
        """The cube's money of subjects that have no row below, by spot, with its nature."""
        found: dict[Spot, list[tuple[str, Figure]]] = {}
        for leaf, figure in self.facts.items():
            if len(leaf.subject) < OPEN_BELOW.get(leaf.flow, 0) and _is_some(figure):
                for fund, basis in product(chain(leaf.fund, FUNDS), chain(leaf.basis, self.bases)):
                    spot = _spot(leaf._replace(fund=fund, basis=basis))
                    found.setdefault(spot, []).append((leaf.nature, figure))
        return found

    @cached_property
    def _unsplit(self) -> frozenset[Point]:
        """Groups of a nature (性质) of the cube that some fact below is known by only in total."""
        return frozenset(
            point
            for leaf in self.facts
            for point in self.above(leaf)
            if point.nature == leaf.nature and point.nature in NATURES
        )


def blank_columns(cells: Mapping[Point, Figure]) -> Mapping[Column, Figure]:
    """The cube's columns of which every figure typed by subject is not known, with one of those.

    A list of rows is closed by its figures: where none is known, no row that was left out is zero.
    Spending has a row for each 项, so that one which is there closes the list, known or not.
    """
    typed = {point: figure for point, figure in cells.items() if point.subject}
    closed = {_column(point) for point, figure in typed.items() if _closes(point, figure)}
    return {_column(p): figure for p, figure in typed.items() if _column(p) not in closed}


def _closes(point: Point, figure: Figure) -> bool:
    """Whether the row of a cube's figure says that rows which are left out are zero."""
    return figure.is_known or len(point.subject) == SIDE_BY_SIDE.get(point.flow)


def _column(point: Point) -> Column:
    nature = TOTAL if point.flow in SIDE_BY_SIDE else point.nature
    return point.flow, point.basis, point.fund, nature


def insert_code(code: str, below: dict[str, list[str]]) -> None:
    """Enters a code, and those above, into the cube's tree of the codes right below each code."""
    for above, under in pairwise((*ancestors(code), code)):
        if under not in below:
            below[under] = []
            below[above].append(under)


@lru_cache(maxsize=1 << 14)
def above_all(leaf: Point, bases: Bases) -> tuple[Point, ...]:
    """A point of the cube and every group that it counts in."""
    return tuple(map(Point._make, _groups(leaf, bases)))


def _groups(leaf: Point, bases: Bases) -> Iterator[Spot]:
    """What makes up a point of the cube, then each group that it counts in."""
    return product(
        (leaf.flow,),
        chain(leaf.basis, bases),
        chain(leaf.fund, FUNDS),
        (leaf.subject, *reversed(ancestors(leaf.subject))),
        chain(leaf.nature, NATURES),
    )


def _spot(point: Point) -> Spot:
    return point.flow, point.basis, point.fund, point.subject


def _shadows(cell: Point, bases: Bases) -> Iterator[Spot]:
    """Where a typed cell of the cube lies below: coarser spots, and its own of coarser nature."""
    own = _spot(cell)
    coarser = product(
        (cell.flow,),
        chain(cell.basis, bases),
        chain(cell.fund, FUNDS),
        (cell.subject, *ancestors(cell.subject)),
    )
    yield from (spot for spot in coarser if spot != own)
    yield from ((*own, nature) for nature in chain(cell.nature, NATURES)[1:])


def _is_some(figure: Figure) -> bool:
    """Whether a figure of the cube is known, and not zero: of nothing every part is nothing."""
    return figure.is_known and not figure.is_zero


def _meet(one: str, two: str) -> bool:
    """Whether some money of the cube can be of both natures."""
    return one in chain(two, NATURES) or two in chain(one, NATURES)


def level(code: str) -> str:
    """The level of a subject code in the cube: 类, 款 or 项; 合计 for the empty code."""
    return LEVELS.get(len(code), TOTAL)
