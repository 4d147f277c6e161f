"""Undo among others' changes: a step back, and what was written after it → the bytes without it.

Two windows fill in one file.  Who takes back his own change leaves what the other wrote since, as
long as it stands somewhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from mingzhang.editing.node_paths import paths
from mingzhang.reading.shared_beginning import shared_beginning
from mingzhang.reading.yaml import read_yaml

SOURCE = ".yaml"
NONE = ""  # stands for the hash of a file that is not there


@dataclass(frozen=True)
class Part:
    """One file to write of a source: what it held when it was looked at, and what it will hold.

    None where there is none.
    """

    file: Path
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Step:
    """How a written source goes back to what it was: its hash, and the bytes that it had there.

    A whole file for each change would fill the memory of a desk that is open all day.
    """

    file: Path
    left: str
    start: int
    tail: int  # bytes after what was changed
    old: bytes | None  # None where there was no file

    @classmethod
    def of(cls, part: Part) -> Step:
        """The step from a source as written back to what it was before."""
        before, after = part.before or b"", part.after or b""
        start = shared_beginning(before, after)
        tail = shared_beginning(before[start:][::-1], after[start:][::-1])
        old = None if part.before is None else before[start : len(before) - tail]
        left = NONE if part.after is None else digest(after)
        return cls(part.file, left, start, tail, old)

    def back(self, now: bytes | None) -> Part:
        """The source as it was before it was written, to be written again."""
        if self.old is None:
            return Part(self.file, now, None)
        after = now or b""
        before = after[: self.start] + self.old + after[len(after) - self.tail :]
        return Part(self.file, now, before)


@dataclass(frozen=True)
class Done:
    """A change that can be undone: how each of its files goes back, and which window made it."""

    steps: tuple[Step, ...]
    by: str = ""

    def of(self, file: Path) -> Iterator[Step]:
        """The step of the change that is of one file."""
        return (step for step in self.steps if step.file == file)


def taken_out(
    step: Step, later: Sequence[Step], now: bytes
) -> tuple[bytes, tuple[Step, ...]] | None:
    """A file without the change of a step, and how what was written ``later`` is undone then.

    None where that stands at the same place, or hangs on it (a key in a group that would go), or
    somebody else wrote between.
    """
    states = _states(step, later, now)
    before = step.back(states[0]).after if states else None
    if before is None or step.old is None:
        return None
    start, size = step.start, len(states[0]) - step.start - step.tail
    made = [before]
    for one, after in zip(later, states[1:], strict=True):
        old, new = one.old or b"", after[one.start : len(after) - one.tail]
        if one.start + len(old) <= start:
            at, start = one.start, start + len(new) - len(old)
        elif one.start >= start + size:
            at = one.start + len(step.old) - size
        else:
            return None
        made.append(made[-1][:at] + new + made[-1][at + len(old) :])
    if not _says_the_rest(made[-1], (before, states[0], now), step.file):
        return None
    return made[-1], tuple(Step.of(Part(step.file, *pair)) for pair in pairwise(made))


def _says_the_rest(after: bytes, known: tuple[bytes, bytes, bytes], file: Path) -> bool:
    """Whether a source without a step says what it says now, but for what the step changed.

    ``known`` are the source before that step, behind it, and now.
    """
    if file.suffix != SOURCE:
        return True
    said, (before, behind, now) = _said(after, file), (_said(data, file) for data in known)
    if said is None or before is None or behind is None or now is None:
        return False
    said.update(behind)
    now.update(before)
    return said == now


def _said(data: bytes, file: Path) -> Counter[tuple[tuple[str, ...], str]] | None:
    """The values of a source with the keys that lead there; rows have no number, as these move."""
    node, _ = read_yaml(data, file)
    if node is None:
        return None
    return Counter(
        (tuple(key for key in path if isinstance(key, str)), below.text)
        for path, below in paths(node)
    )


def _states(step: Step, later: Sequence[Step], now: bytes) -> list[bytes]:
    """What the file held after the step that is to be undone, and after each one since."""
    states = [now]
    for one, before in zip(reversed(later), reversed([step, *later][:-1]), strict=True):
        was = one.back(states[-1]).after
        if was is None or digest(was) != before.left:
            return []
        states.append(was)
    return states[::-1]


def digest(data: bytes) -> str:
    """The hash by which is known over which state of a file something is written, or undone."""
    return sha256(data).hexdigest()
