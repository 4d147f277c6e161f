"""Idle keys, asked beside: a second process asks a form, and no document waits for it.

What is known of a form is known until anything changes of which forms are made; what it used last
is said until the new answer is there.
"""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import time
from contextlib import redirect_stdout, suppress
from typing import NamedTuple

from mingzhang.desk.idle_keys import NONE, Keys, idle_keys
from mingzhang.project import Project

# Our modules are its modules, wherever this process found them; nothing else of it is wanted there.
CODE = "import sys; sys.path[:] = {path!r}; from {module} import work; work()"
FAILING = (OSError, EOFError, pickle.UnpicklingError)


class FormOf(NamedTuple):
    """The form that is asked for its idle keys: as a document names it, of its kind and year."""

    form: str
    kind: str
    year: int
    project: Project


class IdleKeys:
    """What forms have said, beside, of their idle keys."""

    def __init__(self) -> None:
        self.round = time.time_ns()  # another one for each state of what forms are made of
        self._known: dict[FormOf, tuple[int, Keys]] = {}
        self._turn = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ended = False

    def known(self, asked: FormOf) -> Keys:
        """The idle keys of a form as last said; none where it was not asked yet."""
        return self._known.get(asked, (0, NONE))[1]

    def forget(self) -> None:
        """Forms may have changed: each is to be asked again for its idle keys."""
        self.round += 1

    async def ask(self, asked: FormOf) -> bool:
        """Ask a form for its idle keys, unless it was; whether it says something new."""
        async with self._turn:
            before = self.known(asked)
            while self._known.get(asked, (0, NONE))[0] != self.round:
                begun = self.round  # what changes meanwhile is asked again
                keys = await asyncio.to_thread(self._answer, asked)
                self._known[asked] = begun, keys
            return self.known(asked) != before

    def end(self) -> None:
        """Nobody waits any more for the process beside that asks for idle keys."""
        self._is_ended = True
        if process := self._process:
            process.kill()

    def _answer(self, asked: FormOf) -> Keys:
        """A form's idle keys, from a process of its own; none where that cannot tell."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and words)
                [sys.executable, "-c", CODE.format(path=sys.path, module=__name__)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # what a terminal sends to all is for this one
            )
            if self._is_ended:
                self._process.kill()
            said, _ = self._process.communicate(pickle.dumps(asked))
            found: Keys = pickle.loads(said)  # noqa: S301 (ours)
        except FAILING:
            return NONE
        return found


def work() -> None:
    """The process beside: asks the form that it is told for its idle keys."""
    with suppress(*FAILING):
        asked: FormOf = pickle.load(sys.stdin.buffer)  # noqa: S301 (by who started this process)
        answers = sys.stdout.buffer
        with redirect_stdout(sys.stderr):  # whatever a library says is no answer
            keys = idle_keys(*asked)
        answers.write(pickle.dumps(keys))
        answers.flush()
