"""What a sheet's head says of the year: another one is told, of a project's own sheet too."""

from __future__ import annotations

import pytest

from mingzhang.document.table_values import Table
from mingzhang.intake.sheet_heads import other_years, shape_for, units_of
from mingzhang.intake.table_shape import shape_of
from tests.intake.books import GENERAL, SPENDING, Rows, book, codes, collected, grids, values


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("2024年度项目支出绩效自评表", True),
        ("2025年度项目支出绩效自评表", False),
        ("项目支出绩效自评表（2024年度设备更新）", False),
    ],
)
def test_a_projects_sheet_of_another_year_is_told(title: str, is_told: bool) -> None:
    """Its project may be called by a year; the title's own stands before it."""
    (grid,) = grids(book({"自评": ((title,), ("项目名称", "2024年度设备更新"))}))
    found = other_years((), 2025, [(grid, "项目支出绩效自评表")])
    assert [one.code for one in found] == ["MZ826"] * is_told


@pytest.mark.parametrize(
    ("year", "way"), [(2026, "加 --last-year 导入"), (2024, "要的是上年的工作簿")]
)
def test_the_way_out_of_another_year_is_true_of_it(year: int, way: str) -> None:
    """Whoever reads last year's figures out of this year's workbook has asked for that already."""
    (grid,) = grids(book({"自评": (("2025年度项目支出绩效自评表",), ("项目名称", "设备"))}))
    (found,) = other_years((), year, [(grid, "项目支出绩效自评表")])
    assert way in found.hint


@pytest.mark.parametrize(("first", "is_table"), [("目  录", False), ("2025年度", True)])
def test_the_contents_of_a_form_of_one_table_are_not_that_table(
    first: str, *, is_table: bool
) -> None:
    shape = shape_of(Table("01", "", "收入支出决算总表", (), (), ()))
    (grid,) = grids(book({"一": ((first,), ("收入支出决算总表",))}))
    assert (shape_for(grid, (shape,)) is shape) is is_table


def in_words(line: str) -> Rows:
    """A sheet whose line of the unit is another."""
    return (SPENDING[0], (line,), *SPENDING[2:])


@pytest.mark.parametrize(
    "line",
    [
        "（万元）",
        "万元",
        "单位（万元）",
        "单位 万元",
        "单位；万元",
        "金额：万元",
        "金额单位为万元",
        "单位：（人民币）万元",
        "单位:万元/人",
        "计量单位：万元",
    ],
)
def test_a_unit_in_other_words_is_the_unit(line: str) -> None:
    """Clerks write it so; nothing else in the head is a word of money."""
    (grid,) = grids(book({"支出": in_words(line)}))
    assert [*units_of(grid)] == ["万元"]


@pytest.mark.parametrize("line", ["", "单位：万美元", "单位：百万元", "金额保留两位小数"])
def test_what_is_no_unit_is_none(line: str) -> None:
    """A figure in 元 below says nothing of the others."""
    rows = (*in_words(line), ("元", "", 3))
    assert [*units_of(grids(book({"支出": rows}))[0])] == []


def test_a_unit_below_the_table_is_the_unit() -> None:
    """With the word 单位; 元 alone may be what some thing is counted in."""
    sheets = {"支出": (*in_words(""), ("单位：万元",)), "一般公共预算": GENERAL}
    assert values(collected(sheets)) == values(
        collected({"支出": SPENDING, "一般公共预算": GENERAL})
    )


def headed(*units: str, line: str = "") -> Rows:
    """A sheet whose columns have units behind their heads."""
    heads = (f"{head}{unit}" for head, unit in zip(SPENDING[2][2:], units, strict=True))
    return (*in_words(line)[:2], (*SPENDING[2][:2], *heads), *SPENDING[3:])


def test_a_unit_behind_the_heads_of_columns_is_the_unit() -> None:
    """The heads are the form's without it."""
    sheets = {"支出": headed("（万元）", "（万元）", "（万元）"), "一般公共预算": GENERAL}
    assert values(collected(sheets)) == values(
        collected({"支出": SPENDING, "一般公共预算": GENERAL})
    )


@pytest.mark.parametrize(
    ("units", "line"),
    [(("（万元）", "（元）", "（元）"), ""), (("", "（元）", ""), "单位：万元")],
)
def test_columns_of_two_units_are_told(units: tuple[str, ...], line: str) -> None:
    """Nothing of the sheet is read as either."""
    found = collected({"支出": headed(*units, line=line), "一般公共预算": GENERAL})
    assert "MZ822" in codes(found)


BLOCK = ("经济分类科目编码", "科目名称", "决算数")
BOUGHT = ((301, "工资福利支出", 50), (30101, "基本工资", 30), (30107, "绩效工资", 20))
USED = ((302, "商品和服务支出", 10.5), (30201, "办公费", 7.5), (30206, "电费", 3))
WAGES, REST, BLANK = ("人员经费合计", "", 50), ("公用经费合计", "", 10.5), ("", "", "")


def in_blocks(count: int) -> Rows:
    """A table that the form lays out in three blocks, in another number of them."""
    beside = tuple(
        (*one, *other, *BLANK * (count - 2)) for one, other in zip(BOUGHT, USED, strict=True)
    )
    below = ((*WAGES, *BLANK * (count - 2), *REST),)
    body = (*BOUGHT, WAGES, *USED, REST) if count == 1 else (*beside, *below)
    title = "一般公共预算财政拨款基本支出决算明细表"
    return ((title,), ("金额单位：万元",), BLOCK * count, *body)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_table_may_stand_in_other_blocks_than_the_forms(count: int) -> None:
    found = collected({"支出": SPENDING, "一般": GENERAL, "经济": in_blocks(count)})
    assert codes(found) == []
    rows = values(found)["基本支出"]
    assert isinstance(rows, list)
    assert [(int(row["科目"]), float(row["金额"])) for row in rows] == [
        *((30101, 30), (30107, 20), (30201, 7.5), (30206, 3)),
    ]


def test_a_class_may_go_on_in_the_next_block() -> None:
    """Its sum is that of all of it, wherever its parts stand."""
    rows: Rows = (
        *in_blocks(2)[:3],
        (*BOUGHT[0], *USED[1]),
        (*BOUGHT[1], *USED[2]),
        (*BOUGHT[2], *BLANK),
        (*USED[0], *BLANK),
    )
    assert codes(collected({"支出": SPENDING, "一般": GENERAL, "经济": rows})) == []
    spoilt = (*rows[:6], (302, "商品和服务支出", 11.5, *BLANK))
    assert codes(collected({"支出": SPENDING, "一般": GENERAL, "经济": spoilt})) != []
