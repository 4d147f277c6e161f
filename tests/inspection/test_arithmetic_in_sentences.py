"""Sentences of a paper whose own figures cannot all be right."""

from __future__ import annotations

import pytest

from mingzhang.inspection.arithmetic_in_sentences import contradictions
from mingzhang.inspection.text_outside_tables import Speech, alike


def told(text: str) -> list[tuple[str, str]]:
    found = contradictions(Speech(alike(text), (0,), (1,)))
    return [(one.printed, one.reason) for one in found]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("支出186.31万元，比2023年预算减少37.09万元，下降16.60%", []),
        ("支出186.31万元，比2023年预算减少37.09万元，下降16.10%", ["16.10%"]),
        ("支出186.31万元，比2023年预算减少37.90万元，下降16.60%", ["16.60%"]),
        ("支出0.04万元，比上年减少0.35万元，下降89.74%", []),
        ("支出1.2万元，比上年增加0.2万元，增长20%", []),
        # Of one to two tenths of ten thousand any rate is possible.
        ("支出0.1万元，比上年减少0.1万元，下降40%", []),
        ("支出10.23万元，比2023年度增加10.23万元，增长100.00%", []),  # of nothing, by custom
        ("支出10.23万元，比2023年度增加10.23万元，增长200.00%", ["200.00%"]),
        ("支出10.23万元，比2023年度增加14.23万元，增长100.00%", ["14.23"]),
        ("收支总计各减少5.00万元，增长3.00%", ["3.00%"]),
    ],
)
def test_a_change_and_its_rate(said: str, printed: list[str]) -> None:
    assert [one for one, _ in told(f"机关运行经费{said}。")] == printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("年初预算为52.00万元，支出决算为51.32万元，完成年初预算的98.69%", []),
        ("年初预算为52.00万元，支出决算为51.32万元，完成年初预算的98.59%", ["98.59%"]),
        ("年初预算为52.00万元，支出决算为57.32万元，完成预算的98.69%", ["98.69%"]),
        ("年初预算为0万元，支出决算为0万元，完成预算的0%", []),
        ("年初预算为0万元，支出决算为5万元，完成预算的0%", ["0%"]),
        ("年初预算为0万元，支出决算为5万元，完成预算的100%", ["100%"]),
        ("年初预算为0万元，全年预算为9万元，支出决算为6万元，完成全年预算的66.67%", []),
        # Which budget is not said.
        ("年初预算为8.00万元，全年预算为9.00万元，支出决算为6.00万元，完成预算的70.00%", []),
        # Two figures: whose is the rate?
        ("预算为9.00万元，支出决算为6.00万元，其中收入决算为3万元，完成预算的70.00%", []),
    ],
)
def test_a_budget_and_how_much_of_it_was_spent(said: str, printed: list[str]) -> None:
    assert [one for one, _ in told(f"行政运行（项）{said}。")] == printed


def test_a_rate_that_is_of_the_other_budget_says_so() -> None:
    said = "年初预算为8.00万元，全年预算为9.00万元，支出决算为6.00万元，完成年初预算的66.67%。"
    assert told(said) == [("66.67%", "应为 75.00%，完成全年预算才是这个数")]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("决算数小于预算数的主要原因：人员变动", []),
        ("决算数大于预算数的主要原因：人员变动", ["大于"]),
        ("决算数与预算数持平", ["持平"]),
        ("决算数小于全年预算数的主要原因", []),  # of which nothing is said
        ("决算与别的持平", []),
    ],
)
def test_which_of_two_is_more(said: str, printed: list[str]) -> None:
    text = f"年初预算为52.00万元，支出决算为51.32万元，完成年初预算的98.69%。{said}。"
    assert [one for one, _ in told(text)] == printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("共有车辆3辆，其中：机要通信用车1辆、其他用车2辆。", []),
        ("共有车辆4辆，其中：机要通信用车1辆、其他用车2辆。", ["4辆"]),
        ("共有车辆2辆，其中：机要通信用车1辆、执法执勤用车2辆。", ["2辆"]),
        ("共有车辆4辆，其中：机要通信用车1辆、执法执勤用车2辆。", []),  # some kinds only
        ("全年更新购置公务用车1辆，其中：轿车0辆、金额0万元，越野车0辆、金额0万元。", []),
    ],
)
def test_cars_and_what_they_are_for(said: str, printed: list[str]) -> None:
    assert [one for one, _ in told(said)] == printed


def test_one_change_of_one_figure_goes_one_way() -> None:
    """Two say that it rose: of the third only the word is told. One against one tells nothing."""
    rose = "财政拨款收入3,121.42万元，比2024年预算增加107.62万元"
    fell = "财政拨款支出3,121.42万元，比2024年预算减少107.62万元"
    assert told(f"{rose}；{fell}。") == []
    found = told(f"{rose}；{fell}。其中：一般公共预算{rose}。")
    assert found == [("减少", "别处 2 句同样的数写的是“增加”")]


def test_a_change_and_its_rate_that_go_two_ways_are_told_once() -> None:
    said = "支出79.86万元，比2023年预算减少3.24万元，增长4.23%。"
    assert told(said) == [("4.23%", "前面写“减少”，后面写“增长”")]
