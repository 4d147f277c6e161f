"""A figure that reads otherwise in the order of its file than by its place is not read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from mingzhang.grid.grid import Spot
from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.grid.pdf.second_reading import read_twice
from tests.grid.pdf.drawn import Drawn, pdf

FILE = Path("公布件.pdf")
ROWS = (("项目", "预算数"), ("基本支出", "1053.43"), ("项目支出", "5.00"))


def table() -> Drawn:
    return Drawn().text(180, 40, "收支总表").table(40, 80, ROWS, (80, 80))


def read(drawn: Drawn) -> Paper:
    return read_pdf(FILE, pdf(drawn))


def numbers(paper: Paper) -> list[Decimal]:
    return [spot.number for spot in paper.grids[0].spots.values() if spot.number is not None]


def test_figures_that_read_alike_are_read() -> None:
    paper = read(table())
    assert numbers(paper) == [Decimal("1053.43"), Decimal("5.00")]
    assert paper.found == ()


def test_figures_printed_over_each_other_are_told_and_not_read() -> None:
    """From the left they would be one number, whose digits alternate."""
    rows = (("项目", "预算数"), ("基本支出", ""), ("项目支出", "5.00"))
    drawn = Drawn().text(180, 40, "收支总表").table(40, 80, rows, (80, 80))
    paper = read(drawn.text(122, 98, "1250").text(126.5, 98, "3799"))
    assert numbers(paper) == [Decimal("5.00")]
    (found,) = paper.found
    assert (found.code, found.place.page) == ("MZ882", 1)
    assert "两遍读得不一样" in found.message


def test_a_grid_with_another_digit_than_its_page_is_told_with_both() -> None:
    paper = read(table())
    place = next(at for at, spot in paper.grids[0].spots.items() if spot.text == "5.00")
    wrong = {**paper.grids[0].spots, place: Spot(*place, "6.00", Decimal("6.00"))}
    grids, (found,) = read_twice(FILE, [replace(paper.grids[0], spots=wrong)], paper.pages)
    assert (
        "第1页第3行第2列的数字两遍读得不一样（照位置读是“6.00”，照文件里的先后读是“5.00”）"
        in found.message
    )
    assert grids[0].spots[place].number is None


def test_a_percentage_that_reads_otherwise_is_told() -> None:
    rows = (("项目", "执行率"), ("培训", "100.00%"))
    paper = read(Drawn().text(180, 40, "自评表").table(40, 80, rows, (80, 80)))
    (grid,) = paper.grids
    place = next(at for at, spot in grid.spots.items() if spot.text == "100.00%")
    wrong = replace(grid, spots={**grid.spots, place: Spot(*place, "106%")})
    assert len(read_twice(FILE, [wrong], paper.pages)[1]) == 1
