"""Rules on procurement as a whole: it is part of what is spent, and parts marked as it are in it.

MZ787, MZ788.  A digit too many in what was procured meets no identity: that it is more than all
that could have bought anything tells it, though not nearly as much as the whole year's money.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks import procured_kinds
from mingzhang.checks.lone_figure_sizes import too_large_or_small
from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.source_nodes import text
from mingzhang.facts.source_rows import GENERAL

BOUGHT, WHOLE = "政府采购", "政府采购.总额"
MARKED = "是"
# What buys nothing for the agency itself: staff, and money that is handed on.
HANDED_ON = ("人员经费", "上缴上级支出", "对附属单位补助支出")


@rule(
    "MZ787",
    "政府采购不大于能用来采购的支出",
    identity="政府采购总额不大于本年支出中除人员经费、上缴上级支出、对附属单位补助支出以外的部分",
    why="采购的钱出自公用经费、项目支出和经营支出；比它们合起来还多，多半是多打了一位数字。",
    formula="政府采购.总额 ≤ 公用经费 + 项目支出 + 经营支出（全部资金）",
    reference="政府采购支出情况说明",
    remedy="核对政府采购的各个数；合同跨年度的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def bought_of_all(evidence: Evidence) -> Iterator[Finding]:
    """Procured in all more than could be spent: a digit too many."""
    account = evidence.account
    bought, most = account.indicators.get(WHOLE), _spendable(account)
    if not bought or not bought.is_known or not most.is_known or _is_told(bought, evidence):
        return
    place = _largest(bought)
    within = Equation(bought, most, "≤")
    if place and not within.holds:
        total, limit = _shown(bought, account), _shown(most, account)
        message = f"政府采购总额是 {total}，能用来采购的支出至多 {limit}。"
        yield Finding(place, message, operands=_operands(bought, account), broken=within)


def _spendable(account: Account) -> Figure:
    """All that could have been procured with: what is spent, less what buys nothing."""
    cube = account.cube
    staff = cube.at("支出", nature=HANDED_ON[0])
    points = [cube.at("支出", nature=nature) for nature in HANDED_ON[1:]]
    if cube.is_split(staff._replace(nature="基本支出")):
        off = [cube.figure(staff), *map(cube.figure, points)]
    else:
        listed = cube.at("经济分类", GENERAL, nature=HANDED_ON[0])
        off = [cube.figure(listed), *map(cube.figure, points)]
    whole = cube.figure(cube.at("支出"))
    known = (figure for figure in off if figure.is_known)
    return computed("能用来采购的支出", (Term(whole), *(Term(figure, -1) for figure in known)))


def _is_told(bought: Figure, evidence: Evidence) -> bool:
    """Whether others say that what was procured is too much: all the money, or one kind."""
    kinds = (f.place for f in evidence.told_by(procured_kinds.procured) if isinstance(f, Finding))
    told = {*too_large_or_small(evidence), *kinds}
    return any(figure.place in told for figure in bought.typed())


def _largest(bought: Figure) -> Place | None:
    """Where the most of what was procured in all was typed."""
    typed = sorted(bought.typed(), key=lambda figure: figure.amount.value)
    return typed[-1].place if typed else None


def _operands(figure: Figure, account: Account) -> tuple[Operand, ...]:
    return tuple(Operand(f.label, _shown(f, account), f.place) for f in figure.typed())


def _shown(figure: Figure, account: Account) -> str:
    return figure.amount.worded(account.unit)


@rule(
    "MZ788",
    "属于政府采购的在采购总额里",
    identity="一个列表里写了“政府采购: 是”的各行，金额合起来不大于政府采购总额",
    why="表里逐项写着属于政府采购，说明里的采购总额却比它们小，或者写着没有采购：两处必有一处错。",
    formula="Σ 政府采购为“是”的行.金额 ≤ 政府采购.总额",
    reference="政府采购情况的说明和版式自己的列表",
    remedy="核对这些行的金额和“政府采购”，以及政府采购的货物、工程、服务。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def marked_as_bought(evidence: Evidence) -> Iterator[Finding]:
    """Lines of a list that are marked as procured: in all more than what was."""
    account = evidence.account
    bought = account.indicators.get(WHOLE)
    for name, lines in account.lists.items() if bought and bought.is_known else ():
        own = [line.figure for line in lines if text(line.node, BOUGHT) == MARKED]
        marked = summed(name, own)
        if bought and own and marked.is_known and not Equation(marked, bought, "≤").holds:
            place, total = own[0].place, _shown(bought, account)
            first = f"“{name}”里属于政府采购的合计 {_shown(marked, account)}"
            message = f"{first}，政府采购总额只有 {total}。"
            operands = (*_operands(marked, account), *_operands(bought, account))
            if place:
                yield Finding(place, message, operands=operands)
