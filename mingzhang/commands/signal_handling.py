"""How a run ends early: a signal → an exception that unwinds all that is under way.

Ctrl-C is ``KeyboardInterrupt`` already; a request to end (SIGTERM) and a closed terminal (SIGHUP)
become one too, so that nothing is left half-written and no other process stays behind.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from mingzhang.garbage_collector import look_seldom

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
SHELL = 128  # a shell reports a signal as its number above this
PATIENCE = 5.0  # seconds that a worker gets to tidy up
GLANCE = 1.0  # seconds between two looks at whether the parent is still there


class Ended(KeyboardInterrupt):
    """A run was asked to end early; ``code`` is how a shell reports the signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = SHELL + number


@contextmanager
def endings() -> Iterator[None]:
    """Make signals end a run early (``Ended``), where nobody had them do anything else (nohup)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = [number for number in SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    # Who ends a session may send more than one; a second must not cut the tidying short.
    for other in SIGNALS:
        if signal.getsignal(other) is _end:
            signal.signal(other, signal.SIG_IGN)
    raise Ended(number)


# Worker processes


@contextmanager
def starting_workers() -> Iterator[None]:
    """Put off an early ending while workers start: one half started would complain.

    What starts them goes on so, and ends when this process does.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, *SIGNALS))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_worker() -> None:
    """A worker leaves Ctrl-C to its parent, and ends early when told or orphaned.

    It looks for garbage as seldom as the program that started it.
    """
    look_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
    threading.Thread(target=_follow_parent, daemon=True).start()


def start_printer() -> None:
    """A printing process leaves Ctrl-C to its parent, and ends early when orphaned.

    It looks: what the pipe says of its parent's end would be read only when all is laid out.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_look_after, args=(os.getppid(),), daemon=True).start()


@contextmanager
def ending_tidily() -> Iterator[None]:
    """A worker that is told to end early here gets ``SystemExit``; an idle one just ends."""
    signal.signal(signal.SIGTERM, _end_worker)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_worker(number: int, _frame: FrameType | None) -> None:
    # The parent tells it, and the pool once more when the first of its workers is gone.
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(SHELL + number)


def _follow_parent() -> None:
    import multiprocessing  # noqa: PLC0415 (only workers need it, and it is slow)

    if parent := multiprocessing.parent_process():
        parent.join()
        _end_main_thread()


def _look_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(GLANCE)
    _end_main_thread()


def _end_main_thread() -> None:
    # Where a library called us the exception may be lost: told once, a worker would wait for ever.
    while True:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
        time.sleep(GLANCE)


def end_this_worker() -> NoReturn:
    """End a worker early, without a word: what was under way has been tidied up."""
    os._exit(SHELL + signal.SIGTERM)


def end_workers() -> None:
    """Have every worker end early and tidy up; returns when all are gone."""
    import multiprocessing  # noqa: PLC0415 (only a run with workers needs it, and it is slow)

    workers = multiprocessing.active_children()
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(PATIENCE)
        if worker.is_alive():
            worker.kill()
