"""Faults of several cells: two moved, two exchanged, a row under another code or fund."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.rule import Equation
from mingzhang.checks.suspects import suspects
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure, summed


def typed(label: str, number: str, line: int, column: int = 1) -> Figure:
    place = Place(Path("disclosure.yaml"), line, column)
    return Figure(label, Amount.typed(Decimal(number), Unit.WAN), place)


def first(equations: list[Equation], figures: list[Figure]) -> tuple[str, str, int]:
    """The label and words of the first suspect, and how many equations it mends."""
    suspect = suspects(equations, figures)[0]
    return suspect.figure.label, suspect.evidence.words, len(suspect.equations)


@pytest.mark.parametrize(
    ("staff", "office", "words"),
    # Right: 60.00 and 8.00.
    [("8.00", "60.00", "两数互换了位置"), ("57.70", "10.30", "有一部分写进了另一处")],
)
def test_two_cells_of_a_row(staff: str, office: str, words: str) -> None:
    a, b = typed("2101501 人员经费", staff, 3, 10), typed("2101501 公用经费", office, 3, 30)
    c, d = typed("2080501 人员经费", "20.00", 4), typed("2100000 公用经费", "5.00", 5)
    staff_total, office_total = typed("人员", "80.00", 8), typed("公用", "13.00", 9)
    equations = [
        Equation(staff_total, summed("人员之和", [a, c])),
        Equation(office_total, summed("公用之和", [b, d])),
    ]
    label, told, number = first(equations, [a, b, c, d])
    assert (label, number) == ("2101501 人员经费", 2)
    assert words in told


def test_a_row_under_another_code() -> None:
    row, one, other = typed("2101505 合计", "132.86", 3), typed("b", "60.88", 4), typed("c", "7", 5)
    lacking, having = typed("208", "193.74", 8), typed("210", "7.00", 9)
    equations = [
        Equation(lacking, one),
        Equation(having, summed("210 各项", [row, other])),
    ]
    label, told, number = first(equations, [row, one, other])
    assert (label, number) == ("2101505 合计", 2)
    assert "科目、资金或单位可能写错了" in told


def test_a_row_that_its_own_subject_needs_is_not_under_another_code() -> None:
    row, one, other = typed("甲 本年", "132.86", 3), typed("b", "60.88", 4), typed("c", "7", 5)
    equations = [
        Equation(typed("208", "193.74", 8), one),
        Equation(typed("合计", "7.00", 9), summed("各项", [row, other])),
    ]
    own = Equation(typed("213", "132.86", 7), row)
    assert "科目、资金或单位可能写错了" in first(equations, [row, one, other])[1]
    assert "科目、资金或单位可能写错了" not in first([*equations, own], [row, one, other])[1]


def test_a_row_under_another_unit_with_its_budget() -> None:
    staff, office = (
        typed("2101505 人员经费", "80.00", 3, 10),
        typed("2101505 公用经费", "9.5", 3, 20),
    )
    budget = typed("2101505 年初预算", "120.00", 3, 30)
    own, other = typed("甲 人员经费", "5.00", 8), typed("乙 人员经费", "45.00", 9)
    equations = [
        Equation(summed("甲 基本支出", [own]), typed("甲 经济分类", "94.50", 12)),
        Equation(summed("乙 基本支出", [other, staff, office]), typed("乙 经济分类", "45.00", 13)),
    ]
    label, told, number = first(equations, [staff, office, budget, own, other])
    assert (label, number) == ("2101505 人员经费", 2)
    assert "科目、资金或单位可能写错了" in told


def test_a_row_that_is_not_there() -> None:
    # Nobody's one digit is lacking in what was spent and in its budget.
    spent, budget = typed("2080501 基本支出", "60.88", 3), typed("2080501 年初预算", "55.00", 3, 40)
    group, whole = typed("208 合计", "151.28", 8), typed("合计 合计", "151.28", 9)
    planned = typed("合计 年初预算", "849.50", 9, 40)
    equations = [
        Equation(group, summed("208 各项", [spent])),
        Equation(whole, summed("各类", [spent])),
        Equation(planned, summed("各类年初预算", [budget])),
    ]
    label, told, number = first(equations, [spent, budget, group, whole, planned])
    assert (label, number) == ("208 合计", 3)
    assert told == "208以下的行里各栏都少了一笔，多半是漏了一行"


def test_a_row_that_stands_there_twice() -> None:
    # The row beside is as large, so that one digit of another figure would explain it too.
    one, again = typed("30211 金额", "2.00", 3), typed("30211 金额", "2.00", 4)
    other = typed("30202 金额", "12.00", 5)
    equations = [Equation(typed("302", "14.00", 8), summed("302 各款", [one, again, other]))]
    label, told, number = first(equations, [one, again, other])
    assert (label, number) == ("30211 金额", 1)
    assert "写了两遍" in told
    assert suspects(equations, [one, again, other])[0].figure is again


@pytest.mark.parametrize("is_told", [False, True])
def test_a_row_of_another_fund_goes_before_a_digit_that_nobody_touched(*, is_told: bool) -> None:
    row, one = typed("国有资本经营 2120899 项目支出", "3.00", 31), typed("基金 b", "203.40", 30)
    fund, whole = typed("政府性基金 212 合计", "206.40", 41), typed("收入总计", "206.40", 50)
    equations = [Equation(fund, one), Equation(summed("总计", [fund, row]), whole)]
    odd = [(Path("disclosure.yaml"), 31)] if is_told else []
    suspect = suspects(equations, [row, one, fund, whole], odd=odd)[0]
    assert suspect.figure is (row if is_told else fund)


@pytest.mark.parametrize(("beside", "is_suspected"), [("1.00", False), ("-1.00", True)])
def test_nothing_is_suggested_below_zero_where_nothing_is(
    beside: str, *, is_suspected: bool
) -> None:
    large, small = typed("大", "25.00", 3), typed("小", "1.00", 4)
    limit, other = typed("限", "12.00", 8), typed("别", beside, 9)
    equations = [Equation(summed("各项", [large, small]), limit, "≤")]
    found = suspects(equations, [large, small, limit, other])
    assert (small in [suspect.figure for suspect in found]) is is_suspected


def test_one_figure_that_explains_all_goes_before_two() -> None:
    a, b = typed("a", "490.20", 3, 10), typed("b", "8.00", 3, 30)
    controls = [typed("总", "409.20", line) for line in (8, 9)]
    equations = [*(Equation(c, a) for c in controls), Equation(typed("公用", "8.00", 10), b)]
    assert first(equations, [a, b])[::2] == ("a", 2)


def test_a_row_of_which_a_column_was_not_filled_in() -> None:
    # 2080501 was planned with 60.88, and as much was spent: only the plan was typed.
    planned, above = typed("2080501 年初预算", "60.88", 3), typed("2080501 年初预算", "9.00", 4)
    one, other = typed("2080505 人员经费", "132.86", 5), typed("2210201 人员经费", "7.00", 6)
    total, stated = typed("合计 人员经费", "200.74", 8), typed("208 合计", "193.74", 9)
    equations = [
        Equation(total, summed("各项", [one, other])),
        Equation(stated, summed("208 各项", [one])),
    ]
    label, told, number = first(equations, [planned, above, one, other, total, stated])
    assert (label, number) == ("2080501 年初预算", 2)
    assert "漏填了一栏" in told


def test_of_two_rows_with_what_is_lacking_none_is_named() -> None:
    planned, again = typed("2080501 年初预算", "60.88", 3), typed("2210203 年初预算", "60.88", 4)
    one, total = typed("2080505 人员经费", "132.86", 5), typed("合计 人员经费", "193.74", 8)
    equations = [Equation(total, summed("各项", [one]))]
    assert first(equations, [planned, again, one, total])[0] not in (planned.label, again.label)
