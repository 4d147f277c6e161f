"""Days in digits: a day as it was written, maybe in characters → the same words with digits.

二〇二五年十月三十一日 is 2025年10月31日; what is written in digits stays as it is.
"""

from __future__ import annotations

import re

CHARACTERS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
TENS = re.compile("([0-9]?)十([0-9]?)")
DAY = re.compile(
    r"(20[0-9]{2})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?|年([0-9]{1,2})月(?:([0-9]{1,2})日)?)"
)


def in_digits(words: str) -> str:
    """The words of a day with digits for its characters."""
    return TENS.sub(_ten, words.translate(CHARACTERS))


def named_day(words: str) -> tuple[int, ...]:
    """Year, month and day that words name, in digits or not; without a day, or nothing, if none."""
    told = DAY.fullmatch(in_digits("".join(words.split())))
    return tuple(int(part) for part in told.groups() if part) if told else ()


def _ten(match: re.Match[str]) -> str:
    """Tens of a day: 十 → 10, 十二 → 12, 三十 → 30, 三十一 → 31."""
    return f"{match[1] or 1}{match[2] or 0}"
