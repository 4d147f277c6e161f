"""A department's budget: the sum of its units, what it adds itself and what it takes off."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

import pytest

from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.reading.document_folder import Folder
from tests.support import budget, budget_folder, wan

SUM = "汇总: [../../a/2024-budget, ../../b/2024-budget]"
OFFICE = "单位: [{代码: 502000, 名称: 某州局本级, 类型: 行政单位}]"
NATURES, BASES = ("人员经费", "公用经费", "项目支出"), ("本年", "上年结转")
CODES = ("2080505", "2101101", "2101501", "2101502", "2210201")
Cell = tuple[str, str, str]
Figures = dict[Cell, Decimal]
GIVEN = Decimal("5.00")


def rows(figures: Figures, code: str = "") -> str:
    """The lines of a unit: spending, and a project for each figure of 项目支出."""
    unit = f", 单位: {code}" if code else ""
    spent = "".join(
        f"  - {{科目: {subject}{unit}, 口径: {basis}, {nature}: {value}}}\n"
        for (subject, nature, basis), value in figures.items()
        if nature != "项目支出"
    )
    planned = "".join(
        f"  - {{名称: 项目{subject}{basis}{code}, 科目: {subject}{unit}, {basis}: {value}}}\n"
        for (subject, nature, basis), value in figures.items()
        if nature == "项目支出"
    )
    return f"支出:\n{spent}" + (f"项目:\n{planned}" if planned else "项目: []\n")


def unit(code: int, figures: Figures, more: str = "") -> Folder:
    head = f"单位: [{{代码: {code}, 名称: 第{code}单位, 类型: 行政单位}}]\n"
    return budget_folder(f"{head}{rows(figures)}{more}")


def three(seed: int) -> list[Figures]:
    """The figures of two units of their own and of the department's office."""
    chosen = random.Random(seed)  # noqa: S311 (no secret)
    return [
        {
            (code, nature, basis): Decimal(chosen.randrange(1, 10**6)) / 100
            for code in chosen.sample(CODES, 3)
            for nature in chosen.sample(NATURES, 2)
            for basis in chosen.sample(BASES, chosen.randrange(1, 3))
        }
        for _ in range(3)
    ]


# What the office gives the first unit, which spends it.
GOT = "收入: [{资金: 上级补助, 本年: 5.00}]\n"
# Where the office has it from.
FROM = "收入:\n  - {单位: 502000, 资金: 其他, 本年: 5.00}\n"
PAID = "  - {科目: 2101599, 单位: 502000, 资金: 非财政, 对附属单位补助支出: 5.00}\n"
SPENT = "  - {科目: 2101599, 资金: 非财政, 公用经费: 5.00}\n"
OFF = "抵销: [{科目: 2101599, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}]\n"


def department(figures: list[Figures]) -> Account:
    first, second, own = figures
    got = rows(first).replace("支出:\n", f"支出:\n{SPENT}", 1)
    head = "单位: [{代码: 502001, 名称: 第502001单位, 类型: 行政单位}]\n"
    units = (budget_folder(f"{head}{got}{GOT}"), unit(502002, second))
    text = rows(own, "502000").replace("支出:\n", f"支出:\n{PAID}", 1)
    return budget(f"{SUM}\n{OFFICE}\n{OFF}{text}{FROM}", units=units)


def added(figures: list[Figures]) -> dict[Cell, Decimal]:
    """Each cell of the tables of spending, recomputed: by subject, nature and basis."""
    found: defaultdict[Cell, Decimal] = defaultdict(Decimal)
    for one in figures:
        for (code, nature, basis), value in one.items():
            groups = (nature,) if nature == "项目支出" else (nature, "基本支出")
            for above in ("", code[:3], code[:5], code):
                for group in (*groups, "合计"):
                    for when in (basis, "预算"):
                        found[above, group, when] += value
    return found


