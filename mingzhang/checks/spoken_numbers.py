"""Numbers in words: 十二点五 → 12.5, as they stand behind 百分之."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {**{digit: n for n, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
WORTH = {"十": 10, "百": 100}
POINT = "点"
SPOKEN = f"[{''.join((*DIGITS, *WORTH))}]{{1,7}}(?:{POINT}[{''.join(DIGITS)}]{{1,4}})?"


def spoken(words: str) -> Decimal:
    """A spoken number: what words like 百分之 are followed by; they must fit ``SPOKEN``."""
    whole, _, behind = words.partition(POINT)
    fraction = "".join(str(DIGITS[character]) for character in behind)
    return Decimal(f"{_whole(whole)}.{fraction}" if fraction else _whole(whole))


def _whole(words: str) -> int:
    if WORTH.keys().isdisjoint(words):
        return int("".join(str(DIGITS[character]) for character in words))
    total, digit = 0, 1
    for character in words:
        worth = WORTH.get(character)
        if worth is None:
            digit = DIGITS[character]
            continue
        # 百 alone is 100, and 十 alone ten.
        total, digit = total + digit * worth, 0
    return total + (digit if words[-1] in DIGITS else 0)
