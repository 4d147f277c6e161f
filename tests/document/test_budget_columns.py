"""A table's column of budgets prints what was typed and asks for the rest, like any figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.document.form_tables import build_tables
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region, read_region
from mingzhang.project import Project
from tests.support import account

FORM = """\
标题: 预算数与决算数
版面: 功能科目
取: {收支: FLOW, 资金: [FUND]}
合计: 末行
列:
  - {标题: 科目, 显示: 编码}
  - {标题: 全年预算数, 取: {口径: 全年预算}}
  - {标题: 决算数}
"""
SPENT = """
支出:
  - {科目: 2080501, 项目支出: 10.00, 全年预算: 12.00}
  - {科目: 2101101, 项目支出: 5.00MORE}
收入:
  - {资金: 事业, 科目: 2080501, 金额: 3.00MORE}
"""


def printed(folder: Path, text: str, flow: str, fund: str) -> tuple[list[str], Record]:
    """The column of budgets in the table of a final account, and what the table printed."""
    own = folder / "templates/own"
    (own / "final/tables").mkdir(parents=True)
    (own / "region.yaml").write_text("名称: 试验\n上级: national\n零值: '0.00'\n", encoding="utf-8")
    form = FORM.replace("FLOW", flow).replace("FUND", fund)
    (own / "final/tables/99-form.yaml").write_text(form, encoding="utf-8")
    region, faults = read_region("试验", Project(folder), "final")
    assert isinstance(region, Region), faults
    record = Record()
    tables, found = build_tables(account(text), region, record)
    assert not found
    return [row.cells[1].text for row in tables[-1].body], record


@pytest.mark.parametrize(
    ("flow", "fund", "lacks"),
    [
        ("支出", "一般公共预算", "2101101"),
        ("收入", "财政拨款", "2101101"),
        ("收入", "事业", "2080501"),
    ],
)
def test_a_budget_that_nobody_typed_is_asked_for(
    flow: str, fund: str, lacks: str, tmp_path: Path
) -> None:
    cells, record = printed(tmp_path, SPENT.replace("MORE", ""), flow, fund)
    assert "0.00" not in cells
    assert f"科目 {lacks}" in {lack.key[1] for lack in record.absent if lack.key[-1] == "全年预算"}


@pytest.mark.parametrize(
    ("flow", "fund", "column"),
    [
        ("支出", "一般公共预算", ["12.00", "12.00", "12.00", "6.00", "6.00", "6.00", "18.00"]),
        ("收入", "财政拨款", ["12.00", "12.00", "12.00", "6.00", "6.00", "6.00", "18.00"]),
        ("收入", "事业", ["6.00", "6.00", "6.00", "6.00"]),
        ("收入", "全部", ["18.00", "18.00", "18.00", "6.00", "6.00", "6.00", "24.00"]),
    ],
)
def test_what_a_column_of_budgets_prints_is_printed(
    flow: str, fund: str, column: list[str], tmp_path: Path
) -> None:
    text = SPENT.replace("MORE", ", 全年预算: 6.00")
    cells, record = printed(tmp_path, text, flow, fund)
    assert cells == column
    assert not [lack for lack in record.absent if lack.key[-1] == "全年预算"]
    typed = account(text).source.get("收入" if fund == "事业" else "支出")
    assert typed
    assert {row.get("全年预算").place for row in typed.rows()} <= record.used  # type: ignore[union-attr]
