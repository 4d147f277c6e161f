"""项目支出: a budget's projects under their 类型 and 一级项目, each with its subtotals.

With ``小计: 否`` the groups have no rows of their own: their names stand before their projects.
What was spent on projects that nobody listed comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.document.filled import BY_PLAN, Filled, of_plan, of_plans, plan_rows, words
from mingzhang.document.form_specs import FLAG, Context
from mingzhang.document.layouts.form import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.region import NO
from mingzhang.document.table import Cell, Row
from mingzhang.document.table_heads import HEAD_KEYS, PLAN_LABELS, Head, Leaf, form_head
from mingzhang.facts.account import Plan
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.plan_groups import PlanGroup, Unlisted, group_plans, unlisted
from mingzhang.facts.subject import TOTAL
from mingzhang.reading.node import Node

SUBTOTALS = "小计"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS, SUBTOTALS: FLAG}
KIND, GROUP, PLAN, UNIT = PLAN_LABELS
OTHERS = "其他项目支出"  # what the listed projects leave over, where their subjects are not known
TAKEN = ("", 0)  # a cell that the one above it spans
CODES = "项目类型代码"  # the setting that says the codes of 类型


def plans(spec: Node, context: Context) -> Iterator[Form]:
    """The form; its columns take a fund and a basis of 项目支出."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context, BY_PLAN)
    head.check_shown(PLAN_LABELS, context)
    body = with_total(_total(head, context), tuple(_rows(spec, head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _rows(spec: Node, head: Head, context: Context) -> Iterator[Row]:
    flat = spec.get(SUBTOTALS)
    groups = group_plans(context.account)
    if flat and flat.text == NO:
        yield from _flat_rows(groups, head, context)
    else:
        yield from _grouped_rows(groups, head, context)
    for rest in unlisted(context.account):
        name = context.account.catalogue.name(rest.code) if rest.code else OTHERS
        labels = {PLAN: context.with_words({"科目": name}).setting("无项目")}
        yield _row(labels, rest, 3, head, context)


def _grouped_rows(groups: Sequence[PlanGroup], head: Head, context: Context) -> Iterator[Row]:
    """Each group above its projects; one that has no name has no row."""
    for kind in groups:
        if kind.name:
            yield _row({KIND: _coded(kind.name, context)}, kind, 1, head, context)
        for group in kind.parts:
            if isinstance(group, PlanGroup) and group.name:
                yield _row({GROUP: group.name}, group, 2, head, context)
            for plan in group.parts if isinstance(group, PlanGroup) else ():
                yield _row(_labels(plan, context), plan, 3, head, context)


def _flat_rows(groups: Sequence[PlanGroup], head: Head, context: Context) -> Iterator[Row]:
    """The projects, the first one of each group beside the group's name."""
    for kind in groups:
        inner = [group for group in kind.parts if isinstance(group, PlanGroup)]
        count = sum(len(group.parts) for group in inner)
        spans = {KIND: (_coded(kind.name, context) if kind.name else "", count)}
        for group in inner:
            spans[GROUP] = (group.name, len(group.parts))
            for plan in group.parts:
                yield _row(_labels(plan, context), plan, 3, head, context, spans)
                spans = dict.fromkeys((KIND, GROUP), TAKEN)


def _labels(plan: Plan | PlanGroup, context: Context) -> Mapping[str, str]:
    if not isinstance(plan, Plan):
        return {PLAN: plan.name}
    units = context.account.units
    names = {unit.code: unit.name for unit in units}
    only = units[0].name if len(units) == 1 else plan.unit
    return {PLAN: plan.name, UNIT: names.get(plan.unit, only)}


def _coded(kind: str, context: Context) -> str:
    """311-专项业务支出; the name alone where the region knows no code."""
    codes = context.region.settings.get(CODES)
    code = codes.get(kind) if isinstance(codes, Mapping) else None
    return f"{code}-{kind}" if code else kind


def _row(
    labels: Mapping[str, str],
    item: PlanGroup | Plan | Unlisted,
    level: int,
    head: Head,
    context: Context,
    spans: Mapping[str, tuple[str, int]] | None = None,
) -> Row:
    """``spans`` has the groups' names and how many rows they go over; none where one goes on."""
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
