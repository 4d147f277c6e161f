"""Reason locks: ``reasons.lock`` → which figure each reason was written for, and back to text.

One line per reason, in order of the keys, so that two branches merge line by line:
key, figure in 元, its changes in 元 by base, hash of the reason; separated by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity

FILE = "reasons.lock"
DIGITS = 8
# As many digits as a sum of the largest figures has, in 元; more are nobody's figure.
_NUMBER = r"-?[0-9]{1,28}(?:\.[0-9]{1,16})?"
_CHANGES = rf"(?:[^\t,=]+={_NUMBER})(?:,[^\t,=]+={_NUMBER})*"
_LINE = re.compile(
    rf"(?P<key>[^\t]+)\t(?P<value>{_NUMBER})\t(?P<changes>{_CHANGES})\t(?P<digest>[0-9a-f]{{8}})"
)


@dataclass(frozen=True)
class Lock:
    """A reason's lock: its key, the figure that it was written for, changes, and its hash.

    ``changes`` are by base (上年, 年初预算), in 元: the sign says whether it went up or down.
    """

    key: str
    value: Decimal
    changes: tuple[tuple[str, Decimal], ...]
    digest: str

    @property
    def line(self) -> str:
        """A lock as a line of the file of confirmed reasons."""
        changes = ",".join(f"{base}={_plain(change)}" for base, change in self.changes)
        return f"{self.key}\t{_plain(self.value)}\t{changes}\t{self.digest}"


def digest(reason: str) -> str:
    """A short hash of a reason's text, however its lines are broken, to lock it to its figure."""
    return sha256("".join(reason.split()).encode()).hexdigest()[:DIGITS]


def written(locks: Iterable[Lock]) -> str:
    """The text of the file of locks: one sorted line for each confirmed reason."""
    return "".join(f"{line}\n" for line in sorted({lock.line for lock in locks}))


def read_locks(text: str, file: Path) -> tuple[tuple[Lock, ...], tuple[Diagnostic, ...]]:
    """The locks of confirmed reasons from their file; a warning for each unreadable line."""
    locks: list[Lock] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line.rstrip())
        if match:
            locks.append(_lock(match))
        elif line.strip():
            found.append(_unreadable(Place(file, number, 1)))
    return tuple(locks), tuple(found)


def _lock(match: re.Match[str]) -> Lock:
    pairs = (change.split("=") for change in match["changes"].split(","))
    changes = tuple((base, Decimal(value)) for base, value in pairs)
    return Lock(match["key"], Decimal(match["value"]), changes, match["digest"])


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unreadable(place: Place) -> Diagnostic:
    message = "原因确认记录里这一行读不懂，没有采用。"
    hint = "这个文件由 mingzhang confirm 写成，不用手工改；请核对各项原因后重新运行。"
    return Diagnostic(place, "MZ056", message, hint, Severity.WARNING)
