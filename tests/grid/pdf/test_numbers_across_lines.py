"""Numbers that are wider than their cell are not read as those of the next."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.grid.pdf.pdf_grids import read_pdf
from tests.grid.pdf.drawn import Drawn, pdf

ROWS = (("项目", "预算数", "结转"), ("基本支出", "1053.43", ""), ("项目支出", "5.00", "91.09"))


def table(width: float, rows: tuple[tuple[str, ...], ...] = ROWS) -> Drawn:
    return Drawn().text(180, 40, "收支总表").table(40, 80, rows, (80, width, 80))


def numbers(drawn: Drawn) -> tuple[list[Decimal], list[str]]:
    paper = read_pdf(Path("公布件.pdf"), pdf(drawn))
    (grid,) = paper.grids
    return [s.number for s in grid.spots.values() if s.number], [f.code for f in paper.found]


def test_a_number_that_fits_its_cell() -> None:
    assert numbers(table(80)) == ([Decimal("1053.43"), Decimal("5.00"), Decimal("91.09")], [])


def test_a_number_over_the_line_is_not_read_and_others_are() -> None:
    """Its last digits would be those of the next cell."""
    assert numbers(table(55)) == ([Decimal("5.00"), Decimal("91.09")], ["MZ882"])


def test_words_over_each_other_are_not_read_and_others_are() -> None:
    """From the left they would be words that nobody wrote."""
    rows = (("项目", "预算数"), ("基本支出", "5.00"), ("", "91.09"))
    drawn = table(80, rows).text(42, 114, "项目支出").text(44, 114, "上年结转")
    assert numbers(drawn) == ([Decimal("5.00"), Decimal("91.09")], ["MZ882"])
