"""A rule on a budget's projects that have another 科目 than last year.

MZ292.  Most are moved on purpose; a code mistyped into another one that exists changes no total of
the agency, and no table says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.checks.rule import BUDGET, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.unit_sums import UNIT
from mingzhang.reading.node import Node

SUBJECT = "科目"
Projects = Mapping[tuple[str, str], Node | None]


@rule(
    "MZ292",
    "项目的科目与上年相同",
    identity="上年的预算里也有的项目（同一单位，名称相同），科目与上年的相同；不同的提示出来，请核对",
    why="科目误写成另一个有的编码，合计不变，功能分类的各表却都不对。",
    reference="项目支出预算表、部门支出总表",
    remedy="核对科目编码；确实调整了科目的，不必改。",
    severity=Severity.NOTE,
    kinds=BUDGET,
)
def subject_of_last_year(evidence: Evidence) -> Iterator[Finding]:
    """A project under 2101599 that was under 2101506 last year; told once for all."""
    account = evidence.account
    before = _projects(account.before) if account.before else {}
    found = [
        (now, last)
        for key, now in _projects(account).items()
        if now and (last := before.get(key)) and text(now, SUBJECT) != text(last, SUBJECT)
    ]
    if found:
        now, last = found[0]
        also = f"；另有 {len(found) - 1} 个项目的科目也与上年不同" if len(found) > 1 else ""
        message = (
            f"项目“{text(now, '名称')}”的科目是 {text(now, SUBJECT)}，"
            f"上年是 {text(last, SUBJECT)}{also}。"
        )
        operands = tuple(
            Operand(f"上年 {text(old, '名称')}", text(old, SUBJECT), old.place) for _, old in found
        )
        typed = now.get(SUBJECT)
        yield Finding(typed.place if typed else now.place, message, operands=operands)


def _projects(account: Account) -> Projects:
    """The lines of a document's own projects with a 科目; none where a name has several."""
    found: dict[tuple[str, str], Node | None] = {}
    for node in rows(account.source, "项目"):
        key = (text(node, UNIT), text(node, "名称"))
        is_first = key not in found and bool(text(node, SUBJECT) and key[1])
        found[key] = node if is_first else None
    return found
