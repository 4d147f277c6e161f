"""The text of a paper outside of its tables, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.inspection.text_outside_tables import speech_of
from tests.grid.pdf.drawn import Drawn, pdf

FULL = "本部门按照规定编制并公开本年度的收支决算和情况说明文"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("一、收入决算情况说明", "一、收入决算情况说明。字"),
        # A paragraph that begins as a heading does, and reaches to the end of its line.
        ("一、卫生健康支出（类）行政事业单位医疗（款）行政单位", "行政单位字"),
    ],
)
def test_a_heading_is_a_sentence_and_a_full_line_goes_on(line: str, text: str) -> None:
    drawn = Drawn()
    for row in range(3):
        drawn.text(60, 40 + 20 * row, FULL)
    drawn.text(60, 120, line).text(60, 140, "字")
    said = speech_of(read_pdf(Path("公布件.pdf"), pdf(drawn)).pages).text
    assert said.endswith(text)
