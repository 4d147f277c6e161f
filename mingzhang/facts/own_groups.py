"""A form's own keys beside one another: a source and its schema → each group, or row, of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.forms.form_keys import MEASURE
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema, is_amount

# 人次, and what every one of them holds at least one person.
PEOPLE, OCCASIONS = "人次", ("次", "场", "场次", "批", "批次", "期", "团组", "班次")


@dataclass(frozen=True)
class OwnGroup:
    """A block of a source, or a row of a list, that holds own keys of the form.

    ``keys`` are those keys with their schemas; ``name`` is the key of the block, or of the list.
    """

    name: str
    node: Node
    keys: Mapping[str, Schema]
    is_row: bool = False

    def counted_in(self, *units: str) -> list[str]:
        """The own keys of the group whose numbers are of one of these units."""
        return [key for key, schema in self.keys.items() if schema.get(MEASURE) in units]

    def money(self) -> list[str]:
        """The own keys of the group that hold money."""
        is_money = {k: is_amount(one) and not one.get(MEASURE) for k, one in self.keys.items()}
        return [key for key, is_one in is_money.items() if is_one]

    def typed(self, *keys: str) -> list[Node]:
        """The numbers that were typed in the group under these own keys."""
        found = [node for key in keys if (node := self.node.get(key))]
        return [node for node in found if node.number is not None]


def own_groups(
    node: Node, schema: Schema, name: str = "", *, is_row: bool = False
) -> Iterator[OwnGroup]:
    """The groups and rows of a source that hold own keys of its form, the innermost first."""
    for key, below in schema.get("properties", {}).items():
        if value := node.get(key):
            yield from own_groups(value, below, key)
    for row in node.rows() if "items" in schema else ():
        yield from own_groups(row, schema["items"], name, is_row=True)
    keys = {key: one for key, one in schema.get("properties", {}).items() if OWN in one}
    if keys:
        yield OwnGroup(name, node, keys, is_row)
