"""The collector: paused while there is work, never switched on for somebody who paused it."""

import gc
from weakref import ReferenceType, ref

from mingzhang.garbage_collector import _LEFT, collect, left, paused


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

    with paused(), left():
        held = hold()
    assert not _LEFT.is_set()  # it is for him who paused it to say
    with left():
        held = hold()
    assert gc.isenabled()
    gc.collect()
    assert held()
    collect()
    assert not held()
    assert gc.get_freeze_count()
