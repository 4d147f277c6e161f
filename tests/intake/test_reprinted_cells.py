"""Project sheets printed again: numbers that no cell of the form prints."""

from __future__ import annotations

import pytest

from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.intake.project_sheets import Filled
from mingzhang.intake.reprinted_cells import misprinted
from tests.intake.books import Rows, book, grids


def told(rows: Rows, *merged: str) -> list[str]:
    """The cells that a form with 预算数, over three columns, and 分值 does not print."""
    (grid,) = grids(book({"自评": rows}, merged=merged))
    cells = (Cell("预算数"), Cell("16.15", kind="amount", colspan=3), Cell("10", kind="number"))
    table = Table("12", "自评表", "绩效自评表", (), (), (Row(cells),))
    found = misprinted((), [Filled(grid, table, "万元")], [table])
    return [one.operands[0].label for one in found]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("预算数", 16.15, 16.15, 16.15, 10), []),  # each piece of the merged cell filled
        (("预算数", 16.15, "", "", 10), []),
        (("预算数", 16.15, 16.25, "", 10), ["自评!C2"]),
        (("预算数", 16.15, "", "", 10, 16.15), ["自评!F2"]),  # not beside it
    ],
)
def test_pieces_of_a_merged_number_are_the_number(
    row: tuple[object, ...], cells: list[str]
) -> None:
    """Any other number is one that the form has no place for."""
    assert told((("绩效自评表",), row)) == cells


def test_where_areas_are_merged_no_cell_is_a_piece() -> None:
    """A second cell with the same number is another figure."""
    rows: Rows = (("绩效自评表",), ("预算数", 16.15, 16.15, "", 10, "", ""))
    assert told(rows) == []
    row = ("预算数", 16.15, 16.15, "", 10, "备注", "")
    assert told((row, row), "F1:G1")[:1] == ["自评!C1"]
