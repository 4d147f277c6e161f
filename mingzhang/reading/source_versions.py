"""Versions of what a source may hold (格式版本): an older source's tree → the same as of today.

What changed from one version to the next is data (``catalogue/versions.yaml``): a key that has
another name now.  A source that names no version is of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import yaml

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node

VERSION, FILE = "格式版本", "versions.yaml"
FIRST = 1
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """A key of a file that has another name since a version; ``kind`` is empty for all kinds."""

    since: int
    file: str
    path: Keys
    key: str
    kind: str = ""

    @property
    def back(self) -> Move:
        """The renaming of a key between versions (格式版本) undone: today's name to the old."""
        return Move(self.since, self.file, (*self.path[:-1], self.key), self.path[-1], self.kind)


@dataclass(frozen=True)
class Versions:
    """The version of source files of today (格式版本), and the keys renamed since the first."""

    today: int = FIRST
    moves: tuple[Move, ...] = ()

    def since(self, version: int, file: str, kind: str) -> tuple[Move, ...]:
        """What was renamed, in a file of a kind of document, since a version (格式版本)."""
        return tuple(
            move
            for move in self.moves
            if move.since > version and move.file == file and move.kind in ("", kind)
        )


def read_versions(catalogue: Path) -> Versions:
    """The source versions (格式版本) that the catalogue tells; only the first if it tells none."""
    file = catalogue / FILE
    return _versions(file.read_bytes()) if file.is_file() else Versions()


@lru_cache
def _versions(data: bytes) -> Versions:
    said = yaml.load(data, Loader=yaml.CSafeLoader)
    return Versions(int(said["现在"]), tuple(_moves(said["改动"])))


def _moves(changes: Mapping[int, list[Mapping[str, str]]]) -> Iterator[Move]:
    for version in sorted(changes):
        for row in changes[version]:
            path = tuple(str(row["键"]).split("."))
            file, kind = row.get("文件", DISCLOSURE), row.get("种类", "")
            yield Move(int(version), file, path, str(row["改为"]), kind)


def version_of(node: Node | None) -> int:
    """The version (格式版本) that a source file is written in."""
    named = node.get(VERSION) if node else None
    return int(named.number) if named and named.number is not None else FIRST


def no_such_version(node: Node, versions: Versions) -> Diagnostic | None:
    """Whether a source names a version that this program does not know: what is told of it."""
    version, named = version_of(node), node.get(VERSION)
    if named and version > versions.today:
        message = (
            f"这份文件是照第 {version} 版的填写格式写的，这个程序只认识第 {versions.today} 版。"
        )
        hint = "请换用新的程序；自己误写的，删去“格式版本”这一行。"
        return Diagnostic(named.place, "MZ866", message, hint)
    if named and version < FIRST:
        message = f"没有第 {version} 版的填写格式，最早的是第 {FIRST} 版。"
        hint = "删去“格式版本”这一行：不写的就是第 1 版，旧的文件用 mingzhang upgrade 更新。"
        return Diagnostic(named.place, "MZ866", message, hint)
    return None


def as_of_today(node: Node, file: str, kind: str, versions: Versions) -> Node | Diagnostic:
    """An old version's source tree with the key names of today; every place stays."""
    version, named = version_of(node), node.get(VERSION)
    if unknown := no_such_version(node, versions):
        return unknown
    for move in versions.since(version, file, kind):
        node = _renamed(node, move.path, move.key)
    if named and version < versions.today and isinstance(node.value, dict):
        today = Node(Decimal(versions.today), named.place)
        node = Node({**node.value, VERSION: today}, node.place, node.keys)
    return node


def _renamed(node: Node, path: Keys, key: str) -> Node:
    if isinstance(node.value, tuple):
        rows = tuple(_renamed(row, path, key) for row in node.value)
        return Node(rows, node.place, node.keys)
    first, rest = path[0], path[1:]
    is_there = isinstance(node.value, dict) and first in node.value
    if not isinstance(node.value, dict) or not is_there or (not rest and key in node.value):
        return node
    entries = {
        (key if name == first and not rest else name): (
            _renamed(below, rest, key) if name == first and rest else below
        )
        for name, below in node.value.items()
    }
    places = {(key if n == first and not rest else n): p for n, p in node.keys.items()}
    return Node(entries, node.place, places)


def renamed_paths(node: Node, move: Move) -> Iterator[tuple[str | int, ...]]:
    """The paths at which a key that a later version renamed stands in a source."""
    yield from _paths(node, move.path, move.key, ())


def _paths(
    node: Node, path: Keys, key: str, above: tuple[str | int, ...]
) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node.value, tuple):
        for number, row in enumerate(node.value):
            yield from _paths(row, path, key, (*above, number))
    elif isinstance(node.value, dict) and path[0] in node.value:
        here = (*above, path[0])
        if path[1:]:
            yield from _paths(node.value[path[0]], path[1:], key, here)
        elif key not in node.value:
            yield here


def as_written(values: Mapping[str, object], moves: tuple[Move, ...]) -> dict[str, object]:
    """Plain values of today's version under the key names that an older version had."""
    found: object = dict(values)
    for move in reversed(moves):
        found = _back(found, move.back.path, move.back.key)
    return found if isinstance(found, dict) else dict(values)


def _back(value: object, path: Keys, key: str) -> object:
    if isinstance(value, list):
        return [_back(row, path, key) for row in value]
    if not isinstance(value, dict):
        return value
    first, rest = path[0], path[1:]
    return {
        (key if name == first and not rest else name): (
            _back(below, rest, key) if name == first and rest else below
        )
        for name, below in value.items()
    }
