"""A rule on spending below zero: a row of a table is money that was paid out, or is to be.

MZ793.  A sign that slipped in leaves every sum right that the other rows were made to fit.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Severity

FLOWS = ("支出", "经济分类", "收入")


@rule(
    "MZ793",
    "收入和支出不是负数",
    identity="“支出”“收入”“基本支出”“项目”各行的数不小于 0",
    why="花出去的钱不会是负的；多打了一个负号，别的数凑平了合计也看不出来。",
    formula="支出各行.金额 ≥ 0",
    reference="收入支出决算表、部门预算公开表",
    remedy="核对正负号；冲减以前年度的支出确是负数的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def below_zero(evidence: Evidence) -> Iterator[Finding]:
    """Spending of less than nothing: 公用经费 of -5.40."""
    account = evidence.account
    file = account.source.place.file
    # By how much a figure was changed (调整数) may be less than nothing.
    changes, facts = account.kind.bases.changes, account.cube.facts.items()
    paid = (f for p, f in facts if p.flow in FLOWS and p.basis not in changes)
    # What a list of projects has is no fact of the cube where it says no subject.
    planned = (money.figure for plan in account.plans for money in plan.money)
    own = {f.place: f for f in (*paid, *planned) if f.place and f.place.file == file}
    for place, figure in own.items():
        if figure.is_known and figure.amount.value < 0:
            shown = figure.amount.worded(account.unit)
            yield Finding(place, f"{figure.label}是 {shown}。")
