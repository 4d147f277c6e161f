"""Numbers of a spreadsheet: a cell of a table → its exact value, and a format that shows it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from mingzhang.document.open_data import NUMBER, NUMERIC
from mingzhang.document.table_values import Cell
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure

HUNDRED = Decimal(100)
UNSEEN = "0.00;-0.00;"  # a format whose zero is blank


class Number(NamedTuple):
    """A number of a spreadsheet, in the unit that the cell shows, and its format."""

    value: Decimal
    format: str


def number_of(cell: Cell) -> Number | None:
    """The spreadsheet's number of a cell; None where it is a text, or empty.

    A zero that somebody typed and the page leaves blank is a number all the same: whoever reads the
    workbook can tell it from what nobody said.
    """
    if not cell.text and _is_typed_zero(cell):
        return Number(Decimal(0), UNSEEN)
    found = NUMBER.fullmatch(cell.text) if cell.kind in NUMERIC else None
    if found is None:
        return None
    decimals, percent = found[1] or "", found[2]
    shown = Decimal(cell.text.replace(",", "").removesuffix("%"))
    style = ("#,##0" if "," in cell.text else "0") + (f".{'0' * len(decimals)}" if decimals else "")
    if percent:
        return Number(EXACT.divide(shown, HUNDRED), f"{style}%")
    # A number below a thousand has no comma that would tell whether the form groups digits.
    return Number(_exact(shown, cell.figure), style)


def _is_typed_zero(cell: Cell) -> bool:
    figure = cell.figure
    return figure is not None and figure.is_known and figure.is_zero and any(figure.typed())


def _exact(shown: Decimal, figure: Figure | None) -> Decimal:
    """The exact figure for a spreadsheet's cell, where rounding it gives what is shown."""
    if figure is None or not figure.is_known:
        return shown
    for unit in Unit:
        value = EXACT.divide(figure.amount.value, unit.worth)
        if value.quantize(shown, ROUND_HALF_UP) == shown:
            return value
    return shown
