"""``mingzhang.checks.replaced_budget_codes``: a final account beside the budget of its year."""

from __future__ import annotations

from dataclasses import replace

from mingzhang.checks.run_rules import check
from tests.support import account, budget_folder, only

BUDGET = """
    支出:
      - {科目: 2101501, 公用经费: 9.00}
      - {科目: 2101502, 项目支出: 3.00}
      - {科目: 2101506, 项目支出: 4.00}
    基本支出:
      - {科目: 30201, 金额: 4.00}
      - {科目: 30207, 金额: 1.00}
      - {科目: 30226, 金额: 4.00}
"""


def told(final: str) -> list[str]:
    made = account(final)
    beside = replace(made, folder=replace(made.folder, planned=budget_folder(BUDGET)))
    return [d.message for d in only(check(beside), "MZ648")]


def test_a_code_that_differs_in_its_last_digit() -> None:
    # 30207 was not spent at all: only 30226 is one digit away.
    final = """
        支出: [{科目: 2101501, 基本支出: 9.00}]
        基本支出: [{科目: 30201, 金额: 4.00}, {科目: 30227, 金额: 5.00}]
    """
    assert told(final) == ["年初预算没有 30227 委托业务费；年初预算有、决算没有的是 30226 劳务费。"]


def test_rows_of_the_budget_that_were_left_out() -> None:
    final = "支出: [{科目: 2101501, 基本支出: 9.00, 年初预算: 9.00}]"
    (message,) = told(final)
    assert "有 2 个：2101502 一般行政管理事务、2101506 医疗保障经办事务" in message
    # Who tells of no budget tells of no row of it.
    assert told("支出: [{科目: 2101501, 基本支出: 9.00}]") == []
