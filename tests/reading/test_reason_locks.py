"""``reasons.lock``: lines that are no lock of ours are told, whatever they hold."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.reading.reason_locks import FILE, Lock, read_locks, written

GOOD = "支出/2080501/差异原因\t12000000\t年初预算=-5000000.50\t0123abcd\n"


def test_a_lock_is_read_as_it_was_written() -> None:
    (lock,), found = read_locks(GOOD, Path(FILE))
    assert found == ()
    assert lock.changes == (("年初预算", Decimal("-5000000.50")),)
    assert read_locks(written([lock]), Path(FILE))[0] == (lock,)


def test_the_largest_figure_that_can_be_typed_can_be_locked() -> None:
    most = Decimal(10) ** 22 * 9
    lock = Lock("甲", most, (("上年", -most),), "0123abcd")
    assert read_locks(written([lock]), Path(FILE)) == ((lock,), ())


@pytest.mark.parametrize("number", ["9" * 60, "1e999", "Infinity", "NaN", "1." + "3" * 60, "１２"])
def test_a_number_that_is_no_figure_is_told(number: str) -> None:
    for old in ("12000000", "-5000000.50"):
        locks, found = read_locks(f"{GOOD}{GOOD.replace(old, number)}", Path(FILE))
        assert len(locks) == 1
        assert [(d.code, d.place.line) for d in found] == [("MZ056", 2)]
