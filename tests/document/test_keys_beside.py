"""The key that words, or the unit behind a number, name beside the one that is printed."""

from __future__ import annotations

import pytest

from mingzhang.document.keys_beside import other_by_unit

UNITS = {"次数": "次", "人数": "人", "人次": "人次", "团组数": ""}


@pytest.mark.parametrize(
    ("key", "behind", "other"),
    [
        ("人数", "次，参会", "次数"),
        ("次数", "人。", "人数"),
        ("次数", "人次", "人次"),
        ("团组数", "人次。", "人次"),
        # A shorter word may be what a longer one is called by, and a measure of nobody's own.
        ("人次", "人次", ""),
        ("人数", "人，其中", ""),
        ("次数", "场", ""),
        ("团组数", "个", ""),
        ("别的", "人", ""),
    ],
)
def test_the_key_in_whose_unit_a_number_is_counted(key: str, behind: str, other: str) -> None:
    assert other_by_unit(behind, key, UNITS) == other
