"""Published PDFs for tests: the tables of a form, drawn as another program would."""

from __future__ import annotations

from collections.abc import Sequence

from tests.grid.pdf.drawn import Drawn, pdf

Rows = Sequence[Sequence[str]]
COVER = Drawn().text(150, 200, "某市档案馆2025年度部门决算")
SPENDING: Rows = (
    ("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
    ("合计", "", "100.50", "60.50", "40.00"),
    ("208", "社会保障和就业支出", "60.50", "60.50", "0.00"),
    ("20805", "行政事业单位养老支出", "60.50", "60.50", "0.00"),
    ("2080501", "行政单位离退休", "40.30", "40.30", "0.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "20.20", "20.20", "0.00"),
    ("210", "卫生健康支出", "40.00", "0.00", "40.00"),
    ("21015", "医疗保障管理事务", "40.00", "0.00", "40.00"),
    ("2101502", "一般行政管理事务", "40.00", "0.00", "40.00"),
)
GENERAL: Rows = (("科目编码", "科目名称", "小计", "基本支出", "项目支出"), *SPENDING[1:])
WIDTHS = (80, 190, 75, 75, 75)


def page(title: str, rows: Rows, unit: str = "单位：万元") -> Drawn:
    """A page with one table."""
    drawn = Drawn().text(180, 40, title).text(60, 60, "部门：某市档案馆").text(460, 60, unit)
    return drawn.table(40, 80, rows, WIDTHS)


def paper(spending: Rows = SPENDING, general: Rows = GENERAL) -> bytes:
    """A paper with two tables, on its second and third page."""
    tables = (page("支出决算表", spending), page("一般公共预算财政拨款支出决算表", general))
    return pdf(COVER, *tables)


def with_cell(rows: Rows, row: int, column: int, text: str) -> Rows:
    """The rows with one cell as it is printed by mistake."""
    wrong = tuple(text if n == column else cell for n, cell in enumerate(rows[row]))
    return (*rows[:row], wrong, *rows[row + 1 :])
