"""A tree of nodes and a JSON Schema → whether it fits at a glance, as most sources do.

What does not, or asks for more than is known here, is for jsonschema to look at, which takes
longer to start than such a source to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

_OF_ALL = {"type", "enum", "not"}
_OF_TEXTS = {"pattern", "minLength"}
_OF_NUMBERS = {"minimum", "maximum"}
_OF_LISTS = {"items", "minItems", "maxItems", "uniqueItems"}
_OF_MAPPINGS = {"properties", "required", "additionalProperties", "minProperties"}
_LISTED = ("string", "number")  # what is surely the same in Python as in JSON Schema
_SAYING_NOTHING = {
    *("$schema", "$id", "title", "description", "examples", "default"),
    *("errorMessage", "enumDescriptions", "defaultSnippets"),
}
NOTHING: Schema = {"type": ()}  # what no value fits
_KNOWN = _SAYING_NOTHING | _OF_ALL | _OF_TEXTS | _OF_NUMBERS | _OF_LISTS | _OF_MAPPINGS


def is_plainly_right(node: Node, schema: Schema) -> bool:
    """Whether a tree of nodes surely fits a JSON Schema."""
    kind, fits = _BY_KIND.get(type(node.value), ("", _is_unsure))
    wanted = schema.get("type", kind)
    return (
        fits(node, schema)
        and (wanted == kind or kind in wanted or _is_whole(node, wanted))
        and ("enum" not in schema or (kind in _LISTED and node.value in schema["enum"]))
        and ("not" not in schema or _is_plainly_wrong(node, schema["not"]))
        and all(key in _KNOWN or key.startswith("x-") for key in schema)
    )


def _is_whole(node: Node, wanted: str | Sequence[str]) -> bool:
    """Whether a JSON Schema surely wants a whole number, and there is one."""
    number = node.number
    return number is not None and number == number.to_integral_value() and "integer" in wanted


def _is_plainly_wrong(node: Node, schema: Schema) -> bool:
    """Whether a value is surely not the number that a JSON Schema describes."""
    if node.number is None:
        return schema.get("type") == "integer"
    return not _fits_number(node, schema) or is_plainly_right(node, schema.get("not", NOTHING))


def _is_unsure(_node: Node, _schema: Schema) -> bool:
    return False


def _fits_number(node: Node, schema: Schema) -> bool:
    number = node.number
    if number is None or not number.is_finite():
        return False
    return bool(schema.get("minimum", number) <= number <= schema.get("maximum", number))


def _fits_text(node: Node, schema: Schema) -> bool:
    """Whether a text surely has the pattern; one of blanks is as empty as none."""
    least, pattern = schema.get("minLength", 0), schema.get("pattern", "")
    return len(node.text.strip()) >= least and bool(re.search(pattern, node.text))


def _fits_list(node: Node, schema: Schema) -> bool:
    rows = tuple(node.rows())
    is_long = schema.get("minItems", 0) <= len(rows) <= schema.get("maxItems", len(rows))
    texts = {row.text for row in rows if row.text}
    are_unlike = not schema.get("uniqueItems") or len(texts) == len(rows)
    items = schema.get("items", {})
    return is_long and are_unlike and all(is_plainly_right(row, items) for row in rows)


def _fits_mapping(node: Node, schema: Schema) -> bool:
    values = dict(node.items())
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    rest = others if isinstance(others, Mapping) else {}
    return (
        len(values) >= schema.get("minProperties", 0)
        and all(key in values for key in schema.get("required", ()))
        and (others is not False or values.keys() <= properties.keys())
        and all(is_plainly_right(value, properties.get(k, rest)) for k, value in values.items())
    )


_BY_KIND: Mapping[type, tuple[str, Callable[[Node, Schema], bool]]] = {
    Decimal: ("number", _fits_number),
    str: ("string", _fits_text),
    tuple: ("array", _fits_list),
    dict: ("object", _fits_mapping),
}
