"""Both ways of the rules in ``mingzhang.checks.indicator_numbers``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
WAGES = project(MONEY).replace("二级: 数量指标", "二级: 成本指标").replace("页数", "工资标准")
GOALS = """
    项目:
      - 名称: 甲
        类型: 其他运转类
        一级项目: 乙
        科目: 2101502
        本年: 10.00
        目标:
          年度目标: 印刷和邮寄记录单
          指标:
            - {一级: 成本指标, 二级: 经济成本指标, 三级: 印刷费, 指标值: =5万元, 权重: 50}
            - {一级: 成本指标, 二级: 经济成本指标, 三级: 邮寄费, 指标值: =5, 权重: 50}
"""

CASES = (
    Case(
        "MZ649",
        "年度: 2024",
        wrong="950%",
        right="95%",
        at="7:9",
        says="“读者满意度”的完成值是 950%，大于 100%",
        performance=project(MONEY, indicator="完成值: 950%, 性质: ≥")
        .replace("三级: 页数", "三级: 读者满意度")
        .replace("目标值: 1页", "目标值: 90%"),
    ),
    Case(
        "MZ665",
        "年度: 2024",
        wrong="5.16元/人/年",
        right="5.16万元/人/年",
        at="7:9",
        says="目标值是 5.16万元/人/年，完成值是 5.16元/人/年",
        performance=WAGES.replace("目标值: 1页", "目标值: 5.16万元/人/年").replace(
            "完成值: 1页", "完成值: 5.16元/人/年"
        ),
    ),
    Case(
        "MZ665",
        "年度: 2024",
        wrong="完成值: 100,",
        right="完成值: 100%,",
        at="7:9",
        says="“页数”的完成值是“100”，没有写单位",
        performance=project(MONEY, indicator="完成值: 100, 性质: ＝").replace(
            "目标值: 1页", "目标值: 及时"
        ),
    ),
    Case(
        "MZ665",
        "年度: 2024",
        wrong="目标值: 90,",
        right="目标值: 90%,",
        at="7:9",
        says="“页数”的目标值是“90”，没有写单位",
        performance=project(MONEY, indicator="完成值: 95%, 性质: ≥").replace(
            "目标值: 1页", "目标值: 90"
        ),
    ),
    BudgetCase(
        "MZ665",
        GOALS,
        wrong="=5,",
        right="=5万元,",
        at="11:11",
        says="“邮寄费”的指标值是“=5”，没有写单位",
    ),
    Case(
        "MZ774",
        "年度: 2024",
        wrong="完成值: 136%",
        right="完成值: 100%",
        at="7:9",
        says="的目标值是“及时”，完成值是 136%，最多是 100%",
        performance=project(MONEY, indicator="完成值: 136%").replace("目标值: 1页", "目标值: 及时"),
    ),
    # A digit more; what grows may grow as much.
    Case(
        "MZ774",
        "年度: 2024",
        wrong="三级: 日清率",
        right="三级: 利用增长率",
        at="7:9",
        says="的目标值是“≥95%”，完成值是 970%，像是多打了一位",
        performance=project(MONEY, indicator="完成值: 970%")
        .replace("目标值: 1页", "目标值: ≥95%")
        .replace("三级: 页数", "三级: 日清率"),
    ),
    *(
        Case(
            "MZ665",
            "年度: 2024",
            wrong=f"目标值: '{wrong}'",
            right=f"目标值: '{right}'",
            at="7:9",
            says=f"“页数”的“{wrong}”里，数字像是打错了一个字",
            performance=project(MONEY, indicator="完成值: 已完成").replace(
                "目标值: 1页", f"目标值: '{wrong}'"
            ),
        )
        for wrong, right in (
            (">=9上%", ">=90%"),
            (">=l次", ">=1次"),
            ("5o人次", "50人次"),
            ("l0项", "5l"),
            ("≥2O项", "≥II级"),
            ("=1O%", "=一次"),
        )
    ),
)
