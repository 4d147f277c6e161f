"""Merge: values for keys of a file that is there → what changes, each at its place.

A value takes the place of a number, or of 待填; names and texts that somebody wrote stay.  Rows of
a list are matched by what names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled import MARK

SCALAR = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?|待填|缺")
NAMES = ("科目", "资金", "口径", "单位", "名称", "代码", "内容", "三级", "项目")


@dataclass(frozen=True)
class Change:
    """A value of a file: where it stands, its key, what it was and what it is to be."""

    place: Place
    key: str
    before: str
    after: object

    @property
    def written(self) -> str:
        """The new value as YAML writes it in a row."""
        if isinstance(self.after, Decimal):
            return f"{self.after:f}"
        return as_yaml({"值": self.after}).partition(": ")[2].strip()


def replaced(text: str, changes: Sequence[Change]) -> str:
    """The text with each value in its place."""
    lines = text.splitlines(keepends=True)
    for change in sorted(changes, key=lambda one: one.place, reverse=True):
        number, start = change.place.line - 1, change.place.column - 1
        line = lines[number]
        if found := SCALAR.match(line, start):
            lines[number] = f"{line[:start]}{change.written}{line[found.end() :]}"
    return "".join(lines)


def merged(node: Node, value: object, above: str) -> Iterator[Change]:
    """What changes in a node; what it has no place for is passed over."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if own := node.get(str(key)):
                yield from merged(own, below, f"{above}/{key}" if above else str(key))
    elif isinstance(value, (list, tuple)):
        yield from _rows(node, value, above)
    elif _is_open(node) and _differs(node, value):
        yield Change(node.place, above, node.text, value)


def _rows(node: Node, values: Sequence[object], above: str) -> Iterator[Change]:
    rows = list(node.rows())
    for number, value in enumerate(values):
        own = _row_of(rows, value, number)
        if own is not None:
            yield from merged(own, value, f"{above} {_name(value) or number + 1}")


def _row_of(rows: Sequence[Node], value: object, number: int) -> Node | None:
    """The row of that name, of several the one in the same place among them."""
    if not isinstance(value, Mapping):
        return rows[number] if number < len(rows) else None
    named = [row for row in rows if _is_same(row, value)]
    if len(named) > 1 and number < len(rows) and rows[number] in named:
        return rows[number]
    return named[0] if named else None


def _is_same(row: Node, value: Mapping[str, object]) -> bool:
    asked = [name for name in NAMES if isinstance(value.get(name), (str, Decimal))]
    return bool(asked) and all(
        (own := row.get(name)) is not None and own.text in (str(value[name]), MARK)
        for name in asked
    )


def _name(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return next((str(value[n]) for n in NAMES if isinstance(value.get(n), str)), "")


def _is_open(node: Node) -> bool:
    return node.number is not None or node.text == MARK


def _differs(node: Node, value: object) -> bool:
    return node.number != value if isinstance(value, Decimal) else node.text != str(value)
