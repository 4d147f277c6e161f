"""A cube whose facts stand at the level at which they are known: by 类 only, or unsplit.

A figure is the sum of the facts that lie in its group, as long as no fact lies there by a part
only.  Where one does (the carry-over of a 款 is asked for, and only its 类 is known), the figure
is what was stated for it, else what stated figures and facts leave for it, else it is not known:
never zero.

Fiscal income is what it pays for, at every level: 支出 + 结转下年.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mingzhang.facts.amount import UNKNOWN
from mingzhang.facts.cube import FINEST, Breakdown, Cube, Point, above_all, insert_code
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, NATURES, Bases, Groups, chain

INCOME, SPENT, LEFT = "收入", "支出", "年末结转"
PURPOSE = "用途"  # the dimension along which fiscal income is taken apart: what it pays for
FISCAL = "财政拨款"
DIMENSIONS: Mapping[str, str] = {
    "资金": "fund",
    "科目": "subject",
    "口径": "basis",
    "性质": "nature",
}


def overlaps(one: Point, two: Point, bases: Bases) -> bool:
    """Whether some money can count in two points of a partial cube at once."""
    return (
        one.flow == two.flow
        and (one.subject.startswith(two.subject) or two.subject.startswith(one.subject))
        and _meet(one.basis, two.basis, bases)
        and _meet(one.fund, two.fund, FUNDS)
        and _meet(one.nature, two.nature, NATURES)
    )


def _meet(one: str, two: str, groups: Groups) -> bool:
    return one == two or one in chain(two, groups) or two in chain(one, groups)


def depth(point: Point, bases: Bases) -> tuple[int, ...]:
    """How fine a partial cube's point is by subject, nature, fund and basis; greater is finer."""
    pairs = ((point.nature, NATURES), (point.fund, FUNDS), (point.basis, bases))
    return (len(point.subject), *(len(chain(name, groups)) for name, groups in pairs))


