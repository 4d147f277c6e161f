"""A rule on money that is not 财政拨款: what a subject took in, it spent, or has left.

MZ837.  Income under the code of the row beside keeps every total, and two tables by subject say
different things of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure

OTHERS, INCOME, SPENT, LEFT = "非财政", "收入", "支出", "年末结转"
ITEM = 7  # digits of a 项
DIVIDED = "结余分配"  # told of all subjects together


@rule(
    "MZ837",
    "一个科目的收入有支出或结转",
    identity="财政拨款以外的资金，一个科目的收入不大于它的支出、结转下年（决算：年末结转）和结余分配之和",
    why="收入写到了旁边的科目，各张表的合计都不变，收入表和支出表里这个科目的钱却对不上。",
    formula="收入.科目 ≤ 支出.科目 + 结转.科目 + 结余分配",
    reference="收入总表、支出总表（收入决算表、支出决算表）",
    remedy="核对收入和支出的科目；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def used_up(evidence: Evidence) -> Iterator[Finding]:
    """Income by subject that nobody spent: 经营收入 of 小学教育, which has no spending."""
    account = evidence.account
    spare = _spare(account)
    for code in _codes(account) if spare is not None else ():
        taken, spent, left = (_at(account, flow, code) for flow in (INCOME, SPENT, LEFT))
        if spare is None or not (taken.is_known and spent.is_known and left.is_known):
            continue
        rest = (taken.amount - spent.amount - left.amount).value - spare
        place = next((figure.place for figure in taken.typed() if figure.place), None)
        half = taken.amount.half + spent.amount.half + left.amount.half
        if place and rest > half:
            shown = [_shown(figure.amount, account) for figure in (taken, spent)]
            message = (
                f"{code} {account.catalogue.name(code)}的非财政收入是 {shown[0]}，"
                f"支出是 {shown[1]}，多出的 {_shown(Amount(rest), account)}没有支出，也没有结转。"
            )
            operands = tuple(
                Operand(f.label, _shown(f.amount, account), f.place) for f in spent.typed()
            )
            yield Finding(place, message, operands=operands)


def _codes(account: Account) -> list[str]:
    """The subjects under which income of other money is typed."""
    found = account.cube.subjects(INCOME, OTHERS)
    return [code for code in found if len(code) == ITEM]


def _at(account: Account, flow: str, code: str = "") -> Figure:
    return account.cube.figure(account.cube.at(flow, OTHERS, code))


def _spare(account: Account) -> Decimal | None:
    """What may have been left, or divided, of any subject (元); None where that is not known."""
    divided = account.indicators.get(DIVIDED)
    whole = _at(account, LEFT)
    by_subject = [_at(account, LEFT, code) for code in _codes(account)]
    if not all(f.is_known for f in (whole, *by_subject, *filter(None, (divided,)))):
        return None
    told = sum((figure.amount.value for figure in by_subject), Decimal(0))
    rest = max(whole.amount.value - told, Decimal(0))
    return rest + (divided.amount.value if divided else Decimal(0))


def _shown(amount: Amount, account: Account) -> str:
    return f"{amount.displayed(account.unit):,} {account.unit.label}"
