"""Fill: a new file's text and values by key → the text with the values in their places.

The text is one that the program has just begun: a line a key.  What an author wrote is edited in
its own manner instead (``editing``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from mingzhang.publish.typed_yaml import as_yaml
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml

Value = object


def fill(text: str, values: Mapping[str, Value], name: str) -> str:
    """The text of a file called ``name``, filled in; what has no place is added at its end."""
    node, _ = read_yaml(text.encode(), Path(name))
    lines = text.splitlines()
    if node is None:
        return text
    changes = dict(_changes(node, values, ""))
    written = [new for n, line in enumerate(lines, 1) for new in changes.get(n, [line])]
    rest = {key: value for key, value in values.items() if node.get(key) is None}
    added = ["", *as_yaml(rest).splitlines()] if rest else []
    return "\n".join((*written, *added)) + "\n"


def _changes(
    node: Node, values: Mapping[str, Value], indent: str
) -> Iterator[tuple[int, list[str]]]:
    """The lines of a text to be filled in that are replaced, each by what."""
    for key, given in values.items():
        below, value = node.get(key), given
        if below is None:
            continue
        line = node.keys[key].line
        if below.text == MARK and is_nothing(value):
            # A group of which there is none is written as one 0.
            value = Decimal(0)
        if isinstance(below.value, dict) and isinstance(value, Mapping):
            yield from _changes(below, value, f"{indent}  ")
            missing = {k: v for k, v in value.items() if below.get(k) is None}
            if missing:
                yield line, [f"{indent}{key}:", *_indented(missing, f"{indent}  ")]
        else:
            yield line, list(_indented({key: value}, indent))


def is_nothing(value: Value) -> bool:
    """Whether a value to be filled in is a group of zeros."""
    numbers = tuple(value.values()) if isinstance(value, Mapping) else ()
    return bool(numbers) and all(isinstance(one, Decimal) and not one for one in numbers)


def _indented(values: Mapping[str, Value], indent: str) -> list[str]:
    return [f"{indent}{line}" for line in as_yaml(values).splitlines()]


def plant(values: dict[str, Value], path: tuple[str, ...], value: Value) -> None:
    """Puts a value at a path of the file to be filled in; what stands there stays."""
    first, *rest = path
    if not rest:
        values.setdefault(first, value)
        return
    below = values.setdefault(first, {})
    if isinstance(below, dict):
        plant(below, tuple(rest), value)
