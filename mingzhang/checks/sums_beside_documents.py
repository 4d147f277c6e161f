"""A department's figures of all its units, and the units' own documents → where the sum differs.

MZ845, told and accepted by ``departments_beside``.  三公经费 and the like stand once for the whole
department; where each of its units has a document beside it, they are those documents' sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from mingzhang.checks.rule import FEW
from mingzhang.diagnostics import Diagnostic, Operand, Severity
from mingzhang.facts.amount import Amount, Unit, total
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import shown

CODE, MONEY = "MZ845", "金额单位"
# What is typed for the whole document, of which every number is a sum over its units.
BLOCKS = ("三公经费", "机关运行经费", "政府采购", "国有资产")
Numbers = Mapping[tuple[str, ...], Node]


class _Apart(NamedTuple):
    """A department's number, and the same of each unit, of which the sum differs."""

    key: tuple[str, ...]
    here: Node
    there: Sequence[Node]
    sum: Decimal


def sums_apart(department: Node, units: Sequence[Node]) -> Diagnostic | None:
    """Told at the department's figure: it is not the sum of what all its units say themselves.

    What one of them does not say is not compared, nor documents in different units of money:
    cars are counted alike in each.
    """
    money = {node.text if (node := one.get(MONEY)) else "" for one in (department, *units)}
    if len(money) != 1 or not units:
        return None
    unit = Unit.YUAN if money == {Unit.YUAN.label} else Unit.WAN
    found = list(_apart(department, units, unit))
    if not found:
        return None
    first, more = found[0], len(found) - 1
    also = f"；另有 {more} 处不同" if more else ""
    message = (
        f"“{'.'.join(first.key)}”是 {first.here.text}，各单位自己的一份合计是 {first.sum:f}{also}。"
    )
    hint = "核对各份，改正写错的一处；确实不同的，在其中一份的“核对说明”里写明。"
    operands = tuple(
        Operand(f"“{shown(node.place.file.parent)}”的 {'.'.join(one.key)}", node.text, node.place)
        for one in found[:FEW]
        for node in one.there
    )
    return Diagnostic(first.here.place, CODE, message, hint, Severity.WARNING, operands)


def _apart(department: Node, units: Sequence[Node], unit: Unit) -> Iterator[_Apart]:
    every = [_numbers(one) for one in units]
    for key, here in _numbers(department).items():
        there = [own[key] for own in every if key in own]
        if len(there) == len(every):
            typed = [node.number for node in there if node.number is not None]
            added = total(Amount.typed(number, unit) for number in typed)
            if here.number is not None and not Amount.typed(here.number, unit).agrees(added):
                yield _Apart(key, here, there, sum(typed, Decimal(0)))


def _numbers(source: Node) -> Numbers:
    """The numbers of a source's blocks of figures of the whole document, by their keys."""
    found: dict[tuple[str, ...], Node] = {}
    for block in BLOCKS:
        if node := source.get(block):
            found |= dict(_below(node, (block,)))
    return found


def _below(node: Node, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    if node.number is not None:
        yield key, node
    for name, below in node.items():
        yield from _below(below, (*key, name))
