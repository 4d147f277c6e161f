"""Printing beside: a second process lays a document's paper out while the first one checks it.

The first process tells it the paper as soon as there is one, goes on with checks, page and copies,
and asks for the PDF at the end.  A paper that has changed meanwhile is laid out again; where the
second process cannot be had, or is killed, the first one prints.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NoReturn

from mingzhang.commands.early_ending import (
    end_this_worker,
    end_workers,
    ending_tidily,
    start_worker,
    starting_workers,
)
from mingzhang.commands.worker_start import safe_path
from mingzhang.garbage_collector import set_apart
from mingzhang.publish.printer import Attached, Here, Paper, Printer

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Printed = tuple[bytes, tuple[str, ...]]
FAILING = (OSError, EOFError, MemoryError)


@contextmanager
def printing_process() -> Iterator[Printer]:
    """A printer that works beside this process and ends with the context."""
    # Nothing of this process is wanted there, and this one need not wait until it has started.
    context = multiprocessing.get_context("spawn")
    own, other = context.Pipe()
    process = context.Process(target=_work, args=(other,), daemon=True)
    try:
        with safe_path(), starting_workers():
            process.start()
    except FAILING:
        yield Here()
        return
    other.close()
    try:
        yield _Beside(own, process)
    finally:
        own.close()
        end_workers()


class _Beside:
    """The printing process, as the one that asks it sees it."""

    is_ahead = True

    def __init__(self, connection: Connection, process: SpawnProcess) -> None:
        self._connection, self._process = connection, process
        self._told: Paper | None = None

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

    def _tell(self, what: object) -> None:
        with suppress(OSError):  # that it is gone is seen when its answer is waited for
            self._connection.send(what)

    def _answer(self) -> Printed | None:
        wait([self._connection, self._process.sentinel])
        try:
            made: Printed = self._connection.recv()
        except FAILING:
            return None
        return made


def _work(connection: Connection) -> NoReturn:
    """The printing process: lays out the last paper that it is told; sends the PDF when asked."""
    start_worker()
    with suppress(SystemExit, *FAILING), ending_tidily():
        # What was laid out is a graph that takes long to be taken apart: it is held to the end.
        _held = _print(connection)
    end_this_worker()


def _print(connection: Connection) -> object:
    from mingzhang.publish.pdf_file import laid_out  # noqa: PLC0415 (slow; only this process)

    set_apart()  # while nothing is asked yet
    asked: Paper | tuple[Sequence[Attached], datetime] = connection.recv()
    while isinstance(asked, Paper):
        with laid_out(asked.html, asked.style, asked.fonts) as sheets:
            asked = connection.recv()
            if not isinstance(asked, Paper):
                connection.send(sheets.pdf(*asked))
                return sheets
    return None
