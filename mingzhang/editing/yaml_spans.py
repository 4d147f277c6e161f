"""Where each value of a YAML text is written: text → a tree of spans, in characters.

Only for text that the reader accepts: it has neither anchors nor tags, and its depth is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

_BETWEEN_ROWS = re.compile(r"(?:\s|#[^\n]*)*")
NO_ENTRIES: Mapping[str, Entry] = MappingProxyType({})


@dataclass(frozen=True)
class Spot:
    """The span of a YAML value from ``start`` to ``end``; an absent one is empty.

    ``style`` is a scalar's quote, ``|`` or ``>``; ``is_flow`` says whether a group stands in
    braces or brackets.
    """

    start: int
    end: int
    style: str = ""
    is_flow: bool = False
    entries: Mapping[str, Entry] = field(default_factory=lambda: NO_ENTRIES)
    rows: tuple[Row, ...] = ()
    is_mapping: bool = False
    is_list: bool = False

    @property
    def is_scalar(self) -> bool:
        """Whether a span of the YAML text is a single value."""
        return not (self.is_mapping or self.is_list)


@dataclass(frozen=True)
class Entry:
    """The span of a YAML key and its value; behind ``colon`` the text begins."""

    start: int
    colon: int
    value: Spot


@dataclass(frozen=True)
class Row:
    """The span of a row of a YAML list; ``start`` is its dash, or in brackets the value itself."""

    start: int
    value: Spot


def outline(text: str) -> Spot | None:
    """The tree of spans in a YAML text; None where nothing is in it, or it cannot be read."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return None if node is None else _spot(node, text)


def _spot(node: yaml.Node, text: str) -> Spot:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        entries = {str(key.value): _entry(key, value, text) for key, value in node.value}
        end = end if node.flow_style else _last(end, [e.value for e in entries.values()])
        flow = bool(node.flow_style)
        return Spot(start, end, is_flow=flow, entries=entries, is_mapping=True)
    if isinstance(node, yaml.SequenceNode):
        flow = bool(node.flow_style)
        rows = tuple(_rows(node, text))
        end = end if flow else _last(end, [row.value for row in rows])
        return Spot(start, end, is_flow=flow, rows=rows, is_list=True)
    style = node.style if isinstance(node, yaml.ScalarNode) else ""
    # A text over several lines ends with the blank lines behind it.
    return Spot(start, start + len(text[start:end].rstrip()), style=style or "")


def _last(end: int, below: list[Spot]) -> int:
    """Where the span of a YAML group without brackets ends: with the last of what it holds."""
    return max((spot.end for spot in below), default=end)


def _entry(key: yaml.Node, value: yaml.Node, text: str) -> Entry:
    colon = text.find(":", key.end_mark.index) + 1
    is_absent = _is_absent(value)
    return Entry(
        key.start_mark.index, colon, Spot(colon, colon) if is_absent else _spot(value, text)
    )


def _rows(node: yaml.SequenceNode, text: str) -> Iterator[Row]:
    end = node.start_mark.index
    for value in node.value:
        if node.flow_style:
            yield Row(value.start_mark.index, _spot(value, text))
            continue
        # A comment on the way may have dashes of its own.
        dash = _BETWEEN_ROWS.match(text, end).end()  # type: ignore[union-attr]
        spot = Spot(dash + 1, dash + 1) if _is_absent(value) else _spot(value, text)
        yield Row(dash, spot)
        end = spot.end


def _is_absent(node: yaml.Node) -> bool:
    """Whether no YAML value is written: the mark of such a span may lie lines below."""
    return isinstance(node, yaml.ScalarNode) and not node.value and node.style is None
