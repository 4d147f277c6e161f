"""Both ways of the rules in ``mingzhang.checks.sums_as_typed``."""

from __future__ import annotations

from tests.checks.case import Case

LINES = "指标: [{一级: 产出指标, 二级: 数量指标, 三级: 次数, 目标值: 2次, 完成值: 2次}]"
MONEY = ("10.00", "20.00", "30.00", "40.00", "50.00", "60.00", "70.00", "80.00")
PROJECTS = "项目:\n" + "".join(
    f"  - {{名称: 项目{money[:2]}, 资金: {{当年财政拨款: [{money}, {money}, {money}]}}, "
    f"年度目标: {{预期: 完成, 实际: 完成}}, {LINES}}}\n"
    for money in MONEY
)
TOTAL = PROJECTS + "合计: [360.00, 360.00, 360.00]\n"
SPENT = "支出: [{科目: 2101502, 项目支出: 360.00}]"

CASES = (
    Case(
        "MZ897",
        SPENT,
        wrong="[80.00, 79.96, 79.96]",
        right="[80.00, 80.00, 80.00]",
        at="9:37",
        says="项目80 当年财政拨款 全年预算数 79.96 若为旁边的 80.00 就正好",
        performance=TOTAL.replace("[80.00, 80.00, 80.00]", "[80.00, 79.96, 79.96]"),
    ),
    Case(
        "MZ898",
        SPENT,
        wrong="[79.96, 80, 80]",
        right="[80, 80, 79.96]",
        at="9:30",
        says="项目“项目80”的三个数 79.96、80.00、80.00 万元，年初预算数有零头，执行数是整数",
        performance=PROJECTS.replace("[80.00, 80.00, 80.00]", "[79.96, 80, 80]"),
    ),
)
