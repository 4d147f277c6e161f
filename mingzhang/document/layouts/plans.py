"""项目支出: a budget's projects under their 类型 and 一级项目, each with its subtotals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.document.heads import HEAD_KEYS, PLAN_LABELS, Head, Leaf, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.spec import Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.account import Plan
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.plan_groups import PlanGroup, group_plans
from mingzhang.facts.subject import TOTAL
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS}
KIND, GROUP, PLAN, UNIT = PLAN_LABELS
CODES = "项目类型代码"  # the setting that says the codes of 类型


def plans(spec: Node, context: Context) -> Iterator[Form]:
    """The form; its columns take a fund and a basis of 项目支出."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    head.check_shown(PLAN_LABELS, context)
    body = with_total(_total(head, context), tuple(_rows(head, context)), spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _rows(head: Head, context: Context) -> Iterator[Row]:
    names = {unit.code: unit.name for unit in context.account.units}
    for kind in group_plans(context.account):
        yield _row({KIND: _coded(kind.name, context)}, kind, 1, head, context)
        for group in kind.parts:
            yield _row({GROUP: group.name}, group, 2, head, context)
            for plan in group.parts if isinstance(group, PlanGroup) else ():
                labels = {PLAN: plan.name}
                if isinstance(plan, Plan):
                    labels[UNIT] = names.get(plan.unit, plan.unit)
                yield _row(labels, plan, 3, head, context)


def _coded(kind: str, context: Context) -> str:
    """311-专项业务支出; the name alone where the region knows no code."""
    codes = context.region.settings.get(CODES)
    code = codes.get(kind) if isinstance(codes, Mapping) else None
    return f"{code}-{kind}" if code else kind


def _row(
    labels: Mapping[str, str], item: PlanGroup | Plan, level: int, head: Head, context: Context
) -> Row:
    cells = (
        context.amount(_figure(leaf, item)) if leaf.is_amount else _label(leaf.shows, labels, level)
        for leaf in head.leaves
    )
    return Row(tuple(cells), level)


def _label(shows: str, labels: Mapping[str, str], level: int) -> Cell:
    if shows not in labels:
        return Cell()
    heads_row = shows == next(iter(labels))
    return Cell(labels[shows], "name", scope="row" if heads_row else "", level=level)


def _figure(leaf: Leaf, item: PlanGroup | Plan) -> Figure | None:
    if leaf.query is None:
        return None
    figures = [item.figure(point.fund, point.basis) for point in leaf.query.points]
    return figures[0] if len(figures) == 1 else summed(item.name, figures)


def _total(head: Head, context: Context) -> Row:
    label = Cell(TOTAL, "name", colspan=head.labels, scope="row")
    cells = (context.amount(context.figure(leaf.query)) for leaf in head.leaves[head.labels :])
    return Row((label, *cells), total=True)
