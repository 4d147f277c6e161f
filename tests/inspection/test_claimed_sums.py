"""The sums that a paper's tables claim, and the cells that break them."""

from __future__ import annotations

from mingzhang.forms.document_kind import read_kind
from mingzhang.inspection.claimed_sums import culprits, of_a_part, sums_of
from tests.intake.books import GENERAL, SPENDING, Rows, collected, with_row
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


def test_two_wrong_cells_that_break_as_many_sums_are_no_rivals() -> None:
    """They stand in no sum together: each is told, with what it should be."""
    sheets = {
        "支出": with_row(SPENDING, 5, (20805, "行政事业单位养老支出", 63.5, 60.5, "")),
        "一般": with_row(GENERAL, 8, (21015, "医疗保障管理事务", 44, "", 40)),
    }
    found = culprits(sums_of(collected(sheets).placed, read_kind("final", PROJECT).bases))
    assert [(one.cell.where, int(one.meant), one.rivals) for one in found] == [
        ("支出!C6", 605_000, ()),
        ("一般!C9", 400_000, ()),
    ]
