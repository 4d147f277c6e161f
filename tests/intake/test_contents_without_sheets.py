"""What a workbook's contents list and no sheet is: told once, for no cell misses it."""

from __future__ import annotations

from tests.intake.books import GENERAL, SPENDING, Rows, collected

CONTENTS: Rows = (
    ("目  录",),
    ("1. 支出决算表 ……………… 3",),
    ("公开05表", "一般公共预算财政拨款支出决算表"),
    ("二、财政拨款“三公”经费支出决算表………",),
    ("项目支出绩效自评情况表（网络维护费）",),
)


def told(contents: Rows) -> list[str]:
    sheets = {"目录": contents, "支出": SPENDING, "一般公共预算": GENERAL}
    return [one.message for one in collected(sheets).texts.found if one.code == "MZ657"]


def test_what_only_the_contents_have_is_told() -> None:
    (message,) = told(CONTENTS)
    assert "“财政拨款三公经费支出决算表”、“项目支出绩效自评情况表(网络维护费)”" in message
    assert "“支出决算表”" not in message


def test_contents_of_what_is_there_say_nothing() -> None:
    assert told(CONTENTS[:3]) == []
