"""Factor: the figures of a document before and after → whether all moved by one power of ten.

That is no new budget but a unit that somebody mistook: 元 under 万元.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import EXACT

LEAST = 3  # two figures may do so by chance
MOST = Decimal("0.9")
POWERS = (-4, -3, -2, -1, 1, 2, 3, 4)
NEAR = Decimal("0.005")  # rounding moves the smallest figures a little
Pair = tuple[str, Decimal, Decimal]  # key, before, after


def power_of(pairs: Sequence[Pair]) -> int:
    """The factor, a power of ten, by which nearly every figure moved; 0 where there is none."""
    moved = [(before, after) for _, before, after in pairs if before and after]
    if len(moved) < LEAST:
        return 0
    powers = Counter(_power(before, after) for before, after in moved)
    power, count = powers.most_common(1)[0]
    return power if count >= MOST * len(moved) else 0


def _power(before: Decimal, after: Decimal) -> int:
    rate = EXACT.divide(after, before)
    return next((k for k in POWERS if abs(rate.scaleb(-k) - 1) < NEAR), 0)


def moved_alike(pairs: Iterable[Pair], file: Path) -> tuple[Diagnostic, ...]:
    """One finding where all figures are off by the same factor of units (元, 万元)."""
    known = tuple(pairs)
    power = power_of(known)
    if not power:
        return ()
    key, before, after = next(p for p in known if p[1] and p[2] and _power(p[1], p[2]) == power)
    times = f"{10**power} 倍" if power > 0 else f"1/{10**-power}"
    message = (
        f"工作簿的数几乎都是来源里的 {times}（{key} 由 {before:f} 变成 {after:f}，"
        f"共 {len(known)} 个数改动），金额单位多半写错了。"
    )
    hint = (
        "请核对工作簿各表写的“单位：”和来源的“金额单位”，改正后再导入；"
        "来源里的数原来就错的，加 --rescaled 导入。"
    )
    return (Diagnostic(Place(file), "MZ823", message, hint),)
