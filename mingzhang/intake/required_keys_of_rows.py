"""Keys that a form requires in the rows of a list, and no sheet has: 待填 in each row.

What a skeleton asks of a document it cannot ask of a line that an import only then writes.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.unfilled_places import MARK


def with_required(values: Mapping[str, object], schema: Schema) -> dict[str, object]:
    """The values of a file, each row of its lists with the keys that are required of it."""
    below = schema.get("properties", {})
    return {name: _required(value, below.get(name, {})) for name, value in values.items()}


def _required(value: object, schema: Schema) -> object:
    if isinstance(value, Mapping):
        return with_required(value, schema)
    if not isinstance(value, list):
        return value
    items = schema.get("items", {})
    due = dict.fromkeys(items.get("required", ()), MARK)
    # What was read comes first, so that a line begins as it does elsewhere.
    return [
        {**with_required(row, items), **_lacking(row, due)} if isinstance(row, Mapping) else row
        for row in value
    ]


def _lacking(row: Mapping[str, object], due: Mapping[str, str]) -> dict[str, str]:
    """The keys that are required of a row and not in it."""
    return {name: mark for name, mark in due.items() if name not in row}
