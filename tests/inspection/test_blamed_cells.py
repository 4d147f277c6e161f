"""One slip in a workbook is one message: the cell, the unit, or the sheets that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.forms.document_kind import read_kind
from mingzhang.inspection.blamed_cells import blamed
from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import Collected, collect
from tests.intake.books import GENERAL, HEAD, SPENDING, UNIT, Rows, book, grids, with_row
from tests.intake.test_lists import BUDGET
from tests.intake.test_lists import PLANS as PROJECTS
from tests.support import PROJECT

FORM = Form("河南", "final", 2025, "万元")
BASES = read_kind("final", PROJECT).bases
MORE: Rows = (
    ("2025年度支出决算表",),
    (UNIT,),
    *HEAD,
    ("合计", "", 120.5, 60.5, 60),
    (208, "社会保障和就业支出", 60.5, 60.5, ""),
    (20805, "行政事业单位养老支出", 60.5, 60.5, ""),
    (2080501, "行政单位离退休", 60.5, 60.5, ""),
    (210, "卫生健康支出", 60, "", 60),
    (21015, "医疗保障管理事务", 60, "", 60),
    (2101502, "一般行政管理事务", 40, "", 40),
    (2101504, "信息化建设", 20, "", 20),
)
SAME: Rows = (GENERAL[0], MORE[1], GENERAL[2], *MORE[3:])


def read(sheets: Mapping[str, Rows]) -> Collected:
    own = grids(book(sheets))
    return blamed(collect(own, FORM), own, BASES, lambda again: collect(again, FORM))


def test_two_digits_changed_places_in_one_cell() -> None:
    """The sums above it and the other table say what it should be; nothing else is told."""
    spoilt = with_row(SAME, 9, (2101502, "一般行政管理事务", 4, "", 40))
    found = read({"支出": MORE, "一般": spoilt}).found
    assert [one.code for one in found] == ["MZ824"]
    assert found[0].message.startswith("一般!C10 是 4 万元，按别的格应为 40.00 万元，别处 ")
    assert ("一般!C9", "60 万元") in [(o.label, o.value) for o in found[0].operands]


def test_a_whole_sheet_under_another_unit() -> None:
    """It has the very numbers of the other sheets, which say 万元."""
    spoilt = (SAME[0], ("金额单位：元",), *SAME[2:])
    summary: Rows = (
        ("财政拨款收入支出决算总表",),
        (UNIT,),
        ("收入", "收入", "支出", "支出", "支出", "支出", "支出"),
        ("项目", "金额", "项目", "合计", *FUNDS),
        ("", "", "三、卫生健康支出", 60, 60, "", ""),
    )
    found = read({"支出": MORE, "一般": spoilt, "财政": summary}).found
    assert "MZ825" in [one.code for one in found], found
    told = next(one for one in found if one.code == "MZ825")
    assert "工作表“一般”写的单位是“元”" in told.message
    assert len(found) == 1, found


FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def test_a_workbook_that_agrees_is_left_as_it_is() -> None:
    """No cell is accused, and few findings are told one by one."""
    assert read({"支出": MORE, "一般": SAME}).found == ()
    one = read({"支出": with_row(SPENDING, 3, ("合计", "", 200.5, 60.5, 40)), "一般": GENERAL})
    assert {d.code for d in one.found} <= {"MZ813", "MZ824"}
    assert len(one.found) == 1


def test_rows_that_changed_places_are_one_message() -> None:
    """Their sums agree, so no cell can be named: the sheets are."""
    spoilt = with_row(SAME, 9, (2101502, "一般行政管理事务", 20, "", 20))
    spoilt = with_row(spoilt, 10, (2101504, "信息化建设", 40, "", 40))
    spoilt = with_row(spoilt, 6, SAME[6])
    found = read({"支出": MORE, "一般": spoilt}).found
    assert len(found) <= 3
    assert {one.code for one in found} == {"MZ828"}


def test_a_row_that_was_left_out_is_one_message_about_its_sum() -> None:
    """Which of the rows is wrong nobody can say; that one may be missing is said."""
    less = (*SAME[:10],)
    more = (*MORE[:10],)
    found = read({"支出": more, "一般": less}).found
    assert {one.code for one in found} <= {"MZ824", "MZ813"}
    told = [one.message for one in found if "漏了" in one.message]
    assert told, found
    assert "差 20.00 万元" in told[0]
    assert len(found) <= 3


@pytest.mark.parametrize(("blank", "way"), [("…", "留空"), ("", "另一稿的")])
def test_blanks_that_say_not_published_are_why_nothing_can_be_told(blank: str, way: str) -> None:
    """Every sum has such a part; no column was exchanged with another."""
    filled = (*MORE[:4], *([cell or blank for cell in row] for row in MORE[4:]))
    collected = read({"支出": filled})
    assert bool(collected.told.gaps) == bool(blank)
    operands = (Operand("支出!C5", "60.5 万元"), Operand("其他各格", "不能确定"))
    wrong = [
        Diagnostic(Place(Path("表.xlsx")), "MZ813", f"支出!C{row}", operands=operands)
        for row in range(5, 10)
    ]
    spoilt = replace(collected, found=tuple(wrong))
    (told,) = blamed(spoilt, grids(book({"支出": filled})), BASES, lambda _: spoilt).found
    assert told.message.startswith("5 处对不上")
    assert way in told.hint


def test_a_row_with_nothing_below_it_that_another_table_has() -> None:
    """It would be counted twice: the missing row is told, none of the cells that follow."""
    (one,) = read({"支出": SPENDING, "一般": GENERAL[:-1]}).found
    assert one.code == "MZ824"
    assert [operand.label for operand in one.operands] == ["一般!C9", "支出!C10"]
    assert "2101502" in one.message
    assert "补上这一行" in one.hint


PLANS: Rows = (
    ("项目支出表",),
    (UNIT,),
    ("类型", "项目名称", "项目名称", "项目单位", "合计", "本年财政拨款", "财政拨款结转"),
    ("", "一级项目", "二级项目", "", "", "一般公共预算", "一般公共预算"),
    ("合计", "合计", "合计", "合计", 12, 9.5, 2.5),
    ("", "", "宣传费", "某局", 5, 5, ""),
    ("", "", "评审费", "某局", 7, 5.4, 2.5),
)


def test_a_cell_of_a_list_is_blamed_for_its_row_and_its_total() -> None:
    """4.5 was typed as 5.4: neither the total nor the project's sum is wrong."""
    form = Form("吉林", "budget", 2025, "万元")
    bases = read_kind("budget", PROJECT).bases
    own = grids(book({"项目": PLANS}))
    found = blamed(collect(own, form), own, bases, lambda again: collect(again, form)).found
    assert [one.code for one in found] == ["MZ824"]
    assert found[0].message.startswith("项目!F7 是 5.4 万元，按别的格应为 4.50 万元")


