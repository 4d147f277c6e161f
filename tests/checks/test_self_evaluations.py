"""``mingzhang.checks.self_evaluations``: a deviation (偏差度) as it may be typed."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.checks.case import project
from tests.support import account, only

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
PAGES = "目标值: 1页, 完成值: 1页"


def told(values: str) -> list[tuple[str, str]]:
    performance = project(MONEY, indicator="完成值: 1页").replace(PAGES, values)
    found = only(check(account("年度: 2024", performance=performance)), "MZ255")
    return [(one.message, one.hint) for one in found]


@pytest.mark.parametrize("typed", ["-16.67", "-16.7", "-17", "-16.667"])  # 5 of 6: -16.666…
def test_a_deviation_may_be_rounded(typed: str) -> None:
    assert told(f"目标值: 6页, 完成值: 5页, 偏差度: {typed}, 偏差原因: 没有移交") == []


@pytest.mark.parametrize("typed", ["-16.6", "-16", "16.67", "-0.17"])
def test_a_deviation_that_is_another(typed: str) -> None:
    (message, _), *more = told(f"目标值: 6页, 完成值: 5页, 偏差度: {typed}, 偏差原因: 没有移交")
    assert (message, more) == (f"偏差度写的是 {typed}，应为 -16.67。", [])


def test_of_nothing_there_is_no_deviation() -> None:
    ((message, hint),) = told("目标值: 0页, 完成值: 5页, 偏差度: 100")
    assert message == "偏差度写的是 100，目标值是 0，算不出偏差度。"
    assert hint.startswith("删去偏差度")
    assert told("目标值: 0页, 完成值: 5页") == []
