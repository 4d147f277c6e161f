"""单行: one row of named figures under a nested head (“三公”经费)."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.contradicting_titles import check_group
from mingzhang.document.form_specs import Context
from mingzhang.document.layouts.layout_result import COMMON_KEYS, Form
from mingzhang.document.table_heads import HEAD_KEYS, Leaf, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS}


def single(spec: Node, context: Context) -> Iterator[Form]:
    """A table of a single row; every column has 指标 or 取."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context)
    check_group(spec.get("标题"), [leaf.node for leaf in head.leaves], context)
    cells = tuple(_cell(leaf, context) for leaf in head.leaves)
    yield Form(head.columns, head.rows, (Row(cells),))


def _cell(leaf: Leaf, context: Context) -> Cell:
    if not leaf.node.get("指标") and not leaf.query:
        hint = "请写“指标: …”或“取: {收支: …}”。"
        context.fault(leaf.node.place, "MZ512", "这一列没有“指标”，也没有“取”。", hint)
    return context.amount(leaf.indicator or context.figure(leaf.query))