@dataclass(frozen=True, eq=False)
class PartialCube(Cube):
    """A partial cube: facts of any level, none by a part in another of the same source.

    ``rolled`` are sums that stand in for what no fact decides.
    """

    rolled: Mapping[Point, Figure] = field(default_factory=dict)

    def breakdowns(self, point: Point) -> Iterator[Breakdown]:
        """Every way to take a partial cube's group apart with all parts known."""
        if point in self.facts:
            return
        if self._is_fiscal_income(point) and not self._typed_bases(point):
            yield Breakdown(PURPOSE, tuple(term.figure for term in self._paid_out(point)))
            return
        stuck = self._stuck.get(point, ())
        is_whole = not self._straddling(point)
        for dimension, points in self._members(point):
            figures = tuple(map(self.figure, points))
            if (is_whole and dimension not in stuck) or all(f.is_known for f in figures):
                yield Breakdown(dimension, figures)

    def loose(self, point: Point) -> Figure:
        """What a partial cube has in the group without a subject; of income the rest."""
        parts = (
            figure
            for fact, figure in self._loose
            if point in self.above(fact)
            or (fact.flow == LEFT and (income := _income_of(fact)) and point in self.above(income))
        )
        return summed(self.label(point), parts)

    def is_open(self, point: Point) -> bool:
        """Whether a fact counts in a group of the partial cube, or some of it may."""
        return point in self._occupied or bool(self._straddling(point))

    def _figure(self, point: Point) -> Figure:
        below = self._below(point)
        stated = self.stated.get(point)
        if stated is None or stated.place == below.place:
            return below
        return replace(stated, terms=(Term(below),) if below.place else below.terms)

    def _below(self, point: Point) -> Figure:
        """A partial cube's figure as it would be if none were stated at that point."""
        own = self.facts.get(point)
        if self._is_fiscal_income(point):
            return own or self._income(point)
        if straddling := self._straddling(point):
            return self._otherwise(point, straddling)
        if own:
            inner = self._inside(point)
            return summed(self.label(point), (own, *inner)) if inner else own
        parts = self._sums(point)
        gap = None if parts else self._gap(point)
        return replace(gap, label=self.label(point)) if gap else summed(self.label(point), parts)

    # Sums of facts

    def _sums(self, point: Point) -> list[Figure]:
        """A partial cube's sums by the first way apart that loses none of its facts."""
        if point not in self._inner and not (point.flow == INCOME and point.fund in FUNDS):
            return []
        stuck = self._stuck.get(point, ())
        ways = (points for dimension, points in self._members(point) if dimension not in stuck)
        points = next(ways, None)
        return self._inside(point) if points is None else list(map(self.figure, points))

    def _inside(self, point: Point) -> list[Figure]:
        """The facts in a group of the partial cube, but for one right at it."""
        leaves = self._inner.get(point, ())
        return [self.facts[leaf] if leaf in self.facts else self.figure(leaf) for leaf in leaves]

    def _members(self, point: Point) -> Iterator[tuple[str, list[Point]]]:
        for dimension in DIMENSIONS:
            if points := [p for p in self._finer(point, dimension) if self._is_used(p)]:
                yield dimension, points

    def _finer(self, point: Point, dimension: str) -> Iterable[Point]:
        """Points right below a group of the partial cube on one dimension."""
        if dimension == "科目":
            codes = self._codes.get((point.flow, point.basis, point.fund), {})
            return (point._replace(subject=code) for code in codes.get(point.subject, ()))
        name = DIMENSIONS[dimension]
        members = self._groups[dimension].get(getattr(point, name), ())
        return (point._replace(**{name: member}) for member in members)

    @property
    def _groups(self) -> Mapping[str, Groups]:
        return {"口径": self.bases, "资金": FUNDS, "性质": NATURES}

    def _is_used(self, point: Point) -> bool:
        if point in self._occupied or point in self.stated or self._straddling(point):
            return True
        if self._is_fiscal_income(point):
            return any(self._is_used(point._replace(flow=flow)) for flow in (SPENT, LEFT))
        is_group = point.flow == INCOME and point.fund in FUNDS
        return is_group and any(map(self._is_used, self._finer(point, "资金")))

    @cached_property
    def _inner(self) -> Mapping[Point, tuple[Point, ...]]:
        """Each group of a partial cube → the facts in it, but for one right at it."""
        found: dict[Point, list[Point]] = {}
        for leaf in self._points:
            for group in self.above(leaf):
                if group != leaf:
                    found.setdefault(group, []).append(leaf)
        return {group: tuple(leaves) for group, leaves in found.items()}

    @cached_property
    def _stuck(self) -> Mapping[Point, frozenset[str]]:
        """A partial cube's groups → dimensions on which some fact is no finer."""
        return {
            group: frozenset(
                dimension
                for dimension, name in DIMENSIONS.items()
                if any(getattr(leaf, name) == getattr(group, name) for leaf in leaves)
            )
            for group, leaves in self._inner.items()
        }

    @cached_property
    def _points(self) -> Iterable[Point]:
        """A partial cube's facts, and where fiscal income lies that pays for some."""
        return dict.fromkeys((*self.facts, *filter(None, map(_income_of, self.facts))))

    @cached_property
    def _codes(self) -> dict[tuple[str, str, str], dict[str, list[str]]]:
        """A partial cube's codes, as of any; what is on both bases may be on either."""
        tree: dict[tuple[str, str, str], dict[str, list[str]]] = {}
        for point in sorted((*self._points, *self.stated), key=lambda p: p.subject):
            for basis in (*chain(point.basis, self.bases), *self.bases.get(point.basis, ())):
                below = tree.setdefault((point.flow, basis, point.fund), {"": []})
                insert_code(point.subject, below)
        for key in [key for key in tree if key[2] in FUNDS and len(tree[key]) > 1]:
            self._add_codes_of_funds(key, tree)
        return tree

    def _add_codes_of_funds(
        self, key: tuple[str, str, str], tree: dict[tuple[str, str, str], dict[str, list[str]]]
    ) -> None:
        """A group of funds in a partial cube has its members' subjects, too."""
        flow, basis, fund = key
        for other in [k for k in tree if k[:2] == (flow, basis) and fund in chain(k[2], FUNDS)]:
            for code in list(tree[other]):
                insert_code(code, tree[key])
        for code in tree[key]:
            tree[key][code].sort()

    # Fiscal income

    def _is_fiscal_income(self, point: Point) -> bool:
        return (point.flow, point.nature) == (INCOME, TOTAL) and point.fund in self._fiscal

    def _income(self, point: Point) -> Figure:
        if by_basis := self._typed_bases(point):
            return summed(self.label(point), map(self.figure, by_basis))
        return computed(self.label(point), self._paid_out(point))

    def _typed_bases(self, point: Point) -> list[Point]:
        """Bases of a group of bases for which the partial cube has typed facts."""
        members = [point._replace(basis=basis) for basis in self.bases.get(point.basis, ())]
        is_typed = any(member in self.facts or member in self.stated for member in members)
        return members if is_typed else []

    @cached_property
    def _fiscal(self) -> frozenset[str]:
        """A partial cube's fiscal funds; all together where a fact tells no more."""
        whole = {p.fund for p in self.facts if p.fund == FISCAL and p.flow == SPENT}
        return frozenset({*FUNDS[FISCAL], *whole})

    def _paid_out(self, point: Point) -> list[Term]:
        figures = (self.figure(point._replace(flow=flow)) for flow in (SPENT, LEFT))
        return [Term(f) for f in figures if f.place or f.terms or not f.is_known]

    # What facts do not decide

    def _straddling(self, point: Point) -> tuple[Figure, ...]:
        """The facts of a partial cube of which an unknown part lies in a group."""
        if point not in self._straddlers:
            self._straddlers[point] = tuple(
                self.facts[fact]
                for fact in self._coarse.get(point.flow, ())
                if _lies_by_a_part(fact, point, self.bases)
            )
        return self._straddlers[point]

    @cached_property
    def _straddlers(self) -> dict[Point, tuple[Figure, ...]]:
        return {}

    @cached_property
    def _coarse(self) -> Mapping[str, list[Point]]:
        """A partial cube's facts, by flow, that are groups on some dimension."""
        found: dict[str, list[Point]] = {}
        for point, figure in self.facts.items():
            if not figure.is_zero and _is_group(point, self.bases):
                found.setdefault(point.flow, []).append(point)
        return found

    def _otherwise(self, point: Point, straddling: tuple[Figure, ...]) -> Figure:
        found = self._direct(point) or self._rest(point) or self.of_units(point)
        return found or Figure(self.label(point), UNKNOWN, wider=straddling[0])

    def _direct(self, point: Point) -> Figure | None:
        """What is known of a partial cube's group: stated, or sums below; None if too little."""
        if point in self.rolled:
            return replace(self.rolled[point], label=self.label(point))
        for _, points in self._members(point):
            figures = tuple(map(self.figure, points))
            if all(figure.is_known for figure in figures):
                return summed(self.label(point), figures)
        return None

    def _rest(self, point: Point) -> Figure | None:
        """What a partial cube has left in a wider group; None if not all is known."""
        return self._rest_on("口径", point) or self._rest_on("性质", point)

    def _rest_on(self, dimension: str, point: Point) -> Figure | None:
        name, groups = DIMENSIONS[dimension], self._groups[dimension]
        own = getattr(point, name)
        above = chain(own, groups)[1:2]
        if not above:
            return None
        whole = self._settled(point._replace(**{name: above[0]}))
        siblings = (point._replace(**{name: m}) for m in groups[above[0]] if m != own)
        others = [self._settled(sibling) or self._direct(sibling) for sibling in siblings]
        known = [Term(other, -1) for other in others if other]
        if whole is None or len(known) < len(others):
            return None
        said = (term for term in known if term.figure.place or term.figure.terms)
        return computed(self.label(point), (Term(whole), *said))

    def _settled(self, point: Point) -> Figure | None:
        """A known figure of the partial cube for which nothing is told apart; else None."""
        figure = self.stated.get(point)
        if figure is None and not self._straddling(point):
            figure = self.figure(point)
        return figure if figure and figure.is_known else None


def _income_of(fact: Point) -> Point | None:
    """Where, in a partial cube, the income lies that pays for a fact; None if not fiscal."""
    if fact.flow not in (SPENT, LEFT) or FISCAL not in chain(fact.fund, FUNDS):
        return None
    return Point(INCOME, fact.basis, fact.fund, fact.subject)


def _is_group(point: Point, bases: Bases) -> bool:
    """Whether a point of a partial cube is a group, so that finer points exist."""
    is_wide = point.fund in FUNDS or bool(bases.get(point.basis))
    finest = FINEST.get(point.flow, 0)
    return is_wide or len(point.subject) < finest or bool(finest and point.nature in NATURES)


def _lies_by_a_part(fact: Point, point: Point, bases: Bases) -> bool:
    """Whether a fact counts in a partial cube's point by a part of unknown size."""
    if not overlaps(fact, point, bases) or point in above_all(fact, bases):
        return False
    # Income that has no subject stands beside that of the subjects.
    is_beside = point.subject and not fact.subject
    return point.flow in FINEST or (point.nature == fact.nature and not is_beside)
