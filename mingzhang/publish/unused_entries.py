"""Entries of a form's YAML that a document has no use for: its bytes → the same without them.

A term of the glossary that no text has, a key that is kept inside: their authors' words on them are
nobody's.  Lines stay; of what is so already nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mingzhang.forms.form_keys import INSIDE, YES

TERM, EMPTY = "词", {SequenceNode: "[]", MappingNode: "{}"}
Span = tuple[int, int]
Idle = Callable[[str, Node], bool]


def without_terms(text: str, idle: Collection[str]) -> str:
    """A glossary without the entries of terms that are ``idle``."""
    return _without(text, lambda _, node: _said(node, TERM) in idle)


def without_kept(text: str, named: Callable[[str], bool]) -> str:
    """Declarations of keys without the entries that are kept inside and not ``named`` elsewhere."""
    return _without(text, lambda key, node: _said(node, INSIDE) == YES and not named(key))


def _said(node: Node, key: str) -> str:
    pairs = node.value if isinstance(node, MappingNode) else ()
    found = (value.value for name, value in pairs if name.value == key)
    return next((value for value in found if isinstance(value, str)), "")


def _without(text: str, is_idle: Idle) -> str:
    """A YAML text in which blank lines stand for its idle entries."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return text
    for (start, end), instead in sorted(_spans(root, is_idle), reverse=True):
        text = text[:start] + instead + "\n" * text.count("\n", start, end) + text[end:]
    return text


def _spans(node: Node, is_idle: Idle) -> Iterator[tuple[Span, str]]:
    """Where a block's idle entries stand, and what is written in the place of the first of all."""
    if not isinstance(node, (MappingNode, SequenceNode)) or node.flow_style:
        return
    entries = list(_entries(node))
    idle = [span for key, value, span in entries if is_idle(key, value)]
    for number, span in enumerate(idle):
        # In a line of its own, further in than the key above.
        whole = f" {EMPTY[type(node)]}" if len(idle) == len(entries) and number == 0 else ""
        yield span, whole
    for _, value, span in entries:
        if span not in idle:
            yield from _spans(value, is_idle)


def _entries(node: MappingNode | SequenceNode) -> Iterator[tuple[str, Node, Span]]:
    """The entries of a block: key, value, and where both stand with all that belongs to them."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            word = key.value if isinstance(key, ScalarNode) else ""
            yield word, value, (key.start_mark.index, _end(value))
        return
    start = node.start_mark.index
    for value in node.value:
        yield "", value, (start, _end(value))
        start = _end(value)


def _end(node: Node) -> int:
    last = node.value[-1] if isinstance(node.value, list) and node.value else None
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and last is not None:
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
