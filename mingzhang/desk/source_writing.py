"""Changes that a page asks for → a source's file, written whole at their place, or why it is not.

A page says which bytes it saw (by their hash): where the file has others by now nothing is written,
and both sides stay.  Every change can be taken back as long as nobody else wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Change
from mingzhang.publish.single_file import write_file
from mingzhang.reading.safe_opening import read_below
from mingzhang.reading.source_text import MAX_BYTES

KEPT = 200  # changes of a file that can be taken back
CHANGED = "这个文件刚才被别处改过（另一个窗口或编辑器），这一处没有写；已换成文件里现在的内容。"
GONE = "这个文件现在读不了（移走了、改名了，或正被别的程序占用），没有写。"
NOTHING = "没有可以撤销的修改。"
WRONG = "没有看懂要改什么，没有写。"


class Outcome(Enum):
    """What became of writing a change into a source, or why it could not be."""

    WRITTEN, CONFLICT, REFUSED = "written", "conflict", "refused"


@dataclass(frozen=True)
class Answer:
    """The outcome of writing a source, in words where nothing was, and the file's hash."""

    outcome: Outcome
    message: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Step:
    """How a written source goes back to what it was: its hash, and the bytes that it had there.

    A whole file for each change would fill the memory of a desk that is open all day.
    """

    left: str
    start: int
    tail: int  # bytes after what was changed
    old: bytes

    @classmethod
    def between(cls, before: bytes, after: bytes) -> Step:
        """The step from a source as written back to what it was before."""
        start = _alike(before, after)
        tail = _alike(before[start:][::-1], after[start:][::-1])
        return cls(digest(after), start, tail, before[start : len(before) - tail])

    def back(self, after: bytes) -> bytes:
        """The bytes of the source before it was written."""
        return after[: self.start] + self.old + after[len(after) - self.tail :]


@dataclass
class Writer:
    """Writes the sources below ``root`` that pages change; remembers how to take it back."""

    root: Path
    _before: dict[Path, list[Step]] = field(default_factory=dict)

    def read(self, file: Path) -> bytes | None:
        """What a source to write holds; None where it cannot be read, or a link leads out."""
        data = read_below(file, self.root, MAX_BYTES + 1)
        return data if isinstance(data, bytes) and len(data) <= MAX_BYTES else None

    def change(
        self, file: Path, seen: str, make: Callable[[bytes], Sequence[Change] | None]
    ) -> Answer:
        """Write changes into a source, if it still holds what the page saw."""
        data = self.read(file)
        if data is None:
            return Answer(Outcome.REFUSED, GONE)
        if digest(data) != seen:
            return Answer(Outcome.CONFLICT, CHANGED, digest(data))
        changes = make(data)
        if changes is None:
            return Answer(Outcome.REFUSED, WRONG, digest(data))
        after = edited(data, file, changes)
        if isinstance(after, Diagnostic):
            return Answer(Outcome.REFUSED, f"{after.message}{after.hint}", digest(data))
        return self._write(file, data, after, data)

    def undo(self, file: Path) -> Answer:
        """Take back what was last written into a source, if the file still is as it was left."""
        data, waiting = self.read(file), self._before.get(file, [])
        if data is None or not waiting:
            return Answer(Outcome.REFUSED, GONE if data is None else NOTHING)
        step = waiting[-1]
        if digest(data) != step.left:
            waiting.clear()
            return Answer(Outcome.CONFLICT, CHANGED, digest(data))
        answer = self._write(file, data, step.back(data), None)
        if answer.outcome is Outcome.WRITTEN:
            waiting.pop()
        return answer

    def _write(self, file: Path, data: bytes, after: bytes, back: bytes | None) -> Answer:
        # Meanwhile somebody else may have saved: as late as it can be, the file is looked at again.
        if (now := self.read(file)) != data:
            return Answer(Outcome.CONFLICT, CHANGED, "" if now is None else digest(now))
        if faults := write_file(file, after):
            return Answer(Outcome.REFUSED, f"{faults[0].message}{faults[0].hint}", digest(data))
        if back is not None and after != data:
            waiting = self._before.setdefault(file, [])
            waiting.append(Step.between(back, after))
            del waiting[:-KEPT]
        return Answer(Outcome.WRITTEN, "", digest(after))


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two texts of a source have in common before what was written differently."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def digest(data: bytes) -> str:
    """The hash by which a page says over which state of the source it writes."""
    return sha256(data).hexdigest()
