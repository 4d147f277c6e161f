"""缺 where a text is asked for: a tree and its JSON Schema → each place that would print the word.

It stands for a number that nobody knows; a text of one word is published as that word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import UNKNOWN, Schema, is_amount, is_count

MISPLACED = "MZ746"
HINT = (
    f"不知道的不写这个键；为什么不知道，写在相应的说明里。“{UNKNOWN}”只用在金额、个数这样的"
    "数字上，表里印成缺数的记号。"
)


def misplaced_gaps(node: Node, schema: Schema, name: str = "") -> Iterator[Diagnostic]:
    """A finding for each gap (缺) misplaced in a source, where a text is asked for."""
    if node.text.strip() == UNKNOWN and is_text(schema):
        message = f"“{name}”要写文字，“{UNKNOWN}”会原样印出来。"
        yield Diagnostic(node.place, MISPLACED, message, HINT)
    for key, value in node.items():
        yield from misplaced_gaps(value, asked_below(schema, "properties", key), key)
    for row in node.rows():
        yield from misplaced_gaps(row, cast(Schema, schema.get("items", {})), name)


def asked_below(schema: Schema, part: str, key: str) -> Schema:
    """The schema of what stands below a key, where a gap may be misplaced."""
    return cast(Schema, schema.get(part, {}).get(key, {}))


def is_text(schema: Schema) -> bool:
    """Whether a gap would be misplaced: a schema takes any text, no pattern or choice."""
    kinds = schema.get("type", ())
    takes = "string" in ([kinds] if isinstance(kinds, str) else kinds)
    is_number = is_amount(schema) or is_count(schema)
    return takes and not is_number and not {"pattern", "enum", "const"} & schema.keys()
