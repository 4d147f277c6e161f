"""Totals of figures that have a name, as of 三公经费: held against their parts like every sum."""

from __future__ import annotations

import pytest

from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, Rows, page
from tests.inspection.test_paper_inspection import found

HEADS = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")


def accused(numbers: tuple[str, ...]) -> list[str]:
    """What is said of a paper with that row of 三公经费, as planned and as spent."""
    rows: Rows = (("预算数",) * 6 + ("决算数",) * 6, HEADS * 2, numbers * 2)
    drawn = Drawn(size=(1190, 842)).text(480, 40, "财政拨款“三公”经费支出决算表")
    official = drawn.text(1060, 60, "单位：万元").table(20, 80, rows, (95,) * 12)
    general = page("一般公共预算财政拨款支出决算表", GENERAL)
    data = pdf(COVER, page("支出决算表", SPENDING), general, official)
    return [one.message for one in found(data) if one.code == "MZ884"]


@pytest.mark.parametrize(
    "numbers",
    [("0.95", "", "", "", "", "0.95"), ("1.95", "1.00", "0.00", "0.00", "0.00", "0.95")],
    ids=["the others blank", "all told"],
)
def test_a_total_that_its_parts_come_to(numbers: tuple[str, ...]) -> None:
    assert accused(numbers) == []


@pytest.mark.parametrize(
    "numbers",
    [("0.25", "", "", "", "", "0.95"), ("0.25", "0.00", "0.00", "0.00", "0.00", "0.95")],
    ids=["the others blank", "all told"],
)
def test_a_total_below_one_of_its_parts(numbers: tuple[str, ...]) -> None:
    """Parts that are blank cannot be less than nothing."""
    (one,) = accused(numbers)
    assert "印作 0.25，按明细应为 0.95" in one
