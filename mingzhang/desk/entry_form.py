"""A source and its schema → a form: every key that may be typed, with what stands there now.

In: the tree of a file (None where it cannot be read, which has no form) and its schema.  Out: plain
values for the page.  A field is named by its path, as a change of the source names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from mingzhang.editing.source_changes import Orders, Path
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK

Schema = Mapping[str, object]
Json = dict[str, object]
VALUE, GROUP, TABLE, GROUPS, LIST = "value", "group", "table", "groups", "list"
HIDDEN = ("格式版本",)
EXAMPLED = re.compile(r"([^\s{,:]+): ")  # a key in the example of a row


def fields(schema: Schema, node: Node | None, path: Path = ()) -> list[Json]:
    """The fields of the entry form of a mapping, in the schema's order.

    Unknown keys are left out.
    """
    needed = required(schema)
    return [
        field(about, node.get(key) if node else None, (*path, key), is_required=key in needed)
        for key, about in properties(schema).items()
        if key not in HIDDEN
    ]


def field(about: Schema, node: Node | None, path: Path, *, is_required: bool = False) -> Json:
    """A key as a field of the desk's entry form: what it is, what stands there and below."""
    kind = kind_of(about)
    made: Json = {
        "path": list(path),
        "kind": kind,
        "title": str(about.get("title") or path[-1]),
        "words": str(about.get("description") or ""),
        "value": node.text if node else "",
        "line": node.place.line if node else 0,
        "there": node is not None,
        "open": is_open(node, is_required=is_required),
        "number": is_number(about),
        "digits": digits(about),
        "choices": about.get("enum", []),
    }
    return made | _below(kind, about, node, path)


def _below(kind: str, about: Schema, node: Node | None, path: Path) -> Json:
    if kind == GROUP:
        return {"fields": fields(about, node, path)}
    if kind == TABLE:
        return _table(items(about), node)
    rows = [*node.rows()] if node else []
    if kind == GROUPS:
        below = items(about)
        columns = [one for one in _columns(below, rows) if kind_of(one[1]) == VALUE]
        made = [fields(below, row, (*path, n)) for n, row in enumerate(rows)]
        return {"columns": [_column(*one) for one in columns], "rows": made}
    if kind == LIST:
        return {"rows": [field(items(about), row, (*path, n)) for n, row in enumerate(rows)]}
    return {}


def _table(about: Schema, node: Node | None) -> Json:
    rows = [*node.rows()] if node else []
    columns = [_column(*one) for one in _columns(about, rows)]
    shown = [str(column["key"]) for column in columns]
    return {
        "columns": columns,
        "rows": [
            {
                "line": row.place.line,
                "cells": {key: _cell(row.get(key)) for key in shown if row.get(key)},
            }
            for row in rows
        ],
    }


def _columns(about: Schema, rows: Sequence[Node]) -> Iterator[tuple[str, Schema, bool]]:
    """The keys of a list's rows, and which of them are shown: the used ones and the usual ones.

    The usual ones also where no row has them yet: a first row begins with its first cell.
    """
    shown = {key for row in rows for key, _ in row.items()} | required(about) | _usual(about)
    for key, one in properties(about).items():
        yield key, one, key in shown


def _usual(about: Schema) -> frozenset[str]:
    """The keys of a list's first example, and what others add behind them, as the reasons.

    What they add between would move the columns of a block that somebody pastes.
    """
    found = about.get("defaultSnippets")
    if not isinstance(found, list) or not found:  # as a form's own lists have none
        return frozenset(properties(about))
    texts = [str(one.get("bodyText")) for one in found]
    first, *others = (frozenset(EXAMPLED.findall(text)) for text in texts)
    keys = [*properties(about)]
    last = max((at for at, key in enumerate(keys) if key in first), default=0)
    return first | {key for key in keys[last:] if any(key in one for one in others)}


def _column(key: str, about: Schema, used: bool) -> Json:
    return {
        "key": key,
        "title": str(about.get("title") or key),
        "words": str(about.get("description") or ""),
        "number": is_number(about),
        "digits": digits(about),
        "choices": about.get("enum", []),
        "used": used,
    }


def _cell(node: Node | None) -> str:
    return node.text if node else ""


def is_open(node: Node | None, *, is_required: bool) -> bool:
    """Whether a field of the entry form is still to be filled: 待填, or demanded and not there."""
    return node.text.strip() == MARK if node else is_required


def kind_of(about: Schema) -> str:
    """What a key is in the desk's entry form: a value, a group, a table, groups of rows, a list."""
    if properties(about):
        return GROUP
    below = items(about)
    if "array" not in types(about) and not below:
        return VALUE
    if not properties(below):
        return LIST
    return GROUPS if any(kind_of(one) != VALUE for one in properties(below).values()) else TABLE


# What a schema says


def properties(schema: Schema) -> Mapping[str, Schema]:
    """The keys that a schema lets a mapping of the entry form have."""
    found = schema.get("properties")
    return cast(Mapping[str, Schema], found) if isinstance(found, Mapping) else {}


def items(schema: Schema) -> Schema:
    """The schema of the rows of a list in the entry form."""
    found = schema.get("items")
    return cast(Schema, found) if isinstance(found, Mapping) else {}


def required(schema: Schema) -> frozenset[str]:
    """The keys of a mapping that the entry form must have filled."""
    found = schema.get("required")
    return frozenset(map(str, found)) if isinstance(found, list) else frozenset()


def types(schema: Schema) -> tuple[str, ...]:
    """The types that a field of the entry form may have, the usual one first."""
    found = schema.get("type")
    return tuple(map(str, found)) if isinstance(found, list) else (str(found),) if found else ()


def is_number(schema: Schema) -> bool:
    """Whether a field of the entry form usually takes a number, where no group is."""
    single = [one for one in types(schema) if one not in ("object", "array")]
    return single[:1] in (["number"], ["integer"])


def digits(schema: Schema) -> int:
    """How many digits the finest code of an entry form's field has; 0 where none says so."""
    most = schema.get("maximum")
    return len(str(most)) if isinstance(most, int) else 0


def schema_at(schema: Schema, path: Path) -> Schema:
    """The schema at a path of the entry form; nothing where it knows none."""
    for step in path:
        schema = items(schema) if isinstance(step, int) else properties(schema).get(step, {})
    return schema


def orders_at(schema: Schema, path: Path) -> Orders:
    """The keys beside each step of a path of the entry form, in the schema's order."""
    return tuple(tuple(properties(schema_at(schema, path[:n]))) for n in range(len(path)))
