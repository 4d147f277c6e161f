"""A rule on rows that a list has twice, word for word.

MZ688.  Rows of subjects have codes of their own (MZ232), names of offices MZ728.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator

from mingzhang.checks.incomplete_rows import LISTS
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import ACCEPTED, NAMING
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.source_rows import PLANS
from mingzhang.reading.node import Node

# What names a row but may well be that of many: its code, its unit.
CODES = frozenset({"科目", "单位"})
NAMES = tuple(key for key in NAMING if key not in CODES)
WORDS = re.compile("[\u4e00-\u9fff]{2}")


@rule(
    "MZ688",
    "同一行只写一遍",
    identity="一个清单里没有两行一字不差（有名称、项目、内容、指标的行，每一格都相同）",
    why="复制一行忘了改，同一件事就公布两遍，个数和金额也多算一遍。",
    reference="部门预算、部门决算公开文本",
    remedy="删去重复的一行；本来要写另一项的，改成那一项；确有两项完全相同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def written_twice(evidence: Evidence) -> Iterator[Finding]:
    """A row of a list, an indicator or a project that was copied and not changed."""
    folder = evidence.account.folder
    coded = {row.section for row in evidence.account.rows if row.section != PLANS}
    # A whole 自评表 that is there twice is MZ244's.
    for root in (folder.disclosure, folder.profile, *rows(folder.performance, PLANS)):
        yield from _of_lists(root, "", frozenset({*coded, *LISTS, ACCEPTED}))


def _of_lists(node: Node, name: str, others: frozenset[str]) -> Iterator[Finding]:
    """The rows below a node, without the lists of which another rule tells it."""
    first: dict[Hashable, Node] = {}
    for row in node.rows():
        called = _called(row)
        before = first.setdefault(_whole(row), row) if called else row
        if called and before is not row:
            message = f"“{name}”里“{called}”这一行写了两遍，第一遍在第 {before.place.line} 行。"
            yield Finding(row.place, message, operands=(Operand("第一遍", called, before.place),))
        else:
            # What stands below a row that is there twice is not told again.
            yield from _of_lists(row, name, others)
    for key, below in node.items():
        if key not in others:
            yield from _of_lists(below, key, others)


def _called(row: Node) -> str:
    """What a row is called; empty of one that has codes and amounts only."""
    names = (cell.text for key in NAMES if (cell := row.get(key)))
    return next((name for name in names if WORDS.search(name)), "")


def _whole(node: Node) -> Hashable:
    """All that a row says, whatever the order of its keys, to find it repeated."""
    below = [(key, _whole(value)) for key, value in node.items()]
    listed = [_whole(row) for row in node.rows()]
    scalar = "" if below or listed else str(node.value)
    return (scalar, *sorted(below), *listed)
