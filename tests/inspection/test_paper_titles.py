"""What the titles of a paper say it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.grid.pdf.pdf_grids import read_pdf
from mingzhang.inspection.paper_titles import Subject, subject_of
from tests.grid.pdf.drawn import Drawn, pdf

KINDS = {"决算": "final", "预算": "budget"}


def kind_of(*lines: str) -> str:
    return said(*lines).kind


def said(*lines: str) -> Subject:
    drawn = Drawn()
    for number, line in enumerate(lines):
        drawn = drawn.text(60, 60 + 30 * number, line)
    return subject_of(read_pdf(Path("件.pdf"), pdf(drawn)).pages, KINDS)


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


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("某市图书馆2025年度部门决算",), "某市图书馆"),
        (("2025年度", "某市图书馆部门决算"), "某市图书馆"),
        (("某市图书馆（汇总）", "2026年部门预算"), "某市图书馆（汇总）"),
        (("某市某区2026年区级部门预算", "预算主管部门：某区财政局"), "某区财政局"),
        (("预算单位：某市图书馆", "2026年单位预算"), "某市图书馆"),
        (("二零二六年二月", "2026年部门预算"), ""),
        (("公开", "2026年部门预算"), ""),
        (("2026年某市预算执行情况的说明",), ""),
    ],
)
def test_the_cover_says_whose_it_is(lines: tuple[str, ...], agency: str) -> None:
    assert said(*lines).agency == agency