def of_budget(sheets: Mapping[str, Rows]) -> Collected:
    """What is told of a budget's sheets; money that is carried over has a column of its own."""
    form, bases = replace(FORM, name="吉林", kind="budget"), read_kind("budget", PROJECT).bases
    own = grids(book(sheets))
    return blamed(collect(own, form), own, bases, lambda again: collect(again, form))


YEARS: Rows = (
    ("收支总表",),
    (UNIT,),
    ("收入", "收入", "收入", "支出", "支出", "支出"),
    ("项目", "编制预算", "上年结转", "项目", "编制预算", "上年结转"),
    ("一、财政拨款收入", 96.5, 4, "八、社会保障和就业支出", 60.5, ""),
    ("一般公共预算拨款收入", 96.5, 4, "九、卫生健康支出", 36, 4),
    ("本年收入合计", 96.5, 4, "本年支出合计", 96.5, 4),
    ("收入总计", 96.5, 4, "支出总计", 96.5, 4),
)
FISCAL: Rows = (("财政拨款收支总表",), *YEARS[1:])
BUDGET_HEAD: Rows = (("科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"),)
PLANNED: Rows = (("支出总表",), (UNIT,), *BUDGET_HEAD, *SPENDING[3:])
BELOW: Rows = (("", "", "", "小计", ""),)
OF_FUND: Rows = (("一般公共预算支出表",), (UNIT,), *BUDGET_HEAD, *BELOW, *SPENDING[3:])
YEARLY = {"总表": YEARS, "支出": PLANNED, "一般": OF_FUND}


