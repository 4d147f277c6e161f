"""Money that a paper's tables have none of, and a sentence has."""

from __future__ import annotations

import pytest

from mingzhang.inspection.paper_inspection import Asked, inspect
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, Rows, page
from tests.inspection.test_paper_sentences import FILE

HEADS = ("科目编码", "科目名称", "本年收入合计", "财政拨款收入", "其他收入")


def income(other: str) -> Rows:
    return (HEADS, *((*row[:3], row[2], other) for row in SPENDING[1:]))


def told(other: str, said: str) -> list[str]:
    """What is said of the sentence on other income, below tables that have ``other`` for it."""
    drawn = Drawn().text(60, 40, "二、收入决算情况说明")
    drawn.text(60, 70, "2025年度本年收入合计100.50万元，其中：财政拨款收入100.50万元，")
    drawn.text(60, 86, f"占100.00%；其他收入{said}万元，占0%。")
    tables = (
        page("支出决算表", SPENDING),
        page("一般公共预算财政拨款支出决算表", GENERAL),
        page("收入决算表", income(other)),
    )
    found = inspect(FILE, pdf(COVER, *tables, drawn), Asked("四川")).found
    return [one.message for one in found if one.code == "MZ886"]


@pytest.mark.parametrize(
    ("other", "said", "count"),
    [("0.00", "0", 0), ("", "0", 0), ("0.00", "7.00", 1), ("", "7.00", 1)],
)
def test_a_sentence_that_has_money_where_the_table_has_none(
    other: str, said: str, count: int
) -> None:
    found = told(other, said)
    assert len(found) == count
    assert all("印作 7.00，表里没有这笔钱（0 或空着），应为 0.00" in one for one in found)
