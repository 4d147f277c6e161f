"""Text width: characters → how wide they are, and what of them stays together on a line."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from unicodedata import east_asian_width

OPENING, CLOSING = "（《〈「『【“‘", "，。、；：）》〉」』】”’！？"
# What no line ends within: a word or a number, a character with the marks that cling to it.
UNIT = re.compile(rf"[{OPENING}]*(?:[A-Za-z0-9.,%]+|.)[{CLOSING}]*|[{OPENING}]+$", re.DOTALL)


@lru_cache(1 << 14)
def text_width(text: str) -> Decimal:
    """Its width in characters, of which two narrow ones make one; a % takes nearly a whole one."""
    narrow = sum(east_asian_width(c) in ("Na", "H", "N") and c != "%" for c in text)
    return Decimal(len(text)) - Decimal(narrow) / 2


def units(text: str) -> list[str]:
    """The parts of a text between which a line may end, to measure its width."""
    return UNIT.findall(text)


def end_of(text: str) -> str:
    """The narrowest end of a text, by width, that may stand on a line alone."""
    return "".join(units(text)[-2:])
