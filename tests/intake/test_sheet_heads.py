"""What a sheet's head says of the year: another one is told, of a project's own sheet too."""

from __future__ import annotations

import pytest

from mingzhang.document.table_values import Table
from mingzhang.intake.sheet_heads import other_years, shape_for
from mingzhang.intake.table_shape import shape_of
from tests.intake.books import book, grids


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("2024年度项目支出绩效自评表", True),
        ("2025年度项目支出绩效自评表", False),
        ("项目支出绩效自评表（2024年度设备更新）", False),
    ],
)
def test_a_projects_sheet_of_another_year_is_told(title: str, is_told: bool) -> None:
    """Its project may be called by a year; the title's own stands before it."""
    (grid,) = grids(book({"自评": ((title,), ("项目名称", "2024年度设备更新"))}))
    found = other_years((), 2025, [(grid, "项目支出绩效自评表")])
    assert [one.code for one in found] == ["MZ826"] * is_told


@pytest.mark.parametrize(
    ("year", "way"), [(2026, "加 --last-year 导入"), (2024, "要的是上年的工作簿")]
)
def test_the_way_out_of_another_year_is_true_of_it(year: int, way: str) -> None:
    """Whoever reads last year's figures out of this year's workbook has asked for that already."""
    (grid,) = grids(book({"自评": (("2025年度项目支出绩效自评表",), ("项目名称", "设备"))}))
    (found,) = other_years((), year, [(grid, "项目支出绩效自评表")])
    assert way in found.hint


@pytest.mark.parametrize(("first", "is_table"), [("目  录", False), ("2025年度", True)])
def test_the_contents_of_a_form_of_one_table_are_not_that_table(
    first: str, *, is_table: bool
) -> None:
    shape = shape_of(Table("01", "", "收入支出决算总表", (), (), ()))
    (grid,) = grids(book({"一": ((first,), ("收入支出决算总表",))}))
    assert (shape_for(grid, (shape,)) is shape) is is_table
