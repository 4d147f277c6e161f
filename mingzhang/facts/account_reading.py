"""Any document's folder, whose files fit their schemas → its account, by the form and the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account, Item, Plan
from mingzhang.facts.account import Project as Evaluated
from mingzhang.facts.amount import UNKNOWN, Unit
from mingzhang.facts.budget_projects import group_keys, read_plan_totals, read_plans
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube_from_lines import Source
from mingzhang.facts.department_account import cube_with_units, indicators_of_units, members_of
from mingzhang.facts.evaluated_projects import DONE_BY, SHEETS, read_projects
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.filled_from_budget import OPENING, planned, why_not
from mingzhang.facts.filled_from_units import gathered, office_of
from mingzhang.facts.form_declarations import Declared, read_declared
from mingzhang.facts.implied_zeros import NO_FIGURE, absent
from mingzhang.facts.indicators import Definition, Indicators, LastYear, Typed
from mingzhang.facts.leaves_and_stated import read_cells
from mingzhang.facts.operating_costs import not_had
from mingzhang.facts.own_money_lists import Line, read_list
from mingzhang.facts.reasons import Comparisons, Reasons, read_comparisons
from mingzhang.facts.row_moves import compared_rows
from mingzhang.facts.source_nodes import code_of, known_subjects, rows, text
from mingzhang.facts.source_rows import Row, read_lines
from mingzhang.facts.subject_rows import subject_rows
from mingzhang.facts.unit_sums import own_lines, with_units
from mingzhang.facts.unsaid_income import unsaid_income
from mingzhang.forms.dimensions import FUNDS
from mingzhang.forms.document_kind import Kind, read_kind
from mingzhang.project import Project
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

SPENT, FINEST = "支出", len("2080501")


def read_account(folder: Folder, project: Project) -> Account:
    """The account read from a document's folder; whether its figures agree, checks will say."""
    parts = tuple(read_account(part, project) for part in folder.units)
    plan = read_account(folder.planned, project) if folder.planned else None
    typed = folder.performance
    folder = gathered(planned(folder, plan, parts), parts)
    node, declared = folder.disclosure, read_declared(folder, project)
    source = _read(folder, project, parts)
    kind, unit = source.kind, source.unit
    cube, others = cube_with_units(source, declared.definitions)
    agency = text(folder.profile, "名称")
    members = tuple(members_of(source, cube, agency))
    before = read_account(folder.previous, project) if folder.previous else None
    lacking = not_had((member.kind for member in members), folder.profile)
    indicators = _indicators(source, declared, (cube, others), before, lacking)
    previous = _previous(folder, before, declared, indicators)
    theirs = tuple(part.previous for part in parts)
    previous = replace(previous, units=theirs, not_had=lacking, now=indicators)
    items = tuple(_items(source, cube, None if parts else plan))
    explained = {item.name: item.compared for item in items}
    explained |= compared_rows(declared.columns, declared.reasons, indicators.sources)
    comparisons, grouped = _comparisons(kind, declared, project), group_keys(folder)
    return Account(
        folder=folder,
        kind=kind,
        year=int(text(node, "年度")),
        region=text(node, "版式"),
        agency=agency,
        agency_type=text(folder.profile, "类型"),
        unit=unit,
        catalogue=source.catalogue,
        rows=(*source.rows, *(row for part in parts for row in part.rows)),
        cube=cube,
        indicators=indicators,
        previous=previous,
        reasons=Reasons(comparisons, node, indicators, previous, explained),
        items=items,
        projects=_projects(folder, typed, parts, unit) if SHEETS in kind.contents else (),
        units=members,
        plans=tuple(_plans(source, grouped)),
        plan_totals=read_plan_totals(node, unit, kind.bases, grouped),
        grouped=grouped,
        lists=dict(_lists(source, declared.definitions)),
        parts=parts,
        identities=declared.identities,
        own_reasons=declared.reasons,
        plan=plan,
        before=before,
    )


def _indicators(
    source: Source,
    declared: Declared,
    cubes: tuple[Cube, Mapping[str, Figure]],
    before: Account | None,
    lacking: frozenset[str],
) -> Indicators:
    """Reading an account: its named figures, and below them those of its units."""
    cube, others = cubes
    last = before.cube if before and before.cube.facts else None
    listed = subject_rows(declared.by_subject, source.node, source.unit, cube, last)
    alone = Indicators(
        declared.definitions,
        cube,
        source.node,
        source.unit,
        others,
        zeros=declared.zeros,
        by_subject=listed,
    )
    of_units = indicators_of_units(alone, source, declared.definitions)
    return replace(alone, parts=of_units, not_had=lacking)


def _plans(source: Source, grouped: Sequence[str]) -> Iterator[Plan]:
    """Reading an account: its projects' plans as its units stand: those of folders first."""
    yield from (plan for part in source.parts for plan in part.plans)
    yield from read_plans(source.rows, source.cells, source.kind.bases, grouped)


