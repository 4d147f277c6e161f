"""A paper without a table that others are made of: what follows from that accuses nobody."""

from __future__ import annotations

from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, SPENDING, Rows, page, with_cell
from tests.inspection.test_paper_inspection import found

WIDTHS = (120, 60, 130, 60, 80, 80)
FISCAL: Rows = (
    ("收入", "收入", "支出", "支出", "支出", "支出"),
    ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款"),
    ("一、一般公共预算财政拨款", "100.40", "八、社会保障和就业支出", "60.50", "60.50", "0.00"),
    ("二、政府性基金预算财政拨款", "0.00", "九、卫生健康支出", "39.90", "39.90", "0.00"),
    ("本年收入合计", "100.40", "本年支出合计", "100.40", "100.40", "0.00"),
    ("总计", "100.40", "总计", "100.40", "100.40", "0.00"),
)


def accused(spending: Rows = SPENDING) -> list[str]:
    """What is said of a paper that tells spending by fund nowhere but in a summary."""
    fiscal = Drawn().text(180, 40, "财政拨款收入支出决算总表").text(460, 60, "单位：万元")
    fiscal.table(40, 80, FISCAL, WIDTHS)
    data = pdf(COVER, page("支出决算表", spending), fiscal)
    return [one.message for one in found(data) if one.code == "MZ884"]


def test_what_a_missing_table_would_say_makes_no_cell_wrong() -> None:
    assert accused() == []


def test_sums_of_the_tables_that_are_there_are_told() -> None:
    (one,) = accused(with_cell(SPENDING, 3, 3, "60.05"))
    assert "印作 60.05" in one
