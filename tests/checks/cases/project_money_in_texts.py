"""Both ways of the rule in ``mingzhang.checks.project_money_in_texts``."""

from __future__ import annotations

from tests.checks.case import Case

LINES = "指标: [{一级: 产出指标, 二级: 数量指标, 三级: 次数, 目标值: 2次, 完成值: 2次}]"
TWO = f"""
    项目:
      - 名称: 档案数字化经费
        资金: {{当年财政拨款: [20.00, 16.15, 16.15]}}
        年度目标: {{预期: 完成扫描, 实际: 全年完成42.8万元}}
        {LINES}
      - 名称: 库房维修费
        资金: {{当年财政拨款: [50.00, 42.80, 42.80]}}
        年度目标: {{预期: 库房不漏雨, 实际: 已经修好}}
        {LINES}
"""

CASES = (
    Case(
        "MZ875",
        "支出: [{科目: 2101502, 项目支出: 58.95}]",
        wrong="完成42.8万元",
        right="完成16.15万元",
        at="4:26",
        says="文字写 42.8万元，自己的资金里没有这个数，它是项目“库房维修费”的",
        performance=TWO,
    ),
)
