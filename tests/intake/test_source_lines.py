"""Lines of a source from what sheets tell of funds, one by one and together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import GENERAL
from mingzhang.facts.subject_catalogue import read_catalogue
from mingzhang.forms.document_kind import read_kind
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import Told
from mingzhang.intake.source_lines import lines_of
from tests.support import PROJECT

GRID = Grid("表.xlsx", "", "表", {})
FUND, FISCAL, ALL = "政府性基金", "财政拨款", "全部"
Points = Mapping[tuple[str, ...], int]  # fund, basis, subject and maybe nature


def spending(points: Points) -> list[dict[str, object]]:
    """The lines of 支出 of which sheets tell these funds, bases, subjects and maybe natures."""
    placed: dict[Target, Placed] = {
        (point,): Placed(GRID, Spot(0, 0), (point,), Decimal(number), "元", "", (0, 0))
        for (fund, basis, code, *nature), number in points.items()
        for point in (Point("支出", basis, fund, code, *(nature or ["合计"])),)
    }
    kind = read_kind("budget", PROJECT)
    catalogue = read_catalogue(PROJECT.catalogue, 2025)
    made = lines_of(Told(placed, Unit.YUAN), catalogue, kind)
    return [dict(line) for line in made.lists().get("支出", [])]


BY_FUND: Points = {(GENERAL, "预算", "2080505"): 208, (FUND, "预算", "2082201"): 100}
OF_CLASS: Points = {(GENERAL, "预算", "208"): 208, (FUND, "预算", "208"): 100}
ITEMS = [
    {"科目": Decimal(2080505), "口径": "预算", "合计": Decimal("208.00")},
    {"科目": Decimal(2082201), "资金": FUND, "口径": "预算", "合计": Decimal("100.00")},
]


def test_a_class_of_two_funds_is_no_other_money() -> None:
    """A summary tells 308 of 财政拨款 this year: all there is, so of each fund its own budget."""
    told: Points = {(FISCAL, "本年", "208"): 308, (ALL, "本年", "208"): 308}
    assert spending({**BY_FUND, **OF_CLASS, **told}) == [
        *ITEMS,
        {"科目": Decimal(208), "口径": "本年", "合计": Decimal("208.00")},
        {"科目": Decimal(208), "资金": FUND, "口径": "本年", "合计": Decimal("100.00")},
    ]


def test_of_which_fund_a_part_is_nobody_says() -> None:
    """300 of 308 are this year's: neither fund is known to have them, and no other money is."""
    told: Points = {(FISCAL, "本年", "208"): 300, (ALL, "本年", "208"): 300}
    assert spending({**BY_FUND, **OF_CLASS, **told}) == ITEMS


def test_what_is_beyond_the_fiscal_money_is_other() -> None:
    told: Points = {(FISCAL, "本年", "208"): 308, (ALL, "本年", "208"): 320}
    other = {"科目": Decimal(208), "资金": "非财政", "口径": "本年", "合计": Decimal("12.00")}
    assert other in spending({**BY_FUND, **OF_CLASS, **told})


def test_other_money_has_what_the_table_of_a_fund_leaves_no_place_for() -> None:
    """The column 项目支出 of the fund's own table is blank: 基本支出 is all that it spent."""
    own: Points = {(GENERAL, "预算", "2050205", one): 388 for one in ("合计", "基本支出")}
    every = {"合计": 391, "基本支出": 388, "项目支出": 3}
    told: Points = {(ALL, "预算", "2050205", nature): number for nature, number in every.items()}
    other = {
        "科目": Decimal(2050205),
        "资金": "非财政",
        "口径": "预算",
        "项目支出": Decimal("3.00"),
    }
    assert other in spending({**own, **told})
    blank = {**own, (GENERAL, "预算", "2050205", "合计"): 389}
    assert not [line for line in spending({**blank, **told}) if line.get("项目支出")]
