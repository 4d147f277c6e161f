"""Shares of one sentence as printed, that are of no one total → warnings.

A template that takes the share of another figure than it prints (its macros and names may hide
that) says 1.89万元，占70.24% beside 4.46万元，占70.24%: no total has both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.joined_sentences import is_typed
from mingzhang.document.narrative import Block
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT

CODE = "MZ536"
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
SHARED = re.compile(
    rf"(?P<amount>{NUMBER})(?P<unit>万元|元)，占(?P<of>[^，。；：、0-9\n]{{0,24}}?)(?P<share>{NUMBER})%"
)
# What is a part of a part has a total of its own.
INSIDE = re.compile("其中|包括")
HINT = (
    "占比要算前面印的那个数：核对“占比(…)”、取它的句式（占、占全部）和 set 起的名；"
    "不是同一个总数的，写明是占什么的。"
)


def disagreeing_shares(
    blocks: Iterable[Block], account: Account, template: str, place: Place
) -> Iterator[Diagnostic]:
    """A warning for each sentence whose shares are of no one total, as they are rounded."""
    lines = (line for block in blocks for line in block.text.splitlines())
    for sentence in (one for line in lines for one in line.split("。")):
        told: defaultdict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
        for match in SHARED.finditer(sentence):
            told[match["unit"], match["of"]].append(match)
        for shares in told.values():
            apart = any(
                INSIDE.search(sentence, one.end(), other.start()) for one, other in pairwise(shares)
            )
            if not (apart or _are_of_one(shares) or is_typed(shares[0].group(), account)):
                words = "；".join(match.group() for match in shares)
                message = f"模板 {template} 一句话里的占比不是同一个总数的：“{words}”。"
                yield Diagnostic(place, CODE, message, HINT, Severity.WARNING)


def _are_of_one(shares: Iterable[re.Match[str]]) -> bool:
    """Whether some total has all these shares, within the rounding of what is printed."""
    wholes = [_whole(match) for match in shares if Decimal(match["share"].replace(",", ""))]
    least = max((low for low, _ in wholes), default=Decimal(0))
    return all(high is None or least <= high for _, high in wholes)


def _whole(match: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    """The least and the most that a total may be of which an amount is the printed share."""
    amount, share = (_number(match[name]) for name in ("amount", "share"))
    least = EXACT.divide(amount[0] - amount[1], share[0] + share[1])
    low = share[0] - share[1]
    return least, EXACT.divide(amount[0] + amount[1], low) if low > 0 else None


def _number(text: str) -> tuple[Decimal, Decimal]:
    """A printed number of a share, and how far rounding may have moved it."""
    plain = text.replace(",", "")
    return Decimal(plain), Decimal(5).scaleb(-len(plain.partition(".")[2]) - 1)
