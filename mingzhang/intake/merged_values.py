"""Merge: values for keys of a file that is there → what changes, each at its place.

A value takes the place of a number, or of 待填; names and texts that somebody wrote stay, and what
is still to be filled takes the place of nothing.  Rows of a list are matched by what names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.inline_values import flow
from mingzhang.editing.node_paths import paths
from mingzhang.editing.source_changes import Put
from mingzhang.facts.source_rows import GENERAL
from mingzhang.grid.workbook_grids import number_in
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml

NOT_KNOWN = "缺"
APART = ("资金", "口径", "单位")  # what parts rows of one name
NAMES = ("科目", "资金", "口径", "单位", "名称", "代码", "内容", "三级", "项目")


@dataclass(frozen=True)
class Change:
    """A value to be merged into a file: where it stands, its key, what it was and is to be."""

    place: Place
    key: str
    before: str
    after: object

    @property
    def written(self) -> str:
        """The new value, merged into a source, on a line."""
        return flow(self.after)


def put(data: bytes, file: Path, changes: Sequence[Change]) -> bytes | Diagnostic:
    """A file with each merged value in its place; comments and order stay."""
    node, _ = read_yaml(data, file)
    known = {} if node is None else {below.place: path for path, below in paths(node)}
    asked = [Put(known[one.place], one.after) for one in changes if one.place in known]
    return edited(data, file, asked) if asked else data


def merged(node: Node, value: object, above: str) -> Iterator[Change]:
    """What changes when values are merged into a node; what has no place is passed over."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if own := node.get(str(key)):
                yield from merged(own, below, f"{above}/{key}" if above else str(key))
    elif isinstance(value, (list, tuple)):
        yield from _rows(node, value, above)
    elif value != MARK and _is_open(node) and _differs(node, value):
        yield Change(node.place, above, node.text, value)


def _rows(node: Node, values: Sequence[object], above: str) -> Iterator[Change]:
    rows = list(node.rows())
    for number, value in enumerate(values):
        own = _row_of(rows, value, number)
        if own is not None:
            yield from merged(own, value, f"{above} {_name(value) or number + 1}")


def placeless(node: Node, value: object) -> Iterator[str]:
    """What has no place in the node that it is merged into: rows, and figures that are not 0."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if own := node.get(str(key)):
                yield from (f"{key} {name}".rstrip() for name in placeless(own, below))
            elif _has_figure(below):
                yield str(key)
    elif isinstance(value, (list, tuple)):
        rows = list(node.rows())
        for number, row in enumerate(value):
            own = _row_of(rows, row, number)
            left = ("",) if own is None else placeless(own, row)
            yield from (f"{_name(row)} {name}".strip() for name in left)


def _has_figure(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_figure, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_has_figure, value))
    return isinstance(value, Decimal) and bool(value)


def _row_of(rows: Sequence[Node], value: object, number: int) -> Node | None:
    """The row of that name to merge values into, of several the one in the same place.

    One that says nothing of a fund or a unit is no row of another fund beside it.
    """
    if not isinstance(value, Mapping):
        return rows[number] if number < len(rows) else None
    alike = [row for row in rows if _is_same(row, value)]
    least = min((_unsaid(row, value) for row in alike), default=0)
    named = [row for row in alike if _unsaid(row, value) == least]
    if len(named) > 1 and number < len(rows) and rows[number] in named:
        return rows[number]
    return named[0] if named else None


def _unsaid(row: Node, value: Mapping[str, object]) -> int:
    """By how many words a row is another than one that values are merged into without them."""
    return sum(name not in value and row.text_at(name) not in ("", GENERAL) for name in APART)


def _is_same(row: Node, value: Mapping[str, object]) -> bool:
    asked = [name for name in NAMES if isinstance(value.get(name), (str, Decimal))]
    # A subtotal goes by the names of its group.
    asked = asked or [str(name) for name in value if isinstance(value[name], str)]
    return bool(asked) and all(
        (own := row.get(name)) is not None and own.text in (str(value[name]), MARK)
        for name in asked
    )


def _name(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return next((str(value[n]) for n in NAMES if isinstance(value.get(n), str)), "")


def _is_open(node: Node) -> bool:
    return node.number is not None or node.text in (MARK, NOT_KNOWN)


def _differs(node: Node, value: object) -> bool:
    if node.number is None:
        return node.text != str(value)
    # A sheet's text may be a number, too: 0 beside 0.00.
    said = number_in(value) if isinstance(value, str) else value
    return node.number != said
