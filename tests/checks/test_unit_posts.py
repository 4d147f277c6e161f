"""``mingzhang.checks.unit_posts``: posts of officials, however their number is written."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.cases.unit_posts import PROFILE, UNITS
from tests.support import budget, only


@pytest.mark.parametrize(
    ("posts", "is_told"),
    [
        ("行政编制 31 名、参公编制 3 名", False),
        ("行政编制三十一名、参公编制三名", False),
        ("行政编制人员共 31 名，参公人员 3 名", False),
        ("行政编制３１名、参公编制３名", False),
        ("行政编制 0 名、参公编制 34 名", True),
        ("参公编制三十四名", True),
    ],
)
def test_posts_of_officials(posts: str, is_told: bool) -> None:
    profile = PROFILE.replace("参公编制 34 名", posts)
    assert bool(only(check(budget(UNITS, profile)), "MZ699")) is is_told
