"""Reasons that name nothing but one of the “三公” costs, and explain another figure.

In: the reasons, the moves.  Out: those that seem to have been written for another block, as their
figure is far larger, and those written for another of the costs; for the rule MZ646.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.reasons_under_lock import Explained
from mingzhang.checks.rule import Evidence
from mingzhang.facts.amount import EXACT
from mingzhang.facts.reasons import Move

COSTS = {"公务接待": "公务接待费", "公务用车运行": "公务用车运行维护费", "出国": "因公出国境费"}
NAMED = re.compile(f"({'|'.join(COSTS)})[^，。；、]{{0,8}}?(?:减少|下降|压减|增加|增长|上升)")
BLOCKS = ("三公经费", "机关运行经费", "公用经费", "基本支出")
# What every reason says, which is no cause of its own.
SAID_BY_ALL = re.compile(
    "厉行节约|过紧日子|严格|严控|贯彻|落实|执行|按照|根据|中央|八项规定|要求|规定|精神|思想|"
    "压减|压缩|控制|一般性|支出|开支|进一步|坚持|主要|原因|由于|[是为系了的等和“”，。、；：]"
)
# What a reason of each cost is about, and what it may speak of beside.
MATTERS = {
    "公务接待费": ("公务接待|接待费|来访|来宾", "接待|来访|来宾|来客|客饭|调研|交流|检查"),
    "公务用车": ("公务用车|公车|购车|用车|车辆", "车|油|维修|保险|里程|驾驶"),
    "因公出国境费": ("出国|出境|出访|因公临时", "出国|出境|出访|境外|国外|团组|外事"),
}
OF_ALL = re.compile("三公|各项|厉行节约|过紧日子|八项规定")
FEW = 2  # characters that are left of a reason and name no other cause
FAR = Decimal(20)  # times that a figure moved more than what its reason names


@dataclass(frozen=True, eq=False)
class Foreign:
    """A reason, what it explains, and the cost that it names, with how that moved."""

    reason: Explained
    move: Move
    cost: Move


def foreign_reasons(evidence: Evidence) -> Iterator[Foreign]:
    """A reason of one official cost: 公务接待减少, by 0.35 万元, of a fall by 1,442 万元."""
    for reason in evidence.reasons:
        named = NAMED.findall(reason.text)
        is_all = len(SAID_BY_ALL.sub("", NAMED.sub("", reason.text))) <= FEW
        if len(named) == 1 and is_all and not any(b in reason.key for b in BLOCKS):
            own = _moved(evidence, COSTS[named[0]])
            move = reason.moves[0]
            if own and _size(move) > EXACT.multiply(FAR, _size(own)):
                yield Foreign(reason, move, own)


@dataclass(frozen=True, eq=False)
class Exchanged:
    """A reason of one of the costs that says why another is what it is, and that cost's name."""

    reason: Explained
    other: str


def exchanged_reasons(evidence: Evidence) -> Iterator[Exchanged]:
    """A reason of another official cost: 本部门无公务用车, of 公务接待费."""
    for reason in evidence.reasons:
        cost = next((c for c in MATTERS if reason.moves and c in reason.moves[0].now.label), "")
        if not cost or OF_ALL.search(reason.text) or re.search(MATTERS[cost][1], reason.text):
            continue
        others = [c for c, (named, _) in MATTERS.items() if re.search(named, reason.text)]
        if len(others) == 1:
            yield Exchanged(reason, others[0])


def _moved(evidence: Evidence, cost: str) -> Move | None:
    """The largest move of a cost (三公) that a reason names."""
    moves = [move for move in evidence.all_moves if cost in move.now.label.split(".")]
    return max(moves, key=_size, default=None)


def _size(move: Move) -> Decimal:
    return abs(move.difference.amount.value)
