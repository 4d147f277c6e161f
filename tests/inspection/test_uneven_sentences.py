"""Sentences of a paper that are not written as the others of their list are."""

from __future__ import annotations

import pytest

from mingzhang.inspection.text_outside_tables import Speech, alike
from mingzhang.inspection.uneven_sentences import uneven

RATED = "".join(
    f"{n}.甲{n}（项）年初预算为{n}.00万元，支出决算为{n}.50万元，完成年初预算的…%。"
    for n in range(1, 4)
)


def told(text: str) -> list[tuple[str, str]]:
    return [(one.words, one.how) for one in uneven(Speech(alike(text), (0,), (1,)))]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "年初预算为55.00万元，支出决算为27.50万元。",
            ["年初预算为55.00万元，支出决算为27.50万元"],
        ),
        ("年初预算为55.00万元，支出决算为27.50万元，完成年初预算的50%。", []),
        ("年初预算为0.00万元，支出决算为27.50万元。", []),  # of nothing there is no rate
        ("年初预算为55.00万元，支出决算为55.00万元，与预算持平。", []),
        ("全年预算为55.00万元，支出决算为27.50万元。", []),  # the others are of another budget
    ],
)
def test_a_sentence_without_the_rate_that_the_others_have(said: str, words: list[str]) -> None:
    assert [one for one, _ in told(f"{RATED}4.乙（项）{said}")] == words


def test_two_sentences_with_a_rate_are_no_habit() -> None:
    said = "乙（项）年初预算为55.00万元，支出决算为27.50万元。"
    assert told(RATED.split("3.", maxsplit=1)[0] + said) == []


@pytest.mark.parametrize(("times", "hows"), [(1, []), (2, ["写了 2 遍"])])
def test_a_subject_that_is_written_twice(times: int, hows: list[str]) -> None:
    said = "9.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”78.22万元，用于医疗保险。"
    assert [how for _, how in told(f"{said}10.别的一句。" * times)] == hows


@pytest.mark.parametrize(
    ("purpose", "hows"),
    [
        ("事业单位医疗保险支出", ["的用途是“事业单位医疗”的"]),
        ("缴存住房公积金", []),
        ("事业单位医疗和住房公积金", []),
        ("在职人员支出", []),
    ],
)
def test_a_purpose_that_is_another_subjects(purpose: str, hows: list[str]) -> None:
    said = f"事业单位医疗（项）。主要用于：医保缴费。2、住房公积金（项）。主要用于：{purpose}。"
    assert [how for _, how in told(said)] == hows
