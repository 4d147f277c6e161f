"""Both ways of the rule in ``mingzhang.checks.row_purposes``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case

CASES = (
    BudgetCase(
        "MZ646",
        """
            支出:
              - {科目: 2210201, 项目支出: 10.00, 用途: 为职工缴纳住房公积金}
              - {科目: 2210203, 项目支出: 20.00, 用途: 为职工缴纳住房公积金}
        """,
        wrong="20.00, 用途: 为职工缴纳住房公积金",
        right="20.00, 用途: 发放购房补贴",
        at="3:36",
        says="2210203 是“购房补贴”，用途写的是“住房公积金”，像是 2210201 住房公积金 的",
    ),
    Case(
        "MZ646",
        """
            支出:
              - {科目: 2210201, 项目支出: 10.00, 年初预算: 20.00, 差异原因: 养老保险缴费减少}
        """,
        wrong="养老保险",
        right="公积金",
        says="2210201 是“住房公积金”，这里写的是养老保险",
    ),
)
