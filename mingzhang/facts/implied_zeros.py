"""Zeros that nobody has to type: a catalogue file → which zero follows from what was typed.

Whoever spent nothing on a thing has no number of it, and whoever lists the kinds that there are
has none of the others.  Nothing else is zero because it was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from mingzhang.diagnostics import Place
from mingzhang.facts.figure import Absent
from mingzhang.facts.source_rows import is_figure
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import NO_ROWS

Key = tuple[str, ...]
NO_FIGURE = "没有的填 0"
NO_TEXT = "按实际情况写明"
# What is no zero: a score of nothing, and how often money was spent that was spent.
NO_SCORE = "照评出的填写，没有评的不能写 0"
NO_COUNT = "有这笔支出，个数就不是 0，查不到的写“缺”"
NO_MONEY = "填了个数，金额就不是 0，查不到的写“缺”"
NO_UNITS = "至少写上本单位的全称"
# A list that is never empty, whose figures the document has.
NEVER_EMPTY = frozenset({("决算单位",)})
MONEY, HELD = frozenset({"金额", "决算"}), "保有量"  # cars that are held may cost nothing
TIMES = frozenset({"团组数", "批次", "人次", "项目数", "购置数"})


@dataclass(frozen=True)
class Zeros:
    """Implied zeros: ``follows``: key → indicators, any zero of which makes it zero.

    ``lists``: kinds.
    """

    follows: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    lists: frozenset[Key] = frozenset()

    def is_unlisted(self, source: Node, key: Key) -> bool:
        """Whether a zero is implied as a typed list of kinds does not name the key's kind."""
        for depth in range(1, len(key)):
            above = key[:depth]
            listed = source.get(*above) if above in self.lists else None
            # A list without any kind says nothing yet.
            if listed and listed.value and listed.get(key[depth]) is None:
                return True
        return False

    def block(self, source: Node, key: Key) -> Key:
        """What to type for a key with no implied zero: the list of kinds where there is none."""
        above = (key[:depth] for depth in range(1, len(key)))
        return next((k for k in above if k in self.lists and source.get(*k) is None), key)


@cache
def read_zeros(file: Path) -> Zeros:
    """The implied zeros, which follow from other zeros (随), of a kind of document."""
    if not file.is_file():
        return Zeros()
    rows = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    follows = {_key(key): _names(value) for key, value in rows["随"].items()}
    return Zeros(follows, frozenset(map(_key, rows["列"])))


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _key(name: str) -> Key:
    return tuple(name.split("."))


def number_at(source: Node | None, key: Key) -> Node | None:
    """What was typed under ``key``, 缺 too, or the block's number that implies it (政府采购: 0)."""
    node = source
    for part in key:
        if node is None or node.number is not None:
            break
        node = node.get(part)
    return node if node and is_figure(node) else None


def no_rows(key: Key) -> str:
    """What an author types for a list without rows, from which its zeros follow are implied."""
    return NO_UNITS if key in NEVER_EMPTY else NO_ROWS


def contradicted(source: Node, key: Key) -> str:
    """Why a zero under the key is not implied: it contradicts what was typed beside it.

    Who counts visitors spent something on them, and whose cars cost something has cars.
    """
    beside = source.get(*key[:-1])
    if beside is None:
        return ""
    if key[-1] in MONEY:
        return NO_MONEY if _has_some(beside, TIMES) else ""
    if key[-1] in TIMES | {HELD}:
        others = MONEY if key[-1] == HELD else TIMES | MONEY
        own = (node for name, node in beside.items() if name in others)
        return NO_COUNT if any(node.number for node in own) else ""
    return ""


def _has_some(node: Node, names: frozenset[str]) -> bool:
    """Whether a number under one of these names is not zero, so that no zero is implied."""
    below = node.items()
    return any((name in names and value.number) or _has_some(value, names) for name, value in below)


def absent(source: Node, key: Key, *hints: str) -> Absent:
    """What nobody typed under ``key``, nor any zero implies: it would stand in its block."""
    block = source.keys.get(key[0])
    # What a department's units typed stands in their files.
    is_here = block is not None and block.file == source.place.file
    place = block if block and is_here else Place(source.place.file, 1, 1)
    return Absent(key, place, "；".join(filter(None, hints)) or NO_FIGURE)
