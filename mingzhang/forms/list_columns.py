"""A form's lists: its declared keys → the numbers in the rows of a list, and where they stand.

``采购明细.金额`` is the column of what the rows of 采购明细 say under 金额.  Where the declaration
of a number in a row says so, last year's (上年) and the reason why it moved (原因) stand in the
same row, under keys of the same path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.forms import form_keys as k
from mingzhang.forms.own_figures import DATA, LAST_YEAR, REASONS, Path, is_number, measure_of
from mingzhang.reading.node import Node


@dataclass(frozen=True)
class Column:
    """A number column in the rows of a list: path of the list, path in the row, and unit.

    ``fund`` is the money of a row that does not say its own; ``follows`` are the keys of the row
    with any of which it is zero, and whether a blank of each is zero.  ``only`` are keys of the
    row with the words one of which each has to say (仅); without a path in the row it is the
    number of such rows (数).
    """

    rows: Path
    inner: Path
    measure: str = ""
    fund: str = ""
    follows: tuple[tuple[str, bool], ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_part(self) -> bool:
        """Whether a column is not all that its rows say: it is of some of them, or their number."""
        return bool(self.only) or not self.inner

    def takes(self, row: Node) -> bool:
        """Whether a row of the list says the words that the column is asked of (仅)."""
        return all(row.text_at(key) in words for key, words in self.only)

    @property
    def name(self) -> str:
        """What a form calls a number column of a list's rows."""
        return ".".join((*self.rows, *self.inner))

    @property
    def key(self) -> str:
        """What one who speaks of a row of the list calls a number column of it."""
        return ".".join(self.inner)


def column_at(path: Path, keys: k.Keys) -> Column | None:
    """The number column that a path leads to; None where no list has such a column."""
    data = keys.sections.get(DATA)
    node, above = data, -1
    for depth, name in enumerate(path):
        below = _below(node, name) if node else None
        if below is None and node and node.get(k.EACH) and above < 0:
            node, above = node.get(k.EACH), depth
            below = _below(node, name) if node else None
        node = below
    if node is None or above < 0 or not is_number(node, keys):
        return None
    return Column(path[:above], path[above:], measure_of(node, keys))


def _below(node: Node, name: str) -> Node | None:
    return node.get(k.BELOW, name)


def compared_columns(keys: k.Keys) -> Iterator[Column]:
    """The form's own number columns whose list rows tell last year's number as well (上年)."""
    return _columns(keys, k.BEFORE)


def taken_columns(keys: k.Keys) -> Iterator[tuple[Path, Node, Path, Node]]:
    """The number columns that a form takes from the account (取): list, its declaration, column."""
    for path, declared in lists_declared(keys):
        row = declared.get(k.EACH)
        for inner, column in _numbers(row, (), keys) if row else ():
            if column.get(k.TAKEN):
                yield path, declared, inner, column


def lists_declared(keys: k.Keys) -> Iterator[tuple[Path, Node]]:
    """Every list of a form's keys that stands in no other: its path and its declaration."""
    data = keys.sections.get(DATA)
    yield from _lists(data, ()) if data else ()


def _lists(node: Node, above: Path) -> Iterator[tuple[Path, Node]]:
    for name, child in _children(node):
        if child.get(k.EACH):
            yield (*above, name), child
        else:
            yield from _lists(child, (*above, name))


def added_columns(keys: k.Keys) -> Iterator[Column]:
    """The form's own number columns that list rows add up (汇总)."""
    return _columns(keys, k.ADDED)


def columns_of_lists(keys: k.Keys) -> Iterator[Column]:
    """The form's own number columns of every list."""
    return _columns(keys)


def _columns(keys: k.Keys, trait: str = "") -> Iterator[Column]:
    """The form's own number columns that a trait is said of; without one all of them."""
    for path, declared in lists_declared(keys):
        row = declared.get(k.EACH)
        for inner, column in _numbers(row, (), keys) if row else ():
            if not trait or k.text(column, trait) == k.YES:
                yield Column(path, inner, measure_of(column, keys))


def _numbers(row: Node, above: Path, keys: k.Keys) -> Iterator[tuple[Path, Node]]:
    children = row.get(k.BELOW)
    for name, child in _children(row):
        path = (*above, name)
        if path[0] in (LAST_YEAR, REASONS):
            continue
        if children and keys.is_own(children, name) and is_number(child, keys):
            yield path, child
        yield from _numbers(child, path, keys)


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    children = node.get(k.BELOW)
    yield from children.items() if children else ()
