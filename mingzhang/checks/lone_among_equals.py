"""A rule on figures that are all alike but one: the one that a slip of the hand made another.

MZ786.  Three groups of the same projects have the same money; one wrong digit breaks no identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.checks.typing_slips import slips
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import Amount
from mingzhang.reading.node import Node

GROUPS, BESIDE = 3, 5  # groups with one key, or amounts of one group, of which all but one agree
BOTH = 2  # values, if all but one are equal
TELLING_DIGITS = 3  # that two figures hardly share by chance


@rule(
    "MZ786",
    "几处相同的数里没有只差一位的",
    identity="一块里并列的几组，同一个名称的数都相同，只有一个与它们差一处笔误（一位数字、相邻两位颠倒、小数点）的，要提示",
    why="这些数没有等式可对；别的几处都一样，只有一处差一位，多半是那一处打错了。",
    formula="绩效目标.金额 = 绩效跟踪.金额 = 绩效自评.金额",
    reference="部门预算、部门决算公开表",
    remedy="对照原始材料核对这个数；确实不同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def lone_among_equals(evidence: Evidence) -> Iterator[Finding]:
    """One of equal figures is a slip away from the others: 175.52, 175.52 and 175.25."""
    for block in _below(evidence.account.source):
        for name, alike in chain(_of_groups(block), _beside(block)):
            if (lone := _lone(alike)) and _is_slip(lone, _other(alike, lone)):
                yield _found(name, lone, _other(alike, lone), len(alike) - 1)


def _below(node: Node) -> list[Node]:
    return [pair[1] for pair in node.items()]


def _of_groups(block: Node) -> Iterator[tuple[str, Sequence[Node]]]:
    """The figures of the same name in groups of a block, which may all be equal."""
    found: dict[str, list[Node]] = {}
    for group in _below(block):
        for name, node in group.items():
            if node.number:
                found.setdefault(name, []).append(node)
    yield from ((name, own) for name, own in found.items() if len(own) >= GROUPS)


def _beside(block: Node) -> Iterator[tuple[str, Sequence[Node]]]:
    """A block's own figures, of which many may be equal."""
    own = {name: node for name, node in block.items() if node.number}
    if len(own) >= BESIDE:
        names: Mapping[Place, str] = {node.place: name for name, node in own.items()}
        lone = _lone(tuple(own.values()))
        yield (names[lone.place] if lone else "", tuple(own.values()))


def _lone(alike: Sequence[Node]) -> Node | None:
    """The one figure that is unlike all others, which are equal."""
    values = [node.number for node in alike]
    lone = [node for node in alike if values.count(node.number) == 1]
    return lone[0] if len(lone) == 1 and len(set(values)) == BOTH else None


def _other(alike: Sequence[Node], lone: Node) -> Node:
    return next(node for node in alike if node.number != lone.number)


def _is_slip(lone: Node, other: Node) -> bool:
    """Whether a slip of the hand makes one figure of equal ones another."""
    typed, meant = lone.number, other.number
    if not typed or not meant or len(meant.normalize().as_tuple().digits) < TELLING_DIGITS:
        return False
    return any(slips(typed, Amount(meant)))


def _found(name: str, lone: Node, other: Node, number: int) -> Finding:
    message = f"“{name}”是 {lone.text}，并列的 {number} 个数都是 {other.text}，只差一处。"
    return Finding(lone.place, message, operands=(Operand(name, other.text, other.place),))
