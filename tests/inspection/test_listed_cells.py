"""Lists and forms of projects in a published PDF: what does not add up is told at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.grid.grid import Area, Grid
from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.inspection.paper_inspection import Asked, Inspected, inspect_paper
from tests.grid.pdf.drawn import Drawn, pdf
from tests.intake.books import UNIT, Rows, book, grids, with_row
from tests.intake.test_lists import BUDGET, GOAL_SPANS, GOALS, PLANS

FILE = Path("公布件.pdf")
COVER = read_pdf(FILE, pdf(Drawn().text(150, 200, "某局2025年部门预算"))).pages
FINAL = read_pdf(FILE, pdf(Drawn().text(150, 200, "某局2025年度部门决算"))).pages
SPENDING: Rows = (
    ("支出决算表",),
    (UNIT,),
    ("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
    ("合计", "", 40, "", 40),
    (210, "卫生健康支出", 40, "", 40),
    (21015, "医疗保障管理事务", 40, "", 40),
    (2101502, "一般行政管理事务", 40, "", 40),
)
GENERAL: Rows = (
    ("一般公共预算财政拨款支出决算表",),
    (UNIT,),
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "", "", "小计", ""),
    *SPENDING[3:],
)
EVALUATION: Rows = (
    ("项目支出绩效自评表",),
    ("项目名称", "宣传费", "", "", "", "", ""),
    ("实施单位", "某局", "", "", "", "", ""),
    ("资金情况（万元）", "项目资金", "", "年初预算数", "全年预算数", "全年执行数", "执行率"),
    ("资金情况（万元）", "当年财政拨款", "", "30.00", "32.00", "30.00", "93.75%"),
    ("资金情况（万元）", "上年结转资金", "", "10.00", "8.00", "6.00", "75.00%"),
    ("资金情况（万元）", "其他资金", "", "0.00", "0.00", "0.00", "0.00%"),
    ("资金情况（万元）", "年度资金总和", "", "40.00", "40.00", "36.00", "90.00%"),
    ("年度总体目标", "预期目标", "", "", "实际完成情况", "", ""),
    ("年度总体目标", "宣传", "", "", "已宣传", "", ""),
    (
        *("绩效指标", "一级指标", "二级指标", "三级指标"),
        *("年度指标值", "实际完成值", "偏差原因分析及改进措施"),
    ),
    ("绩效指标", "产出指标", "数量指标", "次数", "=2次", "2次", "无"),
)
EVALUATION_SPANS = (
    *("B2:G2", "B3:G3", "A4:A8", "B4:C4", "B5:C5", "B6:C6", "B7:C7", "B8:C8"),
    *("A9:A10", "B9:D9", "E9:G9", "B10:D10", "E10:G10", "A11:A12"),
)


def on_pages(sheets: Mapping[str, Rows], spans: Mapping[str, Sequence[str]]) -> tuple[Grid, ...]:
    """Each sheet as a table that stands on a page of its own, from page 2."""
    found: list[Grid] = []
    for page, (name, rows) in enumerate(sheets.items(), 2):
        (grid,) = grids(book({name: rows}, merged=spans.get(name, ())))
        areas = {
            (row, column): Area(page, row + 1, (0, 0, 0, 0))
            for row in range(grid.size[0])
            for column in range(grid.size[1])
        }
        found.append(replace(grid, areas=areas))
    return tuple(found)


def seen(sheets: Mapping[str, Rows], spans: Mapping[str, Sequence[str]] | None = None) -> Inspected:
    paper = Paper(on_pages(sheets, spans or {}), COVER)
    return inspect_paper(FILE, paper, Asked("吉林"))


def evaluated(form: Rows) -> Inspected:
    sheets = {"支出": SPENDING, "一般": GENERAL, "自评": form}
    paper = Paper(on_pages(sheets, {"自评": EVALUATION_SPANS}), FINAL)
    return inspect_paper(FILE, paper, Asked("吉林"))


def wrong(found: Inspected) -> list[Diagnostic]:
    """What is more than a note; that most of the form's tables are missing is left out."""
    told = (d for d in found.found if d.severity is not Severity.NOTE)
    return [d for d in told if d.code != "MZ890"]


