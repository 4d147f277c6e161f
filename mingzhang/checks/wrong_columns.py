"""Rules on a figure that stands in the wrong column of its row: exchanged with, or copied from, it.

MZ752 and MZ753.  Where the columns have no total to hold them against, the shape of the numbers
tells: budgets are round, what is left over or settled is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.basic_spending_lines import is_telling
from mingzhang.checks.rule import BUDGET, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account, Item, Plan
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure

OPENING, ADJUSTED = "年初预算", "全年预算"
ROUND, ODD = Decimal(10_000), Decimal(1_000)  # 元: what a plan is counted in, and what it is not
ALL = "全部"
SEVERAL = 4  # rows without an opening budget, among which the only one with one is odd


@rule(
    "MZ752",
    "本年与上年结转没有写反",
    identity="项目的上年结转比本年预算多、是整数万元，而本年预算有零头的，才提示",
    why="预算多是整数，结转是花剩下的零头；两栏写反了，合计不变，本年预算和结转却都错了。",
    reference="项目支出预算表",
    remedy="核对这个项目的“本年”和“上年结转”，写反了的改过来；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def carried_in_this_year(evidence: Evidence) -> Iterator[Finding]:
    """The wrong column: 5.15 planned and 30.00 left over, where plans are round."""
    bases, unit = evidence.account.kind.bases, evidence.account.unit
    for plan in evidence.account.plans:
        now = _typed(plan, bases.leaf)
        for basis in bases.get(bases.main, ()):
            left = _typed(plan, basis)
            if now and left and _is_odd(now.amount) and _is_round(left.amount, now.amount):
                shown = [f.amount.worded(unit) for f in (now, left)]
                message = (
                    f"“{plan.name}”{bases.leaf} {shown[0]}，{basis} {shown[1]}："
                    "结转是整数而预算有零头，两栏像是写反了。"
                )
                operands = (Operand(basis, shown[1], left.place),)
                yield Finding(now.place or plan.place, message, operands=operands)


def _typed(plan: Plan, basis: str) -> Figure | None:
    """The only figure of a project in that column."""
    found = [money.figure for money in plan.money if money.point.basis == basis]
    return found[0] if len(found) == 1 and found[0].place else None


def _is_odd(amount: Amount) -> bool:
    return amount.is_known and amount.value > 0 and amount.value % ODD != 0


def _is_round(amount: Amount, beside: Amount) -> bool:
    return amount.is_known and amount.value > beside.value and amount.value % ROUND == 0


@rule(
    "MZ753",
    "年初预算没有抄成决算数",
    identity="全年预算与决算不同的科目，年初预算不正好等于决算（三位以上的数）；"
    "别的科目年初预算都是 0 的，没有一个科目单单有年初预算",
    why="年初不会知道年末花多少；年初预算正好是决算数，多半是把那一栏抄了过来，完成率就成了 100%。",
    formula="全年预算 ≠ 决算 时，年初预算 ≠ 决算",
    reference="一般公共预算财政拨款支出决算情况说明",
    remedy="对照年初的预算，核对这一行的“年初预算”；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def opening_copied(evidence: Evidence) -> Iterator[Finding]:
    """The wrong column: an opening budget of 11.31, which is what was spent of 17.68 in the end."""
    account = evidence.account
    given = {item.code: item.budgets[OPENING] for item in account.items if _has(item, OPENING)}
    nonzero = [code for code, figure in given.items() if figure.amount.value]
    is_alone = len(nonzero) == 1 and len(given) > SEVERAL
    for item in account.items:
        if _is_copied(item, account):
            why = f"正好等于决算，而全年预算是 {_shown(item.budgets[ADJUSTED], account)}"
            yield _told(item, why, account)
        elif is_alone and item.code == nonzero[0]:
            yield _told(item, f"别的 {len(given) - 1} 个科目的年初预算都是 0", account)


def _has(item: Item, basis: str) -> bool:
    figure = item.budgets.get(basis)
    return bool(figure and figure.place and figure.is_known)


def _is_copied(item: Item, account: Account) -> bool:
    """Whether what was spent stands in the column of the opening budget."""
    if not (_has(item, OPENING) and _has(item, ADJUSTED) and item.final.is_known):
        return False
    opening, adjusted = item.budgets[OPENING].amount, item.budgets[ADJUSTED].amount
    number = opening.displayed(account.unit)
    return opening.value == item.final.amount.value != adjusted.value and is_telling(number)


def _shown(figure: Figure, account: Account) -> str:
    return figure.amount.worded(account.unit)


def _told(item: Item, why: str, account: Account) -> Finding:
    opening = item.budgets[OPENING]
    name = f"{item.code} {account.catalogue.name(item.code)}"
    message = f"{name}的年初预算 {_shown(opening, account)}，{why}。"
    operands = (Operand("决算", _shown(item.final, account), item.place),)
    return Finding(opening.place or item.place, message, operands=operands)
