"""Income that an account does not say: other money was spent, and nobody typed where it came from.

The cube has it as carried over, for its sums need it; nobody said that there was no such income.
"""

from __future__ import annotations

from mingzhang.facts.account import Account
from mingzhang.facts.indicators import Definition
from mingzhang.forms.dimensions import FUNDS

INCOME, SPENT, FISCAL = "收入", "支出", "财政拨款"
OF_THE_STATE = frozenset({FISCAL, *FUNDS[FISCAL]})


def unsaid_income(account: Account) -> frozenset[str]:
    """The names of an account's figures of income that nobody said; none where it was typed."""
    is_typed = account.kind.by_figure or account.source.get(INCOME) is not None
    others = (r for r in account.rows if r.section == SPENT and r.fund not in OF_THE_STATE)
    if is_typed or account.parts or not any(others):
        return frozenset()
    definitions = account.indicators.definitions
    return frozenset(name for name, definition in definitions.items() if _is_other(definition))


def _is_other(definition: Definition) -> bool:
    """Whether a figure is of income that is not, or not only, the state's own money."""
    points = definition.query.points if definition.query else ()
    funds = (point.fund for point in points if point.flow == INCOME)
    return any(fund not in OF_THE_STATE for fund in funds)
