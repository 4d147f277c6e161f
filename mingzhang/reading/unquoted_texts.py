"""Numbers without quotes where a text is asked for: a tree and its schema → what YAML would drop.

A code 001001 would be printed as 1001, a deviation of +5.00 as 5.00.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.diagnostics import Diagnostic, Operand
from mingzhang.reading.misplaced_gaps import asked_below, is_text
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

CODE = "MZ032"


def unquoted_texts(node: Node, schema: Schema) -> Iterator[Diagnostic]:
    """An error for each unquoted number that would be printed otherwise; equal ones once."""
    found: dict[str, list[tuple[str, Node]]] = {}
    for name, one in _numbers(node, schema, ""):
        found.setdefault(one.raw, []).append((name, one))
    for typed, places in found.items():
        (name, first), *others = places
        more = f"（还有 {len(others)} 处）" if others else ""
        message = f"“{name}”写的是 {typed}，没有加引号，会印成 {first.text}{more}。"
        same = tuple(Operand(key, typed, one.place) for key, one in others)
        yield Diagnostic(first.place, CODE, message, f"请加半角引号：'{typed}'。", operands=same)


def _numbers(node: Node, schema: Schema, name: str) -> Iterator[tuple[str, Node]]:
    if node.number is not None and node.raw and is_text(schema):
        yield name, node
    for key, value in node.items():
        yield from _numbers(value, asked_below(schema, "properties", key), key)
    for row in node.rows():
        yield from _numbers(row, schema.get("items", {}), name)
