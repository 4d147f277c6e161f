"""Both ways of the rule in ``mingzhang.checks.official_costs_over_budget``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ207",
        """
            支出: [{科目: 2101501, 公用经费: 90.00}]
            三公经费: {公务接待费: {预算: 0.40, 决算: 0.80}}
        """,
        wrong="决算: 0.80",
        right="决算: 0.40",
        at="2:30",
        says="三公经费.公务接待费.决算 0.80 万元，超过预算 0.40 万元，没有说明为什么",
    ),
    # One of them a little more, and all together less: no word is asked for.
    Case(
        "MZ207",
        """
            支出: [{科目: 2101501, 公用经费: 90.00}]
            三公经费:
              因公出国境费: {预算: 1.20, 决算: 1.20}
              公务用车购置费: 0
              公务用车运行维护费: {预算: 0, 决算: 0}
              公务接待费: {预算: 0.40, 决算: 0.50}
        """,
        wrong="1.20, 决算: 1.20",
        right="1.20, 决算: 1.00",
        at="6:25",
        says="三公经费.公务接待费.决算 0.50 万元，超过预算 0.40 万元",
    ),
    Case(
        "MZ207",
        """
            支出: [{科目: 2101501, 公用经费: 90.00}]
            三公经费: {公务接待费: {预算: 0.40, 决算: 0.80}}
        """,
        wrong="决算: 0.80",
        right="决算: 0.80, 原因: 年中追加了接待任务",
        at="2:30",
        says="超过预算 0.40 万元",
    ),
)
