"""Compared: files that were published and those that follow from the edition → where they differ.

Each difference says where it stands, what is there and what was computed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import StringIO
from itertools import zip_longest

from mingzhang.document.open_data import BOM
from mingzhang.document.table_values import Table
from mingzhang.reading.shared_beginning import shared_beginning
from mingzhang.verify.page_texts import Piece, spoken

DIGIT = re.compile(r"[0-9]")
NUMBER = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
FEW, SHOWN = 3, 60


@dataclass(frozen=True)
class Gap:
    """A difference in the comparison of two files: in words, what is there, what was computed."""

    where: str
    there: str
    computed: str

    def __str__(self) -> str:
        there, computed = _around(self.there, self.computed)
        return f"{self.where}：写的是“{there}”，算出的是“{computed}”"


def of_csv(there: bytes, computed: bytes) -> Iterator[Gap]:
    """The comparison of two CSV files: cells of a table or of the list of figures."""
    theirs, ours = _rows(there), _rows(computed)
    none: list[str] = []
    for number, (one, other) in enumerate(zip_longest(theirs, ours, fillvalue=none), 1):
        for column, (left, right) in enumerate(zip_longest(one, other, fillvalue=""), 1):
            if left != right:
                name = (other or one)[0] if column > 1 else ""
                where = f"第{number}行第{column}列" + (f"（{name}）" if name else "")
                yield Gap(where, left, right)


def of_amounts(there: bytes, computed: bytes) -> Iterator[Gap]:
    """The comparison of two files' amounts by the figures' names, whichever the rows.

    Two versions of the program may list different figures: one that only one of them has is none.
    """
    theirs, ours = _amounts(there), _amounts(computed)
    for name in (name for name in ours if name in theirs):
        pairs = zip_longest(theirs[name], ours[name], fillvalue="")
        yield from (Gap(name, one, other) for one, other in pairs if one != other)


def _amounts(data: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, amount, *_ in (row for row in _rows(data) if len(row) > 1):
        found.setdefault(name, []).append(amount)
    return found


def of_page(there: str, computed: str, tables: Sequence[Table]) -> Iterator[Gap]:
    """The comparison of two files of a page: texts that only one of them has."""
    theirs, ours = spoken(there, tables), spoken(computed, tables)
    left, right = ([piece.text for piece in pieces] for pieces in (theirs, ours))
    if len(left) == len(right):
        pairs = zip(theirs, ours, strict=True)
        yield from (Gap(o.place, t.text, o.text) for t, o in pairs if t.text != o.text)
        return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield Gap(_place(ours, k), "".join(left[i:j]), "".join(right[k:m]))


def of_lines(there: bytes, computed: bytes) -> Iterator[Gap]:
    """The comparison of two files by lines: the first in which they differ."""
    pairs = zip_longest(there.split(b"\n"), computed.split(b"\n"), fillvalue=b"")
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            texts = (line.decode("utf-8", "replace") for line in (one, other))
            yield Gap(f"第{number}行", *texts)
            return


def has_digits(gap: Gap) -> bool:
    """Whether a file comparison's difference is in figures, not words alone."""
    return NUMBER.findall(gap.there) != NUMBER.findall(gap.computed)


def unsaid_lines(source: bytes, said: str) -> list[int]:
    """In a file comparison, lines of a source with a number that the paper nowhere has."""
    said = said.replace(",", "")
    lines = enumerate(source.decode("utf-8", "replace").split("\n"), 1)
    numbers = ((n, map(_plain, NUMBER.findall(line))) for n, line in lines)
    return [n for n, own in numbers if not all(one in said for one in own)]


def _plain(number: str) -> str:
    """A number as a sentence has it, in a file comparison: 09 of a date is 9."""
    return number.replace(",", "").removeprefix("0") or number


def _place(pieces: Sequence[Piece], at: int) -> str:
    return pieces[min(at, len(pieces) - 1)].place if pieces else "正文"


def _rows(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8", "replace").removeprefix(BOM)
    try:
        return list(csv.reader(StringIO(text)))
    except csv.Error:
        return []


def _around(left: str, right: str) -> tuple[str, str]:
    """The text around the first character in which compared files differ."""
    if max(len(left), len(right)) <= SHOWN:
        return left, right
    start = max(0, shared_beginning(left, right) - SHOWN // 4)
    return left[start : start + SHOWN], right[start : start + SHOWN]


def listed(gaps: Iterable[Gap]) -> tuple[list[Gap], int]:
    """The first few differences of a file comparison, and how many there are."""
    found = list(gaps)
    return found[:FEW], len(found)
