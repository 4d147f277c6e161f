"""A rule on what a class of spending is for: its purposes and its rows speak of the same 项.

MZ698.  A purpose that fits another subject than its own is told by MZ646.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from mingzhang.checks.row_purposes import ORDINARY, told_by
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.source_rows import Row
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.reading.node import Node

SPENT = "支出"
ITEM, GROUP = 7, 5  # digits of a 项 and of a 款
COMMA = re.compile("[、，；。和及与]|以及|等")
SHORTEST = 4  # characters of a subject's name that are no word of every text
STEM = 4  # characters of a name that a text has of it
OTHERS = "其他"


@rule(
    "MZ698",
    "用途里的科目有这一行",
    identity="一类（款）的用途里列出的一项，正是这一类里一个科目的名称的，支出里有这个科目；"
    "同一款另有一行、用途里没有说到的才提示",
    why="编码错成了旁边的科目，合计不变，用途说的事却没有了。",
    reference="支出表、政府收支分类科目",
    remedy="核对同一款各行的编码；用途里说的不是这个科目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def purposes(evidence: Evidence) -> Iterator[Finding]:
    """信息化建设 among the purposes of 210, and 机关服务 in its place among the rows."""
    lines = [row for row in evidence.account.rows if row.section == SPENT]
    items = {row.code: row for row in lines if len(row.code) == ITEM}
    names = evidence.account.catalogue
    there = {names.name(code) for code in items}
    wider = ((row, row.node.get("用途")) for row in lines if len(row.code) < ITEM)
    for row, said in ((row, said) for row, said in wider if said):
        for name, code in _named(said, row.code, evidence):
            unsaid = _unsaid(said, code, items, evidence) if name not in there else []
            if unsaid:
                shown = [f"{one.code} {names.name(one.code)}" for one in unsaid]
                message = (
                    f"{row.code} 的用途里有“{name}”（{code}），支出里没有这一行；"
                    f"同一款的 {'、'.join(shown)}，用途里没有说到。"
                )
                others = zip(shown[1:], unsaid[1:], strict=True)
                operands = (
                    Operand(row.code, "用途", said.place),
                    *(Operand(words, "同一款", one.place) for words, one in others),
                )
                yield Finding(unsaid[0].place, message, operands=operands)
        yield from _replaced(row, said, items, evidence)


def _replaced(
    row: Row, said: Node, items: Mapping[str, Row], evidence: Evidence
) -> Iterator[Finding]:
    """A row whose own words the purpose lacks, beside a subject without a row that it speaks of."""
    names = evidence.account.catalogue
    for group in sorted({code[:GROUP] for code in items if code.startswith(row.code)}):
        marks = _marks_of(group, names)
        told = {c for c, own in marks.items() if own and all(mark in said.text for mark in own)}
        lost = [
            c
            for c, own in marks.items()
            if own and c in items and not any(mark in said.text for mark in own)
        ]
        absent = sorted(told - items.keys())
        if len(absent) == 1 and len(lost) == 1 and items[lost[0]].node.get("项目支出"):
            message = (
                f"{row.code} 的用途说的像是 {absent[0]} {names.name(absent[0])}，支出里没有这一行；"
                f"同一款的 {lost[0]} {names.name(lost[0])}，用途里没有说到。"
            )
            operands = (Operand(row.code, "用途", said.place),)
            yield Finding(items[lost[0]].place, message, operands=operands)


def _marks_of(group: str, names: Catalogue) -> Mapping[str, frozenset[str]]:
    """What tells each 项 of a 款 in purposes from the others, by code."""
    same = [one.code for one in names.official.below([group]) if len(one.code) == ITEM]
    pairs = {c: told_by(names.name(c)) for c in same}
    count = Counter(pair for own in pairs.values() for pair in own)
    return {
        c: frozenset(p for p in own if count[p] == 1 and not ORDINARY.search(names.name(c)))
        for c, own in pairs.items()
    }


def _named(said: Node, above: str, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The names of 项 under a subject that its purpose lists, with their codes."""
    official = evidence.account.catalogue.official
    words = {word for word in COMMA.split(said.text) if len(word) >= SHORTEST}
    for one in official.below([above]):
        if len(one.code) == ITEM and one.name in words:
            yield one.name, one.code


def _unsaid(said: Node, code: str, items: Mapping[str, Row], evidence: Evidence) -> list[Row]:
    """The rows of the 款 that are spent on projects and of whose names the purpose has nothing."""
    same = [row for row in items.values() if row.code[:GROUP] == code[:GROUP]]
    names = evidence.account.catalogue
    spent = [row for row in same if row.node.get("项目支出")]
    return [row for row in spent if not _is_said(names.name(row.code), said.text)]


def _is_said(name: str, words: str) -> bool:
    stems = (name[at : at + STEM] for at in range(max(1, len(name) - STEM + 1)))
    return name.startswith(OTHERS) or any(stem in words for stem in stems)
