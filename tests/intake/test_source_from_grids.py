"""Sheets → the source: right, or refused with the cell; never wrong in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.intake.marked_tables import Form
from mingzhang.intake.source_from_grids import collect
from tests.intake.books import (
    GENERAL,
    HEAD,
    SPENDING,
    UNIT,
    Rows,
    book,
    codes,
    collected,
    grids,
    values,
    with_row,
)

D = Decimal
SUMMARY: Rows = (
    ("收入支出决算总表",),
    (UNIT,),
    ("收入", "收入", "支出", "支出"),
    ("项目", "决算数", "项目", "决算数"),
    ("本年收入合计", "", "本年支出合计", 90),
)
BOTH = {"支出": SPENDING, "一般公共预算": GENERAL}
LEAVES = [
    {"科目": D(2080501), "基本支出": D("60.50")},
    {"科目": D(2101502), "项目支出": D("40.00")},
]


def test_details_are_rows_and_sums_are_checked() -> None:
    """A 项 is a line; its 款, 类 and 合计 only agree with it, so that nothing is typed twice."""
    found = collected(BOTH)
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}
    assert len(found.placed) == 32


def test_other_money_is_what_the_funds_leave() -> None:
    """Spending of which the table of 一般公共预算 has nothing is of other money."""
    rows = (*GENERAL[:3], ("合计", "", 60.5, 60.5, ""), *GENERAL[4:7])
    found = values(collected({"支出": SPENDING, "一般公共预算": rows}))
    other = {"科目": D(2101502), "资金": "非财政", "项目支出": D("40.00")}
    assert found["支出"] == [LEAVES[0], other]


def test_a_fund_that_spends_more_than_all_funds_is_told_with_both_columns() -> None:
    """The two columns of one table are exchanged: no other money of less than nothing is made."""
    swapped = (*GENERAL[:3], *((*row[:3], row[4], row[3]) for row in GENERAL[3:]))
    found = collected({"支出": SPENDING, "一般公共预算": swapped})
    (told,) = found.found
    assert (told.code, [operand.value for operand in told.operands]) == (
        "MZ828",
        ["60.5 万元", "60.5 万元"],
    )
    assert "一般公共预算!E7 是 60.5" in told.message
    assert "支出!D7（“基本支出”，已经是全部资金的支出）" in told.message
    assert "另有 1 处" in told.message
    assert "“项目支出”和“基本支出”两列填反了" in told.hint
    assert found.solved is None


def test_one_cell_of_a_fund_above_that_of_all_funds_is_told_with_both() -> None:
    """No two columns are exchanged: the cell itself is wrong."""
    more = with_row(GENERAL, 6, (2080501, "行政单位离退休", 61.5, 61.5, ""))
    (told,) = collected({"支出": SPENDING, "一般公共预算": more}).found
    assert "一般公共预算!C7 是 61.5 万元，支出!C7（全部资金的）是 60.5 万元" in told.message
    assert "一行或一列填错了" in told.hint


def test_a_sum_that_prints_otherwise_is_stated() -> None:
    """A total with a rounding tail is kept as it was published, beside its parts."""
    tail = tuple(with_row(rows, 3, ("合计", "", 100.51, 60.5, 40)) for rows in (SPENDING, GENERAL))
    found = values(collected({"支出": tail[0], "一般公共预算": tail[1]}))
    assert {"科目": "合计", "合计": D("100.51")} in list(found["支出"])  # type: ignore[call-overload]


def test_codes_in_three_columns_with_blanks_as_above() -> None:
    """类, 款 and 项 stand apart, numbers or texts, and a blank means that of the row above."""
    rows: Rows = (
        ("一般公共预算财政拨款支出决算表",),
        ("单位：元",),
        ("科目编码", "", "", "科目名称", "小计", "基本支出", "项目支出"),
        ("类", "款", "项", "", "", "", ""),
        (208, "", "", "社会保障和就业支出", "605,000.00", 605000, ""),
        ("", "05", "", "行政事业单位养老支出", 605000, 605000, ""),
        ("", "", 1, "行政单位离退休", 605000, 605000, ""),
    )
    found = collected({"一": rows})
    assert codes(found) == []
    assert (found.unit, values(found)["支出"]) == (
        "元",
        [{"科目": D(2080501), "基本支出": D("605000.00")}],
    )


HEADS: dict[str, tuple[Rows, tuple[str, ...]]] = {
    # As accounts are approved: 类, 款, 项 stand in the row of 栏次.
    "in the row of numbers": (
        (
            ("项目", "", "", "", "本年支出合计", "基本支出", "项目支出"),
            ("功能分类科目编码", "", "", "科目名称", "", "", ""),
            ("类", "款", "项", "栏次", 1, 2, 3),
        ),
        ("A3:D3", "A4:C4", "E3:E4", "F3:F4", "G3:G4"),
    ),
    "with no word but the heading": (
        (
            ("功能分类科目编码", "", "", "科目名称", "本年支出合计", "基本支出", "项目支出"),
            ("栏次", "", "", "", 1, 2, 3),
        ),
        ("A3:C3", "A4:D4"),
    ),
    "with no heading": (
        (("类", "款", "项", "科目名称", "本年支出合计", "基本支出", "项目支出"),),
        (),
    ),
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("parts", ["whole", "below", "each"])
def test_codes_in_three_columns_under_other_heads(head: str, parts: str) -> None:
    """The digits of a column say which level it is: a part of a code, a whole one, or a blank."""
    heads, merged = HEADS[head]
    rows: list[tuple[object, ...]] = [(*SPENDING[3][:1], "", "", "", *SPENDING[3][2:])]
    for code, name, *numbers in SPENDING[4:]:
        text, at = str(code), (len(str(code)) - 3) // 2
        own = [text[:3], text[3:5], text[5:]] if parts == "each" else [""] * 3
        own[at] = text if parts == "whole" else (text[:3], text[3:5], text[5:])[at]
        rows.append((*own, name, *numbers))
    data = book({"支出": (*SPENDING[:2], *heads, *rows)}, merged=merged)
    form = Form("河南", "final", 2025, "万元")
    found = collect((*grids(data), *grids(book({"一般公共预算": GENERAL}))), form)
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


@pytest.mark.parametrize("sign", ["——", "\\", "×", "N/A", "不适用"])
def test_signs_for_no_figure_are_no_spoilt_numbers(sign: str) -> None:
    rows = [
        tuple(sign if cell in ("", "-") and n > 1 else cell for n, cell in enumerate(row))
        for row in SPENDING
    ]
    found = collected({"支出": rows, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


def test_zeros_of_rows_that_are_not_there_are_nothing() -> None:
    """A column was filled down with zeros; another number there is told."""
    found = collected({"支出": (*SPENDING, ("", "", 0, "0.00", 0)), "一般公共预算": GENERAL})
    assert codes(found) == []
    found = collected({"支出": (*SPENDING, ("", "", 0, "0.01", 0)), "一般公共预算": GENERAL})
    assert codes(found) == ["MZ810"]


def test_the_unit_may_stand_again_above_a_head_in_the_middle() -> None:
    line = ("单位名称：某局", "", "", "", UNIT)
    sheet = (SPENDING[0], line, *SPENDING[2:7], line, *HEAD, *SPENDING[7:])
    found = collected({"支出": sheet, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


def test_a_blank_row_may_stand_above_that_of_numbers() -> None:
    sheet = (*SPENDING[:3], (), ("栏次", "", 1, 2, 3), *SPENDING[3:])
    found = collected({"支出": sheet, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


def test_units_may_differ_between_tables() -> None:
    """A figure in 万元 beside one in 元 is the same figure; the source is in 元."""
    yuan = [
        tuple(v * 10_000 if isinstance(v, (int, float)) and n > 1 else v for n, v in enumerate(row))
        for row in SPENDING[3:]
    ]
    rows = (*SPENDING[:1], ("单位：元",), *SPENDING[2:3], *yuan)
    found = collected({"支出": rows, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert found.unit == "元"


def test_noise_of_binary_fractions_is_none() -> None:
    """0.1 + 0.2 is stored with a tail that no spreadsheet shows."""
    rows = with_row(SPENDING, 6, (2080501, "行政单位离退休", 60.4 + 0.1, 60.2 + 0.1 + 0.2, ""))
    assert values(collected({"支出": rows, "一般公共预算": GENERAL}))["支出"] == LEAVES


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        (with_row(SPENDING, 1, ("",)), "MZ805", "支出"),
        (with_row(SPENDING, 1, ("金额单位：亿元",)), "MZ805", "支出!A2 写的“金额单位：亿元”"),
        (with_row(SPENDING, 1, ("单位：元", "单位：万元")), "MZ822", "支出"),
        (with_row(SPENDING, 2, ("代码", "什么", "数")), "MZ806", "支出决算表"),
        (with_row(SPENDING, 6, (2080701, "行政单位离退休", 60.5, 60.5)), "MZ808", "不在上一级"),
        (with_row(SPENDING, 6, (2080502, "行政单位离退休", 60.5, 60.5)), "MZ808", "2080501"),
        (with_row(SPENDING, 6, (208050, "行政单位离退休", 60.5, 60.5)), "MZ808", "6 位"),
        (with_row(SPENDING, 6, (2080511, "行政单位离退休", 60.5, 60.5)), "MZ808", "2080501"),
        ((*SPENDING, SPENDING[6]), "MZ808", "2080501"),
        ((*SPENDING[:7], *SPENDING[6:]), "MZ809", "支出!C7 和 支出!C8"),
        (with_row(SPENDING, 6, (2080501, "行政单位离退休", 61.5, 61.5)), "MZ813", "支出!C4"),
        (with_row(SPENDING, 9, (2101502, "一般行政管理事务", "4O", "", 40)), "MZ810", "支出!C10"),
        (with_row(SPENDING, 9, (2101502, "一般行政管理事务", 40, "", 40, 7)), "MZ810", "支出!F10"),
    ],
)
def test_a_spoilt_sheet_is_refused(rows: Rows, code: str, said: str) -> None:
    """What is wrong is told with its sheet and cell."""
    found = collected({"支出": rows, "一般公共预算": GENERAL})
    told = [one.message for one in found.found if one.code == code]
    assert told, found.found
    assert said in told[0]


def test_a_code_that_stands_for_its_name_too_is_no_name() -> None:
    """As where the cells of both are merged."""
    row = (2101502, "2101502", 40, "", 40)
    found = collected({"支出": with_row(SPENDING, 9, row), "一般公共预算": GENERAL})
    assert found.texts.found == []
    assert values(found) == {"支出": LEAVES}


def test_a_slip_in_the_name_of_a_subject_is_told() -> None:
    """It is kept, as is one that the catalogue lacks: the author decides."""
    row = (2101502, "一般行政管理事物", 40, "", 40)
    found = collected({"支出": with_row(SPENDING, 9, row), "一般公共预算": GENERAL})
    assert [one.code for one in found.texts.found] == ["MZ819"]
    own = [{"科目": D(2101502), "名称": "一般行政管理事物"}]
    assert values(found) == {"支出": LEAVES, "科目补充": own}
    rows = [with_row(r, 9, (2101577, "医保信息化", 40, "", 40)) for r in (SPENDING, GENERAL)]
    named = values(collected({"支出": rows[0], "一般公共预算": rows[1]}))
    assert named["科目补充"] == [{"科目": D(2101577), "名称": "医保信息化"}]


def test_an_inserted_column_moves_nothing() -> None:
    """Columns are known by their heads; the numbers of one that is not the form's are listed."""
    rows = [(*row[:2], "", *row[2:]) for row in SPENDING[2:]]
    moved = (*SPENDING[:2], (*rows[0][:2], "上年数", *rows[0][3:]), *rows[1:])
    found = collected({"支出": moved, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}
    filled = (*moved[:3], ("合计", "", 99, *moved[3][3:]), *moved[4:])
    assert codes(collected({"支出": filled, "一般公共预算": GENERAL})) == ["MZ810"]


def test_a_copied_sheet_is_refused() -> None:
    """Which of two sheets of one title counts nobody can say; nor of two tables on one sheet."""
    assert codes(collected({**BOTH, "支出 (2)": SPENDING})) == ["MZ814"]
    (told,) = collected({"支出": (*SPENDING, (), *SPENDING), "一般公共预算": GENERAL}).found
    assert told.message == "工作表“支出”里有两张“支出决算表”：第 1 行起和第 12 行起。"


@pytest.mark.parametrize("number", [(), ("公开05表",)])
def test_two_tables_on_one_sheet_are_read_each(number: tuple[str, ...]) -> None:
    """A cell is named as the sheet has it."""
    found = collected({"表": (*SPENDING, (), number, *GENERAL)})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}
    assert max(one.where for one in found.placed if "!C" in one.where) == "表!C9"
    assert {one.where for one in found.placed} >= {"表!C4", "表!E22"}


