"""The rule that “三公” costs keep within their budget: nothing may be spent beyond it unexplained.

MZ207.  A form that prints why they went beyond asks for the reason itself (MZ401), and says it
there; of one that prints only why they moved since last year nobody else would ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.figures_beside_names import operands
from mingzhang.checks.rule import Cause, Evidence, Finding, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.amount import EXACT
from mingzhang.facts.reasons import LAST_YEAR, Move

COSTS, TOTAL = "三公经费.", "三公经费.合计.决算"


@rule(
    "MZ207",
    "“三公”经费的决算不超过预算",
    identity="“三公”经费合起来的决算数不大于预算数，一项的决算数不到预算数的两倍；"
    "写明了决算与预算的差异原因的除外",
    why="“三公”经费不得超预算支出；完成预算的 200% 而没有一句话，读的人先问的就是它。",
    formula="三公经费合计决算数 ≤ 预算数；各项决算数 < 预算数 × 2",
    reference="“三公”经费支出决算表；党政机关厉行节约反对浪费条例",
    remedy="核对这一项的预算数和决算数；确实超过的，在“核对说明”里写明为什么。",
    severity=Severity.WARNING,
)
def within_budget(evidence: Evidence) -> Iterator[Finding]:
    """An official cost that is over its budget, and no reason why."""
    over = [move for move in evidence.all_moves if _is_over(move) and not evidence.behind(move)]
    is_all = any(move.now.label == TOTAL for move in over)
    yearly = [move for move in evidence.all_moves if move.base == LAST_YEAR]
    for move in over:
        is_sum = any(_is_part(other, move) for other in over)
        place = move.now.place
        if place and not is_sum and (is_all or _is_twice(move)):
            message = (
                f"{move.now.label} {move.now.amount.wan} 万元，超过{move.base} "
                f"{move.before.amount.wan} 万元，没有说明为什么。"
            )
            both = (move.now, move.before)
            moved = (m.now.label for m in yearly if place in {f.place for f in m.now.typed()})
            cause, label = Cause(follow={"MZ651": tuple(moved)}), frozenset({move.now.label})
            yield Finding(
                place, message, operands=operands(both), compared=both, cause=cause, about=label
            )


def _is_over(move: Move) -> bool:
    return move.base != LAST_YEAR and COSTS in move.now.label and move.sign > 0


def _is_twice(move: Move) -> bool:
    return move.now.amount.value >= EXACT.multiply(move.before.amount.value, Decimal(2))


def _is_part(other: Move, move: Move) -> bool:
    """Whether an over-spent cost is in the other: 公务接待费, of 合计."""
    parts = [{f.place for f in one.now.typed()} for one in (other, move)]
    return parts[0] < parts[1]
