"""A rule on the value of assets by what it is the value of: 房屋原值 beside 房屋面积.

MZ095.  Nothing adds up to what houses, cars and large equipment once cost; that it was typed in
another unit of money shows by the square metre, the car and the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.own_groups import OwnGroup, own_groups
from mingzhang.facts.source_rows import amount_of
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node

VALUE = re.compile("(?P<what>房屋|车辆|设备)[^净]*(?:原值|价值)$")
OWNED, AREA = "国有资产", "平方米"
HELD = {"车辆": "车辆", "设备": "大型设备"}  # what is counted of them in every form


@dataclass(frozen=True)
class Price:
    """What one of some assets costs (元), from the least value to the most; what one is called."""

    least: Decimal
    most: Decimal
    one: str

    def is_usual(self, amount: Decimal) -> bool:
        """Whether the value of one of these assets lies between the two."""
        return self.least <= amount <= self.most


USUAL = {
    "房屋": Price(Decimal(50), Decimal(100_000), "一平方米"),
    "车辆": Price(Decimal(10_000), Decimal(2_000_000), "一辆"),
    "设备": Price(Decimal(300_000), Decimal(100_000_000), "一台大型设备"),
}


@rule(
    "MZ095",
    "资产的价值像是这个单位的",
    identity="版式自己的房屋原值除以房屋面积、车辆原值除以车辆数、设备原值除以大型设备数，不小得或者大得"
    "正好像是元和万元写混了",
    why="资产的价值没有别的数可对；2,146 元的 8,650 平方米房屋，是把万元写进了以元填写的文件。",
    reference="国有资产占用情况表",
    remedy="核对这个数的单位，换算成“金额单位”；确实如此的（如名义金额），在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def worth(evidence: Evidence) -> Iterator[Finding]:
    """The value of assets that is of the usual size only in another unit of money."""
    account = evidence.account
    for group in own_groups(account.source, account.folder.schemas[DISCLOSURE]):
        for key in () if group.is_row else group.money():
            match, typed = VALUE.fullmatch(key), group.node.get(key)
            if match and typed and typed.number:
                held = _held(match["what"], group, account.source)
                yield from _told(key, typed, USUAL[match["what"]], held, account.unit)


def _held(what: str, group: OwnGroup, source: Node) -> list[Node]:
    """How many there are of some assets, or how large they are: what the value is of."""
    if what not in HELD:
        return group.typed(*(key for key in group.counted_in(AREA) if what in key))
    counted = source.get(OWNED, HELD[what])
    parts = [node for _, node in counted.items()] if counted else []
    found = parts or ([counted] if counted else [])
    return found if all(node.number is not None for node in found) else []


def _told(key: str, typed: Node, price: Price, held: list[Node], unit: Unit) -> Iterator[Finding]:
    number = sum((node.number for node in held if node.number), Decimal(0))
    if not number:
        return
    each = EXACT.divide(amount_of(typed, unit).value, number)
    for factor, word in ((Unit.WAN.worth, "万元"), (1 / Unit.WAN.worth, "元")):
        if not price.is_usual(each) and price.is_usual(EXACT.multiply(each, factor)):
            shown = f"{'只有' if factor > 1 else '就有'} {each:,.2f} 元"
            message = f"{key}是 {typed.text} {unit.label}，{price.one}{shown}，像是{word}的数。"
            operands = tuple(Operand("数量", node.text, node.place) for node in held if node.number)
            yield Finding(typed.place, message, operands=operands)
