"""Numbers of a spreadsheet: exact where rounding gives what is shown, and shown as on the page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.table_values import Cell
from mingzhang.facts.amount import UNKNOWN, Amount
from mingzhang.facts.figure import Figure
from mingzhang.publish.spreadsheet_numbers import number_of

TYPED = Place(Path("disclosure.yaml"), 1, 1)


def shown(text: str, yuan: str, kind: str = "amount") -> tuple[str, str] | None:
    number = number_of(Cell(text, kind, Figure("总计", Amount(Decimal(yuan)), TYPED)))
    return number and (f"{number.value:f}", number.format)


@pytest.mark.parametrize(
    ("text", "yuan", "value", "style"),
    [
        # 12,345,678.90 元 in 万元, in 元, and where the page does not group its digits.
        ("1,234.57", "12345678.90", "1234.56789", "#,##0.00"),
        ("12,345,678.90", "12345678.90", "12345678.90", "#,##0.00"),
        ("1234.57", "12345678.90", "1234.56789", "0.00"),
        ("1235", "12345678.90", "1234.56789", "0"),
        ("-0.50", "-5000", "-0.5", "0.00"),
        # Half a cent is rounded up.
        ("0.13", "1250", "0.125", "0.00"),
        # What rounding does not give is as it is shown.
        ("1,234.58", "12345678.90", "1234.58", "#,##0.00"),
    ],
)
def test_an_amount_is_the_figure_that_the_page_rounds(
    text: str, yuan: str, value: str, style: str
) -> None:
    assert shown(text, yuan) == (value, style)


def test_a_percentage_is_a_share_of_one() -> None:
    number = number_of(Cell("12.50%", "percent"))
    assert number
    assert (number.value, number.format) == (Decimal("0.125"), "0.00%")


def test_a_typed_zero_that_the_page_leaves_blank_is_a_zero() -> None:
    assert shown("", "0") == ("0", "0.00;-0.00;")


@pytest.mark.parametrize(
    "cell",
    [
        Cell("", "amount"),
        # Nobody typed it; it is not zero; it was not published.
        Cell("", "amount", Figure("总计", Amount())),
        Cell("", "amount", Figure("总计", Amount(Decimal(5)), TYPED)),
        Cell("", "amount", Figure("总计", UNKNOWN, TYPED)),
        Cell("2101502", "code"),
        Cell("1,234.57", "text"),
        Cell("…", "amount", Figure("总计", UNKNOWN, TYPED)),
    ],
)
def test_what_is_no_number(cell: Cell) -> None:
    assert number_of(cell) is None
