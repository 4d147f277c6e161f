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
YOUNGEST, OLDEST = 0, 2  # generations
SOME = 8  # looks at the youngest
_LEFT = Event()  # set while it is off for what was left


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
    """While it lasts, and from then on until ``collect``, the garbage collector collects nothing.

    What was made meanwhile is the youngest there is, and found without a look at all else; a
    process that ends before need not look at all.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _LEFT.set()


def collect() -> None:
    """Runs the garbage collector over what nobody holds, unless somebody else paused it.

    Of what was left it looks at the youngest, and each time after some such looks at everything:
    at one of them something may still have been in use.
    """
    if _LEFT.is_set():
        _LEFT.clear()
        _, looks, _ = gc.get_count()
        gc.collect(YOUNGEST if looks < SOME else OLDEST)
        gc.enable()
    elif gc.isenabled():
        set_apart()
        gc.collect()