def test_a_budget_of_two_years_tells_which_cell_of_a_sum_is_wrong() -> None:
    """Four 类 might be wrong in the sum of one year; one is not what both years come to."""
    assert of_budget(YEARLY).found == ()
    spoilt = with_row(YEARS, 5, ("一般公共预算拨款收入", 96.5, 4, "九、卫生健康支出", 63, 4))
    (found,) = of_budget({**YEARLY, "总表": spoilt}).found
    assert found.message.startswith("总表!E6 是 63 万元，按别的格应为 36.00 万元")


def test_a_name_that_slipped_to_another_line_is_told_at_its_cell() -> None:
    """No other sheet has money for traffic, and all of them have for health."""
    spoilt = with_row(YEARS, 5, ("一般公共预算拨款收入", 96.5, 4, "十三、交通运输支出", 36, 4))
    (found,) = of_budget({**YEARLY, "总表": spoilt}).found
    assert found.code == "MZ824"
    assert [o.label for o in found.operands] == ["总表!D6", "支出!B8"]
    assert "写的是“十三、交通运输支出”" in found.message
    assert "“卫生健康支出”" in found.message


def test_a_list_that_lacks_a_row_is_told_by_what_its_total_has_more() -> None:
    """7 in all, 4.5 of this year and 2.5 carried over are what one row would have."""
    sheets = {**BUDGET, "项目": PROJECTS[:-1]}
    (found,) = of_budget(sheets).found
    assert found.code == "MZ824"
    more = "项目!E5 多 7.00 万元、项目!F5 多 4.50 万元、项目!G5 多 2.50 万元"
    assert found.message == f"合计一行比列出的各行多：{more}，各列正好是一行的：多半是漏了一行。"


def test_a_wrong_digit_in_a_list_is_no_row_that_it_lacks() -> None:
    """The total has more in two columns; a row would have as much in all as in its parts."""
    spoilt = with_row(PROJECTS, 8, ("", "", "评审费", "某局", 7, 3.5, 2.5))
    told = of_budget({**BUDGET, "项目": spoilt}).found
    assert told
    assert not any("漏了一行" in one.message and "多半" in one.message for one in told)


THIS_YEAR = (
    *("小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入"),
    *("事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"),
)
CARRIED_OVER = (
    *("小计", "一般公共预算结转", "政府性基金预算拨款结转", "国有资本经营预算拨款结转"),
    *("财政专户管理资金结转结余", "单位资金结转结余"),
)
OF_UNIT = (100.5, 96.5, 96.5, *[""] * 8, 4, 4)


def test_a_unit_without_a_code_is_no_row_that_a_list_lacks() -> None:
    """A department of one unit may print none; what is wrong elsewhere is told alone."""
    words = ("部门（单位）代码", "部门（单位）名称", "合计")
    rows: Rows = (
        ("收入总表",),
        (UNIT,),
        (*words, *["当年预算"] * len(THIS_YEAR), *["上年结转结余"] * len(CARRIED_OVER)),
        (*words, *THIS_YEAR, *CARRIED_OVER),
        ("", "合计", *OF_UNIT),
        ("", "某局", *OF_UNIT),
    )
    spoilt = with_row(OF_FUND, 6, (20805, "行政事业单位养老支出", 60.5, 63.5, ""))
    told = of_budget({**YEARLY, "收入": rows, "一般": spoilt}).found
    assert any("一般!D7 是 63.5 万元" in one.message for one in told), told
    assert not any("合计一行比列出的各行多" in one.message for one in told), told
