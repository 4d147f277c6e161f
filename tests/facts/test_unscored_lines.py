"""Half scores: the lines whose weight or points a total would lack."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Funding, Project, Score
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.unscored_lines import POINTS, WEIGHT, is_scored, lacking
from mingzhang.reading.document_folder import PERFORMANCE

PLACE = Place(Path(PERFORMANCE), 3, 5)
NONE = Figure("", Amount())
FIVE = Decimal(5)


def scored(line: Score, money: Decimal | None = None) -> Project:
    funding = Funding("", NONE, NONE, NONE)
    return Project("甲", "甲", {}, PLACE, {}, funding, weight=money, indicators=(line,))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (Score({"三级": "页数"}, FIVE, None), POINTS),
        (Score({"项目": "页数"}, None, FIVE), WEIGHT),
        (Score({"三级": "页数"}, FIVE, Decimal(0)), ""),
        (Score({"三级": "页数"}), ""),
    ],
)
def test_half_a_score(line: Score, word: str) -> None:
    project = scored(line, money=FIVE)
    found = [lack.key for each in (WEIGHT, POINTS) for lack in lacking(project, each)]
    assert found == ([("甲", f"页数.{word}")] if word else [])


@pytest.mark.parametrize(
    ("weight", "money", "is_lacking"),
    [(90, None, True), (90, 10, False), (90, 0, False), (100, None, False), (None, None, False)],
)
def test_lines_that_leave_something_of_a_hundred_leave_it_to_the_money(
    weight: int | None, money: int | None, is_lacking: bool
) -> None:
    number = None if weight is None else Decimal(weight)
    line = Score({"三级": "页数"}, number, number)
    project = scored(line, None if money is None else Decimal(money))
    keys = [("甲", "资金分值")] if is_lacking else []
    assert [lack.key for lack in lacking(project, POINTS)] == keys
    assert is_scored(project) == (weight is not None)
