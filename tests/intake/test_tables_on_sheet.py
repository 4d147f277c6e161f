"""Several tables on one sheet, below and beside each other."""

from __future__ import annotations

import pytest

from tests.intake.books import GENERAL, SPENDING, Rows, codes, collected, values

LEAVES = values(collected({"支出": SPENDING, "一般公共预算": GENERAL}))


def beside(left: Rows, right: Rows, gap: int) -> Rows:
    """The rows of two tables in the same rows of a sheet, some blank columns between."""
    width = max(map(len, left))
    return [
        (*one, *("",) * (width - len(one) + gap), *other)
        for one, other in zip(left, right, strict=True)
    ]


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_two_tables_beside_each_other_are_read_each(gap: int) -> None:
    """With or without a blank column between; cells keep their names."""
    found = collected({"表": beside(SPENDING, GENERAL, gap)})
    assert codes(found) == []
    assert values(found) == LEAVES
    assert {one.where for one in found.placed} >= {"表!C4", f"表!{'HIJK'[gap]}4"}


def test_the_unit_may_stand_once_for_both() -> None:
    """At the right end of the sheet."""
    left = (SPENDING[0], (), *SPENDING[2:])
    assert values(collected({"表": beside(left, GENERAL, 1)})) == LEAVES


def test_a_title_may_stand_in_the_middle_of_its_table() -> None:
    """A blank column tells where the second begins."""
    right = (("", "", *GENERAL[0]), *GENERAL[1:])
    assert values(collected({"表": beside(SPENDING, right, 1)})) == LEAVES


def test_tables_beside_and_below_are_read_each() -> None:
    """Two tables of nothing of this form's kind stand below the two that have figures."""
    funds = (("政府性基金预算财政拨款收入支出决算表",), SPENDING[1], ("项目", "金额"))
    found = collected({"表": (*beside(SPENDING, GENERAL, 1), (), *funds)})
    assert [p.where for p in found.placed if p.where.endswith("15")] == []
    assert {one.where for one in found.placed} >= {"表!C4", "表!I4"}


@pytest.mark.parametrize("called", ["目录", "2025年度公开的表格"])
def test_a_list_of_contents_above_the_tables_is_none_of_them(called: str) -> None:
    """Its lines are titles; each table begins where its head follows."""
    listed = tuple((title,) for title in (SPENDING[0][0], GENERAL[0][0], "收入决算表"))
    found = collected({"表": ((called,), *listed, (), *SPENDING, (), *GENERAL)})
    assert codes(found) == []
    assert values(found) == LEAVES
    assert {one.where for one in found.placed} >= {"表!C9", "表!C20"}
