"""What is wrong in a published PDF: found, at its page, once."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.grid.workbook_grids import number_in
from mingzhang.inspection.paper_inspection import Asked, inspect, inspect_paper
from mingzhang.project import Project
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, WIDTHS, Rows, page, paper, with_cell

FILE = Path("公布件.pdf")
ASKED = Asked("河南")


def found(data: bytes, asked: Asked = ASKED) -> tuple[Diagnostic, ...]:
    """What is more than a note; that most of the form's tables are missing is left out."""
    told = inspect(FILE, data, asked).found
    return tuple(d for d in told if d.severity is not Severity.NOTE and d.code != "MZ890")


def test_a_paper_that_adds_up() -> None:
    seen = inspect(FILE, paper(), ASKED)
    assert (seen.subject.year, seen.subject.kind) == (2025, "final")
    assert seen.subject.agency == "某市档案馆"
    assert (seen.pages, seen.tables, seen.figures, seen.unread) == (3, 2, 48, 0)
    assert found(paper()) == ()


def test_a_wrong_sum_is_told_with_table_row_column_and_page() -> None:
    (one,) = found(paper(general=with_cell(GENERAL, 3, 3, "60.05")))
    assert one.code == "MZ884"
    assert "第3行 20805 行政事业单位养老支出 / 本年支出/基本支出 印作 60.05" in one.message
    assert "应为 60.50（第3页）" in one.message
    assert one.place.page == 3


def test_a_wrong_part_is_told_where_it_stands_and_not_its_sums() -> None:
    (one,) = found(paper(SPENDING, with_cell(GENERAL, 4, 3, "40.80")))
    assert "第4行 2080501 行政单位离退休" in one.message
    assert "印作 40.80" in one.message
    assert "应为 40.30（第3页）" in one.message


def test_where_nothing_tells_which_part_is_wrong_the_sum_is_told() -> None:
    """In one table without columns that add up, either part may be wrong."""
    both = with_cell(with_cell(GENERAL, 5, 3, "21.20"), 5, 2, "21.20")
    one, other = found(pdf(*_pages(both)))
    assert "20805 行政事业单位养老支出 / 本年支出/小计 印作 60.50，按明细应为 61.50" in one.message
    assert "20805 行政事业单位养老支出 / 本年支出/基本支出 印作" in other.message


def _pages(general: Rows) -> tuple[Drawn, ...]:
    return (COVER, page("一般公共预算财政拨款支出决算表", general))


def test_a_cell_should_say_what_the_sum_without_a_tail_asks_for() -> None:
    """Its row says 40.30; by the column, whose parts are rounded, it would be 40.31."""
    rows = GENERAL
    for row, column, text in ((1, 3, "60.51"), (2, 3, "60.51"), (3, 3, "60.51"), (4, 3, "48.30")):
        rows = with_cell(rows, row, column, text)
    (one,) = found(pdf(*_pages(rows)))
    assert "印作 48.30" in one.message
    assert "应为 40.30" in one.message


def test_a_sum_with_a_part_that_could_not_be_read_accuses_nobody() -> None:
    rows = with_cell(SPENDING, 4, 2, "40.30\n1.00")
    assert [one.code for one in found(paper(rows))] == ["MZ882", "MZ810"]
    drawn = Drawn().text(180, 40, "支出决算表").text(60, 60, "单位：万元")
    drawn.table(40, 80, SPENDING, WIDTHS, without=((4, 3, "right"), (4, 3, "below")))
    data = pdf(COVER, drawn, page("一般公共预算财政拨款支出决算表", GENERAL))
    assert [one.code for one in found(data)] == ["MZ882", "MZ810"]


def test_an_unread_part_of_one_sum_excuses_no_other() -> None:
    rows = with_cell(with_cell(SPENDING, 4, 2, "40.30\n1.00"), 7, 4, "41.00")
    (wrong,) = [one for one in found(paper(rows)) if one.code == "MZ884"]
    assert "21015 医疗保障管理事务 / 项目支出 印作 41.00" in wrong.message


def test_tails_of_rounding_are_no_errors() -> None:
    rows = with_cell(with_cell(GENERAL, 1, 2, "100.51"), 1, 3, "60.51")
    data = pdf(*_pages(rows))
    assert found(data) == ()
    notes = [d for d in inspect(FILE, data, ASKED).found if d.code == "MZ887"]
    assert len(notes) == 1


def test_ways_of_writing_zero_are_told_apart() -> None:
    data = pdf(*_pages(with_cell(GENERAL, 2, 4, "")))
    assert found(data) == ()
    (note,) = [d for d in inspect(FILE, data, ASKED).found if d.code == "MZ888"]
    assert "0.00" in note.message
    assert "空白 1 格" in note.message


def test_a_name_that_is_not_the_codes() -> None:
    (one,) = found(paper(general=with_cell(GENERAL, 4, 1, "事业单位离退休")))
    assert one.code == "MZ892"
    assert "2080502" in one.message
    assert one.place.page == 3


def test_a_table_that_is_missing_is_told() -> None:
    seen = inspect(FILE, paper(), ASKED)
    missing = [d.message for d in seen.found if d.code == "MZ890"]
    assert any("收入决算表" in message for message in missing)
    assert not any("“支出决算表”" in message for message in missing)


