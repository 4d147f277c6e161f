"""A source that cannot be made is told of the workbook, where somebody can mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.intake import source_solving
from mingzhang.intake.listed_entries import Entries
from mingzhang.intake.source_solving import Solved
from mingzhang.intake.unmade_source import told_of_source
from tests.intake.books import GENERAL, SPENDING, collected

FILE = Path("表.xlsx")
INSIDE = Place(Path("performance.yaml"), 2, 46)
WRONG = tuple(Diagnostic(INSIDE, "MZ037", f"“项目”第 {n} 项的“资金”是空的。") for n in (1, 2))


def solved() -> Solved:
    made = collected({"支出": SPENDING, "一般公共预算": GENERAL}).solved
    assert made is not None
    entries = Entries(Unit.WAN, evaluated=[{"名称": "甲"}, {"名称": "乙"}])
    return replace(made, account=None, entries=entries)


def test_all_of_it_is_one_finding_on_the_workbook() -> None:
    """It names the project; the file that was never written is not named."""
    (found,) = told_of_source(solved(), WRONG, FILE)
    assert (str(found.place.file), found.code) == ("表.xlsx", "MZ848")
    assert "共 2 处" in found.message
    assert found.message.endswith("“项目”第 1 项的“资金”是空的（项目“甲”）。")


def test_a_sign_for_what_is_not_known_where_no_source_may_say_so() -> None:
    """The way out is in the workbook: a figure, or nothing; a blank cell makes a place to fill."""
    gap = Diagnostic(INSIDE, "MZ032", "“支出”第 1 项的“合计”应是数字，现在是“缺”。")
    made = replace(solved(), unknown=[("收入",)])
    (found,) = told_of_source(made, (gap,), FILE)
    assert "清空这一格" in found.hint
    (found,) = told_of_source(made, WRONG, FILE)
    assert "清空这一格" not in found.hint


def test_it_is_told_beside_cells_that_were_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be written once the author leaves those cells behind."""
    wrong = Diagnostic(Place(Path("disclosure.yaml"), 9, 1), "MZ030", "没有“口径”这个键。")
    monkeypatch.setattr(source_solving, "read_imported", lambda *_: (None, (wrong,)))
    more = tuple((*row, "", extra) for row, extra in zip(SPENDING[2:], COLUMN, strict=True))
    found = collected({"支出": (*SPENDING[:2], *more)})
    assert [one.code for one in found.found] == ["MZ810", "MZ848"]


COLUMN = ("其中：上级", 9, 8, 7, 6, 5, 4, 3)
