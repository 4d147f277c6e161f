"""委托业务费: what was entrusted to others, by unit and project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.document.heads import HEAD_KEYS, SERVICE_LABELS, Head, Leaf, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, Form
from mingzhang.document.spec import Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.account import Service
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.subject import TOTAL
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS}
PROJECT = SERVICE_LABELS[0]


def services(spec: Node, context: Context) -> Iterator[Form]:
    """The form; without any line it is published empty, with 合计 alone."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    head.check_shown(SERVICE_LABELS, context)
    yield Form(head.columns, head.rows, head.numbered(_rows(head, context)))


def _rows(head: Head, context: Context) -> Iterator[Row]:
    lines = context.account.services
    yield _row({PROJECT: TOTAL}, lines, 0, head, context)
    for unit in context.account.units:
        own = [line for line in lines if line.unit == unit.code]
        if own:
            yield _row({PROJECT: unit.name}, own, 1, head, context)
        for line in own:
            yield _row(line.words, [line], 2, head, context)


def _row(
    words: Mapping[str, str], lines: Sequence[Service], level: int, head: Head, context: Context
) -> Row:
    cells = (
        context.amount(_figure(leaf, lines))
        if leaf.is_amount
        else Cell(
            words.get(leaf.shows, ""),
            "name" if leaf.shows == PROJECT else "text",
            scope="row" if leaf.shows == PROJECT else "",
            level=level,
        )
        for leaf in head.leaves
    )
    return Row(tuple(cells), level, total=not level)


def _figure(leaf: Leaf, lines: Sequence[Service]) -> Figure:
    funds = [point.fund for point in leaf.query.points] if leaf.query else []
    parts = (
        line.figure
        for line in lines
        if any(Point("支出", "本年", line.fund).is_within(fund, "本年") for fund in funds)
    )
    return summed("委托业务费", parts)
