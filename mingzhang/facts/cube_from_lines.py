"""Cells: the figures of a source's lines and blocks → the cube of its kind of document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.derived_figures import derived, followed, typed_beside
from mingzhang.facts.figure import Figure, Term, summed
from mingzhang.facts.indicators import Definition, measure_of
from mingzhang.facts.partial_cube import PartialCube
from mingzhang.facts.source_nodes import code_of, named, rows, stated
from mingzhang.facts.source_rows import Cell, Points, Row
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.forms.dimensions import chain
from mingzhang.forms.document_kind import Kind
from mingzhang.reading.node import Node

Definitions = Mapping[str, Definition]


@dataclass(frozen=True, eq=False)
class Source:
    """A source's lines and cells from which a cube is made, and the accounts of its units."""

    node: Node
    kind: Kind
    unit: Unit
    catalogue: Catalogue
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    parts: tuple[Account, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the units that the lines of the cube's source name."""
        return tuple(code_of(node) for node in rows(self.node, "单位"))


def cube_of(source: Source, definitions: Definitions) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube of a source's lines, and the stated indicators that are no point of it."""
    totals, others = stated(_published(source, definitions), definitions)
    build = _by_figure if source.kind.by_figure else _by_lines
    return build(source, totals, definitions), others


def _published(source: Source, definitions: Definitions) -> Mapping[str, Figure]:
    """公布数 by name among the lines of the cube; what has its own figure below the key is none.

    One of a count is counted as it is: no unit of money makes it larger.
    """
    found: dict[str, Figure] = {}
    for key in source.kind.stated:
        for name, figure in named(source.node.get(key), source.unit):
            definition = definitions.get(name)
            if definition is None or definition.key != (key, *name.split(".")):
                counted = Definition(name, measure=measure_of(name, definitions))
                node = source.node.get(key, *name.split(".")) if counted.measure else None
                amount = counted.amount(node, source.unit) if node else figure.amount
                found[name] = replace(figure, amount=amount)
    return found


def blocks_of(node: Node, source: Source) -> Points:
    """The cells that stand by fund under one key of a source (结转下年), for the cube."""
    return {
        Point(block.flow, block.basis, fund): replace(figure, label=block.label.format(资金=fund))
        for block in source.kind.blocks
        for fund, figure in named(node.get(block.key), source.unit)
    }


# Each line as a whole


def _by_lines(source: Source, totals: Points, definitions: Definitions) -> Cube:
    node, kind = source.node, source.kind
    facts, groups = _first(source.cells, is_stated=False), _first(source.cells, is_stated=True)
    beside = typed_beside(node, definitions, kind, source.unit)
    facts |= derived(facts, groups, kind, beside)
    budgets = blocks_of(node, source)
    held = {(p.flow, p.basis, p.fund) for p in facts}
    groups |= totals | {p: f for p, f in budgets.items() if p[:3] in held}
    facts |= {p: f for p, f in budgets.items() if p[:3] not in held}
    groups |= followed(facts, groups, kind)
    return Cube.settled(facts | _as_published(facts, totals), groups, kind.bases)


def _as_published(facts: Points, stated: Points) -> Points:
    """The cube's leaves that were published otherwise (公布数): shown so, explained by the leaf."""
    return {p: replace(stated[p], terms=(Term(facts[p]),)) for p in facts if p in stated}


def _first(cells: Iterable[Cell], *, is_stated: bool) -> Points:
    """Of two lines at one point of the cube the first counts.

    A rule says that one is there twice.
    """
    found: Points = {}
    for cell in cells:
        if cell.is_stated == is_stated:
            found.setdefault(cell.point, cell.figure)
    return found


# Each figure by itself


def _by_figure(source: Source, totals: Points, _: Definitions) -> PartialCube:
    cube = figure_cube(source.cells, source.node, source)
    groups, facts = {**cube.stated, **totals}, {**cube.facts}
    return replace(cube, facts=facts | _as_published(facts, groups), stated=groups)


def figure_cube(cells: Sequence[Cell], node: Node, source: Source) -> PartialCube:
    """The cube made of cells, and of what stands by fund in a node."""
    label = Cube({}, bases=source.kind.bases).label
    leaves: dict[Point, list[Figure]] = {}
    for cell in cells:
        if not cell.is_stated:
            leaves.setdefault(cell.point, []).append(cell.figure)
    facts = {point: _added(label(point), figures) for point, figures in leaves.items()}
    rolled = {p: _added(label(p), figures) for p, figures in _rolled(cells, source.kind).items()}
    facts |= blocks_of(node, source)
    bases = source.kind.bases
    return PartialCube(facts, _first(_listed(cells), is_stated=True), bases=bases, rolled=rolled)


def _listed(cells: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in cells if not cell.is_planned)


def _rolled(cells: Iterable[Cell], kind: Kind) -> Mapping[Point, list[Figure]]:
    """The lines' cube of projects whose subjects nobody told, beside spending by subject."""
    gathered: dict[Point, list[Figure]] = {}
    for cell in cells:
        if cell.is_stated and cell.is_planned:
            for basis in chain(cell.point.basis, kind.bases):
                gathered.setdefault(cell.point._replace(basis=basis), []).append(cell.figure)
    return gathered


def _added(label: str, figures: Sequence[Figure]) -> Figure:
    """The figure of several source lines at one point of the cube; a single one stays as it is."""
    return figures[0] if len(figures) == 1 else summed(label, figures)
