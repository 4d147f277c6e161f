"""A rule on the money that performance management covers: no more than there is.

MZ690.  A form asks how many projects had goals, were followed, were evaluated, and of how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from mingzhang.checks.rule import Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_rows import amount_of, is_figure

# Any group of a form that has both is one that the money of projects is counted in.
COUNT, AMOUNT = "项目数", "金额"
KEYS = ("budget", "adjusted")
TIMES = 2  # the spending on projects: their budgets may be larger, and are not all known


@rule(
    "MZ690",
    "绩效管理的金额不超过全部项目资金",
    identity="“绩效”中与项目数一起填写的金额，不超过项目支出的两倍和自评表的预算数",
    why="评价的钱比全部项目的钱还多，多半是小数点或单位错了。",
    formula="“绩效”中与项目数一起填写的金额 ≤ max(2 × 项目支出, Σ 自评项目全年预算数)",
    reference="预算绩效管理情况说明",
    remedy="核对金额和“金额单位”；确实还包括拨给下级的资金的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def beyond_projects(evidence: Evidence) -> Iterator[Finding]:
    """Performance covers more money than there is: 1,755.20, where projects cost 202.24."""
    account = evidence.account
    spent, unit = evidence.figure("项目支出"), account.unit
    budgets = (_added(getattr(p.total, key) for p in account.projects) for key in KEYS)
    limit = max(spent.amount.value * TIMES, *budgets)
    covered = account.source.get("绩效")
    for key, group in covered.items() if covered and spent.is_known and limit else ():
        cell = group.get(AMOUNT) if group.get(COUNT) else None
        told = amount_of(cell, unit) if cell and is_figure(cell) else None
        if cell and told and told.value - told.half > limit:
            most = spent.amount.worded(unit)
            shown = told.worded(unit)
            message = f"{key}的金额 {shown}，全部项目支出只有 {most}。"
            yield Finding(cell.place, message, operands=(Operand("项目支出", most, spent.place),))


def _added(figures: Iterable[Figure]) -> Decimal:
    return sum((f.amount.value for f in figures if f.is_known), Decimal(0))
