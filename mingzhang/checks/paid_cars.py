"""Rules on cars: what is spent on buying and running them, beside how many there are.

MZ297, MZ876, MZ843.  Cars that are paid for (保有量) MZ229 and MZ424 hold against those that
are owned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT
from mingzhang.facts.figure import Figure
from mingzhang.facts.implied_zeros import number_at
from mingzhang.reading.node import Node

CARS = ("国有资产", "车辆")
RUNNING = ("三公经费.公务用车运行维护费.决算", "三公经费.公务用车运行维护费")
BUYING = ("三公经费.公务用车购置费.决算", "三公经费.公务用车购置费")
BOUGHT, PLANNED = ("三公经费", "公务用车购置费", "购置数"), "购置车辆总数"
KEPT = ("三公经费", "公务用车运行维护费", "保有量")
FLEET = 5  # cars of which each costs something
LEAST = Decimal(5000)  # 元 a year that a car costs: insurance, inspection and some fuel

MOST = Decimal(1_000_000)  # 元 that a car costs, but for one with a ladder
SPECIAL = re.compile("消防|救援|环卫|公共交通")


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
    owned, money = _owned(account), _known(account, RUNNING)
    if owned is None or money is None or money.amount.value <= 0:
        return
    # A number of cars that are paid for is held against both by rules of its own.
    if (kept is None or kept.number is None) and _is_none(owned):
        shown = money.amount.worded(account.unit)
        operands = (
            *_paid(money, account),
            *(Operand(key, node.text, node.place) for key, node in _beside(account.source)),
        )
        message = f"公务用车运行维护费是 {shown}，国有资产中的车辆是 0。"
        yield Finding(owned.place, message, operands=operands)


def _owned(account: Account) -> Node | None:
    """The cars that may be paid for; 国有资产: 0 says that there is none either."""
    return number_at(account.source, CARS) or account.source.get(*CARS)


def _known(account: Account, names: tuple[str, ...]) -> Figure | None:
    """The first figure of cars paid for by those names that was typed and is known."""
    found = (account.indicators.get(name) for name in names)
    return next((f for f in found if f and f.is_known and any(f.typed())), None)


def _beside(source: Node) -> list[tuple[str, Node]]:
    """Assets beside the cars that are paid for: a number may have been typed a place too far."""
    assets = source.get(CARS[0])
    return [(key, node) for key, node in assets.items() if node.number] if assets else []


def _is_none(owned: Node) -> bool:
    """Whether all numbers of cars are typed as 0; of one that is not typed nothing is known."""
    counts = [node.number for _, node in owned.items()] or [owned.number]
    return all(count == Decimal(0) for count in counts)


@rule(
    "MZ876",
    "每辆车的运行维护费不太少",
    identity="有五辆以上车的，公务用车运行维护费平均每辆不少于 5,000 元",
    why="一辆车一年的保险、年检和油费不止这些；车辆数多打了一位，或者写成了旁边一项的数。",
    formula="三公经费.公务用车运行维护费 ÷ 车辆 ≥ 5,000 元",
    reference="国有资产占用情况说明、“三公”经费支出表",
    remedy="核对车辆数；车辆由别的单位养的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def cost_of_a_car(evidence: Evidence) -> Iterator[Finding]:
    """Twenty cars for two, run with 3.60 万元; of paid cars of units their own documents tell."""
    account = evidence.account
    if account.folder.units:
        return
    owned, money = _owned(account), _known(account, RUNNING)
    number = _number(owned) if owned else Decimal(0)
    is_fleet = money is not None and number >= FLEET and money.amount.value > 0
    if owned and money and is_fleet and money.amount.value < EXACT.multiply(LEAST, number):
        shown = money.amount.worded(account.unit)
        message = f"国有资产中有 {number} 辆车，公务用车运行维护费只有 {shown}。"
        yield Finding(owned.place, message, operands=tuple(_paid(money, account)))


def _paid(money: Figure, account: Account) -> Iterator[Operand]:
    """What was typed of the money that cars are paid for with."""
    for part in money.typed():
        yield Operand("公务用车运行维护费", part.amount.worded(account.unit), part.place)


@rule(
    "MZ843",
    "买一辆车的钱不太多",
    identity="公务用车购置费平均每辆不多于 100 万元（版式有购置的辆数的；消防等特种车辆除外）",
    why="公务用车的价格有标准；购置费多打了一位，或者辆数写错了。",
    formula="三公经费.公务用车购置费 ÷ 购置的辆数 ≤ 100 万元",
    reference="“三公”经费支出表",
    remedy="核对购置费和购置的辆数；买的是特种车辆的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def price_of_a_car(evidence: Evidence) -> Iterator[Finding]:
    """One car that is paid for with 180 万元 for 18."""
    account = evidence.account
    money, number = _known(account, BUYING), _bought(account)
    place = next((part.place for part in money.typed()), None) if money else None
    if not (money and place) or number <= 0 or SPECIAL.search(account.agency):
        return
    if money.amount.value > EXACT.multiply(MOST, number):
        shown = money.amount.worded(account.unit)
        yield Finding(place, f"购置公务用车 {number} 辆，公务用车购置费是 {shown}。")


def _bought(account: Account) -> Decimal:
    """How many cars were bought; of a budget as far as its form says what that is."""
    typed = account.source.get(*BOUGHT)
    planned = _known(account, (PLANNED,))
    return (typed and typed.number) or (planned.amount.value if planned else Decimal(0))


def _number(owned: Node) -> Decimal:
    counts = [node.number or Decimal(0) for _, node in owned.items()]
    return sum(counts, owned.number or Decimal(0))
