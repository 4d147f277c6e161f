"""What unread tables may have: sentences about it are held against nothing."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.inspection.paper_inspection import Asked, inspect_paper
from mingzhang.inspection.paper_numbers import gather
from mingzhang.intake.marked_tables import Form
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection import test_listed_cells as listed
from tests.inspection.papers import COVER, GENERAL, SPENDING, page
from tests.inspection.test_paper_inspection import FILE, found
from tests.intake.books import Rows, with_row

LINE = 40  # characters
ALL = page("支出决算表", SPENDING)
OF_GENERAL_BUDGET = page("一般公共预算财政拨款支出决算表", GENERAL)
EVALUATED = (
    "根据预算绩效管理要求，本部门组织对2025年度一般公共预算项目支出全面开展绩效自评，"
    "其中，一级项目1个，二级项目2个，共涉及资金{}万元，绩效自评率为100.00%。"
)


def spoken(text: str) -> Drawn:
    """A page with that text."""
    drawn = Drawn().text(60, 40, "一、情况说明")
    for number, start in enumerate(range(0, len(text), LINE)):
        drawn.text(60, 70 + 16 * number, text[start : start + LINE])
    return drawn


def unlike(*tables: Drawn) -> list[str]:
    """What is said of a sentence about all that was spent, below those tables."""
    said = spoken("2025年度支出合计130.00万元，其中：基本支出90.00万元，占69.23%。")
    return [one.message for one in found(pdf(COVER, *tables, said)) if one.code == "MZ886"]


def test_money_of_a_fund_is_not_all_there_is_where_the_table_of_all_is_missing() -> None:
    assert unlike(OF_GENERAL_BUDGET) == []
    assert any("130.00，按表应为 100.50" in one for one in unlike(ALL, OF_GENERAL_BUDGET))


def test_a_paper_is_partial_where_a_table_or_a_cell_of_the_form_is_not_read() -> None:
    got = gather((), Form("河南", "final", 2025, "万元"))
    assert got.is_partial
    whole = replace(got, tables=frozenset(table.key for table in got.marks.tables))
    assert not whole.is_partial
    assert replace(whole, unread=1).is_partial


def evaluated(second: Rows) -> list[str]:
    """What is said of a sentence about two projects, the forms of which spent 36 each."""
    sheets = {"支出": listed.SPENDING, "一般": listed.GENERAL}
    sheets |= {"自评": listed.EVALUATION, "自评2": second}
    spans = {"自评": listed.EVALUATION_SPANS, "自评2": listed.EVALUATION_SPANS}
    cover = Drawn().text(150, 200, "某局2025年度部门决算")
    pages = read_pdf(FILE, pdf(cover, spoken(EVALUATED.format("90.00")))).pages
    told = inspect_paper(FILE, Paper(listed.on_pages(sheets, spans), pages), Asked("吉林")).found
    return [one.message for one in told if one.code == "MZ886"]


def test_forms_of_projects_are_not_all_there_are_where_one_is_not_read() -> None:
    other = with_row(listed.EVALUATION, 1, ("项目名称", "别的项目", "", "", "", "", ""))
    assert any("90.00，按表应为 72.00" in one for one in evaluated(other))
    assert not any("90.00" in one for one in evaluated((*other[:8], *other[10:])))
