"""New files: what a workbook says of its agency is written into the profile."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.facts.amount import Unit
from mingzhang.intake.listed_entries import Entries, Entry
from mingzhang.intake.new_document_files import written
from tests.intake.books import GENERAL, SPENDING, collected

UNIT: Entry = {"代码": "606006", "名称": "某站"}
OTHER: Entry = {"代码": "606007", "名称": "某所"}


def name_of(agency: str, *units: Entry, superior: str = "", alone: str = "") -> object:
    """The name that a workbook's document gets."""
    found = collected({"支出": SPENDING, "一般公共预算": GENERAL})
    assert found.solved
    entries = Entries(Unit.WAN, superior, alone, {"单位": list(units)})
    own = replace(found.solved, entries=entries)
    return written(replace(found, agency=agency, solved=own)).values["profile.yaml"].get("名称")


def test_the_name_that_the_heads_say_is_the_agencys() -> None:
    assert name_of("某局", UNIT) == "某局"


def test_the_only_unit_of_the_table_of_units_is_the_agency() -> None:
    """One of several is not, nor one below a department."""
    assert name_of("", UNIT) == "某站"
    assert name_of("", alone="某站") == "某站"  # a form without codes lists no unit then
    assert name_of("", UNIT, OTHER) is None
    assert name_of("", UNIT, superior="某局") is None
