"""Units of which a workbook prints no code, or no type: left to fill, never guessed."""

from __future__ import annotations

from mingzhang.intake.uncoded_units import stand_in, to_fill, without_stand_ins

MUSEUM = "某馆"


def test_what_no_sheet_says_of_a_unit_is_to_be_filled() -> None:
    rows = [{"代码": stand_in(MUSEUM), "名称": MUSEUM}]
    assert to_fill({"单位": rows}) == {"单位": [{"代码": "待填", "名称": MUSEUM, "类型": "待填"}]}


def test_what_a_sheet_says_stays() -> None:
    row = {"代码": "318004", "名称": MUSEUM, "类型": "行政单位", "当年预算": 1}
    assert to_fill({"单位": [row]}) == {"单位": [row]}


def test_a_line_of_such_a_unit_is_to_be_filled_too() -> None:
    rows = [{"名称": "展陈", "单位": stand_in(MUSEUM)}]
    assert to_fill({"项目": rows}) == {"项目": [{"名称": "展陈", "单位": "待填"}]}
    # A document that is there is matched by what is known.
    assert without_stand_ins(rows) == [{"名称": "展陈"}]
