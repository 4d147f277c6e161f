"""The collector: paused while there is work, never switched on for somebody who paused it."""

import gc

from mingzhang.garbage_collector import collect, paused


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
