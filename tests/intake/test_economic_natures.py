"""Money by what it buys, told for basic spending and projects together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.facts.cube import Point
from mingzhang.intake.economic_natures import by_nature

GENERAL, FUND = "一般公共预算", "政府性基金"


def bought(nature: str, fund: str = GENERAL) -> Point:
    return Point("经济分类", "决算", fund, "30201", nature)


def spent(nature: str, fund: str = FUND) -> Point:
    return Point("支出", "决算", fund, "2296099", nature)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (
            {"合计": "14.20", "基本支出": "9.20", "项目支出": "5"},
            {"基本支出": "9.20", "项目支出": "5"},
        ),
        ({"合计": "14.20", "基本支出": "9.20"}, {"基本支出": "9.20", "项目支出": "5.00"}),
        ({"合计": "14.20", "项目支出": "5.00"}, {"基本支出": "9.20", "项目支出": "5.00"}),
        # A part greater than the whole is wrong: nothing below zero is made of it.
        ({"合计": "4.20", "基本支出": "9.20"}, {"基本支出": "9.20"}),
        # Nobody told any part.
        ({"合计": "14.20"}, {}),
    ],
)
def test_a_sum_beside_its_parts(told: dict[str, str], meant: dict[str, str]) -> None:
    found = by_nature({bought(nature): Decimal(number) for nature, number in told.items()})
    assert found == {bought(nature): Decimal(number) for nature, number in meant.items()}


def test_a_fund_that_pays_for_projects_only() -> None:
    points = {
        bought("合计", FUND): Decimal(15),
        spent("合计"): Decimal(15),
        spent("项目支出"): Decimal(15),
    }
    found = by_nature(points)
    assert found[bought("项目支出", FUND)] == 15
    assert bought("合计", FUND) not in found


def test_a_fund_that_pays_for_both_is_not_told_apart() -> None:
    points = {
        bought("合计", FUND): Decimal(15),
        spent("合计"): Decimal(18),
        spent("项目支出"): Decimal(12),
        spent("基本支出"): Decimal(6),
    }
    assert not [point for point in by_nature(points) if point.flow == "经济分类"]


def test_subjects_that_are_all_of_the_projects_of_a_fund_that_pays_for_both() -> None:
    """What basic spending of that fund bought is not told: no line of a source has it."""
    points = {
        bought("合计", FUND)._replace(subject=code): Decimal(number)
        for code, number in (("302", 12), ("30227", 12))
    }
    points |= {
        spent(nature)._replace(subject=code): Decimal(number)
        for nature, number in (("合计", 18), ("项目支出", 12), ("基本支出", 6))
        for code in ("212", "21208")
    }
    found = {p: n for p, n in by_nature(points).items() if p.flow == "经济分类"}
    assert {(p.subject, p.nature, n) for p, n in found.items()} == {
        ("302", "项目支出", Decimal(12)),
        ("30227", "项目支出", Decimal(12)),
    }