@pytest.mark.parametrize(
    "note",
    [
        ("制表人：张某", "", "审核人：李某"),
        ("", "", "注：1. 本表金额转换为万元时可能有尾差。"),
        ("", "", "2. 本套报表金额转换时可能存在尾数误差。"),
        ("填表日期", "", "填表日期：2025年3月5日"),
        ("", "", "— 12 —"),
        ("", "", "第 2 页，共 3 页"),
    ],
)
def test_words_below_a_table_are_no_spoilt_numbers(note: tuple[object, ...]) -> None:
    found = collected({"支出": (*SPENDING, (), note), "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


@pytest.mark.parametrize("cell", [77, "77O", "约77万元"])
def test_a_number_below_a_table_is_told(cell: object) -> None:
    """A row that is none of the form's has a number, or what was to be one."""
    found = collected({"支出": (*SPENDING, ("", "另有", cell)), "一般公共预算": GENERAL})
    assert codes(found) == ["MZ810"]


def test_a_title_may_be_the_sheets_name_alone() -> None:
    """What a system exports has its title on the tab; its number may stand before it."""
    sheets = {"2025年支出决算表": SPENDING[1:], "一般公共预算财政拨款支出决算表": GENERAL[1:]}
    assert codes(collected(sheets)) == []
    sheets = {"公开03表 支出决算表": SPENDING[1:], "一般公共预算财政拨款支出决算表": GENERAL[1:]}
    assert values(collected(sheets)) == {"支出": LEAVES}


@pytest.mark.parametrize("between", ["", "收入"])
def test_a_head_whose_merged_cells_were_taken_apart(between: str) -> None:
    """The heading of a group stands above its first column, blanks or itself above the others."""
    heads = (("收入", between, "支出", ""), ("项目", "决算数", "项目", "决算数"))
    rows = (("本年收入合计", 100.5, "本年支出合计", 100.5),)
    found = collected({"总表": (*SUMMARY[:2], *heads, *rows), **BOTH})
    assert codes(found) == []
    assert {one.where for one in found.placed} >= {"总表!B5", "总表!D5"}


def test_a_sheet_of_another_form_is_listed() -> None:
    """Its numbers were not read, and that is said; one without numbers is passed over."""
    found = collected({**BOTH, "人员": (("在职人数", 12),), "说明": (("无",),)})
    assert codes(found) == ["MZ811"]
    assert found.prevents == ()


def test_a_heading_over_two_columns_of_codes_is_refused() -> None:
    """Nobody can say which column is meant: both have whole codes."""
    wide = [(row[0], row[0], *row[1:]) for row in SPENDING[2:]]
    rows = (*SPENDING[:2], ("科目编码", "科目编码", *wide[0][2:]), *wide[1:])
    assert "MZ807" in codes(collected({"支出": rows, "一般公共预算": GENERAL}))


def test_a_total_that_rounding_does_not_explain_is_told() -> None:
    """No 公布数 hides that a total is not what its lines come to."""
    row = ("合计", "", 200.5, 60.5, 40)
    tables = {"支出": with_row(SPENDING, 3, row), "一般公共预算": with_row(GENERAL, 3, row)}
    found = collected(tables)
    assert set(codes(found)) == {"MZ813"}
    assert "支出!C4 是 200.5 万元，由其他各格得出的是 100.50 万元" in found.found[0].message


def test_one_point_with_two_values_is_refused() -> None:
    """The same figure in two tables differs: both cells are named."""
    found = collected({**BOTH, "收支": SUMMARY})
    told = [one.message for one in found.found if one.code == "MZ812"]
    assert told
    assert "支出!C4" in told[0]
    assert "收支!D5" in told[0]


def test_a_workbook_without_a_table_of_the_form_gives_nothing() -> None:
    """Nothing was read, and nothing is written."""
    assert codes(collected({"表": (("别的表",), ("单位：元",))})) == ["MZ806"]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize(
    "names",
    [("一、一般公共预算", "二、政府性基金预算"), ("一、一般公共预算资金", "二、政府性基金")],
)
def test_the_forms_folder_knows_other_names_of_rows(names: tuple[str, str], year: int) -> None:
    """A workbook calls a row otherwise than the form prints it, and the form's own data says so."""
    rows: Rows = (
        ("2026年预算单位财政拨款收支预算总表",),
        ("单位：元",),
        ("财政拨款收入", "", "财政拨款支出", "", "", "", ""),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
        (names[0], 12.5),
        (names[1], 0),
    )
    found = collect(grids(book({"表": rows})), Form("上海", "budget", year, "万元"))
    assert "MZ810" not in codes(found)
    assert len(found.placed) == 2


def test_what_only_the_table_of_all_money_has_is_other_money() -> None:
    """No table by fund has a column of 对附属单位补助支出: all of it is other than fiscal money."""
    head = ("功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出", OWN)
    rows: Rows = (
        *SPENDING[:2],
        head,
        ("合计", "", 103.5, 60.5, 40, 3),
        *SPENDING[4:9],
        *SPENDING[9:],
        (2101503, "机关服务", 3, "", "", 3),
    )
    above = [(210, "卫生健康支出", 43, "", 40, 3), (21015, "医疗保障管理事务", 43, "", 40, 3)]
    rows = (*rows[:7], *above, *rows[9:])
    found = collected({"支出": rows, "一般公共预算": GENERAL})
    assert codes(found) == []
    other = {"科目": D(2101503), "资金": "非财政", OWN: D("3.00")}
    assert values(found) == {"支出": [*LEAVES, other]}


OWN = "对附属单位补助支出"


def test_a_column_of_another_name_is_told_once() -> None:
    """Its numbers are one finding, and what follows from them another: both may stay behind."""
    head = (*GENERAL[2][:4], "项目花费")
    found = collected({"支出": SPENDING, "一般公共预算": (*GENERAL[:2], head, *GENERAL[3:])})
    assert "MZ813" not in codes(found)
    assert found.prevents == ()
    told = [one.message for one in found.found if one.code == "MZ810"]
    assert told == ["一般公共预算!E4 起“项目花费”一列的 5 个数没有读入。"]


def test_a_sheet_of_two_units_names_both() -> None:
    """Each with its cell."""
    rows = (SPENDING[0], (UNIT, "单位：元"), *SPENDING[2:])
    found = collected({"支出": rows})
    assert codes(found) == ["MZ822"]
    assert "支出!A2 写的是“万元”，支出!B2 写的是“元”" in found.found[0].message


def test_a_workbook_of_another_year_is_told() -> None:
    """Its figures are read: the form goes by no year.  But somebody may have the wrong file."""
    found = collected({"支出": with_row(SPENDING, 0, ("2024年度支出决算表",)), "一般": GENERAL})
    assert codes(found) == []
    told = [one.message for one in found.texts.found]
    assert told == ["工作表“支出”的标题写的是 2024 年，导入的是 2025 年的文档；照这一年读了。"]
    assert collected({"支出": SPENDING, "一般": GENERAL}).texts.found == []


def test_one_table_of_all_money_lacks_those_by_fund() -> None:
    """Of which money it is nobody says: the tables that would are named, not every cell."""
    found = collected({"支出": SPENDING})
    assert codes(found) == ["MZ821"]
    assert "一般公共预算" in found.found[0].message


def test_a_head_that_stands_again_in_the_middle_is_no_row() -> None:
    """As a program prints it on every page."""
    again = (*SPENDING[:7], *HEAD, *SPENDING[7:])
    found = collected({"支出": again, "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == {"支出": LEAVES}


def test_many_rows_that_are_wrong_alike_are_one_message() -> None:
    """Two tables in one sheet: each row stands twice, and the likely cause is said."""
    found = collected({"支出": (*SPENDING, *SPENDING[4:]), "一般公共预算": GENERAL})
    told = [one for one in found.found if one.code == "MZ809"]
    assert len(told) == 1
    assert "这张表这样的共 6 行" in told[0].message
    assert "两张表" in told[0].hint


def test_a_subject_without_a_figure_gives_no_name() -> None:
    """The office's form may still hold the lines of its own sample."""
    code, name = 2101588, "样表里的科目"
    blank = (*SPENDING, (code, name, "", "", ""))
    assert "科目补充" not in values(collected({"支出": blank}))
    filled = with_row(SPENDING, len(SPENDING) - 1, (code, name, 40, "", 40))
    named = values(collected({"支出": filled}))["科目补充"]
    assert named == [{"科目": Decimal(code), "名称": name}]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (("20878x", "错码支出", 3, 3, ""), "支出!C8（20878x 错码支出） 的“3”没有读入"),
        (("", "没有编码的支出", 3, 3, ""), "支出!C8（没有编码的支出） 的“3”没有读入"),
    ],
)
def test_a_row_whose_subject_nobody_knows_is_named(row: tuple[object, ...], named: str) -> None:
    found = collected({"支出": (*SPENDING[:7], row, *SPENDING[7:]), "一般": GENERAL})
    assert any(named in one.message for one in found.found), [o.message for o in found.found]


def test_a_name_of_many_is_that_of_the_subject_beside() -> None:
    """Every 款 of administration has 行政运行 and 一般行政管理事务."""
    wrong = with_row(SPENDING, 9, (2101501, "一般行政管理事务", 40, "", 40))
    (found,) = [d for d in collected({"支出": wrong, "一般": GENERAL}).found if d.code == "MZ808"]
    assert found.message.endswith("是“行政运行”，表里写的“一般行政管理事务”是 2101502。")


def test_a_part_of_an_economic_subject_is_a_line_that_says_its_nature() -> None:
    """A table tells 人员经费 and 公用经费 of one 款: each is a line, and their sum is none."""
    rows: Rows = (
        ("2026年单位一般公共预算基本支出部门预算经济分类预算表",),
        ("单位：元",),
        ("部门预算经济分类科目编码", "经济分类科目名称", "合计", "人员经费", "公用经费"),
        (303, "对个人和家庭的补助", 340, 300, 40),
        (30302, "退休费", 330, 300, 30),
        (30399, "其他对个人和家庭的补助", 10, "", 10),
        ("合计", "", 340, 300, 40),
    )
    found = collected({"表": rows}, form="上海", kind="budget")
    assert codes(found) == []
    line = {"口径": "预算", "金额": D("300.00")}
    assert values(found)["基本支出"] == [
        {"科目": D(30302)} | line,
        {"科目": D(30302)} | line | {"性质": "公用经费", "金额": D("30.00")},
        {"科目": D(30399)} | line | {"性质": "公用经费", "金额": D("10.00")},
    ]


@pytest.mark.parametrize("again", ["", "公用经费合计"])
def test_a_merged_name_that_was_taken_apart_is_that_of_its_row(again: str) -> None:
    """公用经费合计 spans two blocks: its number stands at the end of the second."""
    block = ("经济分类科目编码", "科目名称", "决算数")
    basic = (
        ("一般公共预算财政拨款基本支出决算明细表",),
        (UNIT,),
        ("人员经费", "", "", "公用经费", "", "", "", "", ""),
        (*block, *block, *block),
        (301, "工资福利支出", 60.5, 302, "商品和服务支出", 20, 310, "资本性支出", 20),
        (30101, "基本工资", 60.5, 30201, "办公费", 20, 31002, "办公设备购置", 20),
        ("人员经费合计", "", 60.5, "公用经费合计", again, again, again, again, 40),
    )
    found = collected({"基本支出": basic})
    assert codes(found) == []
    total = next(one for one in found.placed if one.where == "基本支出!I7")
    assert total.number == D(40)


@pytest.mark.parametrize("column", [2, 3, 4])
def test_a_sum_that_is_not_known_follows_from_its_parts(column: int) -> None:
    """A table that says … in its row 合计 tells all of its parts: nothing of the source is open."""
    (total,) = (row for row in SPENDING if row[0] == "合计")
    open_total = (*total[:column], "…", *total[column + 1 :])
    sheets = {"支出": with_row(SPENDING, 3, open_total)}
    sheets["一般公共预算"] = with_row(GENERAL, 3, open_total)
    assert values(collected(sheets)) == {"支出": LEAVES}
