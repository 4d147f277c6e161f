"""A department whose kind of document tells lines apart as a whole: its units → its cube.

Its units are folders (汇总), lines of its own source (单位), or both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account, Member
from mingzhang.facts.cells import Definitions, Source, cube_of
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.derived import typed_beside
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.rows import Row
from mingzhang.facts.settle import read_cells
from mingzhang.facts.source import text
from mingzhang.facts.units import (
    Part,
    SummedCube,
    code_of,
    eliminated,
    loose,
    summed_cube,
    sums_units,
    unit_nodes,
)
from mingzhang.reading.node import Node


def cube_with_units(source: Source, definitions: Definitions) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube, that of a department where there are units, and what was stated beside it."""
    node, parts = source.node, source.parts
    if source.kind.by_figure or not sums_units(node, parts):
        return cube_of(source, definitions)
    units = [Part(part.agency, part.cube, part.source, source.kind.compared) for part in parts]
    for line in unit_nodes(node):
        rows = tuple(row for row in source.rows if row.unit == code_of(line))
        cube = cube_of(_only(source, line, rows), definitions)[0]
        units.append(Part(text(line, "名称"), cube, node, source.kind.compared))
    units += _balances(source, definitions)
    typed, others = cube_of(_only(source, node, loose(source.rows)), definitions)
    cells = {**typed.facts, **typed.stated}
    stated = {point: figure for point, figure in cells.items() if figure.place}
    off = eliminated(node, source.unit, source.kind.bases)
    return summed_cube(units, stated, off, source.kind.bases), others


def _only(source: Source, node: Node, rows: tuple[Row, ...]) -> Source:
    """What one unit typed: its own keys, and its rows."""
    cells = read_cells(rows, source.kind, source.catalogue, source.unit)
    return replace(source, node=node, rows=rows, cells=cells, parts=())


def _balances(source: Source, definitions: Definitions) -> Iterator[Part]:
    """What moved a balance of the department as a whole, where no unit says it of itself."""
    kind = source.kind
    nodes = unit_nodes(source.node)
    told = [typed_beside(node, definitions, kind, source.unit) for node in nodes]
    beside = typed_beside(source.node, definitions, kind, source.unit)
    for one in kind.derived if not source.parts and not any(told) else ():
        terms = [Term(beside[name], sign) for sign, name in one.terms if name in beside]
        if any(not term.figure.is_zero for term in terms):
            point = Point(one.flow, kind.bases.main, one.fund)
            figure = computed(f"{one.fund}{one.flow}", terms)
            yield Part(one.flow, Cube({point: figure}, bases=kind.bases), source.node)


def indicators_of_units(
    whole: Indicators, source: Source, definitions: Definitions
) -> tuple[Indicators, ...]:
    """The named figures of the units: those of their folders, and what their lines say."""
    kind, unit = source.kind, source.unit
    nodes = () if kind.by_figure else unit_nodes(source.node)
    lines = (node for node in nodes if typed_beside(node, definitions, kind, unit))
    told = (
        replace(whole, source=node, stated={}, parts=(), is_line=True, _known={}) for node in lines
    )
    return (*(part.indicators for part in source.parts), *told)


def members_of(source: Node, cube: Cube, parts: Sequence[Account]) -> Iterator[Member]:
    """The units; none where a source does not speak of any."""
    for part in parts:
        yield from part.units or (Member("", part.agency, "", part.cube, part.source.place),)
    inner = cube.parts[len(parts) :] if isinstance(cube, SummedCube) else ()
    for number, node in enumerate(unit_nodes(source)):
        own = inner[number].cube if inner else cube
        place = (node.get("代码") or node).place
        yield Member(code_of(node), text(node, "名称"), text(node, "类型"), own, place)
