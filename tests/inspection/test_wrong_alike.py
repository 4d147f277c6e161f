"""A figure that is typed wrong wherever it stands is one finding, and accuses no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.inspection.paper_inspection import Asked, inspect
from tests.grid.pdf.drawn import Drawn, pdf
from tests.inspection.papers import COVER, GENERAL, SPENDING, Rows, page, paper, with_cell

FILE = Path("公布件.pdf")


def found(data: bytes) -> list[Diagnostic]:
    asked = Asked("河南", "final", 2025)
    return [one for one in inspect(FILE, data, asked).found if one.severity is Severity.ERROR]


def with_row(rows: Rows, row: int, text: str) -> Rows:
    """The rows with both figures of one wrong in the same way."""
    return with_cell(with_cell(rows, row, 2, text), row, 3, text)


def test_a_row_of_one_table_that_is_wrong_throughout() -> None:
    (one,) = [d for d in found(paper(general=with_row(GENERAL, 4, "40.80"))) if d.code == "MZ884"]
    assert "2080501 行政单位离退休" in one.message
    assert "等 2 格都印作 40.80" in one.message
    assert "应为 40.30" in one.message


def test_none_of_several_that_explain_the_same_is_accused() -> None:
    """Either of the two below the sum may be wrong wherever it stands."""
    wrong = paper(with_row(SPENDING, 4, "40.80"), with_row(GENERAL, 4, "40.80"))
    told = [d.message for d in found(wrong) if d.code == "MZ884"]
    assert told
    assert all("20805 行政事业单位养老支出" in message for message in told)


def test_cells_that_differ_are_told_one_by_one() -> None:
    wrong = paper(general=with_cell(with_cell(GENERAL, 4, 2, "40.80"), 5, 3, "20.70"))
    told = [d.message for d in found(wrong) if d.code == "MZ884"]
    assert len(told) == 2
    assert not any("格都印作" in message for message in told)


@pytest.mark.parametrize("said", ["40.80", "40.30"])
def test_what_a_sentence_says_of_a_figure_that_is_told_is_not_told_again(said: str) -> None:
    """It has the figure as the table prints it, or as it is meant."""
    sentence = Drawn().text(60, 40, "五、支出决算情况说明")
    words = (
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。"
        f"支出决算为{said}万元。"
    )
    tables = (
        page("支出决算表", SPENDING),
        page("一般公共预算财政拨款支出决算表", with_row(GENERAL, 4, "40.80")),
    )
    told = [d.code for d in found(pdf(COVER, *tables, sentence.text(20, 70, words)))]
    assert told == ["MZ884"]


def test_a_sentence_that_bears_out_a_sum_is_not_told() -> None:
    """The figure is wrong in both tables, the sums above and the sentence have it right."""
    sentence = Drawn().text(60, 40, "五、支出决算情况说明")
    words = (
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。"
        "支出决算为40.30万元。"
    )
    tables = (
        page("支出决算表", with_row(SPENDING, 4, "40.80")),
        page("一般公共预算财政拨款支出决算表", with_row(GENERAL, 4, "40.80")),
    )
    told = {d.code for d in found(pdf(COVER, *tables, sentence.text(20, 70, words)))}
    assert told == {"MZ884"}


def test_a_sentence_that_contradicts_itself_is_told_once_and_whole() -> None:
    sentence = Drawn().text(60, 40, "五、支出决算情况说明")
    words = (
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）。",
        "年初预算为50.30万元，支出决算为40.30万元，完成年初预算的100.00%。",
    )
    tables = (
        page("支出决算表", SPENDING),
        page("一般公共预算财政拨款支出决算表", GENERAL),
    )
    drawn = sentence.text(20, 70, words[0]).text(20, 82, words[1])
    (one,) = [d for d in found(pdf(COVER, *tables, drawn)) if "100.00" in d.message]
    assert one.code == "MZ840"
    assert "50.30" in one.message
