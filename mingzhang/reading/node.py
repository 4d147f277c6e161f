"""The reader's value: a tree of nodes in which every key and every value knows its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from mingzhang.diagnostics import Place
from mingzhang.reading.source_text import place_at


@dataclass(frozen=True)
class Node:
    """A node: a YAML value with its place.

    ``value`` is ``str``, ``Decimal``, ``bool``, ``None``, a tuple of nodes (a list) or a dict of
    nodes (a mapping); ``keys`` holds the place of each key of a mapping.
    """

    value: str | Decimal | bool | tuple[Node, ...] | dict[str, Node] | None
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    raw: str = field(default="", compare=False, repr=False)

    def get(self, *path: str) -> Node | None:
        """The source node below ``path``, or None where a key is absent or not in a mapping."""
        if len(path) == 1:  # as nearly all ask
            return self.value.get(path[0]) if isinstance(self.value, dict) else None
        node: Node | None = self
        for key in path:
            value = node.value if node else None
            node = value.get(key) if isinstance(value, dict) else None
        return node

    def text_at(self, key: str) -> str:
        """What the source's author wrote under a key of a mapping node; empty where nothing is."""
        value = self.get(key)
        return value.text if value else ""

    # Asked many thousand times for each document: views of what is there, no generators.
    def items(self) -> Collection[tuple[str, Node]]:
        """Key and node of each entry of a mapping node, in source order; nothing for others."""
        return self.value.items() if isinstance(self.value, dict) else ()

    def rows(self) -> tuple[Node, ...]:
        """The item nodes of a list node; nothing for other values."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def is_block(self) -> bool:
        """Whether a node is a mapping or a list, so that others may stand below it."""
        return isinstance(self.value, (dict, tuple))

    @property
    def text(self) -> str:
        """A scalar node as its author wrote it (``0.50`` keeps its zero); empty for others."""
        value = self.value
        if isinstance(value, str):
            return value
        return f"{value:f}" if isinstance(value, Decimal) else ""

    @property
    def number(self) -> Decimal | None:
        """A node's value where it is a number, else None."""
        return self.value if isinstance(self.value, Decimal) else None

    def place_of(self, offset: int) -> Place:
        """Where a character of a node's text stands in the source, however it is written there."""
        if not self.raw:
            return Place(self.place.file, self.place.line, self.place.column + offset)
        inner = place_at(self.raw, self._in_raw[offset], self.place.file)
        before = self.place.column - 1 if inner.line == 1 else 0
        return Place(self.place.file, self.place.line + inner.line - 1, inner.column + before)

    @cached_property
    def _in_raw(self) -> list[int]:
        """Each character of a node's text by its offset in ``raw``, for blanks may be line ends."""
        offsets, at = [], -1
        for character in self.text:
            found = -1 if character.isspace() else self.raw.find(character, at + 1)
            at = found if found >= 0 else at
            offsets.append(max(at, 0))
        return offsets

    def plain(self) -> object:
        """A node and all below it as plain values without places, for other libraries."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value
