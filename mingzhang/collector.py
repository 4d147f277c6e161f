"""The collector of cyclic garbage: when it may look through all that the program holds.

It looks through everything each time, which costs a document's work more than the work itself.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@cache
def set_apart() -> None:
    """What the program itself consists of lives as long as it: no need to look through it again."""
    gc.collect()
    gc.freeze()


@contextmanager
def paused() -> Iterator[None]:
    """Nothing is collected meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect() -> None:
    """Let go of what nobody holds any more, but where somebody else paused the collector."""
    if gc.isenabled():
        set_apart()
        gc.collect()
