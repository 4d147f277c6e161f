"""Changes that a page asks for → a source's file, written whole at their place, or why it is not.

A page says which bytes it saw (by their hash): where the file has others by now nothing is written,
and both sides stay.  Every change can be taken back, and made again, as long as nobody else wrote.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from mingzhang.desk.interleaved_undo import NONE, Done, Part, Step, digest, taken_out
from mingzhang.desk.text_files import lines, rewritten
from mingzhang.diagnostics import Diagnostic
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Change
from mingzhang.publish.single_file import remove_file, write_file
from mingzhang.publish.write_faults import AGAIN, HELD, fault
from mingzhang.reading.safe_opening import folder_below, read_below
from mingzhang.reading.source_text import MAX_BYTES, decode, shown

KEPT = 200  # changes of a file that can be taken back
CHANGED = "这个文件刚才被别处改过（另一个窗口或编辑器），这一处没有写；已换成文件里现在的内容。"
GONE = "这个文件现在读不了（移走了、改名了，或正被别的程序占用），没有写。"
MORE = "再填一次"  # the desk itself need not be started again
UNDO, REDO = "撤销", "重做"
NOTHING = "{} 里没有可以{}的修改。"
OTHERS = "{0} 里这个窗口没有可以{1}的修改；另一个窗口里有，在那里{1}。"
AGAIN_THERE = "{} 里这一处后来在另一个窗口里又改过，没有{}：先在那里退回。"
ELSEWHERE = "{} 里有，先在“填写”里换到它。"
LOST = "{} 后来被别处改过（另一个窗口或编辑器），先前在这里改的不能再{}了。"
# What to change, or in words why nothing is changed.
Make = Callable[[bytes], Sequence[Change] | str]


@dataclass(frozen=True)
class Text:
    """A text to write into a file of its own: what a page saw there, and what it will say."""

    file: Path
    seen: str
    words: str


class Outcome(Enum):
    """What became of writing a change into a source, or why it could not be."""

    WRITTEN, CONFLICT, REFUSED = "written", "conflict", "refused"
    IN_USE = "in use"  # by another program that writes it: it may be tried again


@dataclass(frozen=True)
class Answer:
    """The outcome of writing a source, in words where nothing was, and the file's hash."""

    outcome: Outcome
    message: str = ""
    digest: str = ""


Steps = dict[Path, list[Done]]


