"""Units (预算单位): a department's source and cells → each unit with the cube of its own lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mingzhang.facts.account import Member
from mingzhang.facts.cells import Source, figure_cube
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure, Term
from mingzhang.facts.partial import PartialCube
from mingzhang.facts.query import query_of
from mingzhang.facts.rows import amount_of
from mingzhang.facts.source import rows, text
from mingzhang.forms.kind import Kind
from mingzhang.reading.node import Node


def member_points(kind: Kind) -> Mapping[str, Point]:
    """What a unit's own income was published as → its point in the unit's cube."""
    return {key: query_of(words, kind).points[0] for key, words in kind.members.items()}


def read_members(source: Source, cube: PartialCube, agency: str) -> Iterator[Member]:
    """The units: those of the units' own sources, else those that the source names, else itself."""
    named = list(rows(source.node, "单位"))
    for part in source.parts:
        yield from part.units
    if source.parts:
        return
    for node in named:
        own = cube if len(named) == 1 else _own_cube(source, node)
        place = node.get("代码")
        yield Member(
            text(node, "代码"),
            text(node, "名称"),
            text(node, "类型"),
            _with_stated(own, node, source),
            place.place if place else node.place,
        )
    if not named:
        yield Member("", agency, "", cube, source.node.place)


def _own_cube(source: Source, node: Node) -> PartialCube:
    """What the rows say that name the unit, and what its own line says is left for next year."""
    cells = [cell for cell in source.cells if cell.row.unit == text(node, "代码")]
    return figure_cube(cells, node, source)


def _with_stated(cube: PartialCube, node: Node, source: Source) -> PartialCube:
    """The unit's cube, in which its published income stands."""
    points = member_points(source.kind)
    typed = {point: figure for key, point in points.items() if (figure := _at(node, key, source))}
    main = source.kind.bases.main
    leaves = {
        point: replace(figure, terms=_terms(cube.figure(point)))
        for point, figure in typed.items()
        if point.basis != main
    }
    groups = {point: figure for point, figure in typed.items() if point.basis == main}
    return replace(cube, facts={**cube.facts, **leaves}, stated={**cube.stated, **groups})


def _terms(below: Figure) -> tuple[Term, ...]:
    return (Term(below),) if below.place or below.terms else ()


def _at(node: Node, key: str, source: Source) -> Figure | None:
    typed = node.get(key)
    if typed is None:
        return None
    return Figure(f"{text(node, '代码')} {key}", amount_of(typed, source.unit), typed.place)
