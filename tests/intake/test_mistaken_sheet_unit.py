"""A sheet in another unit than it names: told where other sheets show it, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from mingzhang.facts.cube import Point
from mingzhang.intake.mistaken_sheet_unit import other_scale
from mingzhang.intake.number_placing import Placed
from tests.intake.books import GENERAL, SPENDING, collected

YUAN = "金额单位：元"


def scaled(rows: Sequence[Sequence[object]], factor: int) -> tuple[tuple[object, ...], ...]:
    """The rows under 元, their money times a factor; codes stay."""
    head, body = rows[:3], rows[3:]
    told = tuple(
        (*row[:2], *(v * factor if isinstance(v, (int, float)) else v for v in row[2:]))
        for row in body
    )
    return (tuple(head[0]), (YUAN,), tuple(head[2]), *told)


def test_a_sheet_in_wan_under_yuan_is_told_and_nothing_made() -> None:
    sheets = {"支出": scaled(SPENDING, 10_000), "一般": scaled(GENERAL, 1)}
    got = collected(sheets)
    assert [one.code for one in got.found] == ["MZ825"]
    assert got.solved is None
    assert "万分之一" in got.found[0].message


def test_sheets_of_one_order_are_no_fault_though_one_has_less() -> None:
    half = scaled(GENERAL, 5_000)
    got = collected({"支出": scaled(SPENDING, 10_000), "一般": half})
    assert "MZ825" not in [one.code for one in got.found]
    assert got.solved is not None


def official(reception: float) -> Sequence[Sequence[object]]:
    """A sheet of “三公”经费 in 万元, with what receptions cost."""
    heads = (
        "合计",
        "因公出国（境）费",
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    )
    numbers = (reception, "", "", "", "", reception)
    return (
        ("财政拨款“三公”经费支出决算表",),
        ("金额单位：万元",),
        ("预算数",) * 6 + ("决算数",) * 6,
        (*heads, *heads),
        (*numbers, *numbers),
    )


def test_figures_far_beyond_all_that_is_spent_are_in_another_unit() -> None:
    """No other sheet says them, so that nothing else shows it."""
    sheets = {"支出": SPENDING, "一般": GENERAL}
    (found,) = collected({**sheets, "三公": official(12_000)}).found
    assert found.code == "MZ825"
    assert "三公!A5" in found.message
    assert not collected({**sheets, "三公": official(1.2)}).found


def test_official_costs_above_all_that_is_spent_or_next_to_nothing_are_in_another_unit() -> None:
    """Neither is a hundred times all that is spent, and other tables show it by no figure."""
    sheets = {"支出": SPENDING, "一般": GENERAL}
    (found,) = collected({**sheets, "三公": official(700)}).found
    assert "比全部支出（支出!C4 是 100.5 万元）还多，这张表的单位多半写错了" in found.message
    told = official(1.2)
    (found,) = collected({**sheets, "三公": (told[0], (YUAN,), *told[2:])}).found
    assert "只有 1.2 元，不大会有这么少，这张表的单位多半写错了" in found.message
    assert found.code == "MZ825"


def test_a_sheet_that_alone_names_another_unit_is_told_with_the_cell_that_shows_it() -> None:
    named = (SPENDING[0], (YUAN,), *SPENDING[2:])
    (found,) = collected({"支出": named, "一般": GENERAL}).found
    assert found.code == "MZ825"
    assert "万分之一" in found.message


def test_a_table_of_zeros_does_not_say_how_exactly_the_others_are_known() -> None:
    nothing = official(0)
    sheets = {"支出": SPENDING, "一般": GENERAL, "三公": (nothing[0], (YUAN,), *nothing[2:])}
    assert collected(sheets).unit == "万元"


def unlikely(factor: int) -> list[str]:
    """What is told of sheets that all say the same unit, their money times a factor."""
    sheets = {"支出": scaled(SPENDING, factor), "一般": scaled(GENERAL, factor)}
    return [one.code for one in collected(sheets).found if one.code == "MZ849"]


def test_all_sheets_in_another_unit_agree_but_are_unlikely() -> None:
    """Their size alone shows it: less than 10,000 元, or more than 100 billion."""
    assert unlikely(1) == ["MZ849"]
    assert unlikely(10_000) == []
    assert unlikely(10_000_000_000) == ["MZ849"]


def test_a_sheet_without_a_total_is_told_by_what_it_buys_by_nature() -> None:
    """In 万元 under 元, 50.5 and 10 are the 60.5 of basic spending."""
    placed = collected({"支出": SPENDING, "一般": GENERAL}).placed
    basic = next(one for one in placed if _point(one) == ("支出", "基本支出", ""))
    point = basic.target[0]
    assert isinstance(point, Point)
    bought = [
        replace(
            basic,
            grid=replace(basic.grid, name="明细"),
            target=(point._replace(flow="经济分类", fund="一般公共预算", nature=nature),),
            number=Decimal(number),
            unit="元",
        )
        for nature, number in (("人员经费", "50.5"), ("公用经费", "10"))
    ]
    sheet = bought[0].grid
    general = replace(basic, target=(point._replace(fund="一般公共预算"),))
    (found,) = other_scale((*placed, general, *(replace(one, grid=sheet) for one in bought)))
    assert (found.code, "工作表“明细”" in found.message) == ("MZ825", True)
    assert "相加是 60.5" in found.message


def _point(one: Placed) -> tuple[str, str, str]:
    point = one.target[0]
    return (point.flow, point.nature, point.subject) if isinstance(point, Point) else ("", "", "")
