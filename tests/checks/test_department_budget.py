"""A department's budget of folders, an office of its own and money between units, by all rules."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from tests.facts.test_budget_units import department, three

# What adds up, what is whole, what belongs to a unit.
SUMS = {"MZ273", "MZ303", "MZ304", "MZ305", "MZ318", "MZ319", "MZ323", "MZ854", "MZ860", "MZ861"}
SUMS |= {"MZ862", "MZ868"}


def test_what_the_office_adds_and_gives_adds_up() -> None:
    told = [d for d in check(department(three(6))) if d.code in SUMS]
    assert not told, [str(diagnostic) for diagnostic in told]
