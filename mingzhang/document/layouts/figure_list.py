"""清单: the lines of a form one below the other, each with its named figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.document.form_specs import LIST, Context
from mingzhang.document.layouts.income_and_spending import (
    Line,
    check_counts,
    check_totals,
    read_lines,
)
from mingzhang.document.layouts.layout_result import COMMON_KEYS, Form
from mingzhang.document.shown_codes import NAME
from mingzhang.document.table_heads import HEAD_KEYS, LINE, Leaf, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, "行": LIST}


def listed(spec: Node, context: Context) -> Iterator[Form]:
    """A table that lists figures; ``行`` says its lines as the sides of 收支两栏 do."""
    context.check(spec, KEYS, ("标题", "列", "行"))
    head = form_head(spec, context)
    head.check_shown((NAME, LINE), context)
    amounts = tuple(leaf for leaf in head.leaves if leaf.is_amount)
    check_counts(rows(spec, "行"), spec, context)
    check_totals(tuple(rows(spec, "行")), amounts, context)
    lines = (line for node in rows(spec, "行") for line in read_lines(node, amounts, context))
    body = (_row(line, number, head.leaves, context) for number, line in enumerate(lines, 1))
    yield Form(head.columns, head.rows, head.numbered(body))


def _row(line: Line, number: int, leaves: Sequence[Leaf], context: Context) -> Row:
    figures = iter(line.figures)
    cells = (
        context.amount(next(figures, None)) if leaf.is_amount else _label(line, number, leaf)
        for leaf in leaves
    )
    return Row(tuple(cells), total=line.total)


def _label(line: Line, number: int, leaf: Leaf) -> Cell:
    if leaf.shows == LINE:
        return Cell(str(number), "number")
    return Cell(line.name, "name", scope="row", level=line.level)
