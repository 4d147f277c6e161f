"""项目支出: a budget's projects in the form's groups (分组), each group with its subtotals.

With ``小计: 否`` the groups have no rows of their own: their names stand before their projects.
What was spent on projects that nobody listed comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.document.filled_columns import BY_PLAN, Filled, of_plan, of_plans, plan_rows, words
from mingzhang.document.form_specs import FLAG, Context
from mingzhang.document.layouts.layout_result import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.region_folder import NO
from mingzhang.document.table_heads import HEAD_KEYS, PLAN, PLAN_UNIT, Head, Leaf, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.account import Plan
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.project_groups import (
    Parts,
    PlanGroup,
    Unlisted,
    group_plans,
    name_apart,
    unlisted,
)
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.reading.node import Node

SUBTOTALS = "小计"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS, SUBTOTALS: FLAG}
OTHERS = "其他项目支出"  # what the listed projects leave over, where their subjects are not known
Spans = dict[str, tuple[str, int]]  # the names of groups by their keys, and over how many rows
PROJECTS, MIXED = "项目支出", "MZ722"
TAKEN = ("", 0)  # a cell that the one above it spans
CODES = "分组代码"  # the setting that says the codes of the outermost groups


def plans(spec: Node, context: Context) -> Iterator[Form]:
    """The table of budget projects; its columns take a fund and a basis of 项目支出."""
    context.check(spec, KEYS, ("标题", "列"))
    context.record.cells.add((BY_PLAN, None))
    head = form_head(spec, context, BY_PLAN)
    head.check_shown((*context.account.grouped, PLAN, PLAN_UNIT), context)
    _check_nature(head, context)
    body = with_total(_total(head, context), tuple(_rows(spec, head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _check_nature(head: Head, context: Context) -> None:
    """Notes a column of the budget project table that takes more than projects, or others.

    Its rows would have the projects' money whatever it takes, and only 合计 what it does.
    """
    for leaf in (one for one in head.leaves if one.query):
        natures = {point.nature for point in leaf.query.points} if leaf.query else set()
        if others := "、".join(sorted(natures - {PROJECTS})):
            message = f"这张表的各行是项目的钱，合计取的却是“性质: {others}”，相加不等于合计。"
            hint = f"请把表（列）的“取”写成 性质: {PROJECTS}。"
            context.fault(leaf.node.place, MIXED, message, hint)


def _rows(spec: Node, head: Head, context: Context) -> Iterator[Row]:
    flat = spec.get(SUBTOTALS)
    groups = group_plans(context.account)
    if flat and flat.text == NO:
        yield from _flat_rows(groups, head, context, {})
    else:
        yield from _grouped_rows(groups, head, context)
    for rest in unlisted(context.account):
        name = context.account.catalogue.name(rest.code) if rest.code else OTHERS
        labels = {PLAN: context.with_words({"科目": name}).setting("无项目")}
        yield _row(labels, rest, _level(context), head, context)


def _level(context: Context) -> int:
    """The level of a budget project's row: below its groups; one of none where there are none."""
    groups = len(context.account.grouped)
    return groups + 1 if groups else 0


def _grouped_rows(parts: Parts, head: Head, context: Context) -> Iterator[Row]:
    """Budget projects in the table under their groups; one that has no name has no row."""
    for part in parts:
        if isinstance(part, Plan):
            level = _level(context)
            yield _row(_labels(part, head, context), part, level, head, context)
            continue
        if part.name:
            labels = {_key(part, context): _coded(part, context)}
            yield _row(labels, part, len(part.path), head, context)
        yield from _grouped_rows(part.parts, head, context)


def _flat_rows(parts: Parts, head: Head, context: Context, above: Spans) -> Iterator[Row]:
    """Budget projects in the table, the first one of each group beside the group's name.

    ``above`` are the groups whose names the next row has.
    """
    for part in parts:
        if isinstance(part, Plan):
            level = _level(context)
            yield _row(_labels(part, head, context), part, level, head, context, above)
        else:
            above[_key(part, context)] = (_coded(part, context), _count(part))
            yield from _flat_rows(part.parts, head, context, above)
        above.update(dict.fromkeys(context.account.grouped, TAKEN))


def _key(group: PlanGroup, context: Context) -> str:
    """The key under which budget projects say their name."""
    return context.account.grouped[len(group.path) - 1]


def _count(group: PlanGroup) -> int:
    return sum(1 if isinstance(part, Plan) else _count(part) for part in group.parts)


def _labels(plan: Plan, head: Head, context: Context) -> Mapping[str, str]:
    """A budget project's name and its unit's; where no column has that, the name says it."""
    account = context.account
    if not any(leaf.shows == PLAN_UNIT for leaf in head.leaves):
        in_group = any(leaf.shows in account.grouped for leaf in head.leaves)
        return {PLAN: name_apart(plan, account, in_group=in_group)}
    units = account.units
    names = {unit.code: unit.name for unit in units}
    only = units[0].name if len(units) == 1 else plan.unit
    return {PLAN: plan.name, PLAN_UNIT: names.get(plan.unit, only)}


def _coded(group: PlanGroup, context: Context) -> str:
    """A group of budget projects with its code: 311-专项业务支出; the name alone without one."""
    codes = context.region.settings.get(CODES)
    is_outermost = len(group.path) == 1
    code = codes.get(group.name) if isinstance(codes, Mapping) and is_outermost else None
    return f"{code}-{group.name}" if code else group.name


def _row(
    labels: Mapping[str, str],
    item: PlanGroup | Plan | Unlisted,
    level: int,
    head: Head,
    context: Context,
    spans: Mapping[str, tuple[str, int]] | None = None,
) -> Row:
    """A row of the budget project table; ``spans`` has the groups' names and their rows."""
    cells: list[Cell] = []
    for leaf in head.leaves:
        if leaf.is_amount:
            cells.append(leaf.amount(_figure(leaf, item, context), context))
        elif leaf.filled:
            cells.append(_words(leaf.filled, item, context))
        elif spans and leaf.shows in spans:
            name, count = spans[leaf.shows]
            if count:
                cells.append(Cell(name, "name", rowspan=count))
        else:
            cells.append(_label(leaf.shows, labels, level))
    return Row(tuple(cells), level)


def _label(shows: str, labels: Mapping[str, str], level: int) -> Cell:
    if shows not in labels:
        return Cell()
    heads_row = shows == next(iter(labels))
    return Cell(labels[shows], "name", scope="row" if heads_row else "", level=level)


def _words(filled: Filled, item: PlanGroup | Plan | Unlisted, context: Context) -> Cell:
    found = plan_rows(filled, item, context.account) if isinstance(item, Plan) else ()
    return words(filled, found, context)


def _figure(leaf: Leaf, item: PlanGroup | Plan | Unlisted, context: Context) -> Figure | None:
    if leaf.filled:
        return of_plan(leaf.filled, item, context)
    if leaf.query is None:
        return None
    figures = [item.figure(point.fund, point.basis) for point in leaf.query.points]
    return figures[0] if len(figures) == 1 else summed(PLAN, figures)


def _total(head: Head, context: Context) -> Row:
    label = Cell(TOTAL, "name", colspan=head.labels, scope="row")
    cells = (_total_cell(leaf, context) for leaf in head.leaves[head.labels :])
    return Row((label, *cells), total=True)


def _total_cell(leaf: Leaf, context: Context) -> Cell:
    if not leaf.is_amount:
        return Cell()
    figure = of_plans(leaf.filled, context) if leaf.filled else context.figure(leaf.query)
    return leaf.amount(figure, context)
