"""Numbers that carry their unit in the cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.intake.units_in_cells import money_in
from tests.intake.books import GENERAL, SPENDING, codes, collected, values, with_row


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12.00万元", "万元", "12.00"),
        ("1,234.5 元", "元", "1234.5"),
        ("60500元", "万元", "6.05"),
        ("605.5千元", "万元", "60.55"),
        ("１２.5万元", "元", "125000"),
        ("约12万元", "万元", None),
        ("12万", "万元", None),
        ("万元", "万元", None),
        ("3辆", "万元", None),
    ],
)
def test_a_number_is_the_sheets(text: str, unit: str, number: str | None) -> None:
    """Converted exactly; what is no single number is none."""
    assert money_in(text, unit) == (Decimal(number) if number else None)


def test_a_sheet_with_units_in_its_cells_is_read() -> None:
    """Each cell of amounts has its own; 605000元 on a sheet in 万元 is 60.50."""
    rows = [
        [f"{value}万元" if column > 1 and value not in ("", "-") else value]
        for row in SPENDING[3:]
        for column, value in enumerate(row)
    ]
    spelt = [tuple(one[0] for one in rows[at : at + 5]) for at in range(0, len(rows), 5)]
    spelt[1] = (*spelt[1][:2], "605000元", *spelt[1][3:])
    plain = collected({"支出": SPENDING, "一般公共预算": GENERAL})
    found = collected({"支出": (*SPENDING[:3], *spelt), "一般公共预算": GENERAL})
    assert codes(found) == []
    assert values(found) == values(plain)


def test_a_wrong_number_with_its_unit_is_a_wrong_number() -> None:
    """It is held against the others like any."""
    wrong = with_row(SPENDING, 6, (2080501, "行政单位离退休", "65.5万元", "65.5万元", ""))
    assert "MZ813" in codes(collected({"支出": wrong, "一般公共预算": GENERAL}))
