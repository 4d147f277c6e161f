"""Of a move without a reason the figure that nothing confirms comes first, so do narrow moves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.checks.rule import Equation
from mingzhang.checks.suspects import Standing
from mingzhang.checks.unreasoned_moves import Witnesses, by_likelihood, likeliest_first
from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure

FILE = Path("disclosure.yaml")
NOW, BEFORE, OTHER = (Place(FILE, line, 1) for line in (3, 9, 12))


def unreasoned(*suspects: Place, code: str = "MZ401") -> Diagnostic:
    return Diagnostic(NOW, code, "变动了，缺少原因。", "请写明原因。", suspects=suspects)


def confirming(place: Place, by: int = 0) -> Equation:
    left, right = Figure("甲", Amount(), place), Figure("乙", Amount(Decimal(by)), OTHER)
    return Equation(left, right)


def test_what_an_identity_confirms_comes_second() -> None:
    known = Witnesses({}, [confirming(NOW)])
    told = likeliest_first(unreasoned(NOW, BEFORE), known)
    assert told.suspects == (BEFORE, NOW)


def test_without_a_witness_this_years_stays_first() -> None:
    told = unreasoned(NOW, BEFORE)
    assert likeliest_first(told, Witnesses({}, [])) == told


def test_what_fails_comes_first_and_what_was_changed_before_it() -> None:
    both = [confirming(BEFORE, by=5)]
    assert likeliest_first(unreasoned(NOW, BEFORE), Witnesses({}, both)).suspects[0] == BEFORE
    changed = Witnesses({NOW: Standing.CHANGED}, both)
    assert likeliest_first(unreasoned(NOW, BEFORE), changed).suspects[0] == NOW


def test_of_a_sum_and_of_other_findings_only_the_past_counts() -> None:
    known = Witnesses({}, [confirming(NOW)])
    assert likeliest_first(unreasoned(NOW, BEFORE, OTHER), known).suspects[0] == NOW
    assert likeliest_first(unreasoned(NOW, BEFORE, code="MZ406"), known).suspects[0] == NOW
    assert likeliest_first(unreasoned(), known).suspects == ()


def test_a_total_stands_behind_what_moved_it() -> None:
    total, part = unreasoned(NOW, OTHER, BEFORE), unreasoned(NOW, BEFORE)
    empty, other = unreasoned(), unreasoned(NOW, code="MZ404")
    assert list(by_likelihood([total, other, part, empty], Witnesses({}, []))) == [
        part,
        other,
        empty,
        total,
    ]
