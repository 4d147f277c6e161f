"""Changes of a source, as values; and what a tree is after them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from mingzhang.editing.inline_values import Value

# Keys, and numbers of rows counted from 0.
Path = tuple[str | int, ...]
# Of each step of a path, the keys that may stand beside it, as the schema has them.
Orders = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Put:
    """A source change: the value at a path is another one; a key that is not there is added.

    A new one is written behind the nearest that comes before it in its order.
    """

    path: Path
    value: Value
    orders: Orders = ()


@dataclass(frozen=True)
class Add:
    """A source change: one row more in the list at a path, before row ``at`` or last.

    A list that is not there begins with it, behind the nearest key that comes before it in order.
    """

    path: Path
    row: Value
    at: int | None = None
    orders: Orders = ()


@dataclass(frozen=True)
class Take:
    """A source change: the key or row at a path goes."""

    path: Path


@dataclass(frozen=True)
class Rename:
    """A source change: the key at a path gets another name; value and place stay."""

    path: Path
    key: str


Change = Put | Add | Take | Rename


class NoSuchPlaceError(Exception):
    """A source change's path leads nowhere; raised and caught inside this room."""


def changed(tree: Value, change: Change) -> Value:
    """The plain tree of a source after a change; raises ``NoSuchPlaceError``."""
    if isinstance(change, Add):
        return _at(tree, change.path, partial(_with_row, change))
    *above, last = change.path
    if isinstance(change, Rename):
        return _at(tree, tuple(above), partial(_called, last, change.key))
    make = (
        partial(_with, last, change.value) if isinstance(change, Put) else partial(_without, last)
    )
    return _at(tree, tuple(above), make)


def _at(tree: Value, path: Path, make: Callable[[Value], Value]) -> Value:
    if not path:
        return make(tree)
    first, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(first, int) and 0 <= first < len(tree):
        return [*tree[:first], _at(tree[first], rest, make), *tree[first + 1 :]]
    if isinstance(tree, dict) and isinstance(first, str):
        return {**tree, first: _at(tree.get(first, {}), rest, make)}
    raise NoSuchPlaceError


def _with(key: str | int, value: Value, tree: Value) -> Value:
    if isinstance(tree, list) and isinstance(key, int) and 0 <= key < len(tree):
        return [*tree[:key], value, *tree[key + 1 :]]
    if isinstance(tree, dict) and isinstance(key, str):
        return {**tree, key: value}
    raise NoSuchPlaceError


def _called(old: str | int, key: str, tree: Value) -> Value:
    if not isinstance(tree, dict) or old not in tree or key in tree:
        raise NoSuchPlaceError
    return {key if name == old else name: value for name, value in tree.items()}


def _without(key: str | int, tree: Value) -> Value:
    if isinstance(tree, list) and isinstance(key, int) and 0 <= key < len(tree):
        return [*tree[:key], *tree[key + 1 :]]
    if isinstance(tree, dict) and key in tree:
        return {name: value for name, value in tree.items() if name != key}
    raise NoSuchPlaceError


def _with_row(change: Add, tree: Value) -> Value:
    """A list after a change of the source with one row more; no list yet becomes one."""
    rows = tree if isinstance(tree, list) else []
    at = len(rows) if change.at is None else change.at
    if not 0 <= at <= len(rows):
        raise NoSuchPlaceError
    return [*rows[:at], change.row, *rows[at:]]