@dataclass
class Writer:
    """Writes the sources below ``root`` that pages change; remembers how to take it back."""

    root: Path
    _before: Steps = field(default_factory=dict)
    _undone: Steps = field(default_factory=dict)

    def read(self, file: Path) -> bytes | None:
        """What a source to write holds; None where it cannot be read, or a link leads out."""
        data = read_below(file, self.root, MAX_BYTES + 1)
        return data if isinstance(data, bytes) and len(data) <= MAX_BYTES else None

    def change(
        self, file: Path, seen: str, make: Make, text: Text | None = None, by: str = ""
    ) -> Answer:
        """Write changes into a source, if it still holds what the page saw.

        With them goes a ``text`` that it names, into a file of its own.  ``by`` is the window.
        """
        data = self.read(file)
        if data is None:
            return Answer(Outcome.REFUSED, GONE)
        if digest(data) != seen:
            return Answer(Outcome.CONFLICT, CHANGED, digest(data))
        changes = make(data)
        if isinstance(changes, str):
            return Answer(Outcome.REFUSED, changes, digest(data))
        after = edited(data, file, changes) if changes or text is None else data
        if isinstance(after, Diagnostic):
            return Answer(Outcome.REFUSED, f"{after.message}{after.hint}", digest(data))
        source = Part(file, data, after)
        beside = self._text(text) if text else ()
        if isinstance(beside, Answer):
            return beside
        answer = self._write((*beside, source), source, self._before, by)
        if answer.outcome is Outcome.WRITTEN:
            self._undone.pop(file, None)  # it would be made again over what is there now
        return answer

    def _text(self, text: Text) -> tuple[Part] | Answer:
        """The file of a text, written anew; or why it cannot be."""
        data = self.read(text.file)
        if data is None and is_there(text.file):
            return Answer(Outcome.REFUSED, GONE)
        was = decode(data or b"", text.file)
        if isinstance(was, Diagnostic) or lines(was) != text.seen:
            return Answer(Outcome.CONFLICT, CHANGED)
        after = rewritten(data or b"", text.words)
        if isinstance(told := decode(after, text.file), Diagnostic):
            where = f"第 {told.place.line} 行第 {told.place.column} 个字"
            return Answer(Outcome.REFUSED, f"没有写，{where}：{told.message}{told.hint}")
        return (Part(text.file, data, after),)

    def undo(self, file: Path, by: str = "", others: Collection[str] = ()) -> Answer:
        """Take back what a window last wrote into a source, if the file still is as it was left.

        What ``others``, windows that are open, wrote since stays there.
        """
        return self._back(file, self._before, self._undone, UNDO, (by, others))

    def redo(self, file: Path, by: str = "", others: Collection[str] = ()) -> Answer:
        """Write again what a window last took back of a source, if it still is as it was left."""
        return self._back(file, self._undone, self._before, REDO, (by, others))

    def _back(
        self, file: Path, steps: Steps, kept: Steps, way: str, windows: tuple[str, Collection[str]]
    ) -> Answer:
        """Go the last step, which is one back then, of what was written into a source."""
        data, waiting = self.read(file), steps.get(file, [])
        by, others = windows
        own = [n for n, one in enumerate(waiting) if one.by == by or one.by not in others]
        if data is None or not own:
            return Answer(Outcome.REFUSED, GONE if data is None else _nothing(file, steps, way))
        last, later = waiting[own[-1]], waiting[own[-1] + 1 :]
        parts: list[Part] = []
        for step in reversed(last.steps):
            now = self.read(step.file)
            since = [one for done in later for one in done.of(step.file)]
            if self._mark(step.file, now) != (since or [step])[-1].left:
                waiting.clear()
                return Answer(Outcome.CONFLICT, LOST.format(step.file.name, way), digest(data))
            part, later = _without(step, since, now, later)
            if part is None:
                return Answer(Outcome.CONFLICT, AGAIN_THERE.format(file.name, way), digest(data))
            parts.append(part)
        answer = self._write(parts, Part(file, data, data), kept, last.by)
        if answer.outcome is Outcome.WRITTEN:
            waiting[own[-1] :] = later
        return answer

    def _mark(self, file: Path, now: bytes | None) -> str | None:
        """By what a written file is known; None where it is there and cannot be read."""
        if now is None:
            return None if is_there(file) else NONE
        return digest(now)

    def _write(self, parts: Sequence[Part], source: Part, kept: Steps, by: str) -> Answer:
        """Write all parts of a window's change or, where one cannot be, none of them.

        How each goes back is ``kept``.
        """
        done: list[Part] = []
        for part in parts:
            if answer := self._refusal(part, wait=0):
                for one in reversed(done):
                    self._refusal(Part(one.file, one.after, one.before))
                return answer
            done.append(part)
        changed = tuple(Step.of(part) for part in parts if part.after != part.before)
        if changed:
            waiting = kept.setdefault(source.file, [])
            waiting.append(Done(changed, by))
            del waiting[:-KEPT]
        after = {part.file: part.after for part in (source, *parts)}[source.file]
        return Answer(Outcome.WRITTEN, "", digest(after or b""))

    def _refusal(self, part: Part, wait: float | None = None) -> Answer | None:
        """Write one file; why it was not, where it was not."""
        due: list[bool] = []

        def is_due() -> bool:
            """Whether a source's part is still as the page saw it."""
            # Meanwhile somebody else may have saved: it is looked at again as late as it can be.
            now = self.read(part.file)
            due.append(now == part.before and (now is not None or not is_there(part.file)))
            return due[-1]

        faults = self._put(part, wait, is_due) if is_due() else ()
        now = self.read(part.file)
        if not all(due):
            return Answer(Outcome.CONFLICT, CHANGED, "" if now is None else digest(now))
        if not faults:
            return None
        words = f"{faults[0].message}{faults[0].hint.replace(AGAIN, MORE)}"
        outcome = Outcome.IN_USE if faults[0].code == HELD else Outcome.REFUSED
        return Answer(outcome, words, digest(now or b""))

    def _put(
        self, part: Part, wait: float | None, is_due: Callable[[], bool]
    ) -> tuple[Diagnostic, ...]:
        """Write a file in the folder that was looked at, be a link put in its place meanwhile."""
        try:
            with folder_below(part.file.parent, self.root) as folder:
                file = folder / part.file.name
                if part.after is None:
                    found = remove_file(file)
                else:
                    found = write_file(file, part.after, wait, is_due)
        except OSError as error:
            return (fault(error, part.file, elsewhere=""),)
        named = str(shown(part.file.parent))
        words = (one.message.replace(str(folder), named) for one in found)
        return tuple(replace(one, message=said) for one, said in zip(found, words, strict=True))


def _without(
    step: Step, since: Sequence[Step], now: bytes | None, later: list[Done]
) -> tuple[Part | None, list[Done]]:
    """A file to write without a step, and what was done later as it goes back then."""
    if not since:
        return step.back(now), later
    found = taken_out(step, since, now or b"")
    if found is None:
        return None, later
    after, steps = found
    new = dict(zip(since, steps, strict=True))
    renewed = [replace(o, steps=tuple(new.get(one, one) for one in o.steps)) for o in later]
    return Part(step.file, now, after), renewed


def _nothing(file: Path, steps: Steps, way: str) -> str:
    """That a source has no change to go back; which other one of its document, or window, has."""
    if steps.get(file):
        return OTHERS.format(file.name, way)
    others = [one.name for one, kept in steps.items() if kept and one.parent == file.parent]
    return NOTHING.format(file.name, way) + (ELSEWHERE.format("、".join(others)) if others else "")


def is_there(file: Path) -> bool:
    """Whether anything stands where a source is to be written, be it a link that leads nowhere."""
    return os.path.lexists(file)
