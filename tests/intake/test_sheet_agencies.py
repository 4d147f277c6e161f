"""Whose figures a workbook's sheets say they are is held against the document's agency."""

from __future__ import annotations

import pytest

from mingzhang.intake.sheet_agencies import agencies_in, other_agency
from tests.intake.books import SPENDING, book, grids

OWN = "某市医疗保障局"


def headed(*heads: tuple[object, ...]) -> bytes:
    """A workbook with a table for each of these lines below the title."""
    sheets = {f"表{n}": (SPENDING[0], head, *SPENDING[1:]) for n, head in enumerate(heads)}
    return book(sheets)


@pytest.mark.parametrize(
    "head",
    [
        ("部门：某市医疗保障局", "", "单位：万元"),
        ("编制单位:", "某市医疗保障局", "单位：万元"),
        ("预算单位：某市医疗保障局（汇总）", "", ""),
        ("单位名称：市医保局", "", ""),
        ("编制单位：", "单位：元", ""),
        ("编制单位：XX单位", "", "单位：", "元"),
        ("", "", ""),
    ],
)
def test_ones_own_workbook(head: tuple[object, ...]) -> None:
    """A sheet may leave out words of the name, or leave it open."""
    assert other_agency(grids(headed(head)), OWN) == ()


def test_another_agencys_workbook() -> None:
    (found,) = other_agency(grids(headed(("部门：某市水利局", "", "单位：万元"))), OWN)
    assert found.code == "MZ846"
    assert found.message.startswith("表0!A2 写的是“某市水利局”，这份文档是“某市医疗保障局”的")


def test_sheets_of_two_agencies_in_a_new_document() -> None:
    """It has no name yet; a workbook of one agency says nothing."""
    of_two = grids(headed(("部门：某市医疗保障局",), ("部门：某市水利局",)))
    (found,) = other_agency(of_two, "")
    assert [one.label for one in found.operands] == ["表0!A2", "表1!A2"]
    assert other_agency(of_two[:1], "") == ()
    assert list(agencies_in(of_two)) == [OWN, "某市水利局"]
