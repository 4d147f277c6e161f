"""A sentence that prints the sign of what is not known says why, or its author is told."""

from __future__ import annotations

import pytest

from mingzhang.diagnostics import Severity
from mingzhang.document.render import render
from tests.support import PROJECT, account, budget

SPENDING = "支出: [{科目: 2080501, 项目支出: 10.00, 年初预算: 10.00}]\n"
CARS = "国有资产: {车辆: {机要通信用车: 0}, 大型设备: 缺}\n"
BOUGHT = "政府采购: {货物: 缺, 工程: 0, 服务: 1.00, 中小企业: 0, 小微企业: 0}\n"
PAST = (
    "上年: {总计: 10.00, 财政拨款总计: 10.00, 一般公共预算财政拨款支出: 10.00, 机关运行经费: 0}\n"
)


def told(text: str) -> list[tuple[str, str]]:
    found = render(account(f"{SPENDING}{PAST}{text}"), PROJECT, pages=False)[1]
    assert all(d.severity is Severity.WARNING for d in found if d.code == "MZ427")
    return [(d.message.partition("写了")[0], d.hint) for d in found if d.code == "MZ427"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (CARS, ["“国有资产.大型设备”"]),
        (BOUGHT, ["“政府采购.货物”"]),
        (f"{CARS}{BOUGHT}", ["“国有资产.大型设备”", "“政府采购.货物”"]),
        (f"{CARS}补充说明: {{国有资产: 设备还没有清点}}", []),
        (f"{CARS}补充说明: {{政府采购: 没有}}", ["“国有资产.大型设备”"]),
        (CARS.replace("缺", "2"), []),
    ],
)
def test_each_block_with_a_gap_in_a_sentence(text: str, names: list[str]) -> None:
    found = told(text)
    assert [name for name, _ in found] == names
    for name, hint in found:
        assert f"补充说明.{name[1:].partition('.')[0]}" in hint


def test_a_table_with_a_gap_has_its_own_words() -> None:
    """One message: the text that its tables ask for is the document's text on what is lacking."""
    text = f"{CARS}基本支出: [{{科目: 合计, 金额: 缺}}]\n"
    assert not told(text)


def test_a_budget_too() -> None:
    bought = "政府采购: {货物: 缺, 工程: 0, 服务: 1.00}"
    found = render(budget(f"支出: [{{科目: 2080505, 基本支出: 3.00}}]\n{bought}"), PROJECT)[1]
    assert [d.message[:9] for d in found if d.code == "MZ427"] == ["“政府采购.货物”"]
