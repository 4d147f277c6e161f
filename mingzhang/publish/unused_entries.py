"""Entries of a form's YAML that a document has no use for: its bytes → the same without them.

A term of the glossary that no text has, a key that is kept inside, settings for another kind of
document: their authors' words on them are nobody's; nor is what the editor alone shows of a key
(说明, 例 …), by which nothing is printed, nor what would have been told of a figure that is right
(改法).
Lines stay; of what is so already nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mingzhang.forms.form_identities import REMEDY
from mingzhang.forms.form_keys import (
    BELOW,
    CHOICES,
    EXAMPLES,
    INSIDE,
    NESTED,
    OTHER_SECTIONS,
    RULE,
    SECTIONS,
    SNIPPETS,
    WORDS,
    YES,
)

AGENCIES = {"部门", "单位"}
TERM, EMPTY = "词", {SequenceNode: "[]", MappingNode: "{}"}
# What is written in the place of words for the editor: a key must be described.
WITHHELD = {WORDS: "略", RULE: "略", EXAMPLES: "[]", SNIPPETS: "[]"}
MOST = 500  # texts of forms that are kept as they travel to agencies of one kind
MOST_READ = 40  # files with entries that are kept as they were read; their nodes are large
Span = tuple[int, int]
Idle = Callable[[str, Node], bool]


def without_terms(text: str, idle: Collection[str]) -> str:
    """A glossary without the entries of terms that are ``idle``."""
    return _without(text, lambda _, node: _said(node, TERM) in idle)


def without_kept(text: str, named: Callable[[str], bool]) -> str:
    """Declarations of keys without the entries that are kept inside and not ``named`` elsewhere."""
    return _without(text, lambda key, node: _said(node, INSIDE) == YES and not named(key))


def without_sections(text: str, others: Collection[str]) -> str:
    """A form's settings without the sections of ``others``, in which no entry of ours stands."""
    root = _read(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        return text
    return _without(text, lambda key, _: key in others)


def without_help(text: str, told: str = "") -> str:
    """Declarations of keys without the entries by which an editor helps whoever types them.

    Nor with ways out (改法) of which a public report has ``told`` nobody.
    """
    root = _read(text)
    spans = [span for name, _, one in _pairs(root) if name in SECTIONS for span in _help(one)]
    spans += [
        span for name, _, one in _pairs(root) if name in OTHER_SECTIONS for span in _ways(one, told)
    ]
    for (start, end), instead in sorted(spans, reverse=True):
        text = text[:start] + f": {instead}" + "\n" * text.count("\n", start, end) + text[end:]
    return text


@lru_cache(MOST)
def without_other_agency(text: str, other: str) -> str:
    """A form's YAML without what it has for agencies of the ``other`` kind (部门, 单位).

    Such an entry stands beside that of our kind, and nothing else does.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for start, end in sorted(_of_agency(root, other), reverse=True):
        text = f"{text[:start]}: ''" + "\n" * text.count("\n", start, end) + text[end:]
    return text


@lru_cache(MOST_READ)
def _read(text: str) -> Node | None:
    """The nodes of a form's YAML: the documents of a form have the same, so it is read once."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _of_agency(node: Node | None, other: str) -> Iterator[Span]:
    """Where an entry speaks to agencies of the other kind, from behind its key."""
    entries = list(_pairs(node))
    is_choice = {name for name, _, _ in entries} == AGENCIES
    for name, key, value in entries:
        if is_choice and name == other and isinstance(value, ScalarNode):
            yield key.end_mark.index, _end(value)
        else:
            yield from _of_agency(value, other)
    for row in node.value if isinstance(node, SequenceNode) else ():
        yield from _of_agency(row, other)


def _help(told: Node) -> Iterator[tuple[Span, str]]:
    """Where a declaration helps the editor, from behind its keys, and what stands instead."""
    for name, key, value in _pairs(told):
        if name in WITHHELD:
            yield (key.end_mark.index, _end(value)), WITHHELD[name]
        elif name == CHOICES:
            for _, word, meaning in _pairs(value):
                yield (word.end_mark.index, _end(meaning)), WITHHELD[WORDS]
        elif name in NESTED:
            for below in (one for _, _, one in _pairs(value)) if name == BELOW else (value,):
                yield from _help(below)


def _ways(section: Node, told: str) -> Iterator[tuple[Span, str]]:
    """Where an entry says a way out that is in no report, from behind its key, and what instead."""
    for _, _, one in _pairs(section):
        for name, key, value in _pairs(one):
            if name == REMEDY and value.value not in told:
                yield (key.end_mark.index, _end(value)), WITHHELD[WORDS]


def _pairs(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    """The entries of a block, if it is one: the name, its key and its value."""
    for key, value in node.value if isinstance(node, MappingNode) else ():
        yield str(key.value), key, value


def _said(node: Node, key: str) -> str:
    found = (value.value for name, _, value in _pairs(node) if name == key)
    return next((value for value in found if isinstance(value, str)), "")


def _without(text: str, is_idle: Idle) -> str:
    """A YAML text in which blank lines stand for its idle entries."""
    root = _read(text)
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
