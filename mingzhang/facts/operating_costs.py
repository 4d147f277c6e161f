"""机关运行经费: whether an agency can have any, by what it and its units are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mingzhang.facts.source_nodes import text
from mingzhang.reading.node import Node

if TYPE_CHECKING:
    from mingzhang.facts.account import Account

RUNNING = "机关运行经费"
# 单位性质 of profile.yaml and 类型 of a budget's units
INSTITUTIONS = {"事业", "其他事业单位"}


def has_operating_costs(account: Account) -> bool:
    """Whether there can be operating costs (机关运行经费): a 事业单位 has none by law."""
    figure = account.indicators.get(RUNNING)
    typed = bool(figure and figure.amount.value)
    return typed or not not_had((unit.kind for unit in account.units), account.profile)


def not_had(kinds: Iterable[str], profile: Node) -> frozenset[str]:
    """Named figures of operating costs (机关运行经费) that a 事业单位 alone cannot have."""
    known = set(kinds) - {""} or {text(profile, "单位性质")}
    return frozenset({RUNNING}) if known <= INSTITUTIONS else frozenset()
