"""Shares as printed, of another total than the others of their sentence → warnings.

A template that takes the share of another figure than it prints (its macros and names may hide
that) says 1.89万元，占70.24% beside 4.46万元，占70.24%: no total has both.  A printed number knows
of which figures it is the share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.document.printed_sentences import pieces, writing_line
from mingzhang.document.sentence_figures import Answer, unmarked
from mingzhang.facts.figure import Figure, Term, computed

CODE = "MZ536"
SHARE = "占比"
SHARED = re.compile("占(?P<of>[^，。；：、\n]*)$")
# What stands between an amount and the share that is told of it.
OF_IT = re.compile("(?:万元|元)?(?:，完成[^，。；：、]*|，?占[^，。；：、]*)?")
# What is a part of a part has a total of its own.
CHANGE = "变动额"
THAN = re.compile("(?:万元|元)，?[比较与同][^，。；：、]*")
OF_BEFORE = re.compile("上年|去年|同期|20[0-9]{2}年(?:度)?[^，。；]*$")
# What leads from an amount to its parts.
PARTS = re.compile("(?:万元|元)[，；：]?(?:其中|包括)[^。；]*")
INSIDE = re.compile("其中|包括")
# What leads to parts of a part, or to the same money once more by other parts.
APART = re.compile("占.*(?:其中|包括|按|（)", re.DOTALL)
HINT = (
    "占比要算前面印的那个数：核对“占比(…)”、取它的句式（占、占全部）和 set 起的名；"
    "不是同一个总数的，写明是占什么的。"
)


@dataclass(frozen=True)
class _Share:
    """A share that a sentence prints: of what, in its words, and its figures.

    ``before`` are the words of the sentence up to it, ``told`` is the figure printed right before,
    ``total`` the one whose parts the sentence lists (其中：).
    """

    of: str
    part: Figure
    whole: Figure
    told: Figure | None
    before: str
    total: Figure | None


def disagreeing_shares(
    paragraphs: Iterable[str], asked: Sequence[Answer], files: Sequence[Path], place: Place
) -> Iterator[Diagnostic]:
    """A warning for each printed sentence with a share of another figure, or of another total.

    ``files`` are the templates of which one wrote it for ``place``; ``asked`` has the figures.
    """
    told = ((one, paragraph) for paragraph in paragraphs for one in unmarked(paragraph).split("。"))
    for sentence, paragraph in told:
        if said := _wrong(tuple(_shares(sentence, asked))) or _of_before(sentence, asked):
            where = writing_line(paragraph, files) or place
            yield Diagnostic(where, CODE, said, HINT, Severity.WARNING)


def _wrong(shares: Sequence[_Share]) -> str:
    """What is wrong with the shares of a printed sentence; empty where nothing is."""
    for one in shares:
        mine = (one.part.amount, one.whole.amount)  # words may lead to a share by its whole
        if one.told and not any(map(one.told.amount.agrees, mine)):
            return f"前面印的是“{one.told.label}”，占比算的却是“{one.part.label}”。"
        if one.total and not one.of and not one.total.amount.agrees(one.whole.amount):
            return f"说的是“{one.total.label}”的各项，占比算的却是占“{one.whole.label}”的。"
    for row in _alike(shares):
        wholes = {one.whole.label: one.whole.amount for one in row}
        first, *others = wholes.values()
        is_apart = not all(other.agrees(first) for other in others)
        if is_apart and not INSIDE.search(row[-1].before, len(row[0].before)):
            return f"一句话里的占比不是同一个总数的：“{'”“'.join(wholes)}”。"
    return ""


def shares_counted_twice(
    paragraphs: Iterable[str], asked: Sequence[Answer], files: Sequence[Path]
) -> Iterator[Diagnostic]:
    """A warning for each printed sentence with shares of one total that have the same money.

    An author's slip may do that, too: it is asked of a form's example alone.
    """
    for paragraph in paragraphs:
        for sentence in unmarked(paragraph).split("。"):
            for row in _alike(tuple(_shares(sentence, asked))):
                where = writing_line(paragraph, files)
                if where and (said := _counted_twice(row)):
                    yield Diagnostic(where, CODE, said, HINT, Severity.WARNING)


def _alike(shares: Sequence[_Share]) -> Iterable[Sequence[_Share]]:
    """The shares of a printed sentence by what its words say that they are of."""
    alike: defaultdict[str, list[_Share]] = defaultdict(list)
    for one in shares:
        alike[one.of].append(one)
    return alike.values()


def _counted_twice(row: Sequence[_Share]) -> str:
    """What is wrong with shares printed beside one another that have the same money in them."""
    whole, between = row[0].whole, row[-1].before
    together = computed("", [Term(one.part) for one in row]).amount
    is_more = together.value > whole.amount.value and not together.agrees(whole.amount)
    if not is_more or APART.search(between):
        return ""
    for one, other in combinations(row, 2):
        if not one.part.leaves.keys().isdisjoint(other.part.leaves):
            pair = f"“{one.part.label}”和“{other.part.label}”"
            return f"{pair}里有同样的钱，各项相加多于“{whole.label}”。"
    return ""


def _shares(sentence: str, asked: Sequence[Answer]) -> Iterator[_Share]:
    """The shares of a printed sentence, each with the figure before it that it is told of."""
    told = total = None
    before = ""
    for words, answer in pieces(sentence, asked):
        before += words
        said = SHARED.search(words)
        total = told if PARTS.fullmatch(words) else total
        told = told if OF_IT.fullmatch(words) else None
        if answer is None:
            return
        figures = [figure for _, figure in answer.parts]
        if answer.name == SHARE and said and len(figures) == 2:
            yield _Share(said["of"], figures[0], figures[1], told, before, total)
        elif len(figures) == 1:
            told = figures[0]


def _of_before(sentence: str, asked: Sequence[Answer]) -> str:
    """What is wrong with a change told of an amount that is the one before it; else empty."""
    told, said = None, ""
    for words, answer in pieces(sentence, asked):
        if answer and told and answer.name == CHANGE and THAN.fullmatch(words):
            (_, now), (_, before) = answer.parts
            is_before = before.amount.agrees(told.amount) and not now.amount.agrees(told.amount)
            if is_before and not OF_BEFORE.search(said):
                return f"前面印的是“{told.label}”，说的却是“{now.label}”的变动。"
        told, said = answer.parts[0][1] if answer and len(answer.parts) == 1 else None, words
    return ""