def test_a_list_that_adds_up_is_read_whole() -> None:
    found = seen(BUDGET)
    assert wrong(found) == []
    assert found.unread == 0
    # 11 figures in each of the two tables, 15 in the list
    assert found.figures == 8 + 8 + 14


def test_a_misprinted_project_is_told_and_not_its_sums() -> None:
    """9.5 and 12 hold with 4.5 and 7; one cell explains the row, the groups and the total."""
    rows = with_row(PLANS, 8, ("", "", "评审费", "某局", 7, 4.9, 2.5))
    (one,) = wrong(seen({**BUDGET, "项目": rows}))
    assert (one.code, one.place.page) == ("MZ884", 4)
    assert "评审费 / 本年财政拨款/一般公共预算 印作 4.90" in one.message
    assert "应为 4.50（第4页）" in one.message


@pytest.mark.parametrize("column", [4, 5])
def test_an_amount_of_a_list_that_could_not_be_read_is_told_and_accuses_no_sum(column: int) -> None:
    row = ["", "", "评审费", "某局", 7, 4.5, 2.5]
    row[column] = f"{row[column]}\ufffc0"
    told = seen({**BUDGET, "项目": with_row(PLANS, 8, tuple(row))})
    (one,) = wrong(told)
    assert (one.code, one.place.page) == ("MZ810", 4)
    assert "第9行" in one.message
    assert "□0”没有归到版式的行和列" in one.message
    assert told.unread == 1


@pytest.mark.parametrize("shown", ["4.5\ufffc0", "####"])
def test_a_form_is_not_held_against_a_list_that_was_not_read_whole(shown: str) -> None:
    plans = with_row(PLANS, 8, ("", "", "评审费", "某局", 7, shown, 2.5))
    told = seen({**BUDGET, "项目": plans, "目标": GOALS}, {"目标": GOAL_SPANS})
    assert [one.code for one in wrong(told)] == ["MZ810"]


def test_a_row_that_misses_what_another_row_has_is_told() -> None:
    """The cells of a list are read: none of them explains what another one lacks."""
    rows = with_row(PLANS, 8, ("", "", "评审费", "某局", 12, 4.5, 2.5))  # 宣传费 has 5
    (one,) = wrong(seen({**BUDGET, "项目": rows}))
    assert "评审费 / 合计 印作 12.00" in one.message


def test_a_misprinted_group_is_told() -> None:
    rows = with_row(PLANS, 6, ("", "医保经办", "", "", 12, 9.6, 2.5))
    (one,) = wrong(seen({**BUDGET, "项目": rows}))
    assert "医保经办 / 本年财政拨款/一般公共预算 印作 9.60" in one.message
    assert "应为 9.50" in one.message


def test_a_total_that_is_not_that_of_the_spending_is_told() -> None:
    """The list adds up in itself, but to other money than the table of spending has."""
    total = ("合计", "合计", "合计", "合计", 13, 10.5, 2.5)
    group = ("311-专项业务支出", "", "", "", 13, 10.5, 2.5)
    inner, project = ("", "医保经办", "", "", 13, 10.5, 2.5), ("", "", "宣传费", "某局", 6, 6, "")
    rows = (*PLANS[:4], total, group, inner, project, PLANS[8])
    (one,) = wrong(seen({**BUDGET, "项目": rows}))
    assert "印作 13.00" in one.message
    assert "应为 12.00" in one.message


def test_a_goal_has_the_money_of_its_project() -> None:
    sheets = {**BUDGET, "目标": GOALS}
    assert wrong(seen(sheets, {"目标": GOAL_SPANS})) == []
    other = with_row(GOALS, 5, ("项目资金（万元）", "其中：财政拨款", "", 5.4, "", ""))
    other = with_row(other, 4, ("项目资金（万元）", "年度资金总额", "", 5.4, "", ""))
    (one,) = wrong(seen({**sheets, "目标": other}, {"目标": GOAL_SPANS}))
    assert (one.code, one.place.page) == ("MZ884", 5)
    assert "“评审费”" in one.message
    assert "印作 5.4，按表中别的数应为 4.50" in one.message