def _comparisons(kind: Kind, declared: Declared, project: Project) -> Comparisons:
    """Reading an account: the comparisons of its kind, and those of its form's own reasons."""
    usual = read_comparisons(project.catalogue / f"comparisons-{kind.name}.yaml")
    return usual.with_own(declared.reasons)


def _read(folder: Folder, project: Project, parts: tuple[Account, ...]) -> Source:
    node, kind = folder.disclosure, read_kind(folder.kind, project)
    unit = Unit.named(text(node, "金额单位"))
    catalogue = with_units(known_subjects(node, project), (part.catalogue for part in parts))
    codes = tuple(code_of(row) for row in rows(node, "单位"))
    # A line without 单位 is the only unit's; beside units' own folders it states their sum.
    lines = read_lines(node, kind, () if parts else codes)
    cells = read_cells(lines, kind, catalogue, unit)
    return Source(node, kind, unit, catalogue, lines, cells, parts)


def _lists(
    source: Source, definitions: Mapping[str, Definition]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Reading an account: lines of the form's own lists of money, or of its units' lists."""
    own_unit = source.codes[0] if len(source.codes) == 1 else ""
    for name, definition in definitions.items():
        if definition.column and not definition.measure:
            below = tuple(line for part in source.parts for line in part.lists.get(name, ()))
            is_own = source.node.get(*definition.column.rows) is not None
            own = read_list(definition, source.node, source.unit, own_unit)
            yield name, tuple(own) if is_own else below


def _projects(
    folder: Folder, typed: Node | None, parts: tuple[Account, ...], unit: Unit
) -> tuple[Evaluated, ...]:
    """Reading an account: the projects that it typed, then its units', each as exact as typed."""
    own = read_projects(typed, unit)
    if folder.performance is typed:
        return own
    of_units = (
        replace(one, words={DONE_BY: part.agency, **one.words})
        for part in parts
        for one in part.projects
    )
    office, _ = office_of(folder) if own else ("", None)
    return (*(replace(one, words={DONE_BY: office, **one.words}) for one in own), *of_units)


def _items(source: Source, cube: Cube, plan: Account | None) -> Iterator[Item]:
    """Reading an account: the 项 of the fiscal budgets, of a kind held against a budget."""
    funds, compared = FUNDS["财政拨款"], source.kind.compared
    every = (*source.rows, *(row for part in source.parts for row in part.rows))
    leaves = (r for r in every if r.section == SPENT and r.fund in funds)
    finest = [row for row in leaves if len(row.code) == FINEST] if compared else []
    if cube.is_summed:
        # Of a subject that several units have only the department's own line speaks for it.
        finest = list(own_lines(finest, source.node))
    for row in sorted(finest, key=lambda row: (funds.index(row.fund), row.code)):
        final = cube.figure(cube.at(SPENT, row.fund, row.code))
        why = why_not(plan, row.fund, row.code)
        holders = tuple(_holders(source, row))
        budgets = {basis: _budget(row, basis, cube, (holders, why)) for basis in compared}
        remark = row.node.get("说明")
        yield Item(row.code, final, budgets, row.place, row.node, remark, row.fund)


def _holders(source: Source, row: Row) -> Iterator[Node]:
    """Reading an account: the files that a 项 was spent in: the department's, or its units'."""
    of_units = [part.source for part in source.parts if any(map(_same(row), part.rows))]
    is_own = any(one.unit and _same(row)(one) for one in source.rows)
    if is_own or not of_units:
        yield source.node
    yield from of_units


def _same(row: Row) -> Callable[[Row], bool]:
    return lambda one: (one.section, one.fund, one.code) == (row.section, row.fund, row.code)


def _budget(row: Row, basis: str, cube: Cube, asked: tuple[Sequence[Node], str]) -> Figure:
    """Reading an account: what was budgeted for a 项; a row without it says nothing, not zero.

    ``asked``: the sources in which it would stand, and why the published budget does not give it.
    """
    sources, why = asked
    figure = cube.figure(Point(SPENT, basis, row.fund, row.code))
    if any(figure.typed()):
        return figure
    hints = (NO_FIGURE, why) if why and basis == OPENING else ()
    key = (SPENT, f"科目 {row.code}", basis)
    lacking = [Figure(figure.label, UNKNOWN, absent=absent(one, key, *hints)) for one in sources]
    return lacking[0] if len(lacking) == 1 else summed(figure.label, lacking)


def _previous(
    folder: Folder, before: Account | None, declared: Declared, now: Indicators
) -> LastYear:
    said = folder.disclosure.get("上年")
    typed = Typed(declared.definitions, said, now.unit, now.sources, now.cube.bases)
    # A folder that was only begun says nothing of last year.
    if before is None or not before.cube.facts:
        return LastYear(typed)
    return LastYear(typed, before.indicators, unsaid=unsaid_income(before))
