"""``mingzhang.checks.exchanged_units``: two units with each other's figures, and what is none."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.case import BudgetCase
from tests.checks.cases.exchanged_units import CODES, NOW, UNITS, YEAR_BEFORE, source
from tests.support import only


def told(text: str) -> list[str]:
    case = BudgetCase("MZ287", text, "", "", "", previous=YEAR_BEFORE, profile=UNITS)
    return [one.message for one in only(check(case.account()), "MZ287")]


def test_everything_that_one_has_is_the_others() -> None:
    """The codes of the units were exchanged in all rows: one finding."""
    (message,) = told(source(NOW, CODES))
    assert message.startswith(
        "“某市档案馆”和“某市修复中心”的 2080505、2101101、2101501等 像是对调了"
    )


@pytest.mark.parametrize(
    "wages",
    [
        # One grew by two fifths and the other shrank by a fifth, in all that is paid for staff.
        {
            "502001": ("9.90", "4.50", "80.00", "7.40"),
            "502002": ("11.90", "5.40", "92.70", "9.00"),
        },
        NOW,
    ],
)
def test_a_unit_that_grew_is_no_other(wages: dict[str, tuple[str, ...]]) -> None:
    assert not told(source(wages))
