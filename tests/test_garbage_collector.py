"""The collector: paused while there is work, never switched on for somebody who paused it."""

import ctypes
import gc
import resource
from pathlib import Path
from weakref import ReferenceType, ref

import pytest

from mingzhang.garbage_collector import _LEFT, collect, give_back, leave, paused


def test_nothing_is_collected_meanwhile() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_nobody_holds_goes() -> None:
    class Ring:
        """Something that holds itself."""

    def of_rings() -> int:
        return sum(isinstance(one, Ring) for one in gc.get_objects())

    with paused():
        ring = Ring()
        ring.__dict__["itself"] = ring
        del ring
        assert of_rings() == 1
        collect()
        assert of_rings() == 1
    collect()
    assert of_rings() == 0


def test_what_is_left_is_not_looked_at_until_it_is_collected() -> None:
    class Left:
        """Something that holds itself, and is left."""

    def hold() -> ReferenceType[Left]:
        left = Left()
        left.__dict__["itself"] = left
        return ref(left)

    with paused():
        held = hold()
    with paused():
        leave()
        assert not _LEFT.is_set()  # it is for him who paused it to say
    leave()
    gc.collect()
    assert held()
    collect()
    assert not held()
    assert gc.get_freeze_count()


def resident() -> int:
    """The bytes of this process that are in memory."""
    pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    return int(pages) * resource.getpagesize()


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
def test_memory_below_what_is_still_held_is_given_back() -> None:
    blocks = [bytearray(4000) for _ in range(10_000)]
    last = blocks.pop()
    give_back()
    del blocks
    before = resident()
    give_back()
    assert before - resident() > 30_000_000
    assert len(last) == 4000