def test_every_cell_is_the_sum_of_the_units_after_every_change() -> None:
    chosen = random.Random(12)  # noqa: S311 (no secret)
    figures = three(12)
    for _ in range(40):
        one = chosen.choice(figures)
        one[chosen.choice(list(one))] = Decimal(chosen.randrange(10**7)) / 100
        made = department(figures)
        for (code, nature, basis), value in added(figures).items():
            spent = Point("支出", basis, "一般公共预算", code, nature)
            assert wan(made.cube.figure(spent)) == value
            income = Point("收入", basis, "财政拨款", code)
            assert nature != "合计" or wan(made.cube.figure(income)) == value
        whole = sum((sum(one.values()) for one in figures), Decimal(0)) + GIVEN
        assert wan(made.indicators["总计"]) == wan(made.indicators["收入总计"]) == whole


def test_what_one_unit_gave_another_is_taken_off_on_both_sides() -> None:
    made = department(three(3))
    assert wan(made.cube.figure(Point("支出", "本年", "非财政", "", "对附属单位补助支出"))) == 0
    assert wan(made.cube.figure(Point("收入", "本年", "上级补助"))) == 0
    assert wan(made.cube.figure(Point("支出", "本年", "非财政"))) == GIVEN
    # Of the income nobody told the subject, so that it is taken off where it was typed.
    assert {p.subject for p in made.cube.eliminated if p.flow == "收入"} == {""}


def test_the_office_is_a_unit_with_its_own_figures_and_projects() -> None:
    figures = three(4)
    made = department(figures)
    assert [member.code for member in made.units] == ["502001", "502002", "502000"]
    own = made.units[-1].cube
    assert wan(own.figure(Point("支出", "预算", "一般公共预算"))) == sum(figures[-1].values())
    planned = sum(nature == "项目支出" for one in figures for _, nature, _ in one)
    assert len(made.plans) == planned


def test_units_in_one_source_are_the_same_as_units_of_their_own() -> None:
    figures = three(5)
    codes = ("502001", "502002", "502000")
    named = "".join(f"  - {{代码: {code}, 名称: 单位{code}, 类型: 行政单位}}\n" for code in codes)
    texts = [rows(one, code) for one, code in zip(figures, codes, strict=True)]
    spent = PAID + SPENT.replace("2101599", "2101599, 单位: 502001")
    spent += "".join(text.partition("支出:\n")[2].partition("项目:")[0] for text in texts)
    planned = "".join(text.partition("项目:\n")[2] for text in texts)
    got = f"{FROM}  - {{单位: 502001, 资金: 上级补助, 本年: 5.00}}\n"
    merged = budget(f"单位:\n{named}{OFF}支出:\n{spent}项目:\n{planned}{got}")
    made = department(figures)
    for point in dict.fromkeys((*made.cube.groups(), *made.cube.facts)):
        assert wan(merged.cube.figure(point)) == wan(made.cube.figure(point)), point
    for one, other in zip(merged.units, made.units, strict=True):
        whole = Point("收入", "预算")
        assert wan(one.cube.figure(whole)) == wan(other.cube.figure(whole))


@pytest.mark.parametrize("count", [1, 3])
def test_counts_of_the_units_are_added_where_each_says_its_own(count: int) -> None:
    one = {("2080505", "人员经费", "本年"): Decimal(3)}
    cars = [unit(502001 + n, one, f"国有资产: {{车辆: {n}, 大型设备: 0}}\n") for n in range(count)]
    source = budget(SUM, units=tuple(cars)).source
    typed = source.get("国有资产", "车辆")
    assert typed
    assert typed.number == sum(range(count))


@pytest.mark.parametrize(("typed", "whole"), [("28.01", "28.01"), ("3.00", "31.00")])
def test_a_row_of_no_unit_states_what_the_units_rows_add_up_to(typed: str, whole: str) -> None:
    """12.16 + 15.84 = 28.00, published as 28.01; another amount is money of its own."""
    made = budget(f"""
        单位: [{{代码: 502001, 名称: 甲局}}, {{代码: 502002, 名称: 乙局}}]
        支出:
          - {{科目: 2080505, 单位: 502001, 人员经费: 12.16}}
          - {{科目: 2080505, 单位: 502002, 人员经费: 15.84}}
          - {{科目: 2080505, 人员经费: {typed}}}
    """)
    point = Point("支出", "本年", "一般公共预算", "2080505", "人员经费")
    assert wan(made.cube.figure(point)) == Decimal(whole)
