"""A rule on the 自评表 of a department that has a file of its own: its units' are in it too.

MZ871.  A department's performance.yaml stands for those of its units, unless it is that of the
department's own office (本级); a project that only a unit evaluated is then printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account, Project


@rule(
    "MZ871",
    "部门的自评表不漏单位的项目",
    identity="部门自己写了 performance.yaml 的，各单位写了自评表的项目都在里面；"
    "只写了本级的项目（“单位”里有本级，没有写“合计”，没有与单位同名的项目）的，由程序接上各单位的",
    why="部门的 performance.yaml 代替各单位的：漏写的项目，单位公布了自评，部门却没有。",
    reference="项目支出绩效自评表",
    remedy="漏了的补上；要由程序接上各单位的，只留本级的项目（删去“合计”，与单位同名的改名），"
    "都是单位的，删去部门的 performance.yaml；不在部门公布的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def evaluated_by_units(evidence: Evidence) -> Iterator[Finding]:
    """Evaluations of a unit: its projects that the summing department does not name."""
    account = evidence.account
    typed = account.folder.performance
    left = list(_left_out(account)) if typed else []
    if typed and left:
        operands = tuple(Operand(part.agency, one.name, one.place) for part, one in left)
        names = listed([f"“{one.name}”（{part.agency}）" for part, one in left])
        place = typed.keys.get("项目") or typed.place
        message = f"部门的自评表里没有单位的项目：{names}。"
        yield Finding(place, message, operands=operands)


def _left_out(account: Account) -> Iterator[tuple[Account, Project]]:
    known = {name for one in account.projects for name in (one.name, one.short_name)}
    for part in account.parts:
        for one in part.projects:
            if not {one.name, one.short_name} & known:
                yield part, one
