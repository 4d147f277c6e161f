"""Budgets (部门预算): a document's folder whose files fit their schemas → its account.

A department may be one source whose rows name their units, or the sum of its units' own sources
(汇总): then its points are the units' points added up, and what it typed itself is 公布数.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.budget_rows import (
    added_up,
    closing_of,
    facts_of,
    read_cells,
    read_lines,
    rolled_of,
    stated_of,
)
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.declared import read_declared
from mingzhang.facts.figure import Figure, Term
from mingzhang.facts.indicators import Definition, Indicators, LastYear, Typed
from mingzhang.facts.partial import PartialCube
from mingzhang.facts.plans import read_plan_totals, read_plans, read_services
from mingzhang.facts.reasons import Reasons, read_comparisons
from mingzhang.facts.rows import GENERAL, Points, Row, amount_of
from mingzhang.facts.settle import BOTH, CARRIED, THIS_YEAR, Cell
from mingzhang.facts.source import known_subjects, named, rows, stated, text
from mingzhang.facts.subject import Catalogue
from mingzhang.facts.units import with_units
from mingzhang.project import Project
from mingzhang.reading.folder import Folder
from mingzhang.reading.node import Node

# What a unit's own income was published as → its point in the unit's cube.
MEMBER_FIGURES = {
    "当年预算": Point("收入", THIS_YEAR, GENERAL),
    "上年结转": Point("收入", CARRIED, GENERAL),
    "合计": Point("收入", BOTH),
}


@dataclass(frozen=True, eq=False)
class _Source:
    """A source's rows and cells, and the accounts of the units that it sums."""

    node: Node
    unit: Unit
    catalogue: Catalogue
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    parts: tuple[Account, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the units that it names."""
        return tuple(text(node, "代码") for node in rows(self.node, "单位"))


def read_budget(folder: Folder, project: Project) -> Account:
    """The account; whether its figures agree is for the checks to say."""
    node = folder.disclosure
    declared = read_declared(folder, project)
    definitions = declared.definitions
    source = _read(folder, project)
    cube, others = _cube(source, definitions)
    parts, codes = source.parts, source.codes
    zeros = declared.zeros
    of_units = tuple(part.indicators for part in parts)
    indicators = Indicators(definitions, cube, node, source.unit, others, of_units, zeros)
    previous = _previous(folder, project, definitions, source.unit)
    if parts:
        previous = replace(previous, units=tuple(part.previous for part in parts))
    comparisons = read_comparisons(project.catalogue / "comparisons-budget.yaml")
    own_unit = codes[0] if len(codes) == 1 else ""
    return Account(
        folder=folder,
        year=int(text(node, "年度")),
        region=text(node, "版式"),
        agency=text(folder.profile, "名称"),
        agency_type=text(folder.profile, "类型"),
        unit=source.unit,
        catalogue=source.catalogue,
        rows=(*source.rows, *(row for part in parts for row in part.rows)),
        cube=cube,
        indicators=indicators,
        previous=previous,
        reasons=Reasons(comparisons, node, indicators, previous),
        units=tuple(_members(source, cube, text(folder.profile, "名称"))),
        plans=(
            *read_plans(source.rows, source.cells),
            *(plan for part in parts for plan in part.plans),
        ),
        plan_totals=read_plan_totals(node, source.unit),
        services=(
            *read_services(node, source.unit, own_unit),
            *(service for part in parts for service in part.services),
        ),
        parts=parts,
        identities=declared.identities,
    )


def _read(folder: Folder, project: Project) -> _Source:
    node = folder.disclosure
    unit = Unit.named(text(node, "金额单位"))
    parts = tuple(read_budget(part, project) for part in folder.units)
    catalogue = with_units(known_subjects(node, project), (part.catalogue for part in parts))
    codes = tuple(text(row, "代码") for row in rows(node, "单位"))
    lines = read_lines(node, codes)
    return _Source(node, unit, catalogue, lines, read_cells(lines, catalogue, unit), parts)


def _cube(
    source: _Source, definitions: Mapping[str, Definition]
) -> tuple[PartialCube, Mapping[str, Figure]]:
    """The cube, and the stated indicators that are no point of it."""
    totals, others = stated(dict(named(source.node.get("公布数"), source.unit)), definitions)
    own = [cell for cell in source.cells if not cell.is_stated or not _of_one_unit(cell, source)]
    if source.parts:
        # What a department types beside its units' own sources is a 公布数 of their sum.
        own = [replace(cell, is_stated=True) for cell in own if not cell.is_planned]
    groups = stated_of(own) | totals
    facts = _leaves(source, own)
    typed = {point: groups[point] for point in facts if point in groups}
    facts |= {p: replace(figure, terms=(Term(facts[p]),)) for p, figure in typed.items()}
    parts = tuple(part.cube for part in source.parts)
    return PartialCube(facts, groups, rolled=rolled_of(own), parts=parts), others


def _of_one_unit(cell: Cell, source: _Source) -> bool:
    """Whether its line belongs to one unit among several."""
    return bool(cell.row.unit) and len(source.codes) > 1


def _leaves(source: _Source, cells: Sequence[Cell]) -> Points:
    if not source.parts:
        return facts_of(cells) | closing_of(source.node, source.unit)
    gathered: dict[Point, list[Figure]] = {}
    for part in source.parts:
        for point, figure in part.cube.facts.items():
            gathered.setdefault(point, []).append(figure)
    return added_up(gathered)


def _previous(
    folder: Folder, project: Project, definitions: Mapping[str, Definition], unit: Unit
) -> LastYear:
    typed = Typed(definitions, folder.disclosure.get("上年"), unit)
    before = read_budget(folder.previous, project) if folder.previous else None
    # A folder that was only begun says nothing of last year.
    return LastYear(typed, before.indicators if before and before.cube.facts else None)


# The units of a department


def _members(source: _Source, cube: PartialCube, agency: str) -> Iterator[Member]:
    """The units: those of the units' own sources, else those that the source names, else itself."""
    named_units = list(rows(source.node, "单位"))
    for part in source.parts:
        yield from part.units
    if source.parts:
        return
    for node in named_units:
        own = cube if len(named_units) == 1 else _own_cube(source, node)
        place = node.get("代码")
        yield Member(
            text(node, "代码"),
            text(node, "名称"),
            text(node, "类型"),
            _with_stated(own, node, source.unit),
            place.place if place else node.place,
        )
    if not named_units:
        yield Member("", agency, "", cube, source.node.place)


def _own_cube(source: _Source, node: Node) -> PartialCube:
    """What the rows say that name the unit, and what its own line says is left for next year."""
    cells = [cell for cell in source.cells if cell.row.unit == text(node, "代码")]
    facts = facts_of(cells) | closing_of(node, source.unit)
    return PartialCube(facts, stated_of(cells), rolled=rolled_of(cells))


def _with_stated(cube: PartialCube, node: Node, unit: Unit) -> Cube:
    """The unit's cube, in which its published income stands."""
    typed = {
        point: _figure(node, key, unit) for key, point in MEMBER_FIGURES.items() if node.get(key)
    }
    leaves = {
        point: replace(figure, terms=_terms(cube.figure(point)))
        for point, figure in typed.items()
        if point.basis != BOTH
    }
    groups = {point: figure for point, figure in typed.items() if point.basis == BOTH}
    return PartialCube(
        {**cube.facts, **leaves}, {**cube.stated, **groups}, rolled=cube.rolled, parts=cube.parts
    )


def _terms(below: Figure) -> tuple[Term, ...]:
    return (Term(below),) if below.place or below.terms else ()


def _figure(node: Node, key: str, unit: Unit) -> Figure:
    typed = node.get(key)
    place: Place = typed.place if typed else node.place
    label = f"{text(node, '代码')} {key}"
    return Figure(label, amount_of(typed, unit) if typed else Amount(), place)