def test_what_a_table_has_besides_is_counted() -> None:
    other = (
        Drawn()
        .text(180, 40, "人员情况表")
        .table(40, 80, (("人数", "12.00"), ("其中", "3.00")), (90, 90))
    )
    data = pdf(*_pages(GENERAL), other)
    seen = inspect(FILE, data, ASKED)
    assert seen.unread == 2
    assert [d.place.page for d in seen.found if d.code == "MZ891"] == [3]


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdf(Drawn().text(60, 80, "公告")), "MZ889"), (b"%PDF-1.4", "MZ880")],
)
def test_what_cannot_be_checked_is_told(data: bytes, code: str) -> None:
    seen = inspect(FILE, data, ASKED)
    assert not seen.is_read
    assert [d.code for d in seen.found] == [code]


def test_year_and_kind_may_be_said() -> None:
    data = pdf(*_pages(GENERAL)[1:])
    assert [d.code for d in found(data)] == ["MZ889"]
    assert found(data, replace(ASKED, year=2025, kind="final")) == ()


def test_every_digit_that_is_misread_is_noticed() -> None:
    """45 random ones in a paper whose figures all stand in sums: none is silent."""
    read = read_pdf(FILE, paper())
    chance = random.Random(18)  # noqa: S311 (a sample, no secret)
    for _ in range(45):
        row, column = chance.randrange(1, len(GENERAL)), chance.randrange(2, 5)
        grid = read.grids[1]
        spot = grid.at(min(r for r, _ in grid.areas) + row, column)
        text = spot.text
        at = chance.choice([n for n, c in enumerate(text) if c.isdigit()])
        digit = chance.choice([d for d in "0123456789" if d != text[at]])
        wrong = text[:at] + digit + text[at + 1 :]
        misread = replace(spot, text=wrong, number=number_in(wrong))
        other = replace(grid, spots={**grid.spots, (spot.row, spot.column): misread})
        seen = inspect_paper(FILE, replace(read, grids=(read.grids[0], other)), ASKED)
        told = [d for d in seen.found if d.code in ("MZ884", "MZ887")]
        assert told, (row, column, wrong)


def test_figures_that_find_no_place_are_told_once_a_page_and_are_no_errors_of_the_paper() -> None:
    head = ("科目编码", "科目名称", "小计", "基本支出", "上年执行数")
    data = pdf(*_pages((head, *GENERAL[1:])))
    seen = inspect(FILE, data, ASKED)
    (one,) = [d for d in seen.found if d.code == "MZ810"]
    assert one.severity is Severity.WARNING
    assert "没有核对" in one.message
    assert "的 8 个数" in one.message
    assert one.place.page == 2
    assert seen.unread == 8


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (((8, 3, "40.00"), (8, 4, "0.00")), "2101502 一般行政管理事务 / 本年支出/基本支出 与"),
        (((4, 3, "20.20"), (5, 3, "40.30")), "行政单位离退休 / 本年支出/基本支出 与"),
    ],
)
def test_two_cells_in_each_others_place_are_one_finding(
    cells: tuple[tuple[int, int, str], ...], named: str
) -> None:
    rows = GENERAL
    for row, column, text in cells:
        rows = with_cell(rows, row, column, text)
    (one,) = found(paper(general=rows))
    assert one.code == "MZ884"
    assert named in one.message
    assert "印反了" in one.message


def test_a_cell_that_could_not_be_read_accuses_none_of_its_subject_elsewhere() -> None:
    """Without 小计 of its row, the other table's row would come to twice as much."""
    rows = with_cell(GENERAL, 4, 2, "40.30\n1.00")
    assert [one.code for one in found(paper(general=rows))] == ["MZ882", "MZ810"]


KEYS = """
数据:
  键:
    会议费:
      类型: 组
      说明: 会议费。
      键:
        决算数: {类型: 金额, 说明: 会议费的决算数。}
        次数: {类型: 个数, 单位: 次, 说明: 开了几次。}
        人数: {类型: 个数, 单位: 人次, 说明: 参加的人次。}
"""
MEETINGS = """
标题: 会议费决算表
版面: 单行
列:
  - {标题: 会议费, 指标: 会议费.决算数}
  - {标题: 会议次数（次）, 指标: 会议费.次数}
  - {标题: 参会人数（人次）, 指标: 会议费.人数}
"""


def test_a_forms_own_counts_are_no_money(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "own"
    (own / "final" / "tables").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n", "utf-8")
    (own / "final" / "keys.yaml").write_text(KEYS, "utf-8")
    (own / "final" / "tables" / "10-meetings.yaml").write_text(MEETINGS, "utf-8")
    rows = (("会议费", "会议次数（次）", "参会人数（人次）"), ("4.00", "5", "230"))
    tables = (page("支出决算表", SPENDING), page("一般公共预算财政拨款支出决算表", GENERAL))
    data = pdf(COVER, *tables, page("会议费决算表", rows))
    told = inspect(FILE, data, Asked("试验", project=Project(tmp_path))).found
    assert [one.message for one in told if one.code == "MZ884"] == []
