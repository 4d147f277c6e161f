"""Final accounts (部门决算): a document's folder whose files fit their schemas → its account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.facts.account import Account, Item
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Definition, Indicators, Typed, read_definitions
from mingzhang.facts.projects import read_projects
from mingzhang.facts.rows import GENERAL, Points, Row, points, read_rows
from mingzhang.facts.subject import Catalogue, Subject, read_catalogue
from mingzhang.project import Project
from mingzhang.reading.folder import Folder
from mingzhang.reading.node import Node

BALANCES = ("年初结转和结余", "年末结转和结余")


def read_account(folder: Folder, project: Project) -> Account:
    """The account; whether its figures agree is for the checks to say."""
    source = folder.disclosure
    unit = Unit.named(_text(source, "金额单位"))
    catalogue = read_catalogue(project.catalogue).with_additions(_added_subjects(source))
    definitions = read_definitions(project.catalogue / "indicators-final.yaml")
    rows = _all_rows(source)
    cube, stated = _cube(source, rows, catalogue, definitions, unit)
    return Account(
        folder=folder,
        year=int(_text(source, "年度")),
        region=_text(source, "版式"),
        agency=_text(folder.profile, "名称"),
        agency_type=_text(folder.profile, "类型"),
        unit=unit,
        catalogue=catalogue,
        rows=rows,
        cube=cube,
        indicators=Indicators(definitions, cube, source, unit, stated),
        previous=_previous(folder, project, definitions, unit),
        items=tuple(_items(rows, cube)),
        projects=read_projects(folder.performance, unit),
    )


def _all_rows(source: Node) -> tuple[Row, ...]:
    return (
        *read_rows(source, "支出", GENERAL),
        *read_rows(source, "收入", "其他"),
        *read_rows(source, "基本支出", GENERAL),
    )


def _cube(
    source: Node,
    rows: Sequence[Row],
    catalogue: Catalogue,
    definitions: Mapping[str, Definition],
    unit: Unit,
) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube, and the stated indicators that are no point of it."""
    facts, stated = points(rows, catalogue, unit)
    named = dict(_named(source.get("公布数"), unit)) | _opening(source, unit)
    for name in [name for name in named if _is_point(definitions.get(name))]:
        stated[definitions[name].query.points[0]] = named.pop(name)  # type: ignore[union-attr]
    budgets = _fund_budgets(source, unit)
    stated |= {p: f for p, f in budgets.items() if _is_group(p, facts)}
    facts |= {p: f for p, f in budgets.items() if not _is_group(p, facts)}
    return Cube(facts, stated), named


def _is_point(definition: Definition | None) -> bool:
    return bool(definition and definition.query and len(definition.query.points) == 1)


def _is_group(point: Point, facts: Points) -> bool:
    return any((p.flow, p.basis, p.fund) == (point.flow, point.basis, point.fund) for p in facts)


def _named(node: Node | None, unit: Unit, above: str = "") -> Iterator[tuple[str, Figure]]:
    """The typed figures of a mapping, nested names joined by dots."""
    for key, value in node.items() if node else ():
        name = f"{above}{key}"
        if value.number is not None:
            yield name, Figure(name, Amount.typed(value.number, unit), value.place)
        else:
            yield from _named(value, unit, f"{name}.")


def _opening(source: Node, unit: Unit) -> dict[str, Figure]:
    named = _named(source.get("结转结余"), unit)
    return {name: figure for name, figure in named if name in BALANCES}


def _fund_budgets(source: Node, unit: Unit) -> Points:
    return {
        Point("支出", "年初预算", fund): figure
        for fund, figure in _named(source.get("年初预算"), unit)
    }


def _items(rows: Sequence[Row], cube: Cube) -> Iterator[Item]:
    leaves = (r for r in rows if r.section == "支出" and r.fund == GENERAL and len(r.code) == 7)
    for row in sorted(leaves, key=lambda row: row.code):
        final = Point("支出", fund=row.fund, subject=row.code)
        budget = Point("支出", "年初预算", row.fund, row.code)
        reason, remark = row.node.get("差异原因"), row.node.get("说明")
        yield Item(row.code, cube.figure(budget), cube.figure(final), row.place, reason, remark)


def _previous(
    folder: Folder, project: Project, definitions: Mapping[str, Definition], unit: Unit
) -> Indicators | Typed:
    if folder.previous:
        return read_account(folder.previous, project).indicators
    return Typed(definitions, folder.disclosure.get("上年"), unit)


def _added_subjects(source: Node) -> Iterator[Subject]:
    rows = source.get("科目补充")
    for node in rows.rows() if rows else ():
        yield Subject(_text(node, "科目"), _text(node, "名称"), description=_text(node, "释义"))


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text if value else ""
