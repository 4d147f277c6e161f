"""``mingzhang.checks.sums_beside_documents``: a department's figure and all its units' own ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.checks.sums_beside_documents import sums_apart
from mingzhang.reading.node import Node
from mingzhang.reading.yaml import read_yaml

COSTS = "三公经费: {公务接待费: 100, 公务用车运行维护费: 2000, 原因: 减少}\n"
OWN = f"金额单位: 元\n{COSTS}国有资产: {{车辆: 1}}\n"
WHOLE = OWN.replace("100", "200").replace("2000", "4000").replace("车辆: 1", "车辆: 2")


def source(text: str, name: str = "dept") -> Node:
    node, found = read_yaml(text.encode(), Path(name) / "2025-budget" / "disclosure.yaml")
    assert node is not None, found
    return node


def test_a_sum_that_differs_is_told_at_the_departments_figure() -> None:
    wrong = WHOLE.replace("4000", "4100").replace("车辆: 2", "车辆: 3")
    told = sums_apart(source(wrong), [source(OWN, "a"), source(OWN, "b")])
    assert told is not None
    assert (
        "“三公经费.公务用车运行维护费”是 4100，各单位自己的一份合计是 4000；另有 1 处"
        in told.message
    )
    assert (told.place.line, len(told.operands)) == (2, 4)


@pytest.mark.parametrize(
    ("whole", "other"),
    [
        (WHOLE, OWN),
        # One of them does not say it, or in another unit of money.
        (WHOLE.replace("4000", "4100"), "金额单位: 元\n国有资产: {车辆: 1}\n"),
        (WHOLE.replace("4000", "4100"), OWN.replace("金额单位: 元", "金额单位: 万元")),
        (WHOLE.replace("4000", "4100"), OWN.replace("2000", "缺")),
    ],
)
def test_what_is_not_known_of_every_unit_is_not_compared(whole: str, other: str) -> None:
    assert sums_apart(source(whole), [source(OWN, "a"), source(other, "b")]) is None


def test_rounded_amounts_differ_by_their_tails_only() -> None:
    whole, own = "三公经费: {合计: 0.67}\n", "三公经费: {合计: 0.33}\n"
    assert sums_apart(source(whole), [source(own), source(own)]) is None
    assert sums_apart(source(whole.replace("67", "69")), [source(own), source(own)])
