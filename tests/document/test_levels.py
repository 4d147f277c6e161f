"""A budget that is known at some level only: what its tables and sentences show, and ask for."""

from __future__ import annotations

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.form_tables import build_tables
from mingzhang.document.region_folder import Region, read_region
from mingzhang.document.render import render
from mingzhang.document.table_values import Table
from tests.support import PROJECT, budget, codes

UNSPLIT = """
    支出:
      - {科目: 2080505, 基本支出: 134.54}
      - {科目: 2101501, 人员经费: 10.00, 公用经费: 2.00}
      - {科目: 2101502, 项目支出: 10.00}
    基本支出: [{科目: 30101, 金额: 136.54}, {科目: 30201, 金额: 10.00}]
"""
WHY = "    数据缺口: 养老保险没有分开\n"
LAST = "    上年: {当年预算: 156.54, 机关运行经费: 10.00, 三公经费: {合计: 0}}\n"
PROJECTS = """
    项目:
      - {名称: 甲, 一级项目: 综合, 科目: 2101502, 本年: 1.00}
      - {名称: 乙, 一级项目: 综合, 科目: 2101502, 本年: 2.00}
      - {名称: 丙, 科目: 2101502, 上年结转: 3.00}
"""


def region(name: str = "吉林") -> Region:
    found, _ = read_region(name, PROJECT, "budget")
    assert found is not None
    return found


def built(text: str, name: str = "吉林") -> tuple[dict[str, Table], tuple[Diagnostic, ...]]:
    tables, found = build_tables(budget(text), region(name))
    return {table.key: table for table in tables}, found


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.body]


def row(table: Table, name: str) -> list[str]:
    return next(cells for cells in rows(table) if name in cells)


def sentences(text: str) -> str:
    made, found = render(budget(text), PROJECT)
    assert made is not None, [str(fault) for fault in found]
    return "".join(line for section in made.sections for line in section.sentences)


def test_tables_that_need_no_split_print_what_is_known() -> None:
    tables, found = built(UNSPLIT + WHY)
    assert not found
    assert row(tables["03"], "2080505")[3:5] == ["134.54", "134.54"]
    assert row(tables["05"], "2080505")[3:] == ["134.54", "134.54", "…", "…", ""]
    assert row(tables["05"], "合计")[-5:] == ["156.54", "146.54", "…", "…", "10.00"]
    assert tables["05"].notes[-1] == "表中“…”表示没有公布的数。养老保险没有分开。"
    assert not tables["03"].notes


def test_what_a_table_needs_is_named_once_at_what_was_typed() -> None:
    _, found = built(UNSPLIT)
    (fault,) = found
    assert (fault.code, fault.place.line) == ("MZ340", 2)
    assert "2080505 基本支出（本年）" in fault.about
    assert "来源里只有“2080505 基本支出（本年）”" in fault.message
    assert "一般公共预算支出表" in fault.message


def test_a_project_that_may_be_of_another_fund_is_told_what_is_taken_for_granted() -> None:
    """Nobody said that the project is of 一般公共预算, of which no subject has projects."""
    _, found = built("""
        支出:
          - {科目: 2101501, 人员经费: 10.00}
          - {科目: 2120804, 资金: 政府性基金, 项目支出: 3.00}
        项目: [{名称: 甲, 本年: 3.00}]
    """)
    (fault,) = found
    assert (fault.code, fault.place.line) == ("MZ340", 4)
    assert fault.hint.startswith("项目没有写“资金”的，算作一般公共预算")


def test_a_typed_gap_is_asked_for_as_in_a_final_account() -> None:
    _, found = built("支出: [{科目: 2101502, 项目支出: 缺}]")
    assert codes(found) == ["MZ405"]


def test_sentences_leave_out_what_is_not_known() -> None:
    text = UNSPLIT.replace("{科目: 30101, 金额: 136.54}, {科目: 30201, 金额: 10.00}", "GAP")
    text = text.replace("GAP", "{科目: 合计, 金额: 146.54}") + WHY + LAST
    said = sentences(text.replace("机关运行经费: 10.00, ", "") + "    机关运行经费: {金额: 0}\n")
    assert "2024年一般公共预算基本支出146.54万元。" in said
    assert "基本支出中，人员经费" not in said
    assert "占；" not in said
    assert "占。" not in said


def test_project_spending_without_projects_is_said_and_listed() -> None:
    said = sentences(UNSPLIT + WHY + LAST)
    assert "2024年部门项目支出10.00万元，其中：使用本年拨款10.00万元" in said
    tables, _ = built(UNSPLIT + WHY)
    listed = rows(tables["10"])
    assert [cells[3] for cells in listed[1:]] == ["一般行政管理事务（没有列出项目）"]
    assert "10.00" in listed[1]


def test_groups_without_a_name_have_no_row() -> None:
    tables, found = built(PROJECTS)
    assert not found
    names = [cells[2] or cells[3] for cells in rows(tables["10"])[1:]]
    assert names == ["综合", "甲", "乙", "丙"]


def test_without_subtotals_groups_stand_before_their_projects() -> None:
    tables, _ = built(PROJECTS, "吉林省级")
    first, second, third, total = tables["10"].body
    assert [cell.text for cell in first.cells][:3] == ["", "综合", "甲"]
    assert [cell.rowspan for cell in first.cells][:2] == [3, 2]
    assert second.cells[0].text == "乙"
    assert [cell.text for cell in third.cells][:2] == ["", "丙"]
    assert total.cells[0].text == "合计"


def test_a_carry_over_by_class_fills_the_summary() -> None:
    tables, found = built("""
        支出:
          - {科目: 2080505, 口径: 预算, 人员经费: 92.53}
          - {科目: 208, 口径: 上年结转, 合计: 0.06}
        基本支出: [{科目: 30108, 口径: 预算, 金额: 92.53}]
    """)
    assert not found
    assert row(tables["01"], "八、社会保障和就业支出")[-2:] == ["92.47", "0.06"]
    assert row(tables["01"], "一、财政拨款收入")[1:4] == ["一、财政拨款收入", "92.47", "0.06"]


def test_a_blank_form_of_goals_holds_no_zeros() -> None:
    tables, _ = built(PROJECTS)
    assert not [cell for cell in tables["12-1"].cells() if cell.text == "0.00"]
