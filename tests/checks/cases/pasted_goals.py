"""Both ways of the rule in ``mingzhang.checks.pasted_goals``."""

from __future__ import annotations

from tests.checks.case import Case

TWO = """
    项目:
      - 名称: 退休人员体检费
        资金: {当年财政拨款: [30, 30, 30]}
        年度目标: {预期: 保证退休人员的体检顺利进行, 实际: 体检已经完成}
        指标: [{一级: 产出指标, 二级: 数量指标, 三级: 体检人数, 目标值: 20人, 完成值: 20人}]
      - 名称: 征缴工作经费
        资金: {当年财政拨款: [20, 20, 20]}
        年度目标: {预期: 保证退休人员的体检顺利进行, 实际: 征缴率提高}
        指标: [{一级: 产出指标, 二级: 数量指标, 三级: 宣传次数, 目标值: 3次, 完成值: 3次}]
"""
OF_ITS_OWN = "名称: 征缴工作经费"
SPENT = "支出: [{科目: 2101502, 年初预算: 50, 项目支出: 50}]"

CASES = (
    Case(
        "MZ697",
        SPENT,
        wrong="体检顺利进行, 实际: 征缴率提高",
        right="征缴顺利进行, 实际: 征缴率提高",
        at="8:16",
        says="“征缴工作经费”的“预期”与“退休人员体检费”的一字不差，说的是“体检”",
        performance=TWO,
    ),
    Case(
        "MZ697",
        SPENT,
        wrong="三级: 体检人数, 目标值: 20人, 完成值: 20人}]\n      - 名称: 征缴工作经费",
        right="三级: 复查人数, 目标值: 20人, 完成值: 20人}]\n      - 名称: 征缴工作经费",
        at="9:10",
        says="“征缴工作经费”的指标“体检人数”（20人）与“退休人员体检费”的相同",
        performance=TWO.replace("体检顺利进行, 实际: 征缴", "征缴顺利进行, 实际: 征缴").replace(
            "三级: 宣传次数, 目标值: 3次, 完成值: 3次", "三级: 体检人数, 目标值: 20人, 完成值: 20人"
        ),
    ),
    # Two projects of one kind may have one goal.
    Case(
        "MZ697",
        SPENT,
        wrong=OF_ITS_OWN,
        right="名称: 离退休人员工作经费",
        at="8:16",
        says="“征缴工作经费”的“预期”与“退休人员体检费”的一字不差",
        performance=TWO,
    ),
)
