"""A source and its schema → a form: every key that may be typed, with what stands there now.

In: the tree of a file (None where it cannot be read, which has no form) and its schema.  Out: plain
values for the page.  A field is named by its path, as a change of the source names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from mingzhang.diagnostics import Place
from mingzhang.editing.source_changes import Orders, Path
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK

Schema = Mapping[str, object]
Json = dict[str, object]
Idle = frozenset[tuple[str, ...]]  # keys that the form of the document does not use
VALUE, GROUP, TABLE, GROUPS, LIST = "value", "group", "table", "groups", "list"
HIDDEN = ("格式版本",)
TAKEN = "x-取"  # of a number that the program takes from the account
EXAMPLED = re.compile(r"([^\s{,:]+): ")  # a key in the example of a row


def fields(
    schema: Schema,
    node: Node | None,
    path: Path = (),
    idle: Idle = frozenset(),
    *,
    is_due: bool = True,
) -> list[Json]:
    """The fields of the entry form of a mapping, in the schema's order.

    Unknown keys are left out; ``idle`` ones are marked as long as nothing is typed there.  Of a
    mapping that is not ``is_due`` none is demanded: it may be left out as a whole.
    """
    needed = required(schema) if is_due else frozenset()
    return [
        field(
            about,
            node.get(key) if node else None,
            (*path, key),
            idle,
            is_required=key in needed,
            key=node.keys.get(key) if node else None,
        )
        for key, about in properties(schema).items()
        if key not in HIDDEN
    ]


def field(
    about: Schema,
    node: Node | None,
    path: Path,
    idle: Idle = frozenset(),
    *,
    is_required: bool = False,
    key: Place | None = None,
) -> Json:
    """A key as a field of the desk's entry form: what it is, what stands there and below.

    ``key`` is the place of its key, if it has one.
    """
    kind = kind_of(about)
    made: Json = {
        "path": list(path),
        "kind": kind,
        "title": str(about.get("title") or path[-1]),
        "words": str(about.get("description") or ""),
        "value": node.text if node else "",
        **_spot(node, key),
        "there": node is not None,
        "open": is_open(node, is_required=is_required),
        "number": is_number(about),
        "digits": digits(about),
        "choices": about.get("enum", []),
    }
    # An empty list where there must be rows is none, either, and nobody can leave it empty.
    made["empty"] = not about.get("minItems")
    is_short = not made["empty"] and node is not None and not node.rows()
    made["hollow"] = made["hollow"] or is_short
    made["idle"] = node is None and not is_required and _is_idle(about, plain(path), idle)
    if kind == GROUP:
        is_due = bool(made["open"]) or (node is not None and isinstance(node.value, dict))
        return made | {"fields": fields(about, node, path, idle, is_due=is_due)}
    return made | _below(kind, about, node, path, idle)


def _is_idle(about: Schema, path: tuple[str, ...], idle: Idle) -> bool:
    """Whether no field of the entry form at or below a key is used by the document's form."""
    below = (properties(about) or properties(items(about))).items()
    return all(_is_idle(one, (*path, key), idle) for key, one in below) if below else path in idle


def plain(path: Path) -> tuple[str, ...]:
    """The keys of a path of the entry form, without the numbers of rows."""
    return tuple(step for step in path if isinstance(step, str))


def _below(kind: str, about: Schema, node: Node | None, path: Path, idle: Idle) -> Json:
    if kind == TABLE:
        return _table(items(about), node, path, idle)
    rows = [*node.rows()] if node else []
    if kind == GROUPS:
        below = items(about)
        columns = _columns(below, rows, path, idle)
        made = [fields(below, row, (*path, n), idle) for n, row in enumerate(rows)]
        return {"columns": columns, "rows": made}
    if kind == LIST:
        return {"rows": [field(items(about), row, (*path, n)) for n, row in enumerate(rows)]}
    return {}


def _table(about: Schema, node: Node | None, path: Path, idle: Idle) -> Json:
    rows = [*node.rows()] if node else []
    columns = _columns(about, rows, path, idle)
    shown = [str(column["key"]) for column in columns]
    return {
        "columns": columns,
        "rows": [
            {
                **_spot(row),
                "cells": {key: cell.text for key in shown if (cell := row.get(key))},
                "spots": {key: _spot(row.get(key), row.keys[key]) for key in shown if row.get(key)},
            }
            for row in rows
        ],
    }


def _columns(about: Schema, rows: Sequence[Node], path: Path, idle: Idle) -> list[Json]:
    """The single values of a list's rows, and which are shown: the used ones and the usual ones.

    The usual ones also where no row has them yet: a first row begins with its first cell.
    """
    typed = {key for row in rows for key, _ in row.items()} | required(about)
    known = {key: one for key, one in properties(about).items() if kind_of(one) == VALUE}
    unused = {k for k, one in known.items() if (*plain(path), k) in idle or one.get(TAKEN)} - typed
    shown = typed | _usual(about) - unused
    return [_column(key, one, key in shown, key in unused) for key, one in known.items()]


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


def _column(key: str, about: Schema, used: bool, idle: bool) -> Json:
    return {
        "key": key,
        "title": str(about.get("title") or key),
        "words": str(about.get("description") or ""),
        "number": is_number(about),
        "digits": digits(about),
        "choices": about.get("enum", []),
        "used": used,
        "idle": idle,
    }


def _spot(node: Node | None, key: Place | None = None) -> Json:
    """Where a field of the entry form stands: the line and column of its key, and of what it says.

    A finding is told at either, or between the two.  Where nothing stands behind a key, it is
    hollow: no cell can be emptied there to have it gone.
    """
    first = key or (node.place if node else None)
    return {
        "line": first.line if first else 0,
        "column": first.column if first else 0,
        "at": f"{node.place.line}:{node.place.column}" if node else "",
        "hollow": node is not None and node.value in (None, ""),
    }


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
