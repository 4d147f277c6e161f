"""The collector of cyclic garbage: when it may look through all that the program holds.

It looks through everything each time, which costs a document's work more than the work itself.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event

SELDOM = 200_000  # objects made until it looks
_LEFT = Event()  # set while something left lies beside what the program consists of


def look_seldom() -> None:
    """The garbage collector of a process that runs one command: what it makes lives to its end."""
    gc.set_threshold(SELDOM)


@cache
def set_apart() -> None:
    """The garbage collector need not look again through what the program itself consists of."""
    gc.collect()
    gc.freeze()


@contextmanager
def paused() -> Iterator[None]:
    """While it lasts, the garbage collector collects nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def left() -> Iterator[None]:
    """While it lasts, the garbage collector collects nothing, and leaves it to ``collect``.

    A process that ends before the next one need not look at all.
    """
    was_on = gc.isenabled()
    with paused():
        try:
            yield
        finally:
            if was_on:
                # Before it is on again: it would look through all that was made meanwhile.
                gc.freeze()
                _LEFT.set()


def collect() -> None:
    """Runs the garbage collector over what nobody holds, unless somebody else paused it."""
    if not gc.isenabled():
        return
    if _LEFT.is_set():
        _LEFT.clear()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    else:
        set_apart()
        gc.collect()
