"""What a page sends of a change → changes of a source, or what is wrong with what was sent.

A page knows texts only: the schema says which of them are numbers.  A number that comes from a
spreadsheet may carry thousands separators and full-width digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.desk.entry_form import Schema, is_number, items, orders_at, properties, schema_at
from mingzhang.editing.inline_values import Value
from mingzhang.editing.source_changes import Add, Change, Path, Put, Take
from mingzhang.reading.mistyped_numbers import NUMBER, half_width
from mingzhang.reading.node import Node

MOST_CHANGES, MOST_STEPS, MOST_TEXT = 5000, 20, 20_000
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
WRONG = "没有看懂要改什么，没有写。"
MANY = f"一次最多改 {MOST_CHANGES} 处，这一次有 {{}} 处，一处也没有写：分成几次改。"
LONG = f"一格最多写 {MOST_TEXT} 字，这里有 {{}} 字，没有写：请缩短，或分成几格写。"
PUT, ADD, TAKE, NONE, TEXT = "put", "add", "take", "none", "text"


def changes(sent: object, schema: Schema, tree: Node) -> tuple[Change, ...] | str:
    """The changes that a page of the desk sent; or, in words, why they are not made."""
    if not isinstance(sent, list) or not sent:
        return WRONG
    if len(sent) > MOST_CHANGES:
        return MANY.format(len(sent))
    if (most := max(len(text) for one in sent for text in _texts(one))) > MOST_TEXT:
        return LONG.format(most)
    made: list[Change] = []
    for one in sent:
        change = _change(one, schema, tree) if isinstance(one, Mapping) else None
        if change is None:
            return WRONG
        for part in change:
            made[-1:] = _side_by_side(made[-1:], part)
    return tuple(made)


def _side_by_side(before: Sequence[Change], change: Change) -> list[Change]:
    """The page's last change and the next; one, where both put a part in one whole's place."""
    one = before[0] if before else None
    if isinstance(one, Put) and isinstance(change, Put) and one.path == change.path:
        return [replace(change, value=_merged(one.value, change.value))]
    return [*before, change]


def _merged(one: Value, other: Value) -> Value:
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    both = {key: _merged(one[key], other[key]) for key in one.keys() & other.keys()}
    return {**one, **other, **both}


def _texts(sent: object) -> Iterator[str]:
    """What a page's change would write, cell by cell."""
    value, cells = (sent.get("value"), sent.get("cells")) if isinstance(sent, Mapping) else ("", "")
    yield from map(str, (value, *(cells.values() if isinstance(cells, Mapping) else (cells,))))


def text_change(sent: object) -> tuple[Path, str, str] | None:
    """The text that a page of the desk sent alone: its place, what was there, what will be.

    None where it sent something else; the place is no more than looked up.
    """
    if not isinstance(sent, list) or len(sent) != 1 or not isinstance(sent[0], Mapping):
        return None
    path, was, text = _path(sent[0].get("path")), sent[0].get("was"), sent[0].get("value")
    is_text = sent[0].get("op") == TEXT and isinstance(was, str) and isinstance(text, str)
    return (path, str(was), str(text)) if path and is_text else None


def _change(sent: Mapping[object, object], schema: Schema, tree: Node) -> list[Change] | None:
    path, kind = _path(sent.get("path")), sent.get("op")
    if path is None:
        return None
    if kind == TAKE:
        return [Take(path)] if path else None
    if kind == ADD:
        return _add(path, sent, schema)
    if kind == NONE:
        is_list = bool(items(schema_at(schema, path)))
        return [Put(path, [], orders_at(schema, path))] if path and is_list else None
    text = sent.get("value")
    is_fit = kind == PUT and isinstance(text, str) and bool(path)
    return [*_put(path, str(text), schema, tree)] if is_fit else None


def _path(sent: object) -> Path | None:
    if not isinstance(sent, list) or len(sent) > MOST_STEPS:
        return None
    steps = [step for step in sent if isinstance(step, (str, int)) and not isinstance(step, bool)]
    return tuple(steps) if len(steps) == len(sent) else None


def _put(path: Path, text: str, schema: Schema, tree: Node) -> Iterator[Change]:
    if not text.strip():
        # An empty field says nothing, which is not zero.
        if _at(tree, path) is not None:
            yield Take(path)
        return
    value: object = typed(text, schema_at(schema, path))
    # 0 or 待填 in the place of a group, of which one part is typed now.
    above = path[: _depth(tree, path)]
    if len(above) < len(path) and _is_scalar(_at(tree, above)):
        for step in reversed(path[len(above) + 1 :]):
            value = {str(step): value}
        yield Put(above, {str(path[len(above)]): value}, orders_at(schema, above))
    else:
        yield Put(path, value, orders_at(schema, path))


def _depth(tree: Node, path: Path) -> int:
    """How many steps of a page's path lead to something that is there."""
    return next(n for n in range(len(path), -1, -1) if _at(tree, path[:n]) is not None)


def _is_scalar(node: Node | None) -> bool:
    return node is not None and not isinstance(node.value, (dict, tuple))


def _add(path: Path, sent: Mapping[object, object], schema: Schema) -> list[Change] | None:
    cells, at = sent.get("cells"), sent.get("at")
    if not isinstance(at, int | None) or not isinstance(cells, (Mapping, str)):
        return None
    about = schema_at(schema, (*path, 0))
    if isinstance(cells, str):
        return [Add(path, typed(cells, about), at, orders_at(schema, path))]
    texts = {str(key): str(text) for key, text in cells.items() if str(text).strip()}
    order = [key for key in properties(about) if key in texts]
    names = [*order, *(key for key in texts if key not in order)]
    row = {name: typed(texts[name], schema_at(about, (name,))) for name in names}
    return [Add(path, row, at, orders_at(schema, path))]


def _at(tree: Node, path: Path) -> Node | None:
    node: Node | None = tree
    for step in path:
        if node is None:
            return None
        rows = tuple(node.rows())
        if isinstance(step, int):
            node = rows[step] if 0 <= step < len(rows) else None
        else:
            node = node.get(step)
    return node


def typed(text: str, about: Schema) -> str | Decimal:
    """The value that a change on the page, a typed text, stands for."""
    text = text.strip()
    if not is_number(about):
        return text
    plain = half_width(text) or text
    plain = plain.replace(",", "") if GROUPED.fullmatch(plain) else plain
    return Decimal(plain) if NUMBER.fullmatch(plain) else text
