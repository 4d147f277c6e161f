"""``mingzhang.checks.project_money_in_texts``: an amount is found however it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.checks.run_rules import check
from mingzhang.facts.account_reading import read_account
from tests.checks.cases.project_money_in_texts import LINES
from tests.support import PROJECT, account, budget_folder, only

TWO = f"""
    项目:
      - 名称: 档案数字化经费
        资金: {{当年财政拨款: [20.00, 16.15, 16.15]}}
        年度目标: {{预期: 完成扫描, 实际: 'SAID万元'}}
        {LINES}
      - 名称: 库房维修费
        资金: {{当年财政拨款: [1234.56, 1234.56, 1234.56]}}
        年度目标: {{预期: 库房不漏雨, 实际: 已经修好}}
        {LINES}
"""


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("全年完成1234.56", True),
        ("全年完成1,234.56", True),
        ("全年完成１，２３４．５６", True),
        ("全年支付，1234.56", True),
        ("全年完成21,234.56", False),
        ("全年完成16.15", False),
    ],
)
def test_the_money_of_another_project(said: str, is_told: bool) -> None:
    source = "支出: [{科目: 2101502, 项目支出: 1250.71}]"
    found = check(account(source, performance=TWO.replace("SAID", said)))
    assert bool(only(found, "MZ875")) is is_told


GIVEN = """
    支出: [{科目: 2050202, 人员经费: 86.00}]
    基本支出: [{科目: 30101, 金额: 86.00}]
    项目:
      - {名称: 外墙维修, 科目: 2050202, 本年: 68.00, 上年结转: 6.00}
      - {名称: 照明更新, 科目: 2050202, 本年: 42.00}
    附件: [{标题: %s项目经费情况说明, 文件: project.md}]
"""


@pytest.mark.parametrize(
    ("title", "words", "is_told"),
    [
        ("外墙维修", "2024年安排预算86万元。", True),  # that is what pay costs
        ("外墙维修", "本年预算资金42.00万元。", True),  # another project's
        ("外墙维修", "2024年安排预算68万元，连同上年结转，2024年预算共74万元。", False),
        ("外墙维修", "2023年安排预算86万元。", False),
        ("外墙维修", "2024年安排预算68万元，其中人工费12万元。", False),
        ("全部", "2024年安排预算86万元。", False),
    ],
)
def test_what_an_attachment_says_that_its_project_is_given(
    title: str, words: str, *, is_told: bool
) -> None:
    texts = {"duties.md": "保管档案。", "project.md": words}
    found = check(read_account(replace(budget_folder(GIVEN % title), texts=texts), PROJECT))
    assert [d.place.line for d in only(found, "MZ875")] == [1] * is_told
