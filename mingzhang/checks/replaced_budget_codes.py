"""A rule on a final account beside its own budget: a code that replaces one of the budget's.

MZ648.  Who budgeted under one code and spent under its neighbour most likely mistyped one of them;
where the year before is not there, nothing else in the document can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.checks.rule import Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import Row
from mingzhang.facts.units_on_both_sides import both_sides
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

FINEST = {"支出": 7, "基本支出": 5}
PROJECTS = "项目"


@rule(
    "MZ648",
    "科目与年初预算连得上",
    identity="同一文件夹旁边有本年预算的：预算里有而决算没有的科目，没有换成同一款（类）的另一个科目；"
    "各行写年初预算的，预算里的科目都在",
    why="预算编在一个科目、决算列在另一个科目而不说明，年初预算和决算就无法比较；多半是编码错了一位。",
    reference="本年部门预算",
    remedy="对照本年的预算核对编码；确是改列到另一科目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def as_planned(evidence: Evidence) -> Iterator[Finding]:
    """A final has a subject code where its budget has another: 30227 for 30226."""
    planned = evidence.account.folder.planned
    for section in FINEST if planned else ():
        before = _planned(planned, section, _elsewhere(evidence.account))
        now = finest_rows(evidence, section)
        gone = [code for code in before if code not in now]
        new = [code for code in now if code not in before]
        told = set()
        for code in new:
            if old := _meant(code, new, gone):
                told.add(old)
                yield _replaced(evidence, now[code], old, before[old])
        if section == "支出":
            yield from _left_out(evidence, {c: before[c] for c in gone if c not in told})


def _meant(code: str, new: Sequence[str], gone: Sequence[str]) -> str:
    """The budget's code that a final's code replaces: of several nobody can tell which."""
    for size in (1, 2):
        near = [old for old in gone if old[:-size] == code[:-size]]
        others = [one for one in new if one[:-size] == code[:-size]]
        if len(near) == len(others) == 1:
            return near[0]
    return ""


def _elsewhere(account: Account) -> frozenset[str]:
    """Units, by name and by code, of which only the budget has a line to be replaced."""
    plan = account.plan
    gone = both_sides(account, plan).only_there if plan else ()
    codes = (one.code for one in plan.units if one.name in gone) if plan else ()
    return frozenset((*gone, *filter(None, codes)))


def _planned(folder: Folder | None, section: str, gone: frozenset[str]) -> Mapping[str, Node]:
    """The finest codes of the budget that may be replaced, those of its projects among them.

    Those of ``gone`` units stand in no line of the final.
    """
    if folder is None or text(folder.profile, "名称") in gone:
        return {}
    found = [
        row for name in (section, *_projects(section)) for row in rows(folder.disclosure, name)
    ]
    named = {text(row, "科目"): row for row in found if text(row, "单位") not in gone}
    own = {code: row for code, row in named.items() if len(code) == FINEST[section]}
    inner = (_planned(unit, section, gone) for unit in folder.units)
    return dict(one for found in (*inner, own) for one in found.items())


def _projects(section: str) -> tuple[str, ...]:
    return (PROJECTS,) if section == "支出" else ()


def finest_rows(evidence: Evidence, section: str) -> Mapping[str, Row]:
    """What an account has of each subject whose code may have replaced a budget's."""
    own = (row for row in evidence.account.rows if row.section == section)
    return {row.code: row for row in own if len(row.code) == FINEST[section]}


def _replaced(evidence: Evidence, row: Row, old: str, planned: Node) -> Finding:
    message = (
        f"年初预算没有 {evidence.named(row.code)}；年初预算有、决算没有的是 {evidence.named(old)}。"
    )
    # What was budgeted for the one, or evaluated under the other, is odd for the same reason.
    of_old = f"{old} "
    follow = {"MZ863": (row.code,), "MZ243": (old,)}
    cause = Cause(follow=follow, excuses=lambda one: one.left.label.startswith(of_old))
    operands = (Operand("年初预算", old, planned.place),)
    return Finding(row.place, message, operands=operands, cause=cause)


def _left_out(evidence: Evidence, gone: Mapping[str, Node]) -> Iterator[Finding]:
    """Codes of the budget that nothing replaces, where rows say what was budgeted."""
    own = [row for row in evidence.account.rows if row.section == "支出"]
    if gone and any(_is_budgeted(row, evidence.account) for row in own):
        names = listed([evidence.named(code) for code in gone])
        operands = tuple(Operand("年初预算", code, node.place) for code, node in gone.items())
        message = (
            f"年初预算有、决算没有的科目有 {len(gone)} 个：{names}；没有支出的也写上年初预算。"
        )
        yield Finding(own[0].place, message, operands=operands)


def _is_budgeted(row: Row, account: Account) -> bool:
    """Whether a row, or the units' rows that it stands for, say what was budgeted."""
    point = Point("支出", "年初预算", row.fund, row.code)
    return any(account.cube.figure(point).typed())
