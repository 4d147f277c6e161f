"""What sentences say, as exactly as they print it."""

from decimal import Decimal

import pytest

from mingzhang.facts.amount import Unit
from mingzhang.inspection.values_from_sentences import _in_unit


@pytest.mark.parametrize(
    ("printed", "unit", "typed"),
    [
        ("12.3456", Unit.WAN, "12.3456"),
        ("12.3", Unit.WAN, "12.30"),
        ("12.3456", Unit.YUAN, "123456.00"),
        ("0.00", Unit.WAN, "0"),
    ],
)
def test_no_digit_of_a_printed_amount_is_lost(printed: str, unit: Unit, typed: str) -> None:
    assert str(_in_unit(Decimal(printed), unit)) == typed
