"""Printing beside: a second process lays a document's paper out while the first one checks it.

The first process tells it style and paper as soon as each is known, goes on with checks, page and
copies, and asks for the PDF at the end.  A paper that has changed meanwhile is laid out again;
where the second process cannot be had, or is killed, the first one prints.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import IO

from mingzhang.commands.signal_handling import (
    PATIENCE,
    end_this_worker,
    ending_tidily,
    start_printer,
)
from mingzhang.garbage_collector import paused
from mingzhang.publish.printer import Attached, Here, Paper, Printer, Style

Printed = tuple[bytes, tuple[str, ...]]
Asked = tuple[Sequence[Attached], datetime]
Told = Style | Paper | Asked
FAILING = (OSError, EOFError, MemoryError)
OUTPUT, ERRORS = 1, 2  # of any process
# Our modules are its modules, wherever this process found them; nothing else of it is wanted there.
CODE = "import sys; sys.path[:] = {path!r}; from {module} import work; work()"


@contextmanager
def printing_process() -> Iterator[Printer]:
    """A printer that works beside this process and ends with the context."""
    code = CODE.format(path=sys.path, module=__name__)
    try:
        # What a terminal sends to all processes is for this one, which ends the other.
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and words)
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError:
        yield Here()
        return
    try:
        yield _Beside(process)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the printing process, which has a moment to tidy up."""
    process.terminate()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent any more
            pipe.close() if pipe else None
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class _Beside:
    """The printing process, as the one that asks it sees it."""

    is_ahead = True

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._told: Paper | None = None

    def prepare(self, style: Style) -> None:
        """Tell the printing process which style its paper will most likely have."""
        self._tell(style)

    def begin(self, paper: Paper) -> None:
        """Tell the printing process which paper it will most likely be asked for."""
        self._told = paper
        self._tell(paper)

    def pdf(self, paper: Paper, attached: Sequence[Attached], date: datetime) -> Printed:
        """The PDF that the printing process makes; this one makes it where that one fails."""
        if self._told != paper:
            self._tell(paper)
        self._tell((tuple(attached), date))
        return self._answer() or Here().pdf(paper, attached, date)

    def _tell(self, what: Told) -> None:
        with suppress(OSError):  # that it is gone is seen when its answer is waited for
            _send(what, self._process.stdin)

    def _answer(self) -> Printed | None:
        answers = self._process.stdout
        try:
            made: Printed | None = pickle.load(answers) if answers else None  # noqa: S301 (ours)
        except (*FAILING, pickle.UnpicklingError):
            return None
        return made


def _send(what: Told | Printed, pipe: IO[bytes] | None) -> None:
    if pipe:
        pickle.dump(what, pipe)
        pipe.flush()


def work() -> None:
    """The printing process: lays out the last paper that it is told; sends the PDF when asked."""
    start_printer()
    with paused():
        with (
            suppress(SystemExit, *FAILING),
            ending_tidily(),
            os.fdopen(os.dup(OUTPUT), "wb") as answers,
        ):
            os.dup2(ERRORS, OUTPUT)  # whatever a library says is no answer
            # What was laid out is a graph that takes long to be taken apart: it is held to the end.
            _held, made = _print(sys.stdin.buffer)
            _send(made, answers)
        end_this_worker()


def _print(told: IO[bytes]) -> tuple[object, Printed]:
    """What the printing process laid out last, and the PDF made of it once that was asked for."""
    from mingzhang.publish.pdf_file import prepared  # noqa: PLC0415 (slow; only this process)

    asked: Told = pickle.load(told)  # noqa: S301 (by the process that started this one)
    while not isinstance(asked, tuple):
        style = asked if isinstance(asked, Style) else asked.style
        with prepared(style) as press:
            if isinstance(asked, Style):
                asked = pickle.load(told)  # noqa: S301 (as above)
            if isinstance(asked, Paper) and asked.style == style:
                sheets = press.laid_out(asked.html)
                asked = pickle.load(told)  # noqa: S301 (as above)
                if isinstance(asked, tuple):
                    return sheets, sheets.pdf(*asked)
    raise EOFError
