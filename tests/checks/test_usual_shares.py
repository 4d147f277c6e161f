"""``mingzhang.checks.usual_shares``: of a department the pay is that of all its units."""

from __future__ import annotations

from mingzhang.checks.run_rules import check
from tests.checks.case import budget_unit
from tests.support import budget, only

UNITS = """
    单位:
      - {代码: '1', 名称: 某市档案馆, 类型: 行政单位}
      - {代码: '2', 名称: 某市档案站, 类型: 其他事业单位}
"""
PAID = """
    基本支出:
      - {科目: 30101, 单位: '1', 金额: 100.00}
      - {科目: 30103, 单位: '1', 金额: 10.00}
      - {科目: 30228, 单位: '1', 金额: 3.00}
      - {科目: 30101, 单位: '2', 金额: 80.00}
      - {科目: 30107, 单位: '2', 金额: 40.00}
    支出:
      - {科目: 2101501, 单位: '1', 人员经费: 110.00, 公用经费: 3.00}
      - {科目: 2101550, 单位: '2', 人员经费: 120.00}
"""
RETIRED = """
    基本支出:
      - {科目: 30302, 单位: '1', 金额: 10.00}
      - {科目: 30305, 单位: '1', 金额: 40.00}
      - {科目: 30302, 单位: '2', 金额: 8.00}
    支出:
      - {科目: 2080501, 单位: '1', 人员经费: 50.00}
      - {科目: 2080502, 单位: '2', 人员经费: 8.00}
"""


def test_the_pay_is_that_of_both_units() -> None:
    """3 of 230 is little, though it is much of the 50 that have one line only."""
    source = f"{UNITS}{PAID}"
    assert only(check(budget(source)), "MZ873") == []
    alone = source.replace("金额: 100.00", "金额: 5.00").replace(
        "30101, 单位: '2'", "30199, 单位: '2'"
    )
    assert len(only(check(budget(alone)), "MZ873")) == 1  # 3 of 55


def test_both_units_pay_their_retired() -> None:
    source = f"{UNITS}{RETIRED}"
    assert only(check(budget(source)), "MZ874") == []
    (told,) = only(check(budget(source.replace("30302", "30304"))), "MZ874")
    assert "没有离休费、退休费；与它相近的是 30305" in told.message


def test_a_unit_in_another_unit_of_money_is_told_in_its_own_document() -> None:
    source = """
        金额单位: 元
        # 名称: 某市档案站,
        支出: [{科目: 2101501, 人员经费: 1100000.00, 公用经费: 100000.00}]
        基本支出:
          - {科目: 30101, 金额: 1000000.00}
          - {科目: 30103, 金额: 100000.00}
          - {科目: 30228, 金额: 100000.00}
    """
    unit = budget_unit(source, "unit-1")
    assert only(check(budget("金额单位: 万元\n", units=(unit,))), "MZ873") == []
    (told,) = only(check(budget(source)), "MZ873")
    assert "100,000.00 元" in told.message
