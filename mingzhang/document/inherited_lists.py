"""Lists of a form (subjects, terms): a file → its rows, with those that it takes over (沿用).

A form that differs from its parent in some rows writes only those: a row of the same key says what
is otherwise, ``停用: 是`` leaves the parent's row out, a row of a new key is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingzhang.document.form_specs import Context
from mingzhang.document.region_folder import YES
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_kept

SUBJECTS = "科目"  # a row of a glossary that stands for all terms of these
TAKEN_OVER, LEFT_OUT = "沿用", "停用"


def read_rows(file: Path, name: str, key: str, context: Context) -> tuple[Node, ...]:
    """A list's rows, inherited ones with them, alone or under ``name``.

    ``key`` tells them apart.
    """
    node, found = read_kept(file.read_bytes(), file)
    context.faults.extend(found)
    if node is None:
        return ()
    own = tuple(node.rows()) or tuple(rows(node, name))
    asked = node.get(TAKEN_OVER)
    if asked is None or asked.text != YES:
        return own
    above = context.region.inherited(file)
    if above is None:
        hint = "请删去“沿用”，写全各行。"
        context.fault(node.keys[TAKEN_OVER], "MZ518", "上级版式没有这份清单，无可沿用。", hint)
        return own
    return _merged(read_rows(above, name, key, context), own, key)


def _merged(above: Sequence[Node], own: Sequence[Node], key: str) -> tuple[Node, ...]:
    merged = list(above)
    for row in own:
        known = (i for i, one in enumerate(merged) if _called(one, key) == _called(row, key))
        at = next(known, None)
        if at is None:
            merged.insert(_place_for(row, merged, key), row)
        elif row.get(LEFT_OUT):
            del merged[at]
        else:
            entries = dict(merged[at].items()) | dict(row.items())
            merged[at] = Node(entries, row.place, {**merged[at].keys, **row.keys})
    return tuple(merged)


def _called(row: Node, key: str) -> tuple[str, str]:
    """What tells a row of a list from the others: its key; without one its subjects."""
    own = row.text_at(key)
    return own, "" if own else row.text_at(SUBJECTS)


def _place_for(row: Node, merged: Sequence[Node], key: str) -> int:
    """Where a row goes in an inherited list: a subject by its code, any other at the end."""
    code = row.text_at(key)
    after = (i for i, one in enumerate(merged) if code.isdecimal() and one.text_at(key) > code)
    return next(after, len(merged))
