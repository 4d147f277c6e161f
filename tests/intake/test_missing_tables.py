"""What a workbook lacks is one finding, in place of those that follow from it."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.cube import Point
from mingzhang.intake.missing_tables import (
    Missing,
    computed_without,
    gathered_under,
    points_of,
    unsure_without,
)
from mingzhang.intake.source_solving import UNSURE
from tests.intake.books import GENERAL, SPENDING, collected, with_row

SPENT = Point("支出", "决算", "一般公共预算", "2080501")
TOLD = tuple(Diagnostic(Place(Path("表.xlsx")), "MZ813", f"第 {n} 格") for n in (1, 2))
CELLS = collected({"支出": SPENDING, "一般公共预算": GENERAL}).placed
WRONG = {told.message: cell for told, cell in zip(TOLD, CELLS, strict=False)}


def test_a_table_that_is_missing_is_told_once() -> None:
    """It names the table, how many cells follow from it, and the first of them."""
    lacking = (Missing("“甲表”这张表", frozenset((SPENT,))),)
    (found,) = gathered_under(lacking, TOLD, WRONG)
    assert found.code == "MZ821"
    assert (
        found.message == f"工作簿里没有“甲表”这张表；别处 2 格因此对不上（{CELLS[0].where} 起）。"
    )


def test_other_money_does_not_follow_from_it() -> None:
    """A table of what money buys explains nothing of a table by function; nor does nothing."""
    economic = (Missing("“乙表”这张表", frozenset((SPENT._replace(flow="经济分类"),))),)
    assert gathered_under(economic, TOLD, WRONG) == TOLD
    assert gathered_under((), TOLD, WRONG) == TOLD


def test_a_column_of_another_name_is_told_once_with_what_it_is_called() -> None:
    head = ("科目编码", "科目名称", "小计", "基本开支", "项目支出")
    got = collected({"一般": with_row(GENERAL, 2, head)})
    assert len(got.found) == 1, [one.message for one in got.found]
    assert "基本开支" in got.found[0].message


def test_a_missing_table_that_no_cell_misses_is_a_warning() -> None:
    """What it prints is computed of the rest, which may be other money; a column is told else."""
    lacking = Missing("“甲表”这张表", frozenset((SPENT,)), is_table=True)
    (found,) = computed_without((lacking,), (), Path("表.xlsx"))
    assert (found.code, found.severity.value) == ("MZ847", "警告")
    assert "没有“甲表”这张表" in found.message
    column = Missing("“甲表”的“合计”一列", frozenset((SPENT,)))
    assert computed_without((column,), (), Path("表.xlsx")) == ()


def test_a_cell_that_only_a_missing_table_settles_is_not_blamed() -> None:
    """The table has the same figure of another fund; another subject's settles nothing."""
    wrong = {TOLD[0].message: CELLS[0]}
    point, *_ = points_of(CELLS[0].target)
    operands = (Operand("支出!C4", "1 万元"), Operand("其他各格", UNSURE))
    unsure = Diagnostic(Place(Path("表.xlsx")), "MZ813", TOLD[0].message, operands=operands)
    summary = Missing("“总表”这张表", frozenset((point._replace(fund="财政拨款"),)))
    other = Missing("“丙表”这张表", frozenset((point._replace(subject="999"),)))
    (found,) = unsure_without((other, summary), (unsure,), wrong)
    assert found.code == "MZ821"
    assert found.message.startswith("工作簿里没有“总表”这张表；别处 1 格")
    assert unsure_without((other,), (unsure,), wrong) == (unsure,)
    assert unsure_without((summary,), TOLD[:1], wrong) == TOLD[:1]  # that one comes to a figure
