"""Carried: what a workbook tells → whether it has other than fiscal money of the year before."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import OTHER
from mingzhang.forms.dimensions import FUNDS
from mingzhang.intake.sheet_figures import Told, in_unit

CARRIED = "上年结转"
ALL, FISCAL = "全部", "财政拨款"
OTHERS = frozenset((OTHER, *FUNDS[OTHER]))


def carries_other(told: Told) -> bool:
    """Whether other money was carried over, or not all of it is told to be fiscal."""
    wholes: dict[Point, Decimal] = {}
    for target, placed in told.first.items():
        points = target if isinstance(target, tuple) else ()
        if not placed.number or {point.basis for point in points} != {CARRIED}:
            continue
        if {point.fund for point in points} <= OTHERS:
            return True
        if len(points) == 1 and not points[0].subject:
            wholes[points[0]] = in_unit(placed, told.unit)
    return any(
        wholes.get(point._replace(fund=FISCAL)) != number
        for point, number in wholes.items()
        if point.fund == ALL
    )
