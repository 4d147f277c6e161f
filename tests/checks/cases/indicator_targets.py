"""Both ways of the rules in ``mingzhang.checks.indicator_targets``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
AREA = project(MONEY).replace("三级: 页数, 目标值: 1页", "三级: 面积, 目标值: 469.851平方米")
SCORED = "资金分值: 90"
SERVED = project(MONEY, SCORED).replace("目标值: 1页, 完成值: 1页", "目标值: ≥44页, 完成值: 50页")
LEASED = """
    项目:
      - 名称: 扫描
        类型: 专项业务支出
        一级项目: 档案
        科目: 2012604
        本年: 55.00
        目标:
          年度目标: 完成扫描
          指标:
            - {一级: 产出指标, 二级: 数量指标, 三级: 租用数量, 指标值: =11万元}
"""
KEPT = """
              - {一级: 产出指标, 二级: 质量指标, 三级: 归档有效性, 目标值: 是, 完成值: 是}
"""
KEPT_LATE = project(MONEY, indicator="完成值: 及时").replace(
    "三级: 页数, 目标值: 1页", "三级: 支付未及时性, 目标值: 及时"
)

TURNED = project(MONEY).replace("目标值: 1页, 完成值: 1页", "目标值: 有所提高, 完成值: 有所降低")
LEVEL = "              - {一级: 产出指标, 二级: 数量指标, 三级: 培训次数, 目标值: "

CASES = (
    # 2次 is in the 12次 that another one aims at, and was not confused with that.
    Case(
        "MZ677",
        "年度: 2024",
        wrong="完成值: 有所降低",
        right="完成值: 有所提高",
        at="7:9",
        says="方向正好相反",
        performance=TURNED.rstrip()
        + f"\n{LEVEL}2次, 完成值: 12次, 偏差原因: 增办十次}}\n{LEVEL}12次, 完成值: 12次}}",
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="完成值: 有所降低",
        right="完成值: 有所提高",
        at="7:9",
        says="目标值是“有所提高”，完成值是“有所降低”：方向正好相反",
        performance=TURNED,
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="未及时性",
        right="及时性",
        at="7:9",
        says="“支付未及时性”的目标值是“及时”：名称里像是多写了“未”",
        performance=KEPT_LATE,
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="≥",
        right="≤",
        at="7:9",
        says="“支付未及时率”的目标值是“≥90%”：名称里像是多写了“未”",
        performance=KEPT_LATE.replace(
            "性, 目标值: 及时, 完成值: 及时", "率, 目标值: ≥90%, 完成值: 90%"
        ),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="目标值: 469.851平方米",
        right="目标值: 4698.51平方米",
        at="7:9",
        says="目标值 469.851 与完成值 4698.51 只差小数点的位置",
        performance=AREA.replace("完成值: 1页", "完成值: 4698.51平方米"),
    ),
    Case(
        "MZ678",
        "年度: 2024",
        wrong="得分: 10,",
        right="得分: 8,",
        at="7:9",
        says="“页数”目标 ≥44页，完成 30页，没有达到目标，却得了满分 10",
        performance=SERVED.replace(
            "完成值: 50页}", "完成值: 30页, 分值: 10, 得分: 10, 偏差原因: 来访减少}"
        ),
    ),
    Case(
        "MZ678",
        "年度: 2024",
        wrong="得分: 4}",
        right="得分: 10}",
        at="7:9",
        says="“页数”目标 ≥44页，完成 50页，达到了目标，得分 4 小于分值 10",
        performance=SERVED.replace("完成值: 50页}", "完成值: 50页, 分值: 10, 得分: 4}"),
    ),
    Case(
        "MZ678",
        "年度: 2024",
        wrong="得分: 4,",
        right="得分: 10,",
        at="7:9",
        says="“页数”目标 ≥44页，完成 80页，达到了目标，得分 4 小于分值 10",
        performance=SERVED.replace(
            "完成值: 50页}", "完成值: 80页, 分值: 10, 得分: 4, 偏差原因: 来访减少}"
        ),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="完成值: 是}",
        right="完成值: 完成}",
        at="7:9",
        says="“页数”目标 1页，完成值是“是”，不是数",
        performance=project(MONEY, indicator="完成值: 是}").rstrip().removesuffix("}") + KEPT,
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="完成值: 方便",
        right="完成值: 2页",
        at="7:9",
        says="“页数”目标 1页，完成值是“方便”，不是数",
        performance=project(MONEY, indicator="完成值: 方便"),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="目标值: 40人, 完成值: ≤56人",
        right="目标值: ≤56人, 完成值: 40人",
        at="7:9",
        says="“页数”目标值是“40人”，完成值是“≤56人”，两个像是写反了",
        performance=project(MONEY, indicator="完成值: 1页}").replace(
            "目标值: 1页, 完成值: 1页}", "目标值: 40人, 完成值: ≤56人"
        ),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="目标值: 优, 完成值: 优良中差",
        right="目标值: 优良中差, 完成值: 优",
        at="7:9",
        says="“页数”目标值是“优”，完成值是“优良中差”，两个像是写反了",
        performance=project(MONEY, indicator="完成值: 1页}")
        .replace("目标值: 1页, 完成值: 1页", "目标值: 优, 完成值: 优良中差")
        .rstrip()
        .removesuffix("}")
        + KEPT.replace("目标值: 是, 完成值: 是", "目标值: 优良中差, 完成值: 优"),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="目标值: 顺利, 完成值: 顺利/较顺利/不顺利",
        right="目标值: 顺利/较顺利/不顺利, 完成值: 顺利",
        at="7:9",
        says="“页数”目标值是“顺利”，完成值是“顺利/较顺利/不顺利”，两个像是写反了",
        performance=project(MONEY, indicator="完成值: 1页}").replace(
            "目标值: 1页, 完成值: 1页}", "目标值: 顺利, 完成值: 顺利/较顺利/不顺利"
        ),
    ),
    Case(
        "MZ677",
        "年度: 2024",
        wrong="目标值: 及时, 完成值: 95%",
        right="目标值: ≥95%, 完成值: 95%",
        at="7:9",
        says="“读者满意度”完成 95%，目标值却是“及时”，像是抄了别的指标的",
        performance=project(MONEY, indicator="完成值: 1页}")
        .replace(
            "三级: 页数, 目标值: 1页, 完成值: 1页", "三级: 读者满意度, 目标值: 及时, 完成值: 95%"
        )
        .rstrip()
        .removesuffix("}")
        + KEPT.replace(
            "归档有效性, 目标值: 是, 完成值: 是", "归档及时性, 目标值: 及时, 完成值: 及时"
        ),
    ),
    BudgetCase(
        "MZ679",
        LEASED,
        wrong="=11万元",
        right="=11条",
        at="10:11",
        says="“租用数量”的指标值是“=11万元”，是金额不是数量",
    ),
    BudgetCase(
        "MZ679",
        """
            支出: [{科目: 2080501, 人员经费: 60.88}]
            基本支出: [{科目: 30101, 金额: 60.88}]
            国有资产: {车辆: 0, 大型设备: 170000}
        """,
        wrong="170000",
        right="1",
        says="大型设备是 170000，像是金额，不是台数",
    ),
    Case(
        "MZ679",
        "国有资产: {车辆: {执法执勤用车: 170000}, 大型设备: 0}",
        wrong="170000",
        right="1",
        says="执法执勤用车是 170000，像是金额，不是台数",
    ),
)
