"""The computation graph's words: plain, and nothing said twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingzhang.document.computation_graph import Answers
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, Term


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("财政拨款 合计 年初结转", "财政拨款 年初结转"),
        ("一般公共预算 合计 支出 + 政府性基金 合计 支出", "一般公共预算 支出 + 政府性基金 支出"),
        ("合计 支出", "合计 支出"),
    ],
)
def test_beside_a_fund_the_total_goes_without_saying(label: str, shown: str) -> None:
    answers = Answers()
    node = answers.nodes[answers.of_figure(Figure(label, Amount(Decimal(1))))]
    assert node[0] == shown


@pytest.mark.parametrize(
    ("label", "taken", "shown"),
    [
        ("本年支出合计", "合计 合计", "本年支出合计"),
        ("财政拨款收入", "合计 收入", "财政拨款收入"),
        ("208 支出", "208 合计", "208 支出"),
        ("208 支出", "20805 支出", "208 支出（20805 支出）"),
        ("20805 支出", "208 支出", "20805 支出（208 支出）"),
        ("项目支出", "财政拨款 支出 项目支出", "项目支出（财政拨款 支出 项目支出）"),
    ],
)
def test_what_a_label_says_is_not_said_beside_it(label: str, taken: str, shown: str) -> None:
    answers, one = Answers(), Figure(taken, Amount(Decimal(1)))
    node = answers.nodes[answers.of_figure(Figure(label, one.amount, terms=(Term(one),)))]
    assert node[0] == shown
