"""A rule on figures that are all alike but one: the one that a slip of the hand made another.

MZ786.  Three groups of the same projects have the same money; one wrong digit breaks no identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, permutations

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.checks.typing_slips import slips
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Score
from mingzhang.facts.amount import Amount
from mingzhang.reading.node import Node

GROUPS, BESIDE = 3, 5  # groups with one key, or amounts of one group, of which all but one agree
BOTH = 2  # values, if all but one are equal
TELLING_DIGITS = 3  # that two figures hardly share by chance


@rule(
    "MZ786",
    "几处相同的数里没有只差一位的",
    identity="一块里并列的几组，同一个名称的数都相同，只有一个与它们差一处笔误（一位数字、相邻两位颠倒、小数点）的，要提示；金额相同的几组，项目数也相同；"
    "有的指标没有写权重的项目，权重不与别的项目同一类的都不同",
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
                yield _found(name, lone, _other(alike, lone), len(alike) - 1, "，只差一处")
        yield from _of_same_things(block)
    yield from _weights(evidence)


def _of_same_things(block: Node) -> Iterator[Finding]:
    """Groups with all figures equal but one: one project and 175.52 万元, and ten with as much."""
    groups = [{k: n for k, n in g.items() if n.number is not None} for g in _below(block)]
    names = [
        name for name in dict.fromkeys(chain(*groups)) if sum(name in g for g in groups) > BOTH
    ]
    for name, other in permutations(names, BOTH):
        both = [group for group in groups if name in group and other in group]
        alike, beside = ([group[key] for group in both] for key in (name, other))
        lone = _lone(alike) if len(both) >= GROUPS else None
        if lone and len({node.number for node in beside}) == 1 and beside[0].number:
            usual = _other(alike, lone)
            # What is left out of one has a figure of so many digits in the others.
            if _is_telling(beside[0]) or (not lone.number and _is_telling(usual)):
                yield _found(name, lone, usual, len(alike) - 1)


def _weights(evidence: Evidence) -> Iterator[Finding]:
    """A weight unlike all equal ones, where no sum tells: a line of its project has none."""
    plans = evidence.account.plans
    every = [score for plan in plans for score in plan.indicators if score.weight is not None]
    for plan in plans:
        own = [score for score in plan.indicators if score.weight is not None]
        for score in own if len(own) < len(plan.indicators) else ():
            others = [s for s in every if s is not score and _kind(s) == _kind(score)]
            weights = {s.weight for s in others}
            if len(others) >= BESIDE and len(weights) == 1 and score.weight not in weights:
                usual = others[0]
                both = f"{score.weight}，另外 {len(others)} 个都是 {usual.weight}"
                message = f"{_kind(score)}的权重是 {both}。"
                operands = (Operand("另一个", str(usual.weight), usual.place),)
                yield Finding(score.place or plan.place, message, operands=operands)


def _kind(score: Score) -> str:
    return score.words.get("一级", "")


def _is_telling(node: Node) -> bool:
    """Whether a figure has digits enough that equal ones are no chance."""
    digits = node.number.normalize().as_tuple().digits if node.number else ()
    return len(digits) >= TELLING_DIGITS


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
    if not typed or not meant or not _is_telling(other):
        return False
    return any(slips(typed, Amount(meant)))


def _found(name: str, lone: Node, other: Node, number: int, end: str = "") -> Finding:
    message = f"“{name}”是 {lone.text}，并列的 {number} 个数都是 {other.text}{end}。"
    return Finding(lone.place, message, operands=(Operand(name, other.text, other.place),))
