"""A value as authors write it on a line: a text in quotes only where it could be misread."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from mingzhang.reading.mistyped_numbers import NUMBER

# Nothing in such a text can be taken for anything but text, inside braces or out.
_PLAIN = re.compile(
    r"[A-Za-z\u3400-\u9fff“”‘’（《【][A-Za-z0-9\u3400-\u9fff“”‘’（）《》【】、，。；：％·—…/.+_ -]*"
)
_CONSTANTS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
# A full-width colon after a word, or a comma after a number, is taken for a slip of the hand.
_ODD = re.compile(r"[：]| $|^[^ ]*[｛｝［］]|^[A-Za-z]:")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

Value = object


def is_group(value: Value) -> bool:
    """Whether an inline value is a mapping or a list."""
    return isinstance(value, Mapping) or is_list(value)


def is_list(value: Value) -> bool:
    """Whether an inline value is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def flow(value: Value) -> str:
    """A value inline, as YAML on one line, groups in braces and brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:f}" if isinstance(value, Decimal) else text(str(value))


def text(words: str) -> str:
    """A text as an inline YAML value, in quotes where it could be taken for anything else."""
    if any(character in words for character in "\n\r\t"):
        return double_quoted(words)
    if _PLAIN.fullmatch(words) and not _ODD.search(words) and words.lower() not in _CONSTANTS:
        return words
    return words if _is_day(words) else single_quoted(words)


def single_quoted(words: str) -> str:
    """A text of one line as an inline value between simple quotes."""
    return "'" + words.replace("'", "''") + "'"


def double_quoted(words: str) -> str:
    """Any text as an inline value between double quotes, line ends as escapes."""
    return '"' + "".join(_ESCAPES.get(c, c) for c in words) + '"'


def _is_day(words: str) -> bool:
    """Whether an inline value is a date, a rule's number or the like, written without quotes."""
    is_day = re.fullmatch(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?", words)
    return bool(is_day) and not NUMBER.fullmatch(words)
