"""What is named and not listed: a document and last year's → rows that a list may lack.

A project of which another list speaks, a subject of 科目补充, what last year's list had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import PLANS
from mingzhang.reading.node import Node

ADDED = "科目补充"
# What follows of a name that the list lacks, and of any row that it lacks.
OF_NAME = {PLANS: "MZ317", "支出": "MZ415"}


@dataclass(frozen=True)
class Named:
    """A row that is named and not listed: in words, and the findings that follow from that."""

    words: str
    follow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def unlisted(account: Account, listed: str) -> Named | None:
    """The one row that a list lacks, by what else is named; None where there are several."""
    key = "名称" if listed == PLANS else "科目"
    have = {text(row, key) for row in rows(account.source, listed)}
    for named in (_spoken_of, _of_last_year):
        found = {name: where for name, where in named(account, listed, key) if name not in have}
        if len(found) == 1:
            name, where = found.popitem()
            follow = {OF_NAME[listed]: (name,)} if listed in OF_NAME else {}
            return Named(f"“{name}”（{where}）", follow)
    return None


def _spoken_of(account: Account, listed: str, key: str) -> Iterator[tuple[str, str]]:
    if listed == PLANS:
        for node in _referring(account.source):
            yield node.text, f"第 {node.place.line} 行写到它"
        return
    size = _finest(account.source, listed, key)
    # 科目补充 has functional subjects (2…) and economic ones (3…), some with as many digits.
    kinds = {text(row, key)[:1] for row in rows(account.source, listed)}
    for row in rows(account.source, ADDED):
        if len(code := text(row, key)) == size and code[:1] in kinds:
            yield code, f"第 {row.place.line} 行的“{ADDED}”写到它"


def _of_last_year(account: Account, listed: str, key: str) -> Iterator[tuple[str, str]]:
    previous = account.folder.previous
    before = previous.disclosure if previous else None
    size = 0 if listed == PLANS else _finest(account.source, listed, key)
    for row in rows(before, listed):
        if (name := text(row, key)) and (not size or len(name) == size):
            yield name, "上年的文件里有它"


def _finest(source: Node, listed: str, key: str) -> int:
    return max((len(text(row, key)) for row in rows(source, listed)), default=0)


def _referring(source: Node) -> Iterator[Node]:
    """Where another list of a source names a project that may be listed."""
    for name, child in source.items():
        if name != PLANS:
            for row in child.rows():
                if (node := row.get(PLANS)) and node.text:
                    yield node
