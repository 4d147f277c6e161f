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

# What a department looked at again itself: the project's 自评表 tells what it spent.
LOOKED_AT = """
    数据:
      键:
        部门评价:
          类型: 行
          说明: 部门评价的项目。
          每行:
            名称: 一个项目
            说明: 一个项目一行。
            键:
              项目: {类型: 文字, 必填: 是, 说明: 项目。}
              金额: {类型: 金额, 说明: 金额。}
    勾稽:
      部门评价与自评一致: {每行: 部门评价, 式: 金额 = 自评.全年执行数}
"""

CASES = (
    Case(
        "MZ090",
        """
        版式: 某省
        支出: [{科目: 2101502, 项目支出: 18.00}]
        部门评价: [{项目: 库房改造, 金额: 81.00}, {项目: 上年的项目, 金额: 5.00}]
        """,
        keys=LOOKED_AT,
        performance="""
        项目:
          - 名称: 库房改造
            资金: {当年财政拨款: [20.00, 19.00, 18.00]}
        """,
        wrong="81.00",
        right="18.00",
        says="库房改造.金额 81.00 应等于 库房改造 自评.全年执行数 18.00，相差 63.00 万元",
    ),
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
