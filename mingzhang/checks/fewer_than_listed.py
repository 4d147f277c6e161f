"""A rule on counts that are typed beside what they count: no fewer than the rows that are listed.

MZ093.  A form asks how many there are, and for the rows: 自评项目数 says 2, three 自评表 follow.
More than the rows may be true, for not every one need be published; a row that the document does
not print nobody counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.own_groups import OwnGroup, own_groups
from mingzhang.facts.uncovered_totals import LISTED
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

EVALUATED = re.compile(r"(?:绩效|预算|管理|项目|支出)*自评的?项目个?数")
COUNT = re.compile(r"[个项家条件]?(?:总数|数量|数)$")


@rule(
    "MZ093",
    "个数不少于列出的行数",
    identity="版式自己的个数（自评项目数、重点工作项数），不少于旁边列表的行数；自评项目数不少于自评表的个数",
    why="写着 2 个，下面列了 3 个，读的人一数就知道有一处错了。",
    formula="自评项目数 ≥ 自评表的个数",
    reference="版式文件夹里的 keys.yaml",
    remedy="核对个数，或者删去多列的行；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def fewer_than_listed(evidence: Evidence) -> Iterator[Finding]:
    """A count is below the number of rows that stand beside it."""
    account = evidence.account
    sheets = {
        (p.name, p.words.get("实施单位", "")): p.place
        for p in account.projects
        if p.place not in evidence.unprinted
    }
    for group in own_groups(account.source, account.folder.schemas[DISCLOSURE]):
        for key, cell in filter(lambda one: evidence.is_printed(one[1]), _counts(group)):
            if EVALUATED.fullmatch(f"{group.name}{key}"):
                yield from _told(key, cell, "自评表", list(sheets.values()))
            for name in _lists(group, key):
                listed = group.node.get(name)
                rows = filter(evidence.is_printed, listed.rows() if listed else ())
                yield from _told(key, cell, f"“{name}”", [row.place for row in rows])


def _counts(group: OwnGroup) -> Iterator[tuple[str, Node]]:
    """The form's own counts that were typed in a group; what a row of a list counts is its own."""
    for key, schema in group.keys.items():
        cell = None if group.is_row else group.node.get(key)
        if cell and cell.number is not None and _is_count(key, schema):
            yield key, cell


def _is_count(key: str, schema: Schema) -> bool:
    return "integer" in str(schema.get("type", "")) and bool(COUNT.search(key))


def _lists(group: OwnGroup, key: str) -> Iterator[str]:
    """The form's lists in a group whose rows a count counts: by its name the same things."""
    stem = COUNT.sub("", key)
    lists = [name for name, one in group.keys.items() if "properties" in one.get("items", {})]
    for name in lists:
        listed = LISTED.sub("", name)
        is_alone = not stem and group.name and len(lists) == 1
        if is_alone or (stem and stem == listed):
            yield name


def _told(key: str, cell: Node, listed: str, rows: Sequence[Place]) -> Iterator[Finding]:
    if cell.number is not None and cell.number < len(rows):
        beyond = rows[int(cell.number)]
        message = f"{key}写的是 {cell.text}，{listed}却有 {len(rows)} 个。"
        yield Finding(cell.place, message, operands=(Operand(listed, str(len(rows)), beyond),))
