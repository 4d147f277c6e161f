"""A rule on the texts of projects: the money that they speak of is their own project's.

MZ875.  A figure that another project has is known to the document, so that no rule on quoted
figures tells that the money of two projects was exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from mingzhang.checks.project_words import FIELDS
from mingzhang.checks.quoted_figures import NUMBER, amounts, number_of
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import ATTACHED, HALF_WIDTH
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Project
from mingzhang.facts.amount import Amount, Unit, total
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

QUOTED = re.compile(rf"({NUMBER})\s*万元")
TELLING_DIGITS = 3  # digits that two projects do not have alike by chance
MOST = 300  # projects that are compared
MOST_MONEY = 6  # figures of a project that are added up
AGAINST = "核对附件里的金额和“项目”的这一行，改正写错的一处；确实如此的，在“核对说明”里写明。"
GIVEN = re.compile(
    "(?:(?P<year>20[0-9]{2})年(?:度)?|本年度?|今年|年度)[^0-9]{0,6}(?:预算|资金)[^0-9]{0,6}$"
)


@rule(
    "MZ875",
    "项目的文字说的是自己的钱",
    identity="项目自评的文字里的金额，不是别的项目的执行数、预算数而与自己的都不同；"
    "标题里有预算项目名称的附件，说本年安排预算多少的，是这个项目的数",
    why="两个项目的资金写反了，各数都还对得上，文字说的却是另一个项目的钱。",
    reference="项目支出绩效自评表；项目经费情况说明",
    remedy="核对这两个项目的资金三个数，和文字里的金额。",
    severity=Severity.WARNING,
    kinds=ANY,
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
    yield from _given(evidence)


def _given(evidence: Evidence) -> Iterator[Finding]:
    """An attachment on one budget project gives it another sum: 2025年安排预算86万元, of 68."""
    account = evidence.account
    titles = {text(row, "文件"): text(row, "标题") for row in rows(account.source, ATTACHED)}
    for passage in (p for p in evidence.passages if p.is_file and p.keys[0] == ATTACHED):
        own = [plan for plan in account.plans if plan.name in titles[passage.keys[1]]]
        if len({plan.name for plan in own}) != 1:
            continue
        money = [one.figure for plan in own for one in plan.money][:MOST_MONEY]
        sums = (some for n in range(len(money)) for some in combinations(money, n + 1))
        known = [total(figure.amount for figure in some) for some in sums]
        for quoted in amounts(passage):
            match = GIVEN.search(quoted.before)
            is_given = match and int(match["year"] or account.year) == account.year
            if match and is_given and quoted.is_exact and not _is_one(quoted.amount, known):
                message = f"“{match.group()}{quoted.words}”：项目“{own[0].name}”没有这个数。"
                yield Finding(quoted.place, message, AGAINST, tuple(_told(money)))


def _is_one(amount: Amount, known: Sequence[Amount]) -> bool:
    return any(amount.agrees(one) for one in known)


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
    yield from _told(_money(project))


def _told(money: Iterable[Figure]) -> Iterator[Operand]:
    for figure in money:
        if figure.place and not figure.is_zero:
            yield Operand(figure.label, f"{figure.amount.wan} 万元", figure.place)
