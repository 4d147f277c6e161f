"""A single value in the place of another: written as that one was where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.editing.inline_values import Value, double_quoted, flow, single_quoted
from mingzhang.reading.yaml import read_yaml

_KEY, _FILE = "键", Path("-")
_QUOTES = {"'": single_quoted, '"': double_quoted}


def scalar(value: Value, style: str, *, in_flow: bool) -> str:
    """The replacement of a scalar in that style: a text keeps its quotes."""
    candidates = _candidates(value, style)
    return next((text for text in candidates if _says(text, value, in_flow=in_flow)), flow(value))


def _candidates(value: Value, style: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield flow(value)
        return
    if style in _QUOTES and "\n" not in value:
        yield _QUOTES[style](value)
    yield flow(value)
    yield double_quoted(value)


def _says(text: str, value: Value, *, in_flow: bool) -> bool:
    """Whether the reader takes a replaced scalar's text for the value, without a finding."""
    line = f"{{{_KEY}: {text}}}" if in_flow else f"{_KEY}: {text}"
    node, found = read_yaml(line.encode(), _FILE)
    return node is not None and not found and node.plain() == {_KEY: value}
