"""Values as YAML text, laid out as authors write: a row of a list is a line, a short group too.

In: plain values (mappings, lists, texts, ``Decimal``, truth values).  Out: text that reads back as
the same values; the same values always give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from mingzhang.reading.numbers import NUMBER

WIDTH = 100  # characters of a group that still stands on the line of its key
# Nothing in such a text can be taken for anything but text, inside braces or out.
_PLAIN = re.compile(
    r"[A-Za-z\u3400-\u9fff“”‘’（《【][A-Za-z0-9\u3400-\u9fff“”‘’（）《》【】、，。；：％·—…/.+_ -]*"
)
_CONSTANTS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
# A full-width colon after a word, or a comma after a number, is taken for a slip of the hand.
_ODD = re.compile(r"[：]| $|^[^ ]*[｛｝［］]|^[A-Za-z]:")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Value = object


def as_yaml(values: Mapping[str, Value]) -> str:
    """The text of a file; a blank line stands around what takes several lines."""
    parts = [list(_entry(key, value, "")) for key, value in values.items()]
    lines: list[str] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else part
        if number and (len(part) > 1 or len(before) > 1):
            lines.append("")
        lines += part
    return "\n".join(lines) + "\n" if lines else ""


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    head = f"{indent}{_text(key)}:"
    flow = _flow(value)
    if not _is_open(value) and (not _is_group(value) or len(indent) + len(flow) <= WIDTH):
        yield f"{head} {flow}"
        return
    yield head
    yield from _below(value, f"{indent}  ")


def _below(value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entry(key, inner, indent)
    elif isinstance(value, Sequence):
        for row in value:
            yield from _row(row, indent)


def _row(row: Value, indent: str) -> Iterator[str]:
    """A line of a list; one whose groups are too large begins with its first key."""
    if not _is_group(row) or not any(map(_is_open, _inner(row))):
        yield f"{indent}- {_flow(row)}"
        return
    first, *rest = _below(row, f"{indent}  ")
    yield f"{indent}- {first.lstrip(' ')}"
    yield from rest


def _is_group(value: Value) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, Sequence) and not isinstance(value, str)
    )


def _inner(value: Value) -> list[Value]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []


def _is_open(value: Value) -> bool:
    """Whether it takes several lines whatever its length: a list of rows, or what holds one."""
    if isinstance(value, Mapping):
        return any(map(_is_open, value.values()))
    return _is_group(value) and any(map(_is_group, _inner(value)))


def _flow(value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if _is_group(value):
        return "[" + ", ".join(map(_flow, _inner(value))) + "]"
    return _scalar(value)


def _scalar(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:f}" if isinstance(value, Decimal) else _text(str(value))


def _text(text: str) -> str:
    """A text, in quotes where it could be taken for anything else."""
    if any(character in text for character in "\n\r\t"):
        return '"' + "".join(_ESCAPES.get(c, c) for c in text) + '"'
    if _PLAIN.fullmatch(text) and not _ODD.search(text) and text.lower() not in _CONSTANTS:
        return text
    if _is_day(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_day(text: str) -> bool:
    """Whether it is a date, a rule's number or the like, which authors write bare."""
    return bool(re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", text)) and not NUMBER.fullmatch(
        text
    )
