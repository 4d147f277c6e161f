"""A rule on money carried over that evaluated projects spent: no more than there was.

MZ792.  A balance at the year's beginning is held against no table of its own; the evaluations of
the projects that it paid for tell how much there must have been.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import Equation, Evidence, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Project
from mingzhang.facts.figure import Figure, summed

CARRIED, OPENED, SUBJECT = "上年结转资金", "年初结转", "科目"


@rule(
    "MZ792",
    "自评的上年结转资金不大于年初结转",
    identity="项目自评表里上年结转资金的执行数之和，不大于年初结转和结余；各项目都写了科目的，各科目也是这样",
    why="上年结转资金就是年初结转的钱；自评表用掉的比年初有的还多，必有一处错了。",
    formula="Σ 项目.上年结转资金.全年执行数 ≤ 年初结转和结余",
    reference="项目支出绩效自评表、收入支出决算总表",
    remedy="核对年初结转和自评表的上年结转资金；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def carried_over(evidence: Evidence) -> Iterator[Equation]:
    """Evaluated projects spent 3.20 carried over of a subject that began with 2.30."""
    cube = evidence.account.cube
    projects = [p for p in evidence.account.projects if not _spent(p).is_zero]
    codes = {_code(project) for project in projects}
    for code in sorted(codes) if "" not in codes else [""]:
        own = [_spent(project) for project in projects if not code or _code(project) == code]
        opened = cube.figure(cube.at(OPENED, subject=code))
        if opened.is_known and all(figure.is_known for figure in own):
            yield Equation(summed(f"自评表的{CARRIED}", own), opened, "≤")


def _spent(project: Project) -> Figure:
    return project.funding[CARRIED].spent


def _code(project: Project) -> str:
    return project.words.get(SUBJECT, "")
