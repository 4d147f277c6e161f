"""Counts in a paper's sentences are held against what its lists and forms have."""

from __future__ import annotations

import pytest

from mingzhang.grid.pdf.pdf_grids import Paper, read_pdf
from mingzhang.inspection.paper_inspection import Asked, inspect_paper
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.test_listed_cells import FILE, on_pages
from tests.intake.books import Rows
from tests.intake.test_lists import BUDGET, GOAL_SPANS, GOALS

SAID = "2025年部门项目支出12.00万元，其中：一级项目1个，二级项目{}个；使用本年拨款9.50万元。"
AIMED = (
    "按照全面实施预算绩效管理的要求，结合本部门职能和重点工作，"
    "2025年确定{}个二级项目支出的绩效目标和绩效指标向社会公开，涉及金额4.50万元。"
)
LINE = 40  # characters


def counts_told(text: str, goals: Rows = GOALS) -> list[str]:
    """What is said of the sentences of a paper with a list of projects and one form of goals."""
    drawn = Drawn().text(150, 200, "某局2025年部门预算"), Drawn().text(60, 40, "一、情况说明")
    for number, start in enumerate(range(0, len(text), LINE)):
        drawn[1].text(60, 70 + 16 * number, text[start : start + LINE])
    paper = Paper(
        on_pages({**BUDGET, "目标": goals}, {"目标": GOAL_SPANS}),
        read_pdf(FILE, pdf(*drawn)).pages,
    )
    found = inspect_paper(FILE, paper, Asked("吉林")).found
    return [one.message for one in found if one.code == "MZ886"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SAID.format(2), []),
        (SAID.format(3), ["印作 3，按表应为 2"]),
        (SAID.format(2).replace("级项目1个", "级项目4个"), ["印作 4，按表应为 1"]),
        (AIMED.format(1), []),
        (AIMED.format(2), ["印作 2，按表应为 1"]),
    ],
)
def test_a_count_follows_from_the_lists(text: str, told: list[str]) -> None:
    found = counts_told(text)
    assert len(found) == len(told)
    assert all(what in one for what, one in zip(told, found, strict=True))


def test_forms_that_could_not_all_be_read_tell_no_count() -> None:
    assert counts_told(AIMED.format(2), GOALS[:-4]) == []
