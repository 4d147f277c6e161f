"""The funds that may pay for a project of goals alone, by what a workbook tells of each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Point
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.funds_of_projects import fund_of_project, funds_with_projects
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import Told

FUND = "政府性基金"
SPENT, PROJECTS = ("支出", "合计"), ("支出", "项目支出")
INCOME, BASIC = ("收入", "合计"), ("支出", "人员经费")


def having(figures: dict[tuple[str, str], int], fund: str = FUND) -> frozenset[str]:
    grid = Grid("表.xlsx", "", "表", {})
    placed: dict[Target, Decimal] = {
        (Point(flow, "预算", fund, "", nature),): Decimal(number)
        for (flow, nature), number in figures.items()
    }
    first = {p: Placed(grid, Spot(0, 0), p, n, "万元", "", (0, 0)) for p, n in placed.items()}
    return funds_with_projects(Told(first, Unit.WAN))


@pytest.mark.parametrize(
    ("figures", "may"),
    [
        ({SPENT: 5, PROJECTS: 5}, True),
        ({SPENT: 5, PROJECTS: 0}, False),
        ({SPENT: 5}, True),
        ({SPENT: 0}, False),
        ({INCOME: 5}, True),
        ({INCOME: 5, PROJECTS: 0}, False),
        ({INCOME: 0}, False),
        ({BASIC: 5}, False),
    ],
)
def test_a_fund_may_have_projects(figures: dict[tuple[str, str], int], *, may: bool) -> None:
    assert having(figures) == ({FUND} if may else set())


def test_one_kind_of_other_income_is_other_money() -> None:
    assert having({INCOME: 5}, "事业") == {"非财政"}


@pytest.mark.parametrize(
    ("whole", "funds", "own"),
    [
        ("财政拨款", {FUND, "非财政"}, FUND),
        ("财政拨款", {FUND, "一般公共预算"}, ""),
        ("全部", {FUND, "非财政"}, ""),
        ("全部", set(), ""),
        ("非财政", set(), "非财政"),
    ],
)
def test_the_fund_of_a_goals_cell(whole: str, funds: set[str], own: str) -> None:
    assert fund_of_project(whole, funds) == own
