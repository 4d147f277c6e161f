"""Limits: what a stranger's file may take of this machine.

Sizes are in bytes, times in seconds.  Whoever exceeds them is told so and nothing more is read.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

FILE = 1 << 26  # a published file: 64 MB
SOURCE = 1 << 20  # a file of an edition; an account has some ten kilobytes
ATTACHED, ATTACHMENTS = 1 << 24, 200  # one attachment, and how many
PAGES, CHARACTERS = 2_000, 5_000_000  # of a PDF
FILES = 20_000  # that a folder is searched for
MEMORY, SECONDS = 1 << 32, 120


class TooLongError(Exception):
    """A stranger's file takes longer to read than any honest one."""


@contextmanager
def bounded(seconds: int = SECONDS) -> Iterator[None]:
    """Limits for a stranger's file: ``TooLongError`` or ``MemoryError`` when it takes too much."""
    if not hasattr(signal, "SIGALRM"):  # Windows: the reader's own limits remain
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (as signals are told)
        """Stops what takes longer than a stranger's file may."""
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        with _memory():
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory() -> Iterator[None]:
    import resource  # noqa: PLC0415 (not on every system)

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
