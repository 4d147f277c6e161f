"""Half scores: the lines whose weight or points a total would lack."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Funding, Project, Score
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.unscored_lines import POINTS, WEIGHT, lacking
from mingzhang.reading.document_folder import PERFORMANCE

PLACE = Place(Path(PERFORMANCE), 3, 5)
NONE = Figure("", Amount())
FIVE = Decimal(5)


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
    project = Project("甲", "甲", {}, PLACE, {}, Funding("", NONE, NONE, NONE), indicators=(line,))
    found = [lack.key for each in (WEIGHT, POINTS) for lack in lacking(project, each)]
    assert found == ([("甲", f"页数.{word}")] if word else [])
