"""Rule on what a document draws on: its year's budget and the year before add up themselves.

MZ797.  Files that cannot be read at all are told as they are read (MZ660, MZ865).
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks import budget_tables, final_account_tables, project_money, shared_identities
from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.rule import ANY, Cause, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.reading.source_text import shown
from mingzhang.reading.ways_out import check_first

# What a document that is drawn upon must keep to be made at all.
IDENTITIES = (
    shared_identities.both_totals,
    shared_identities.economic_detail,
    shared_identities.receptions_and_cars,
    final_account_tables.fiscal_totals,
    final_account_tables.fiscal_balance,
    final_account_tables.procurement,
    final_account_tables.foreign_guests,
    project_money.within_budget,
    budget_tables.department_of_units,
    budget_tables.projects_in_spending,
    budget_tables.carried_over,
)


@rule(
    "MZ797",
    "本年的预算、上年的文件夹自己对得上",
    identity="取数、比较用的本年预算和上年的文件夹，各级合计与明细相等，经济分类与功能分类的基本支出相等，"
    "收支、财政拨款、三公经费、项目的合计也对得上",
    why="它自己的数对不上，照它核对的年初预算、与它比较的句子就靠不住。",
    reference="本年公开的预算、上年公开的预算和决算",
    remedy="先核对它，改好了再核对本文档；公布的就是那样的，在它的“核对说明”里写明差额。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def drawn_add_up(evidence: Evidence) -> Iterator[Finding]:
    """A document that is drawn upon does not add up: told once; its own check says more."""
    account = evidence.account
    drawn = (("本年预算", "预算来源", account.plan), ("上年", "上年来源", account.before))
    for word, key, other in drawn:
        broken = _broken(other) if other else []
        asked = account.source.get(key) or account.source.get("年度") or account.source
        if other and broken:
            path = shown(other.folder.path)
            message = f"{word}的“{path}”有 {len(broken)} 处自己对不上，用它的数靠不住。"
            yield Finding(
                asked.place,
                message,
                check_first(str(path)),
                _operands(broken[0], other),
                cause=Cause(unsure=frozenset().union(*map(_places, broken))),
            )


def _operands(broken: Equation | Finding, drawn: Account) -> tuple[Operand, ...]:
    """Both sides of what fails in a document that is drawn upon."""
    if isinstance(broken, Finding):
        return broken.operands
    both = (broken.left, broken.right)
    return tuple(Operand(f.label, f.amount.worded(drawn.unit), f.origin) for f in both)


def _places(broken: Equation | Finding) -> frozenset[Place]:
    """The cells of a document that is drawn upon with which nothing can be compared yet."""
    return frozenset(broken.weights if isinstance(broken, Equation) else (broken.place,))


def _broken(drawn: Account) -> list[Equation | Finding]:
    """What fails in a document that is drawn upon, unless its author accepted some difference."""
    if any(one.difference is not None for one in acceptances(drawn)):
        return []
    own = Evidence(drawn)
    rules = (one for one in IDENTITIES if one.looks_at(drawn))
    told = (*(r.equation for r in own.roll_ups), *(t for one in rules for t in one.results(own)))
    failing = [one for one in told if isinstance(one, Equation) and not one.holds]
    # A list that is lacking is no sum that fails; a balance below zero is told by no equation.
    below = final_account_tables.no_negative_balance
    return [*failing, *(below.results(own) if below.looks_at(drawn) else ())]
