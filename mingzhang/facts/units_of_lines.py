"""Units as a source names them (单位): a line and a cube → the unit, its published income in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mingzhang.facts.account import Member
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube_from_lines import Source
from mingzhang.facts.cube_query import query_of
from mingzhang.facts.figure import Figure, Term
from mingzhang.facts.source_nodes import code_of, text
from mingzhang.facts.source_rows import amount_of
from mingzhang.forms.document_kind import Kind
from mingzhang.reading.node import Node


def member_points(kind: Kind) -> Mapping[str, Point]:
    """What the unit of a line published as its own income → its point in the unit's cube."""
    return {key: query_of(words, kind).points[0] for key, words in kind.members.items()}


def unit_named(node: Node, cube: Cube) -> Member:
    """The unit (预算单位) that a line of the source names."""
    place = (node.get("代码") or node).place
    return Member(code_of(node), text(node, "名称"), text(node, "类型"), cube, place)


def published(cube: Cube, node: Node, source: Source) -> Cube:
    """A unit's cube, made of lines, with the income that the unit's own line states."""
    points = member_points(source.kind)
    typed = {point: figure for key, point in points.items() if (figure := _at(node, key, source))}
    if not typed:
        return cube
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
    return Figure(f"{code_of(node)} {key}", amount_of(typed, source.unit), typed.place)
