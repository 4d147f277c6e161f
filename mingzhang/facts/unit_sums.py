"""Units of a department: what each of them knows → the department's cube, their sum.

A department's budget or final account is the sum of its units' (汇总), be they folders of their own
or lines of one source that name their unit.  Money that one unit gave another stands in both; the
department takes it off on either side (抵销).  What the department typed of a sum is a 公布数.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Unit
from mingzhang.facts.cube import FINEST, Cube, Point, above_all
from mingzhang.facts.cube import Part as Summand
from mingzhang.facts.figure import Figure, Term, summed
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.partial_cube import PartialCube, overlaps
from mingzhang.facts.source_nodes import code_of, rows, text
from mingzhang.facts.source_rows import OTHER, Points, Row, amount_of
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue, Subject, ancestors
from mingzhang.facts.unknown_budgets import unbudgeted
from mingzhang.forms.dimensions import NATURES, Bases
from mingzhang.reading.node import Node

UNITS, UNIT, ELIMINATED = "单位", "单位", "抵销"
PAID, RECEIVED, FUND, SUBJECT = "支出", "收入", "资金", "科目"
RECEIVED_SUBJECT = "收入科目"


@dataclass(frozen=True, eq=False)
class Part:
    """What a department's sum takes from a unit: its name, its cube and the file it is typed in.

    ``compared`` are the bases that its spending is held against.
    """

    name: str
    cube: Cube
    source: Node
    compared: tuple[str, ...] = ()

    @cached_property
    def coarse(self) -> tuple[Point, ...]:
        """A unit's facts in the sum of which something finer could be asked for."""
        return tuple(p for p, f in self.cube.facts.items() if not f.is_zero and _is_coarse(p))

    def own(self, point: Point) -> Figure:
        """What it adds to a sum at the point: of facts of any level only its own fact there."""
        if isinstance(self.cube, PartialCube):
            return self.cube.facts.get(point) or summed("", ())
        return replace(self.figure(point), label=f"{self.name} {self.cube.label(point)}")

    def figure(self, point: Point) -> Figure:
        """What a unit knows of a point that a department sums; unknown if only something wider."""
        if point in self.cube.facts:
            return self.cube.facts[point]
        figure = self.cube.figure(point)
        # A cube of facts of any level says itself what it does not know.
        if figure.place or isinstance(self.cube, PartialCube):
            return figure
        if codes := self._unbudgeted(point):
            key = (point.flow, f"{SUBJECT} {'、'.join(codes)}", point.basis)
            return Figure(self.cube.label(point), UNKNOWN, absent=absent(self.source, key))
        bases = self.cube.bases
        wider = next((p for p in self.coarse if _lies_by_a_part(p, point, bases)), None)
        if wider is None:
            return figure
        return Figure(self.cube.label(point), UNKNOWN, wider=self.cube.facts[wider])

    def _unbudgeted(self, point: Point) -> tuple[str, ...]:
        """What a unit in the sum spent on without a budget, where the department sums budgets."""
        codes = unbudgeted(self.cube, point) if point.basis in self.compared else ()
        return tuple(dict.fromkeys(codes))


def _is_coarse(point: Point) -> bool:
    finest = FINEST.get(point.flow)
    return bool(finest and (len(point.subject) < finest or point.nature in NATURES))


def _lies_by_a_part(fact: Point, point: Point, bases: Bases) -> bool:
    """Whether an untold part of a unit's fact may lie in the point that is summed."""
    return overlaps(fact, point, bases) and point not in above_all(fact, bases)


def unit_nodes(source: Node) -> tuple[Node, ...]:
    """The nodes of the units (预算单位) that a department sums."""
    return tuple(rows(source, UNITS))


def sums_units(source: Node, parts: Sequence[object]) -> bool:
    """Whether a document is the sum of units; one that only names itself is not."""
    return bool(parts) or len(unit_nodes(source)) > 1


def own_unit(source: Node, parts: Sequence[object] = ()) -> str:
    """The unit, of those summed, of lines that name none: the only one of the document."""
    nodes = () if parts else unit_nodes(source)
    return code_of(nodes[0]) if len(nodes) == 1 else ""


def with_units(catalogue: Catalogue, parts: Iterable[Catalogue]) -> Catalogue:
    """The subject catalogue with what only the summed units name, or explain."""
    own, found = catalogue.subjects, dict[str, Subject]()
    for part in (one.subjects for one in parts):
        # What a list of the same year has both have: what sources added was asked for by its code.
        is_alike = part.year == own.year
        known, mine = (part.quiet, own.quiet) if is_alike else (part, own)
        found |= {
            code: subject
            for code, subject in known.items()
            if code not in mine or (subject.description and not mine[code].description)
        }
    return catalogue.over(found) if found else catalogue


