"""Whose figures a workbook's sheets say they are is held against the document's agency."""

from __future__ import annotations

import pytest

from mingzhang.intake.sheet_agencies import (
    agencies_in,
    other_agency,
    own_name,
    spelt_otherwise,
)
from tests.intake.books import GENERAL, SPENDING, book, collected, grids

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


@pytest.mark.parametrize(
    "head",
    ["部门：606006-某市医疗保障局", "单位名称：某市医疗保障局（汇总）", "编制单位：某市医疗保障局"],
)
def test_the_name_that_all_heads_say(head: str) -> None:
    """A code before it and a bracket behind it are not part of it."""
    sheets = grids(headed((head, "", "单位：万元"), ("", "单位：万元")))
    assert own_name(sheets) == OWN
    assert own_name((*sheets, *grids(headed(("部门：某市水利局",))))) == ""
    assert own_name(grids(headed(("部门：606006", "单位：10000元"), ("编制单位：XX单位",)))) == ""


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ((("606006", "某市医疗保险局"),), True),  # a slip of the hand
        ((("606006", OWN), ("606007", "某市医疗保险局")), False),  # two agencies
        ((("606006", "某市第一医院局"),), False),  # other words
        ((("606006", "某市医疗保障费"),), False),  # another thing
    ],
)
def test_a_name_that_one_sheet_writes_with_another_letter(
    rows: tuple[tuple[str, str], ...], *, is_told: bool
) -> None:
    """All heads say the right one, that of the same sheet too."""
    head = ("部门：606006-某市医疗保障局", "", "单位：万元")
    sheets = dict.fromkeys(("甲", "乙"), (SPENDING[0], head, *SPENDING[1:]))
    found = spelt_otherwise(grids(book({**sheets, "丙": (("收入总表",), head, *rows)})))
    assert [one.code for one in found] == ["MZ846"] * is_told
    assert [o.label for one in found for o in one.operands] == ["丙!B3", "甲!A2"] * is_told
    numbered = dict.fromkeys(("甲", "乙"), (SPENDING[0], ("部门：某市第一中学",)))
    other = book({**numbered, "丙": (("收入总表",), ("某市第二中学",))})
    assert spelt_otherwise(grids(other)) == ()


def test_the_sheets_of_two_units_in_one_workbook_are_told_once() -> None:
    """Neither is a copy that was left: each unit's tables are a workbook of their own."""
    tables = (SPENDING, GENERAL)
    sheets = {
        f"{name}{n}": (rows[0], (f"部门：某市{name}医院", "", "单位：万元"), *rows[2:])
        for name in ("人民", "中医")
        for n, rows in enumerate(tables)
    }
    (one,) = collected(sheets).found
    assert one.code == "MZ814"
    assert (
        "有“某市人民医院”的（工作表“人民0”），还有“某市中医医院”的（工作表“中医0”）" in one.message
    )
    assert "另存成各自的工作簿" in one.hint
    copies = {name: sheets[f"人民{n}"] for n in (0, 1) for name in (f"甲{n}", f"乙{n}")}
    assert ["删去多出的一张" in one.hint for one in collected(copies).found] == [True] * 2