def test_weights_that_come_to_another_sum_are_told_at_the_form() -> None:
    """50 and 40 are 90, which leaves 10 for the rate; 50 and 45 are no such sum."""
    item = ("绩效指标", "效益指标", "社会效益指标", "满意", "≥95%", 45)
    found = seen({**BUDGET, "目标": with_row(GOALS, 10, item)}, {"目标": GOAL_SPANS})
    (one,) = wrong(found)
    assert (one.code, one.place.page) == ("MZ320", 5)


def test_an_evaluation_that_adds_up() -> None:
    found = evaluated(EVALUATION)
    assert wrong(found) == []
    assert found.unread == 0


@pytest.mark.parametrize(
    ("row", "column", "text", "meant"),
    [(4, 6, "98.75%", "93.75%"), (7, 6, "91.00%", "90.00%"), (7, 5, "35.00", "36.00")],
)
def test_what_an_evaluation_computes_is_held_against_its_figures(
    row: int, column: int, text: str, meant: str
) -> None:
    cells = list(EVALUATION[row])
    cells[column] = text
    (one,) = wrong(evaluated(with_row(EVALUATION, row, cells)))
    assert (one.code, one.place.page) == ("MZ884", 4)
    assert f"印作 {text}" in one.message
    assert f"应为 {meant}" in one.message


@pytest.mark.parametrize("row", [4, 7])
def test_of_two_rows_whose_cells_may_be_exchanged_the_printed_rate_tells_which_are(
    row: int,
) -> None:
    rows = EVALUATION
    for at, label in ((4, "当年财政拨款"), (7, "年度资金总和")):
        money = ("30.00", "32.00") if at == row else ("32.00", "30.00")
        rows = with_row(rows, at, ("资金情况（万元）", label, "", "32.00", *money, "93.75%"))
    rows = with_row(
        rows, 5, ("资金情况（万元）", "上年结转资金", "", "0.00", "0.00", "0.00", "0.00%")
    )
    (one,) = wrong(evaluated(rows))
    assert "印反了：印作 30.00 和 32.00" in one.message
    assert ("合计 全年预算数" in one.message) == (row == 7)


def test_money_that_a_project_spent_beyond_its_budget() -> None:
    row = ("资金情况（万元）", "当年财政拨款", "", "30.00", "32.00", "34.00", "106.25%")
    total = ("资金情况（万元）", "年度资金总和", "", "40.00", "40.00", "40.00", "100.00%")
    found = evaluated(with_row(with_row(EVALUATION, 4, row), 7, total))
    assert [d.code for d in wrong(found)] == ["MZ241"]


def test_a_form_that_lacks_rows_of_the_forms_own_is_counted_as_unread() -> None:
    found = evaluated((*EVALUATION[:8], *EVALUATION[10:]))
    assert found.unread == 12
    assert any("项目支出绩效自评表" in d.message for d in found.found if d.code == "MZ891")


def test_a_form_with_a_number_that_was_not_read_holds_up_no_other() -> None:
    other = with_row(EVALUATION, 1, ("项目名称", "别的项目", "", "", "", "", ""))
    sheets = {"支出": SPENDING, "一般": GENERAL, "自评": EVALUATION, "自评2": other}
    spans = {"自评": EVALUATION_SPANS, "自评2": EVALUATION_SPANS}
    *pages, last = on_pages(sheets, spans)
    unsure = {at: replace(s, number=None) for at, s in last.spots.items() if at[0] > 3}
    grids_read = (*pages, replace(last, spots={**last.spots, **unsure}))
    found = inspect_paper(FILE, Paper(grids_read, FINAL), Asked("吉林"))
    whole = evaluated(EVALUATION)
    assert found.figures == whole.figures
    assert ["第5页有 1 张表" in d.message for d in found.found if d.code == "MZ891"] == [True]


def test_a_total_of_which_the_paper_has_no_parts_is_held_against_nothing() -> None:
    """A paper without the tables of its funds does not say what the spending consists of."""
    paper = Paper(on_pages({"支出": SPENDING}, {}), FINAL)
    assert wrong(inspect_paper(FILE, paper, Asked("吉林"))) == []


def test_numbers_that_only_count_rows_are_no_figures() -> None:
    rows: Rows = (("所属单位",), ("序号", "单位名称"), (1, "某局本级"), (2, "某中心"))
    found = seen({**BUDGET, "单位": rows})
    assert found.unread == 0
    assert not [d for d in found.found if d.code == "MZ891"]
