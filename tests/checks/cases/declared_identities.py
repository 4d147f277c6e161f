"""Cases of MZ090 and MZ091: the identities that a form declares itself."""

from tests.checks.case import BudgetCase, Case
from tests.checks.own_keys import PLANNED_CARS

# Of 5.00 for goods no more than 5.00 can have gone to small enterprises.
PURCHASES = """
    政府采购: {货物: 5.00, 工程: 0, 服务: 0, 中小企业: 5.00, 小微企业: 5.00,
      货物中小企业: 6.00, 工程中小企业: 0, 服务中小企业: 0}
"""
BOUGHT = """
    版式: 某省
    支出: [{科目: 2101502, 项目支出: 18.00}]
    三公经费: {公务用车购置费: 18.00}
    国有资产: {车辆: 0, 大型设备: 0, 计划购置: {车辆: {执法执勤用车: 0, 其他用车: 0}}}
"""

CASES = (
    Case(
        "MZ090",
        PURCHASES,
        wrong="6.00",
        right="5.00",
        says=(
            "货物、工程、服务采购授予中小企业的合同额合计不大于中小企业合同额："
            "政府采购.货物中小企业 + 政府采购.工程中小企业 + 政府采购.服务中小企业 6.00 应不大于 "
            "政府采购.中小企业 5.00，相差 1.00 万元"
        ),
    ),
    Case(
        "MZ091",
        PURCHASES,
        wrong="6.00",
        right="5.00",
        says="货物采购授予中小企业的合同额不大于货物支出：政府采购.货物中小企业 6.00 应不大于",
    ),
    BudgetCase(
        "MZ091",
        BOUGHT,
        keys=PLANNED_CARS,
        wrong="执法执勤用车: 0",
        right="执法执勤用车: 1",
        at="3:17",
        says="公务用车购置费是 18.00 万元，购置车辆总数却是 0",
    ),
    # Of what is not known nothing follows.
    BudgetCase(
        "MZ091",
        BOUGHT,
        keys=PLANNED_CARS,
        wrong="执法执勤用车: 0",
        right="执法执勤用车: 缺",
        at="3:17",
        says="公务用车购置费是 18.00 万元，购置车辆总数却是 0",
    ),
)