def eliminated(source: Node, unit: Unit, bases: Bases, parts: Sequence[Summand]) -> Points:
    """What is taken off of the units' sum, as negative figures at the points of both sides."""
    gathered: dict[Point, list[Figure]] = {}
    for node in rows(source, ELIMINATED):
        amount = node.get("金额")
        if amount is None:
            continue
        typed = Figure(f"{ELIMINATED} {text(node, SUBJECT)}", amount_of(amount, unit), amount.place)
        for point in sides(node, bases, parts):
            gathered.setdefault(point, []).append(
                Figure(f"{typed.label} {point.flow}", -typed.amount, terms=(Term(typed, -1),))
            )
    return {point: _added(ELIMINATED, figures) for point, figures in gathered.items()}


def sides(node: Node, bases: Bases, parts: Sequence[Summand]) -> Iterator[Point]:
    """Both sides of an elimination from the units' sum: what one unit paid, what another got."""
    paid, got = _code(node, SUBJECT), _code(node, RECEIVED_SUBJECT) or _code(node, SUBJECT)
    fund = text(node, FUND) or OTHER
    yield _typed_at(Point(PAID, bases.leaf, fund, paid, text(node, PAID)), parts)
    yield _typed_at(Point(RECEIVED, bases.leaf, text(node, RECEIVED), got), parts)


def _typed_at(point: Point, parts: Sequence[Summand]) -> Point:
    """The subject, next one above, or only one below, of which a summed unit typed such money."""
    typed = {p for part in parts for p in part.cube.facts if _is_alike(p, point)}
    codes = (point.subject, *reversed(ancestors(point.subject)))
    points = (point._replace(subject=code) for code in codes)
    below = finer(point, parts)
    alone = below[0] if len(below) == 1 else point
    return next((p for p in points if p in typed), alone)


def finer(point: Point, parts: Sequence[Summand]) -> list[Point]:
    """Points of subjects below a point's at which the summed units typed such money."""
    points = {p for part in parts for p in part.cube.facts if _is_alike(p, point)}
    return sorted(p for p in points if p != point and p.subject.startswith(point.subject))


def _is_alike(one: Point, other: Point) -> bool:
    return one._replace(subject="") == other._replace(subject="")


def _code(node: Node, key: str) -> str:
    code = text(node, key)
    return "" if code == TOTAL else code


def summed_cube(parts: Sequence[Part], typed: Cube, off: Points) -> Cube:
    """The units' sum, a cube, less what is taken off; ``typed`` is what the department states."""
    bases = typed.bases
    label = Cube({}, bases=bases).label
    points = dict.fromkeys((*(p for part in parts for p in part.cube.facts), *off))
    sums = {point: _added(label(point), _known(point, parts, off)) for point in points}
    # The sum of one unit is what that unit published.
    own = parts[0].cube.stated if len(parts) == 1 and not off else {}
    stated = {p: f for p, f in {**own, **typed.facts, **typed.stated}.items() if f.place}
    facts = {p: _over(stated[p], figure) if p in stated else figure for p, figure in sums.items()}
    if isinstance(typed, PartialCube):
        alone = {point: f for point, f in typed.facts.items() if point not in facts}
        cube: Cube = replace(typed, facts={**facts, **alone})
    else:
        rest = {point: f for point, f in stated.items() if point not in facts}
        cube = Cube.settled(facts, rest, bases)
    return replace(cube, parts=tuple(parts), eliminated=off)


def _over(stated: Figure, figure: Figure) -> Figure:
    """The units' sum with the department's 公布数 above what it states."""
    return replace(stated, terms=(Term(figure),))


def _known(point: Point, parts: Iterable[Part], off: Points) -> Iterator[Figure]:
    """What the units and eliminations say of a summed point; silent zeros are left out."""
    for part in parts:
        figure = part.own(point)
        if figure.place or figure.terms or not figure.is_known:
            yield figure
    if point in off:
        yield off[point]


def _added(label: str, figures: Iterable[Figure]) -> Figure:
    """The sum of the units' figures; a single figure stays as it is."""
    found = tuple(figures)
    return found[0] if len(found) == 1 else summed(label, found)


def own_lines(all_rows: Iterable[Row], source: Node) -> tuple[Row, ...]:
    """A department's own line beside its units' sum, of each fund and subject.

    What a unit says of its own figure is not said of the department's, but where a line of the
    department's own file is the only one: there the two are one figure.
    """
    every = tuple(all_rows)
    lines = Counter((row.fund, row.code) for row in every)
    found: dict[tuple[str, str], Row] = {}
    for row in every:
        key = (row.fund, row.code)
        is_inside = row.place.file == source.place.file
        if is_inside and (not row.unit or lines[key] == 1):
            found[key] = row
        elif key not in found:
            place = source.keys.get(row.section, Place(source.place.file, 1, 1))
            found[key] = replace(row, node=Node({}, place), unit="")
    return tuple(found.values())
