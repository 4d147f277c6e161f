"""Final accounts (部门决算): a document's folder whose files fit their schemas → its account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account, Item
from mingzhang.facts.amount import UNKNOWN, Unit
from mingzhang.facts.cube import BUDGETED, FUNDS, Cube, Point
from mingzhang.facts.declared import read_declared
from mingzhang.facts.figure import Figure
from mingzhang.facts.final_units import (
    cube_with_units,
    drawn_terms,
    indicators_of_units,
    members,
)
from mingzhang.facts.gathered import gathered
from mingzhang.facts.indicators import Definition, Indicators, LastYear, Typed
from mingzhang.facts.projects import read_projects
from mingzhang.facts.reasons import Reasons, read_comparisons
from mingzhang.facts.rows import GENERAL, PROJECTS, Points, Row, points, read_rows
from mingzhang.facts.source import known_subjects, named, stated, text
from mingzhang.facts.subject import Catalogue
from mingzhang.facts.units import SummedCube, own_lines, own_unit, with_units
from mingzhang.facts.zeros import absent
from mingzhang.project import Project
from mingzhang.reading.folder import Folder
from mingzhang.reading.node import Node

BALANCES = ("年初结转和结余", "年末结转和结余")


def read_account(folder: Folder, project: Project) -> Account:
    """The account; whether its figures agree is for the checks to say."""
    parts = tuple(read_account(part, project) for part in folder.units)
    folder = gathered(folder, parts)
    source = folder.disclosure
    unit = Unit.named(text(source, "金额单位"))
    catalogue = with_units(known_subjects(source, project), (part.catalogue for part in parts))
    declared = read_declared(folder, project)
    definitions = declared.definitions
    own = _all_rows(source, own_unit(source, parts))

    def cube_of(typed: Node, its: Sequence[Row]) -> tuple[Cube, Mapping[str, Figure]]:
        return _cube(typed, its, catalogue, definitions, unit)

    cube, others = cube_with_units(source, own, unit, parts, cube_of)
    rows = (*own, *(row for part in parts for row in part.rows))
    alone = Indicators(definitions, cube, source, unit, others, zeros=declared.zeros)
    indicators = replace(alone, parts=indicators_of_units(alone, source, parts), _known={})
    previous = _previous(folder, project, definitions, unit)
    if parts:
        previous = replace(previous, units=tuple(part.previous for part in parts))
    items = tuple(_items(rows, cube, source))
    comparisons = read_comparisons(project.catalogue / "comparisons-final.yaml")
    explained = {item.name: item.compared for item in items}
    return Account(
        folder=folder,
        year=int(text(source, "年度")),
        region=text(source, "版式"),
        agency=text(folder.profile, "名称"),
        agency_type=text(folder.profile, "类型"),
        unit=unit,
        catalogue=catalogue,
        rows=rows,
        cube=cube,
        indicators=indicators,
        previous=previous,
        reasons=Reasons(comparisons, source, indicators, previous, explained),
        items=items,
        projects=read_projects(folder.performance, unit),
        units=tuple(members(source, cube, parts)),
        parts=parts,
        identities=declared.identities,
    )


def _all_rows(source: Node, unit: str) -> tuple[Row, ...]:
    return (
        *read_rows(source, "支出", GENERAL, unit),
        *read_rows(source, "收入", "其他", unit),
        *read_rows(source, "基本支出", GENERAL, unit),
        *read_rows(source, PROJECTS, GENERAL, unit),
    )


def _cube(
    source: Node,
    rows: Sequence[Row],
    catalogue: Catalogue,
    definitions: Mapping[str, Definition],
    unit: Unit,
) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube, and the stated indicators that are no point of it."""
    facts, groups = points(rows, catalogue, unit, drawn_terms(source, unit))
    published = dict(named(source.get("公布数"), unit)) | _opening(source, unit)
    totals, others = stated(published, definitions)
    budgets = _fund_budgets(source, unit)
    groups |= totals | {p: f for p, f in budgets.items() if _is_group(p, facts)}
    facts |= {p: f for p, f in budgets.items() if not _is_group(p, facts)}
    return Cube.settled(facts, groups), others


def _is_group(point: Point, facts: Points) -> bool:
    return any((p.flow, p.basis, p.fund) == (point.flow, point.basis, point.fund) for p in facts)


def _opening(source: Node, unit: Unit) -> dict[str, Figure]:
    typed = named(source.get("结转结余"), unit)
    return {name: figure for name, figure in typed if name in BALANCES}


def _fund_budgets(source: Node, unit: Unit) -> Points:
    return {
        Point("支出", basis, fund): replace(figure, label=f"{fund}{basis}")
        for basis in BUDGETED
        for fund, figure in named(source.get(basis), unit)
    }


def _items(rows: Sequence[Row], cube: Cube, source: Node) -> Iterator[Item]:
    funds = FUNDS["财政拨款"]
    found = [r for r in rows if r.section == "支出" and r.fund in funds and len(r.code) == 7]
    # Of a subject that several units have only the department's own line speaks for it.
    leaves = own_lines(found, source) if isinstance(cube, SummedCube) else found
    for row in sorted(leaves, key=lambda row: (funds.index(row.fund), row.code)):
        final = cube.figure(Point("支出", fund=row.fund, subject=row.code))
        budgets = {basis: _budget(row, basis, cube, source) for basis in BUDGETED}
        remark = row.node.get("说明")
        yield Item(row.code, final, budgets, row.place, row.node, remark, row.fund)


def _budget(row: Row, basis: str, cube: Cube, source: Node) -> Figure:
    """What was budgeted for the 项; a row without it says nothing, not that it was nothing."""
    figure = cube.figure(Point("支出", basis, row.fund, row.code))
    if any(figure.typed()):
        return figure
    missing = absent(source, ("支出", f"科目 {row.code}", basis))
    return Figure(figure.label, UNKNOWN, absent=missing)


def _previous(
    folder: Folder, project: Project, definitions: Mapping[str, Definition], unit: Unit
) -> LastYear:
    typed = Typed(definitions, folder.disclosure.get("上年"), unit)
    before = read_account(folder.previous, project) if folder.previous else None
    # A folder that was only begun says nothing of last year.
    return LastYear(typed, before.indicators if before and before.cube.facts else None)
