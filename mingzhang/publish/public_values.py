"""Values that may be published: a tree of nodes and its schema → plain values, nothing else.

Comments are gone with the text; what the schema marks ``x-不刊出``, and what no page prints, is
left out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from mingzhang.diagnostics import Place
from mingzhang.document.unprinted_entries import ROW
from mingzhang.facts.amount import EXACT, Amount, Unit, typed_in
from mingzhang.facts.typed_entries import is_money
from mingzhang.reading.node import Node

KEPT_INSIDE = "x-不刊出"
DIFFERENCE = "差额"
NAMING = ROW - {"名称"}  # a name of its own is something that a row says
Schema = Mapping[str, Any]
Values = dict[str, object]


def values_of(node: Node | None, schema: Schema, unprinted: Collection[Place] = ()) -> Values:
    """The public values of a mapping, in the author's order, without those at ``unprinted``."""
    properties = schema.get("properties", {})
    return {
        key: _value(below, properties.get(key, {}), unprinted)
        for key, below in (node.items() if node else ())
        if not properties.get(key, {}).get(KEPT_INSIDE)
        and not _is_left_out(below, properties.get(key, {}), unprinted)
    }


def known_to(schema: Schema, values: Values) -> Values:
    """Of the public values of a unit's row those of which the department's form has the key.

    The unit may have another form; what only that one prints is in the unit's own edition.
    """
    return {key: value for key, value in values.items() if key in schema["properties"]}


def _value(node: Node, schema: Schema, unprinted: Collection[Place]) -> object:
    if isinstance(node.value, dict):
        return values_of(node, schema, unprinted)
    if isinstance(node.value, tuple):
        items = schema.get("items", {})
        rows = (row for row in node.rows() if not _is_left_out(row, items, unprinted))
        return [_value(row, items, unprinted) for row in rows]
    return node.value


def _is_left_out(node: Node, schema: Schema, unprinted: Collection[Place]) -> bool:
    """Whether a typed value is left out in public: unprinted, or what it needs is."""
    if node.place in unprinted:
        return True
    own, items = schema.get("properties", {}), schema.get("items", {})
    below = {key: _is_left_out(value, own.get(key, {}), unprinted) for key, value in node.items()}
    rows = [_is_left_out(row, items, unprinted) for row in node.rows()]
    found = [*below.values(), *rows]
    is_broken = any(below.get(key) for key in schema.get("required", ()))
    return is_broken or (bool(found) and all(found)) or _is_bare(below)


def _is_bare(below: Mapping[str, bool]) -> bool:
    """Whether of a public row of figures only what says which one it is would be left."""
    left = {key for key, is_out in below.items() if not is_out}
    return "科目" in left and len(left) < len(below) and left <= NAMING


def in_unit(value: object, schema: Schema, of: Unit, to: Unit, key: str = "") -> object:
    """A public value with every amount of money, typed in ``of``, as if typed in ``to``."""
    if of is to:
        return value
    if isinstance(value, dict):
        below = schema.get("properties", {})
        return {k: in_unit(v, below.get(k, {}), of, to, k) for k, v in value.items()}
    if isinstance(value, list):
        return [in_unit(row, schema.get("items", {}), of, to, key) for row in value]
    if not isinstance(value, Decimal) or not is_money(schema, key):
        return value
    amount = Amount(EXACT.multiply(value, Decimal(of.value)))
    # A difference is what a message shows, with two decimals.
    return amount.displayed(to) if key == DIFFERENCE else typed_in(amount.value, to)


def inserted(values: Values, key: str, value: object, order: Schema) -> Values:
    """The public values with one more: for the old one, else where the schema has it."""
    names = list(order["properties"])
    later = set(names[names.index(key) + 1 :])
    if key in values or later.isdisjoint(values):
        return {**values, key: value}
    next_key = next(name for name in values if name in later)
    at = list(values).index(next_key)
    pairs = list(values.items())
    return dict([*pairs[:at], (key, value), *pairs[at:]])


def put(values: Values, path: tuple[str, ...], value: object) -> None:
    """Put a value below ``path`` into the public values."""
    *above, last = path
    for key in above:
        below = values.setdefault(key, {})
        if not isinstance(below, dict):
            return
        values = below
    values[last] = value
