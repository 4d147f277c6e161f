"""A tree of nodes → the path of each of its values, by which a change names it."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.editing.source_changes import Path
from mingzhang.reading.node import Node


def paths(node: Node, above: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every value of a tree with its path, groups before what they hold."""
    yield above, node
    for key, value in node.items():
        yield from paths(value, (*above, key))
    for number, row in enumerate(node.rows()):
        yield from paths(row, (*above, number))
