"""委托业务费: what was entrusted to others, by unit and project.

With ``小计: 否`` the department and its units are headings without sums, and the name of a project
stands once before its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from mingzhang.document.heads import HEAD_KEYS, SERVICE_LABELS, Head, Leaf, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, Form
from mingzhang.document.layouts.units import ABOVE, WHOLE, no_superior
from mingzhang.document.region import NO
from mingzhang.document.spec import FLAG, Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.account import Service
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.reading.node import Node

SUBTOTALS = "小计"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, SUBTOTALS: FLAG}
PROJECT = SERVICE_LABELS[0]


def services(spec: Node, context: Context) -> Iterator[Form]:
    """The form; without any line it is published empty, with 合计 alone."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    head.check_shown(SERVICE_LABELS, context)
    flat = spec.get(SUBTOTALS)
    is_flat = flat is not None and flat.text == NO
    context.record.figure(context.account.services_total)
    body = (_flat_rows if is_flat else _rows)(head, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _flat_rows(head: Head, context: Context) -> Iterator[Row]:
    """The names of department and unit, then the lines, those of one project together."""
    account = context.account
    above = _superior(context) if account.services else ""
    for name in (above,) if above else ():
        yield _row({PROJECT: name}, None, 1, head, context)
    for unit in account.units:
        own = [line for line in account.services if line.unit == unit.code]
        if own:
            yield _row({PROJECT: unit.name}, None, 1, head, context)
        for project, lines in groupby(own, lambda line: line.words.get(PROJECT, "")):
            told = list(lines)
            for number, line in enumerate(told):
                span = len(told) if number == 0 else 0
                words = {**line.words, PROJECT: project}
                yield _row(words, [line], 2, head, context, span)


def _superior(context: Context) -> str:
    """The department above a unit, which the unit's own budget names; a department has none."""
    account = context.account
    above = text(account.source, ABOVE)
    if not above and account.agency_type != WHOLE:
        context.record.absent[no_superior(account.source)] = None
    return above


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
    words: Mapping[str, str],
    lines: Sequence[Service] | None,
    level: int,
    head: Head,
    context: Context,
    span: int = 1,
) -> Row:
    """``span`` is over how many rows the project's name goes: none where one above goes on."""
    cells = (
        context.amount(None if lines is None else _figure(leaf, lines))
        if leaf.is_amount
        else _label(leaf, words.get(leaf.shows, ""), level, span)
        for leaf in head.leaves
        if span or leaf.shows != PROJECT
    )
    return Row(tuple(cells), level, total=not level)


def _label(leaf: Leaf, shown: str, level: int, span: int) -> Cell:
    if leaf.shows == PROJECT:
        return Cell(shown, "name", rowspan=span, scope="row", level=level)
    return Cell(shown, "text", level=level)


def _figure(leaf: Leaf, lines: Sequence[Service]) -> Figure:
    funds = [point.fund for point in leaf.query.points] if leaf.query else []
    parts = (
        line.figure for line in lines if any(fund in chain(line.fund, FUNDS) for fund in funds)
    )
    return summed("委托业务费", parts)
