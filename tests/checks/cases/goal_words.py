"""Both ways of the rule in ``mingzhang.checks.goal_words``."""

from __future__ import annotations

from tests.checks.case import Case

PROMISED = """
    项目:
      - 名称: 退休人员体检费
        资金: {当年财政拨款: [30, 30, 30]}
        年度目标: {预期: 体检及时, 实际: 体检已经完成}
        指标: [{一级: 产出指标, 二级: 时效指标, 三级: 体检按期, 目标值: 是, 完成值: 是}]
      - 名称: 征缴工作经费
        资金: {当年财政拨款: [10, 10, 10]}
        年度目标: {预期: 征缴及时, 实际: 征缴率提高}
        指标: [{一级: 产出指标, 二级: 质量指标, 三级: 征缴及时率, 目标值: 90%, 完成值: 90%}]
      - 名称: 档案整理费
        资金: {当年财政拨款: [10, 10, 10]}
        年度目标: {预期: 归档及时, 实际: 归档完成}
        指标: [{一级: 产出指标, 二级: 数量指标, 三级: 归档卷数, 目标值: 20卷, 完成值: 20卷}]
"""

CASES = (
    Case(
        "MZ756",
        "支出: [{科目: 2101502, 年初预算: 50, 项目支出: 50}]",
        wrong="二级: 数量指标, 三级: 归档卷数",
        right="二级: 时效指标, 三级: 归档卷数",
        at="12:16",
        says="“档案整理费”的年度目标说到“及时”，没有一个指标是它的；另外 2 个这样说的项目都有",
        performance=PROMISED,
    ),
    # Where another promises what it does not measure, the agency does not always do so.
    Case(
        "MZ756",
        "支出: [{科目: 2101502, 年初预算: 50, 项目支出: 50}]",
        wrong="三级: 征缴及时率",
        right="三级: 征缴完成率",
        at="12:16",
        says="“档案整理费”的年度目标说到“及时”",
        performance=PROMISED,
    ),
)
