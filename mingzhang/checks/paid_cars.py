"""A rule on cars: what is spent on running them needs one.

MZ297.  Where the cars that are paid for are counted (保有量), MZ229 and MZ424 hold them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.implied_zeros import number_at
from mingzhang.reading.node import Node

CARS = ("国有资产", "车辆")
RUNNING = ("三公经费.公务用车运行维护费.决算", "三公经费.公务用车运行维护费")
KEPT = ("三公经费", "公务用车运行维护费", "保有量")


@rule(
    "MZ297",
    "花钱养的车在国有资产里",
    identity="公务用车运行维护费大于 0 的，国有资产占用情况中的车辆不是 0",
    why="没有车却有养车的钱：车辆数写到了旁边的一项里，或者写成了 0。",
    formula="三公经费.公务用车运行维护费 > 0 ⇒ Σ 国有资产.车辆 > 0",
    reference="国有资产占用情况说明、“三公”经费支出表",
    remedy="核对车辆数和它旁边的各项；车辆登记在别的单位名下的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def cars_paid_for(evidence: Evidence) -> Iterator[Finding]:
    """Cars paid for, and none there: two typed as large equipment, none left for 运行维护费."""
    account = evidence.account
    kept = account.source.get(*KEPT)
    # 国有资产: 0 says that there is no car either.
    owned = number_at(account.source, CARS) or account.source.get(*CARS)
    found = (account.indicators.get(name) for name in RUNNING)
    money = next((f for f in found if f and f.is_known and any(f.typed())), None)
    if owned is None or money is None or money.amount.value <= 0:
        return
    # A number of cars that are paid for is held against both by rules of its own.
    if (kept is None or kept.number is None) and _is_none(owned):
        shown = f"{money.amount.displayed(account.unit):,} {account.unit.label}"
        operands = (
            *(Operand("公务用车运行维护费", shown, part.place) for part in money.typed()),
            *(Operand(key, node.text, node.place) for key, node in _beside(account.source)),
        )
        message = f"公务用车运行维护费是 {shown}，国有资产中的车辆是 0。"
        yield Finding(owned.place, message, operands=operands)


def _beside(source: Node) -> list[tuple[str, Node]]:
    """Assets beside the cars that are paid for: a number may have been typed a place too far."""
    assets = source.get(CARS[0])
    return [(key, node) for key, node in assets.items() if node.number] if assets else []


def _is_none(owned: Node) -> bool:
    """Whether all numbers of cars are typed as 0; of one that is not typed nothing is known."""
    counts = [node.number for _, node in owned.items()] or [owned.number]
    return all(count == Decimal(0) for count in counts)
