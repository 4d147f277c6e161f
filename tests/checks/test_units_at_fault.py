"""Whose figure is suspected where identities of a department fail."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.checks.rule import Equation
from mingzhang.checks.run_rules import check
from mingzhang.checks.units_at_fault import of_one_unit
from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.reading.document_folder import Folder
from tests.checks.case import unit
from tests.checks.cases.department_sums import DEPARTMENT, SUMMED
from tests.support import account, only

NAMES = ("某市档案局", "某市档案馆")


def places(*wages: str, paid: str = "132.86", more: str = "") -> set[str]:
    """Where sums fail of a department of two units with those wages; ``paid`` is the second's."""
    units = tuple(
        unit(
            f"单位: [{{代码: {601001 + n}, 名称: {name}, 类型: 行政单位}}]\n"
            f"支出: [{{科目: 2080501, 人员经费: {own}}}, {{科目: 20805, 人员经费: 132.86}}]\n"
            f"基本支出: [{{科目: 30101, 金额: {(paid if n else '132.86')}}}]",
            f"unit-{n}",
        )
        for n, (name, own) in enumerate(zip(NAMES, wages, strict=True))
    )
    found = check(account(f"{SUMMED}\n{more}", DEPARTMENT, units=units))
    return {str(d.place) for d in found if d.difference is not None or d.code == "MZ861"}


def test_a_slip_in_a_unit_is_looked_for_in_that_unit() -> None:
    """The other unit has the same figures, which nothing speaks against."""
    assert not places("132.86", "132.86")
    assert places("132.86", "123.86") == {"unit-1/disclosure.yaml:2:26"}


def test_an_identity_that_fails_for_one_unit_alone_is_that_units() -> None:
    assert places("132.86", "132.86", paid="123.86") == {"unit-1/disclosure.yaml:3:24"}


def test_a_sum_stated_of_units_that_agree_with_themselves_is_stale() -> None:
    more = "公布数: {人员经费: 265.75}"
    assert places("132.86", "132.86", more=more) == {"disclosure.yaml:2:13"}


def test_a_slip_between_two_tables_is_told_in_the_units_file() -> None:
    made = account(SUMMED, DEPARTMENT, units=tuple(paying(n, paid) for n, paid in enumerate(PAID)))
    (told,) = only(check(made), "MZ223")
    assert str(told.place) == "unit-1/disclosure.yaml:3:24"


def test_details_that_two_units_have_of_each_other_are_told_once() -> None:
    """The department's own sums are right, and were published with units that contradict them."""
    units = (paying(0, "80.00", "132.86"), paying(1, "132.86", "80.00"))
    told = [d for d in check(account(SUMMED, DEPARTMENT, units=units)) if d.code == "MZ218"]
    assert [str(d.place) for d in told] == ["unit-0/disclosure.yaml:3:24"]
    assert "“某市档案局”和“某市档案馆”的“基本支出”像是对调了" in told[0].message


def test_details_that_differ_in_two_units_are_told_in_each() -> None:
    units = (paying(0, "80.00", "132.86"), paying(1, "185.72", "132.86"))
    told = [d for d in check(account(SUMMED, DEPARTMENT, units=units)) if d.code == "MZ218"]
    assert {str(d.place.file.parent) for d in told} == {"unit-0", "unit-1"}


PAID = ("132.86", "123.86")


def paying(number: int, paid: str, spent: str = "132.86") -> Folder:
    """A unit that pays for pensions, ``spent`` by the functional table."""
    return unit(
        f"单位: [{{代码: {601001 + number}, 名称: {NAMES[number]}, 类型: 行政单位}}]\n"
        f"支出: [{{科目: 2080505, 人员经费: {spent}}}]\n"
        f"基本支出: [{{科目: 30108, 金额: {paid}}}]",
        f"unit-{number}",
    )


ALONE = account("支出: [{科目: 2080501, 人员经费: 1.00}]")
OWN_FOLDER = "department"


def department() -> Account:
    source = replace(ALONE.source, place=Place(Path(OWN_FOLDER, "disclosure.yaml"), 1))
    return replace(ALONE, folder=replace(ALONE.folder, disclosure=source), parts=(ALONE, ALONE))


def equation(**units: tuple[int, int]) -> Equation:
    """The sum of what each unit has on either side, in 元."""
    sides = [
        computed(
            "side",
            [
                Term(
                    Figure(unit, Amount(Decimal(pair[side])), Place(Path(unit, "x.yaml"), side + 1))
                )
                for unit, pair in units.items()
            ],
        )
        for side in (0, 1)
    ]
    return Equation(sides[0], sides[1])


def folders(told: Equation) -> set[str]:
    return {place.file.parent.name for place in told.weights}


def test_the_one_unit_where_it_fails() -> None:
    told = of_one_unit(equation(first=(5, 5), second=(7, 4)), department())
    assert folders(told) == {"second"}
    assert told.residual.value == 3
    assert not told.holds


@pytest.mark.parametrize(
    "asked",
    [
        equation(first=(5, 5), second=(7, 7)),
        equation(first=(5, 4), second=(7, 4)),
        replace(equation(first=(5, 5), second=(7, 4)), relation="≤"),
        replace(equation(first=(5, 5), second=(7, 4)), accepted=Decimal(1)),
        equation(first=(5, 5), department=(7, 4)),
    ],
)
def test_what_holds_or_fails_elsewhere_too_stays_as_it_is(asked: Equation) -> None:
    """Of a bound and of what the author accepts a unit's part tells nothing."""
    assert of_one_unit(asked, department()) is asked


def test_who_has_no_units_has_none_at_fault() -> None:
    asked = equation(first=(5, 5), second=(7, 4))
    assert of_one_unit(asked, replace(department(), parts=())) is asked
