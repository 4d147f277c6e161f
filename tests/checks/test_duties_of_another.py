"""Duties that begin with another institution's name are its, not the agency's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from tests.support import PROJECT, folder, only

PROFILE = "名称: 某县进修学校\n类型: 单位\n职责: duties.md\n"


@pytest.mark.parametrize(
    ("duties", "is_told"),
    [
        ("某县第一中学承担高中教育。", True),
        ("1. 某县第一中学的主要职责是高中教育。", True),
        ("某县第一中学承担高中教育，某县进修学校负责其教师的培训。", False),
        ("某县进修学校承担教师培训。", False),
        ("进修学校承担教师培训。", False),
        ("负责与某县第一中学的联系。某县第一中学承担高中教育。", False),
    ],
)
def test_whose_duties_the_text_begins_with(duties: str, *, is_told: bool) -> None:
    made = replace(folder("年度: 2024", profile=PROFILE), texts={"duties.md": duties})
    told = only(check(read_account(made, PROJECT)), "MZ642")
    assert bool(told) is is_told
    assert all("某县第一中学" in one.message for one in told)


@pytest.mark.parametrize(
    ("order", "is_told"),
    [
        ("承办县教育局交办的其他事项。", True),
        ("承办某县教育局交办的其他事项。", True),
        ("承办县委、县政府交办的其他事项。", False),
        ("承办市教育局交办的其他事项。", True),
        ("承办局党组交办的其他事项。", False),
    ],
)
def test_nobody_gives_orders_to_itself(order: str, *, is_told: bool) -> None:
    profile = "名称: 某县教育局\n类型: 部门\n职责: duties.md\n"
    made = replace(folder("年度: 2024", profile=profile), texts={"duties.md": order})
    told = only(check(read_account(made, PROJECT)), "MZ642")
    assert bool(told) is is_told
    assert all("交办" in one.message for one in told)
