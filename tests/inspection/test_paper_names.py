"""Names that a paper writes in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.paper_inspection import Asked, inspect
from mingzhang.inspection.paper_names import renamed_in_tables, renamed_in_text, renamed_units
from mingzhang.inspection.text_outside_tables import Speech, alike
from tests.inspection.papers import GENERAL, paper, with_cell

FIELDS = (
    ("502002", "某州社会医疗保险管理局"),
    ("20805", "行政事业单位养老支出"),
    ("2080599", "其他行政事业单位养老支出"),
)


def grid(*rows: tuple[str, str]) -> Grid:
    spots = {(r, c): Spot(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    return Grid("公布件.pdf", "", "表", spots, size=(len(rows), 2))


@pytest.mark.parametrize(
    ("code", "name", "printed"),
    [
        ("502002", "某州社会保险管理局", ["某州社会保险管理局"]),
        ("502002", "某州社会医疗保险管理局", []),
        ("502002", "某州社会医疗\n保险管理局", []),  # a name that a narrow cell breaks
        ("502002", "办公设备购置", []),  # a list of other codes
        ("502003", "某州社会保险管理局", []),
    ],
)
def test_a_code_with_nearly_the_same_name(code: str, name: str, printed: list[str]) -> None:
    found = renamed_in_tables((grid(*FIELDS), grid(*FIELDS), grid((code, name))))
    assert [one.printed for one in found] == printed


@pytest.mark.parametrize(
    ("coded", "printed"),
    [
        ([("502002", "某州社会保险管理局")], ["某州社会保险管理局"]),
        ([("502002", "某州社会医疗保险管理局")], []),
        # A sister of nearly the same name.
        ([("502002", "某州社会保险管理局"), ("502003", "某州社会医疗保险管理局")], []),
        ([("502002", "某州社会保险事业")], []),
    ],
)
def test_a_unit_that_all_other_cells_call_otherwise(
    coded: list[tuple[str, str]], printed: list[str]
) -> None:
    others = grid(*((f"项目{n}", "某州社会医疗保险管理局") for n in "甲乙丙"))
    found = renamed_units((grid(*coded), others))
    assert [one.printed for one in found] == printed


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("1.养老支出（款）其它行政事业单位养老支出（项）0.96万元", ["其他行政事业单位养老支出"]),
        ("1.养老支出（款）其他行政事业单位养老支出（项）0.96万元", []),
        ("用于其它行政事业单位养老支出", []),  # no name of a subject
        ("上年的机关事业单位养老保险缴费支出（项）", []),  # a subject that no table has
    ],
)
def test_a_subject_in_a_sentence_that_tables_call_otherwise(said: str, usual: list[str]) -> None:
    found = renamed_in_text((grid(*FIELDS),), Speech(alike(said), (0,), (1,)))
    assert [one.usual for one in found] == usual


def test_a_name_in_two_ways_is_told_with_its_page_and_another_codes_name_only_once() -> None:
    said = inspect(
        Path("公布件.pdf"),
        paper(general=with_cell(GENERAL, 7, 1, "医疗保障管理事物")),
        Asked("河南"),
    )
    (one,) = (d for d in said.found if d.code == "MZ885")
    assert one.place.page == 3
    assert "“医疗保障管理事物”" in one.message
