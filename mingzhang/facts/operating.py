"""机关运行经费: whether an agency can have any, by what it and its units are."""

from __future__ import annotations

from mingzhang.facts.account import Account
from mingzhang.facts.source import text

# 单位性质 of profile.yaml and 类型 of a budget's units
INSTITUTIONS = {"事业", "其他事业单位"}


def has_operating_costs(account: Account) -> bool:
    """Whether there can be 机关运行经费: an institution (事业单位) has none by law."""
    kinds = {unit.kind for unit in account.units} - {""} or {text(account.profile, "单位性质")}
    figure = account.indicators.get("机关运行经费")
    return bool(figure and figure.amount.value) or not kinds <= INSTITUTIONS
