"""A department: its source and its units' accounts → its cube, the sum of theirs, and its units.

Its units are folders (汇总), lines of its own source (单位), or both, in any kind of document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account, Member
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube import Part as Summand
from mingzhang.facts.cube_from_lines import Definitions, Source, cube_of
from mingzhang.facts.derived_figures import typed_beside
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.leaves_and_stated import read_cells
from mingzhang.facts.source_nodes import code_of, text
from mingzhang.facts.source_rows import Cell
from mingzhang.facts.unit_sums import (
    Part,
    eliminated,
    summed_cube,
    sums_units,
    unit_nodes,
)
from mingzhang.facts.units_of_lines import published, unit_named
from mingzhang.reading.node import Node

LOOSE = "没有写单位的行"


def cube_with_units(source: Source, definitions: Definitions) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube, that of a department where there are units, and what was stated beside it."""
    node, parts = source.node, source.parts
    if not sums_units(node, parts):
        return cube_of(source, definitions)
    compared = source.kind.compared
    units = [Part(part.agency, part.cube, part.source, compared) for part in parts]
    for line in unit_nodes(node):
        own = _only(source, line, code_of(line))
        units.append(Part(text(line, "名称"), _bare(own, definitions), node, compared))
    loose = _only(source, node, "")
    units += _balances(source, definitions)
    units += _unnamed(loose, definitions)
    typed, others = cube_of(replace(loose, cells=tuple(_stated(loose))), definitions)
    off = eliminated(node, source.unit, source.kind.bases, units)
    return summed_cube(units, typed, off), others


def units_of_source(account: Account) -> tuple[tuple[Summand, ...], tuple[Cube, ...]]:
    """A department's units that are lines of its own source, and its lines of no unit there."""
    own = [part for part in account.cube.parts if part.source is account.source]
    loose = tuple(part.cube for part in own if part.name == LOOSE)
    return tuple(part for part in own if part.name != LOOSE), loose


def units_and_loose(account: Account) -> tuple[tuple[Summand, ...], tuple[Cube, ...]]:
    """All of a department's units, folders and lines alike, and its lines of no unit."""
    own, loose = units_of_source(account)
    folders = (part for part in account.cube.parts if part.source is not account.source)
    return (*folders, *own), loose


def _only(source: Source, node: Node, code: str) -> Source:
    """A department's source with only what one unit (or nobody in particular) typed."""
    rows = tuple(row for row in source.rows if row.unit == code)
    if source.kind.by_figure:
        # Which figure is a 公布数 of which is seen by all rows together.
        cells = tuple(cell for cell in source.cells if cell.row.unit == code)
    else:
        cells = read_cells(rows, source.kind, source.catalogue, source.unit)
    return replace(source, node=node, rows=rows, cells=cells)


def _bare(source: Source, definitions: Definitions) -> Cube:
    """The cube of one unit's own lines in its department's account."""
    return cube_of(replace(source, parts=()), definitions)[0]


def _unnamed(loose: Source, definitions: Definitions) -> Iterator[Part]:
    """A department's lines of no unit in particular, finer than a sum of its units."""
    leaves = tuple(cell for cell in loose.cells if not cell.is_stated)
    if loose.kind.by_figure and leaves and not loose.parts:
        own = replace(loose, node=Node({}, loose.node.place), cells=leaves)
        yield Part(LOOSE, _bare(own, definitions), loose.node)


def _stated(loose: Source) -> Iterator[Cell]:
    """What a department itself states (公布数) of the sum of its units."""
    for cell in loose.cells:
        if not loose.kind.by_figure or cell.is_stated:
            yield cell
        elif loose.parts and not cell.is_planned:
            yield replace(cell, is_stated=True)


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
    """The named figures of a department's units: of their folders, and of their lines."""
    kind, unit = source.kind, source.unit
    nodes = unit_nodes(source.node)
    lines = (node for node in nodes if typed_beside(node, definitions, kind, unit))
    told = (replace(whole, source=node, stated={}, parts=(), is_line=True) for node in lines)
    return (*(part.indicators for part in source.parts), *told)


def members_of(source: Source, cube: Cube, agency: str) -> Iterator[Member]:
    """The units in a department's account: those of folders, then those that the source names.

    Where none is named a kind of document that has units (预算单位) has the agency itself.
    """
    for part in source.parts:
        yield from part.units or (Member("", part.agency, "", part.cube, part.source.place),)
    nodes = unit_nodes(source.node)
    inner: Sequence[Cube] = [part.cube for part in cube.parts[len(source.parts) :]]
    for number, node in enumerate(nodes):
        own = inner[number] if inner else cube
        yield unit_named(node, published(own, node, source))
    if source.kind.members and not nodes and not source.parts:
        yield Member("", agency, "", cube, source.node.place)
