"""Uneven: a paper's text → sentences that are not written as the others of their list are.

One says no rate where the others do, another is there twice or has the purpose of its neighbour.
Nothing in them is false by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from mingzhang.inspection.sentence_slips import Slip
from mingzhang.inspection.text_outside_tables import Speech

SENTENCE = re.compile("[^。]+。")
AMOUNT = "[0-9][0-9,]*(?:\\.[0-9]+)?"
SPENT = re.compile(
    rf"(?P<base>年初|全年|调整)预算数?为?(?P<budget>{AMOUNT})万元，(?:支出)?决算数?为?(?P<spent>{AMOUNT})万元"
    r"(?P<rate>，完成[^。;，]{0,8}预算)?"
)
# A sentence of a subject, with its money: what it says nobody says twice.
OF_SUBJECT = re.compile(rf"\(类\).*\(款\).*\(项\)[^0-9]*{AMOUNT}万元")
NAME = "[^()类款。;:，、.]"
PURPOSE = re.compile(rf"(?P<name>{NAME}+)\(项\)。?[^。:]{{0,24}}主要用于:?(?P<words>[^。:]+)")
NAMED = re.compile(rf"({NAME}{{4,}})\(项\)")
FEWEST = 3  # sentences with a rate: fewer are no habit
LONGEST = 60  # characters of a sentence that a message quotes


def uneven(speech: Speech) -> tuple[Slip, ...]:
    """Every sentence of a paper that is written unevenly."""
    return (*_without_rate(speech), *_twice(speech), *_of_another(speech))


def _without_rate(speech: Speech) -> Iterator[Slip]:
    """Sentences of a budget and what was spent that say no rate, where as many others do."""
    by_base: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in SPENT.finditer(speech.text):
        budget, spent = (Decimal(match[name].replace(",", "")) for name in ("budget", "spent"))
        if budget and budget != spent:  # of nothing there is no rate, of the same 持平
            by_base[match["base"]].append(match)
    for base, found in by_base.items():
        lacking = [match for match in found if not match["rate"]]
        count = len(found) - len(lacking)
        if count >= FEWEST and count >= len(lacking):
            how = f"没有写完成{base}预算的百分比，别的 {count} 句都写了"
            yield from (Slip(speech.page(m.start()), m[0], how) for m in lacking)


def _twice(speech: Speech) -> Iterator[Slip]:
    """Sentences of a subject and its money that stand there twice, word for word."""
    found = [match for match in SENTENCE.finditer(speech.text) if OF_SUBJECT.search(match[0])]
    times = Counter(match[0] for match in found)
    last = {match[0]: match for match in found}
    for words, match in last.items():
        if times[words] > 1:
            how = f"写了 {times[words]} 遍"
            yield Slip(speech.page(match.start()), words[:LONGEST], how)


def _of_another(speech: Speech) -> Iterator[Slip]:
    """Sentences of a subject whose purpose is another subject's by name, and not its own."""
    names = set(NAMED.findall(speech.text))
    for match in PURPOSE.finditer(speech.text):
        own, words = match["name"], match["words"]
        others = [name for name in names if words.startswith(name) and not _share(name, own)]
        if others and not _share(own, words):
            how = f"的用途是“{others[0]}”的"
            yield Slip(speech.page(match.start()), match[0][-LONGEST:], how)


def _share(one: str, other: str) -> bool:
    """Whether two texts have two characters of the first in common, side by side."""
    return any(one[n : n + 2] in other for n in range(len(one) - 1))


__all__ = ["uneven"]
