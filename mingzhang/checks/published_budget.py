"""The rule on a year's chain: a final account against the budget that was published of its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from mingzhang.checks.department_sums import is_short_of_units, units_apart
from mingzhang.checks.rule import FEW, Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.document_chain import Pair, budgets
from mingzhang.facts.figure import Figure


@rule(
    "MZ863",
    "年初预算与公布的预算相符",
    identity="各科目、各种收入和“三公”经费各项的年初预算，等于同一年度公布的预算里的同一个数（含或不含上年结转）",
    why="决算里的年初预算与年初公布的预算不同，读的人会问哪一份是真的。",
    formula="决算.年初预算 = 预算.同一个数",
    reference="同一年度公开的部门预算",
    remedy="对照公布的预算改正一处；批复后调剂过科目、增减过单位的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def opening_budget(evidence: Evidence) -> Iterator[Finding]:
    """年初预算 typed in a final differs from the published budget; told with both places."""
    account = evidence.account
    if is_short_of_units(account):
        # The missing unit's money is why.
        return
    wrong = [pair for pair in budgets(account) if not pair.agrees]
    if wrong:
        yield _differing(wrong, account)


def _differing(wrong: Sequence[Pair], account: Account) -> Finding:
    operands = tuple(
        _operand(name, figure, account)
        for pair in wrong
        for name, figure in ((pair.name, pair.here), (f"预算 {pair.name}", pair.published))
    )
    first, cause = wrong[0], Cause(changes=dict(filter(None, map(_change, wrong))))
    typed = (f.place for pair in wrong for f in pair.here.typed())
    place = next((p for p in typed if p and p.file == account.source.place.file), None)
    if len(wrong) == 1:
        here, there = (_shown(f, account.unit) for f in (first.here, first.published))
        message = f"{first.name}是 {here}，公布的预算是 {there}"
    else:
        names = "、".join(pair.name for pair in wrong[:FEW]) + ("等" if len(wrong) > FEW else "")
        message = f"有 {len(wrong)} 个年初预算与公布的预算不同：{names}"
    place, told = place or Place(account.source.place.file, 1, 1), f"{message}。{_units(account)}"
    return Finding(place, told, operands=operands, cause=cause)


def _units(account: Account) -> str:
    """Units that the published budget sums and its final account does not, or the reverse."""
    plan = account.folder.planned
    gone, new = units_apart(plan, account.folder) if account.parts else ([], [])
    told = (f"没有汇总 {listed(new)}" if new else "", f"另汇总了 {listed(gone)}" if gone else "")
    return f"那份预算{'，'.join(filter(None, told))}。" if any(told) else ""


def _change(pair: Pair) -> tuple[Place, Decimal] | None:
    """By how much an opening budget would be larger as it was published: at a figure of its own."""
    same = {figure.place for figure in pair.published.typed()}
    places = [p for figure in pair.here.typed() if (p := figure.place) and p not in same]
    apart = pair.published.amount.value - pair.here.amount.value
    return (places[0], apart) if places else None


def _operand(name: str, figure: Figure, account: Account) -> Operand:
    place = figure.place or next((typed.place for typed in figure.typed()), None)
    return Operand(name, _shown(figure, account.unit), place)


def _shown(figure: Figure, unit: Unit) -> str:
    return f"{figure.amount.displayed(unit):,} {unit.label}"
