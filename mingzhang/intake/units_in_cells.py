"""Units in cells: 12.00万元 typed in a cell of amounts → its number in the sheet's unit."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from decimal import Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.grid.grid import Grid, Spot
from mingzhang.grid.workbook_grids import number_in
from mingzhang.intake.word_matching import plain

WORTH = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000)}
WITH_UNIT = re.compile("([^元万千]+)(元|千元|万元)")


def money_in(text: str, unit: str) -> Decimal | None:
    """The number, in a sheet's unit, of a cell that says its own behind the number."""
    found = WITH_UNIT.fullmatch(plain(text))
    number = number_in(found[1]) if found else None
    if found is None or number is None:
        return None
    return in_other_unit(number, found[2], unit)


def in_other_unit(number: Decimal, own: str, other: str) -> Decimal:
    """A sheet's number of one unit of money in another, without zeros that the change leaves."""
    worth = EXACT.divide(WORTH[own], WORTH[other])
    number = EXACT.multiply(number, worth)
    return number if worth == 1 else shortest(number)


def shortest(number: Decimal) -> Decimal:
    """A sheet's figure without the zeros behind the point that a change of unit leaves."""
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def with_units_read(grid: Grid, columns: Container[int], first: int, unit: str) -> Grid:
    """The sheet with the numbers of cells with units, in these columns from a row on."""
    found = {
        at: replace(spot, number=number)
        for at, spot in grid.spots.items()
        if at[0] >= first and at[1] in columns and spot.number is None and is_money(spot)
        if (number := money_in(spot.text, unit)) is not None
    }
    return replace(grid, spots={**grid.spots, **found}) if found else grid


def is_money(spot: Spot) -> bool:
    """Whether a cell says a unit of money behind its number."""
    return spot.text.rstrip().endswith("元")
