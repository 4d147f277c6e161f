"""Sums inside one sentence: what makes up the whole, and what is no part of it."""

from __future__ import annotations

import pytest

from mingzhang.checks.run_rules import check
from tests.support import account, only


def told(sentence: str) -> list[str]:
    source = f"补充说明: {{政府采购: '{sentence}'}}"
    return [d.message for d in only(check(account(source)), "MZ644")]


@pytest.mark.parametrize(
    "sentence",
    [
        "支出100万元，其中工资80万元、津贴30万元",  # 110 of 100
        "支出100万元，分别为工资80万元、津贴10万元",  # 90, and no more parts
        "支出100万元，其中工资80万元，其余10万元",
        "支出100.00万元，其中工资80.00万元、津贴19.90万元",  # all but 0.10 万元
        "工资80万元、津贴30万元，合计120万元",
        "增加100万元，其中工资增加80万元、津贴增加30万元",
        "支出1000元，其中纸600元、笔500元",
        "支出100万元，其中省级40万元、市级60万元，用于工资70万元、津贴40万元",
    ],
)
def test_parts_that_do_not_add_up(sentence: str) -> None:
    assert len(told(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "支出100万元，其中工资60万元、津贴20万元",  # some of it
        "支出100万元，分别为工资80万元、津贴20万元",
        "支出100万元，其中基本支出80万元（工资60万元、津贴20万元）、项目支出20万元",
        "支出100万元，其中基本支出80万元，其中工资60万元、津贴20万元",  # parts of a part
        "支出100万元，其中工资80万元，比上年增加30万元，增长60%",
        "收入100万元，其中拨款90万元；支出95万元，其中工资80万元、津贴15万元",
        "年初预算10万元，追加8万元，合计30万元",  # sums up something else too
        "支出100万元，其中省级40万元、市级60万元，用于工资70万元、津贴30万元",
    ],
)
def test_sentences_that_say_nothing_wrong(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("共有1,000个项目，涉及金额500.00万元", False),
        ("共有1，000个项目，涉及金额500.00万元", False),
        ("共有10.00个项目，涉及金额500.00万元", False),
        ("共有1,000个项目，涉及金额0.00万元", True),
        ("共有0个项目，涉及金额500.00万元", True),
    ],
)
def test_a_count_of_thousands_is_no_count_of_nothing(sentence: str, is_told: bool) -> None:
    found = only(check(account(f"补充说明: {{政府采购: '{sentence}'}}")), "MZ683")
    assert bool(found) is is_told
