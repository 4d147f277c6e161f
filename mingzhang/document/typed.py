"""Typed values (``源``, ``概况``): a file's node and its JSON Schema → what templates may ask for.

The schema says which keys there are, so a key that a template misspells is a fault of the template,
while one that the author left out is 0, an empty text or an empty list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mingzhang.reading.node import Node

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Branch:
    """A mapping of the file; ``源.三公经费.公务接待费`` in a template."""

    node: Node | None
    schema: Schema

    def __getitem__(self, key: str) -> object:
        """The value below ``key``.  Raises ``KeyError`` where the schema knows no such key."""
        return _value(self.node.get(key) if self.node else None, self.schema["properties"][key])

    def __iter__(self) -> Iterator[tuple[str, object]]:
        """Official name and value of every key that the schema knows, in its order."""
        for key, schema in self.schema["properties"].items():
            yield schema["title"], self[key]

    def __bool__(self) -> bool:
        """Whether the author typed anything here."""
        return self.node is not None


def _value(node: Node | None, schema: Schema) -> object:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "object" in kinds:
        return Branch(node, schema)
    if "array" in kinds:
        return _members(node, schema["items"])
    if "integer" in kinds:
        return int(_number(node))
    return _number(node) if kinds == ["number"] else _text(node)


def _members(node: Node | None, schema: Schema) -> list[object]:
    """The list; a single text where the schema allows one instead of a list counts as a list."""
    rows = list(node.rows()) if node else []
    return [_value(row, schema) for row in rows] or ([_text(node)] if _text(node) else [])


def _number(node: Node | None) -> Decimal:
    return (node.number if node else None) or Decimal(0)


def _text(node: Node | None) -> str:
    return node.text if node else ""
