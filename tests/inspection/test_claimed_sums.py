"""The sums that a paper's tables claim, and the cells that break them."""

from __future__ import annotations

from mingzhang.forms.document_kind import read_kind
from mingzhang.inspection.claimed_sums import culprits, of_a_part, sums_of
from tests.intake.books import GENERAL, Rows, collected
from tests.support import PROJECT

ROWS: Rows = (
    *GENERAL[:3],
    (20805, "行政事业单位养老支出", 60.5, 60.5, ""),
    (2080501, "行政单位离退休", 40.3, 40.3, ""),
    (2080505, "机关事业单位基本养老保险缴费支出", 21.2, 21.2, ""),
)


def test_a_sum_that_is_right_lays_it_upon_its_largest_part() -> None:
    """60.5 is printed and 61.5 comes to; where the sum is right, a part is 1 too much."""
    found = culprits(sums_of(collected({"表": ROWS}).placed, read_kind("final", PROJECT).bases))
    parts = [of_a_part(one) for one in found]
    assert [(float(one.cell.number), len(one.rivals) > 0) for one in found] == [(60.5, True)] * 2
    assert [(float(one.cell.number), int(one.meant)) for one in parts] == [(40.3, 393_000)] * 2
