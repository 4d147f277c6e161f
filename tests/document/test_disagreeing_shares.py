"""Shares that are printed beside amounts and are of no one total."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.diagnostics import Place
from mingzhang.document.disagreeing_shares import disagreeing_shares
from mingzhang.document.narrative import Block
from mingzhang.document.sentence_figures import rendered
from tests.support import account

PLACE = Place(Path("document.yaml"), 9)


def told(sentence: str, source: str = "年度: 2024") -> list[str]:
    blocks = [Block("p", rendered(sentence))]
    found = disagreeing_shares(blocks, account(source), "09-official.j2", PLACE)
    return [f"{one.place.line} {one.message}" for one in found]


@pytest.mark.parametrize(
    "sentence",
    [
        # 1.89 and 4.46 of 6.35 are 29.76 % and 70.24 %.
        "接待费支出决算1.89万元，占70.24%；用车4.46万元，占70.24%。",
        # 600 of 1,000 is 60 %: 基本支出 has the share of 项目支出.
        "基本支出600.00万元，占本年支出合计的40.00%；项目支出400.00万元，占本年支出合计的40.00%。",
    ],
)
def test_shares_of_another_figure_are_told(sentence: str) -> None:
    (message,) = told(sentence)
    assert message.startswith("9 模板 09-official.j2 一句话里的占比不是同一个总数的：“")


@pytest.mark.parametrize(
    "sentence",
    [
        "接待费支出决算1.89万元，占29.76%；用车4.46万元，占70.24%；出国0万元，占0.00%。",
        "支出4,733.14万元，占100.00%。基本支出3,365.38万元，占71.10%；项目支出1,367.76万元，占28.9%。",
        # Tails of rounding: 0.01 of 3.00 is 0.33 %, 2.99 is 99.67 %.
        "甲0.01万元，占0.33%；乙2.99万元，占99.67%。",
        # Parts of a part, and of another total.
        "货物50.00万元，占50.00%，其中：小微企业20.00万元，占40.00%。",
        "货物50.00万元，占采购的50.00%；合同20.00万元，占合同的40.00%。",
    ],
)
def test_shares_of_one_total_are_not(sentence: str) -> None:
    assert told(sentence) == []


def test_the_authors_own_words_are_no_templates() -> None:
    said = "甲1.89万元，占70.24%；乙4.46万元，占70.24%"
    assert told(said, f"补充说明: {{国有资本经营: {said}}}") == []
