"""What the titles of a paper say it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.inspection.paper_titles import subject_of
from tests.grid.pdf.drawn import Drawn, pdf

KINDS = {"决算": "final", "预算": "budget"}


def kind_of(*lines: str) -> str:
    drawn = Drawn()
    for number, line in enumerate(lines):
        drawn = drawn.text(60, 60 + 30 * number, line)
    return subject_of(read_pdf(Path("件.pdf"), pdf(drawn)).pages, KINDS).kind


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年度一般公共预算财政拨款支出332.11万元",
        "2025年度政府性基金预算财政拨款支出15万元",
        "2025年度国有资本经营预算没有支出",
        "2025年度全年预算数为100万元",
        "2025年度开展了预算绩效管理",
    ],
)
def test_the_name_of_money_is_no_title(sentence: str) -> None:
    """A final account speaks of budgets more often than of itself."""
    assert kind_of("某市图书馆2025年度单位决算", sentence, sentence, sentence) == "final"


def test_a_budget_is_one() -> None:
    title = "某市图书馆2026年部门预算"
    assert kind_of(title, "2026年度一般公共预算拨款收入100万元", "2026年预算收支总表") == "budget"
