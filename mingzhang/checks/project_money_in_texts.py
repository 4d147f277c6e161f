"""A rule on the texts of self-evaluations: the money that they speak of is their own project's.

MZ875.  A figure that another project has is known to the document, so that no rule on quoted
figures tells that the money of two projects was exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingzhang.checks.project_words import FIELDS
from mingzhang.checks.quoted_figures import NUMBER, number_of
from mingzhang.checks.rule import Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import HALF_WIDTH
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Project
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.reading.node import Node

QUOTED = re.compile(rf"({NUMBER})\s*万元")
TELLING_DIGITS = 3  # digits that two projects do not have alike by chance
MOST = 300  # projects that are compared


@rule(
    "MZ875",
    "项目的文字说的是自己的钱",
    identity="项目自评的文字里的金额，不是别的项目的执行数、预算数而与自己的都不同",
    why="两个项目的资金写反了，各数都还对得上，文字说的却是另一个项目的钱。",
    reference="项目支出绩效自评表",
    remedy="核对这两个项目的资金三个数，和文字里的金额。",
    severity=Severity.WARNING,
)
@limited
def own_money(evidence: Evidence) -> Iterator[Finding]:
    """A text has another project's money: 42.8万元 where the project spent 16.15."""
    projects = evidence.account.projects[:MOST]
    for project in projects:
        for node in _texts(project):
            for quoted in QUOTED.finditer(node.text.translate(HALF_WIDTH)):
                other = _other(project, quoted[1], projects)
                if other:
                    message = (
                        f"项目“{project.name}”的文字写 {quoted[0]}，"
                        f"自己的资金里没有这个数，它是项目“{other.name}”的。"
                    )
                    operands = (*_operands(project), *_operands(other))
                    yield Finding(node.place, message, operands=operands)


def _texts(project: Project) -> Iterator[Node]:
    for root in project.nodes:
        found = (root.get(*keys) for keys in FIELDS)
        yield from (node for node in found if node and node.text)


def _other(project: Project, quoted: str, projects: Sequence[Project]) -> Project | None:
    """The only other project whose money a text has, where it is none of the project's own."""
    number = number_of(quoted)
    if len(number.normalize().as_tuple().digits) < TELLING_DIGITS:
        return None
    value = Amount.typed(number, Unit.WAN).value
    owners = [one for one in projects if any(f.amount.value == value for f in _money(one))]
    return owners[0] if len(owners) == 1 and owners[0] is not project else None


def _money(project: Project) -> Iterator[Figure]:
    for funding in (project.total, *project.funding.values()):
        yield from (funding.budget, funding.adjusted, funding.spent)


def _operands(project: Project) -> Iterator[Operand]:
    for figure in _money(project):
        if figure.place and not figure.is_zero:
            yield Operand(figure.label, f"{figure.amount.wan} 万元", figure.place)
