"""Values as YAML text, laid out as authors write: a row of a list is a line, a short group too.

In: plain values (mappings, lists, texts, ``Decimal``, truth values).  Out: text that reads back as
the same values; the same values always give the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.editing.inline_values import Value, flow, is_group, is_list, text

WIDTH = 100  # characters of a group that still stands on the line of its key


def as_yaml(values: Mapping[str, Value]) -> str:
    """Values as the text of a YAML file, with blank lines around what takes several lines."""
    parts = [list(_entry(key, value, "")) for key, value in values.items()]
    lines: list[str] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else part
        if number and (len(part) > 1 or len(before) > 1):
            lines.append("")
        lines += part
    return "\n".join(lines) + "\n" if lines else ""


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    head, line = f"{indent}{text(key)}:", flow(value)
    if not _is_open(value) and (not is_group(value) or len(indent) + len(line) <= WIDTH):
        yield f"{head} {line}"
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
    """A row of a list as YAML: on one line, or in several where its groups are too large."""
    if not is_group(row) or not any(map(_is_open, _inner(row))):
        yield f"{indent}- {flow(row)}"
        return
    first, *rest = _below(row, f"{indent}  ")
    yield f"{indent}- {first.lstrip(' ')}"
    yield from rest


def _inner(value: Value) -> list[Value]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, Sequence) and is_list(value) else []


def _is_open(value: Value) -> bool:
    """Whether YAML has it typed in several lines: a list of rows, or what holds one."""
    if isinstance(value, Mapping):
        return any(map(_is_open, value.values()))
    return is_group(value) and any(map(is_group, _inner(value)))
