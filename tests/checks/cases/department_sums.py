"""Both ways of the rules in ``mingzhang.checks.department_sums``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.support import OWN_FORM

DEPARTMENT = """
    名称: 某市档案局
    类型: 部门
    职责: duties.md
    内设机构: [{名称: 办公室}]
    决算单位: [某市档案局, 某市档案馆]
    下属单位: []
"""
SUMMED = "汇总: [../unit-1/2024-final, ../unit-2/2024-final]"
OFFICE = """
    单位: [{代码: 601001, 名称: 某市档案局, 类型: 行政单位}]
    支出: [{科目: 2080501, 项目支出: 60.88}]
"""
ARCHIVE = """
    单位: [{代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}]
    支出: [{科目: 2080501, 项目支出: 5.00}]
"""
ARCHIVED = ("601002", "某市档案馆", "1000000.00")


def staff(code: str, name: str, amount: str, unit: str = "元") -> str:
    """A unit that spends on its staff alone."""
    return f"""
    单位: [{{代码: {code}, 名称: {name}, 类型: 行政单位}}]
    金额单位: {unit}
    支出: [{{科目: 2080501, 人员经费: {amount}}}]
"""


# What the one gives the other stands in both.
GIVING = """
    单位: [{代码: 601001, 名称: 某市档案局, 类型: 行政单位}]
    支出:
      - {科目: 2080501, 项目支出: 60.88}
      - {科目: 2080501, 资金: 非财政, 对附属单位补助支出: 5.00}
    收入: []
"""
GIVEN = """
    单位: [{代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}]
    支出:
      - {科目: 2080501, 项目支出: 5.00}
      - {科目: 2080501, 资金: 非财政, 项目支出: 5.00}
    收入: [{科目: 2080501, 资金: 上级补助, 金额: 5.00}]
"""
# Two units in one source: the rows say whose they are.
ROWS = """
    单位:
      - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
      - {代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}
    支出:
      - {科目: 2080501, 单位: 601001, 项目支出: 60.88}
      - {科目: 2080501, 单位: 601002, 项目支出: 5.00}
"""
# One of them has a row too many, the other none.
MISTAKEN = ROWS.replace("601001, 项目支出: 60.88", "601001, 公用经费: 60.88").replace(
    "601002, 项目支出: 5.00", "601001, 项目支出: 5.00"
)
LOOSE = f"{ROWS}      - {{科目: 2080505, 项目支出: 3.00}}\n"

# The same of budgets.
BUDGETS = "汇总: [../unit-1/2024-budget, ../unit-2/2024-budget]"
BUDGETED = """
    名称: 某市档案局
    类型: 部门
    预算单位: [{名称: 某市档案局}, {名称: 某市档案馆}]
"""
OFFICES = """
    单位: [{代码: 601001, 名称: 某市档案局, 类型: 行政单位}]
    项目: [{名称: 数字化, 科目: 2080501, 本年: 60.88}]
"""
ARCHIVES = """
    单位: [{代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}]
    项目: [{名称: 修裱, 科目: 2080501, 本年: 5.00}]
"""
PLANNED_GIVING = f"""{OFFICES}
    支出: [{{科目: 2080501, 资金: 非财政, 对附属单位补助支出: 5.00}}]
    收入: [{{资金: 其他, 本年: 5.00}}]
"""
PLANNED_GIVEN = """
    单位: [{代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}]
    项目:
      - {名称: 修裱, 科目: 2080501, 本年: 5.00}
      - {名称: 消毒, 科目: 2080501, 资金: 非财政, 本年: 5.00}
    收入: [{资金: 上级补助, 本年: 5.00}]
"""
PLANNED_ROWS = """
    单位:
      - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
      - {代码: 601002, 名称: 某市档案馆, 类型: 参公管理事业单位}
    项目:
      - {名称: 数字化, 科目: 2080501, 单位: 601001, 本年: 60.88}
      - {名称: 修裱, 科目: 2080501, 单位: 601002, 本年: 5.00}
"""

CASES = (
    Case(
        "MZ758",
        f"""
            {SUMMED}
            单位: [{{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}}]
            支出: [{{科目: 2080501, 单位: 601002, 项目支出: 1.00}}]
        """,
        wrong="单位: 601002",
        right="单位: 601000",
        at="3:24",
        says="601002 的数由“汇总”的文件夹来",
        units=(OFFICE, ARCHIVE),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ854",
        f"""
            {SUMMED}
            机关运行经费: {{金额: 3.00}}
        """,
        wrong="金额: 3.00",
        right="金额: 0",
        at="2:14",
        says="机关运行经费 部门写的是 3.00 万元，各单位之和是 0.00 万元",
        units=(OFFICE, ARCHIVE),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ855",
        f"""
            {SUMMED}
            上年: {{总计: 90.00}}
        """,
        wrong="总计: 90.00",
        right="总计: 60.00",
        at="2:10",
        says="总计（部门 90.00 万元，各单位之和 60.00 万元）",
        units=(f"{OFFICE}    上年: {{总计: 50.00}}", f"{ARCHIVE}    上年: {{总计: 10.00}}"),
        profile=DEPARTMENT,
    ),
    # With an office of its own it had more than its units last year, too, but not less.
    Case(
        "MZ855",
        f"""
            {SUMMED}
            单位: [{{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}}]
            支出: [{{科目: 2080501, 单位: 601000, 项目支出: 1.00}}]
            上年: {{总计: 50.00}}
        """,
        wrong="总计: 50.00",
        right="总计: 90.00",
        at="4:10",
        says="总计（部门 50.00 万元，各单位之和 60.00 万元）",
        units=(f"{OFFICE}    上年: {{总计: 40.00}}", f"{ARCHIVE}    上年: {{总计: 20.00}}"),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ856",
        """
            单位:
              - {代码: 601001, 名称: 某市档案局}
              - {代码: 601002, 名称: 某市方志馆}
            支出:
              - {科目: 2080501, 单位: 601001, 项目支出: 50.12}
              - {科目: 2080501, 单位: 601002, 项目支出: 6.00}
        """,
        wrong="某市方志馆",
        right="某市档案馆",
        at="1:1",
        says="少了 某市档案馆，多了 某市方志馆",
        previous=ROWS.replace("2024", "2023"),
        profile=DEPARTMENT.replace("某市档案馆", "某市方志馆"),
    ),
    Case(
        "MZ857",
        SUMMED,
        wrong="版式: 全国",
        right=f"版式: {OWN_FORM}",
        at="3:5",
        says=f"单位“某市档案馆”的版式是“全国”，部门的是“{OWN_FORM}”",
        units=(OFFICE, f"{ARCHIVE}    版式: 全国"),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ858",
        SUMMED,
        wrong="金额单位: 元",
        right="金额单位: 万元",
        at="3:7",
        says="1 个单位用元填写（某市档案馆），部门用万元，已经换算",
        units=(OFFICE, f"{ARCHIVE}    金额单位: 元"),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ870",
        f"金额单位: 元\n{SUMMED}",
        wrong="金额单位: 万元",
        right="金额单位: 元",
        at="2:7",
        says="“金额单位”是万元，基本支出是其余单位之和的 12,500 倍，像是以元填写的",
        units=(staff("601001", "某市档案局", "800000.00"), staff(*ARCHIVED, "万元")),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ870",
        SUMMED,
        wrong="金额单位: 元",
        right="金额单位: 万元",
        at="2:7",
        says="“金额单位”是元，基本支出只有 100.00 元，像是以万元填写的",
        units=(
            staff("601001", "某市档案局", "800.00", "万元"),
            staff(*ARCHIVED[:2], "100.00", "元"),
        ),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ859",
        SUMMED,
        wrong=", 某市方志馆]",
        right="]",
        at="5:22",
        says="“决算单位”里的 某市方志馆 没有汇总进来",
        units=(OFFICE, ARCHIVE),
        profile=DEPARTMENT.replace("某市档案馆]", "某市档案馆, 某市方志馆]"),
    ),
    Case(
        "MZ859",
        SUMMED,
        wrong="[某市档案局]",
        right="[某市档案局, 某市档案馆]",
        at="5:8",
        says="汇总了 某市档案馆，“决算单位”里没有",
        units=(OFFICE, ARCHIVE),
        profile=DEPARTMENT.replace("[某市档案局, 某市档案馆]", "[某市档案局]"),
    ),
    Case(
        "MZ860",
        f"""
            {SUMMED}
            抵销:
              - {{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 9.00}}
        """,
        wrong="金额: 9.00",
        right="金额: 5.00",
        at="3:48",
        says="非财政 2080501 支出 对附属单位补助支出 抵销 9.00 万元，各单位一共只记了 5.00 万元",
        units=(
            GIVING,
            GIVEN,
        ),
        profile=DEPARTMENT,
    ),
    # Nobody pays himself.
    Case(
        "MZ860",
        f"""
            {SUMMED}
            抵销:
              - {{科目: 2080501, 支出: 对附属单位补助支出, 收入: 其他, 金额: 5.00}}
        """,
        wrong="收入: 其他, 金额",
        right="收入: 上级补助, 金额",
        at="3:46",
        says="抵销的对附属单位补助支出和其他收入都只是“某市档案局”一个单位的",
        units=(
            GIVING.replace("收入: []", "收入: [{科目: 2080501, 资金: 其他, 金额: 5.00}]"),
            GIVEN,
        ),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ860",
        """
            抵销: [{科目: 2080501, 支出: 经营支出, 收入: 事业, 金额: 9.00}]
        """,
        wrong="抵销: [{科目: 2080501, 支出: 经营支出, 收入: 事业, 金额: 9.00}]",
        right="# 没有抵销",
        at="1:6",
        says="没有汇总几个单位",
    ),
    Case(
        "MZ860",
        f"""
            {SUMMED}
            抵销:
              - {{科目: 合计, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 5.00}}
        """,
        wrong="科目: 合计",
        right="科目: 2080501",
        at="3:43",
        says="抵销的科目是 合计，单位的非财政 对附属单位补助支出记在 2080501、2080505",
        units=(
            GIVING.replace(
                "    收入: []",
                "      - {科目: 2080505, 资金: 非财政, 对附属单位补助支出: 3.00}\n    收入: []",
            ),
            GIVEN,
        ),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ861",
        SUMMED,
        wrong="合计: 70.00",
        right="合计: 60.88",
        # Where the unit's own check suspects it.
        at="3:25",
        says="单位“某市档案局”有 1 处合计与明细不等",
        units=(
            OFFICE.replace("[{科目: 2080501, 项目支出: 60.88}]", "")
            + "      - {科目: 2080501, 项目支出: 60.88}\n      - {科目: 合计, 合计: 70.00}",
            ARCHIVE,
        ),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ862",
        LOOSE,
        wrong="2080505, 项目支出",
        right="2080505, 单位: 601002, 项目支出",
        at="7:25",
        says="科目 2080505 的这一行没有写“单位”",
        profile=DEPARTMENT,
    ),
    Case(
        "MZ862",
        MISTAKEN,
        wrong="2080501, 单位: 601001, 项目支出: 5.00",
        right="2080501, 单位: 601002, 项目支出: 5.00",
        at="3:10",
        says="单位“某市档案馆”没有一行金额",
        profile=DEPARTMENT,
    ),
    BudgetCase(
        "MZ854",
        f"""
            {BUDGETS}
            机关运行经费: {{金额: 3.00}}
        """,
        wrong="金额: 3.00",
        right="金额: 0",
        at="2:14",
        says="机关运行经费 部门写的是 3.00 万元，各单位之和是 0.00 万元",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ855",
        f"""
            {BUDGETS}
            上年: {{当年预算: 90.00}}
        """,
        wrong="当年预算: 90.00",
        right="当年预算: 60.00",
        at="2:12",
        says="当年预算（部门 90.00 万元，各单位之和 60.00 万元）",
        units=(
            f"{OFFICES}    上年: {{当年预算: 50.00}}",
            f"{ARCHIVES}    上年: {{当年预算: 10.00}}",
        ),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ856",
        """
            单位:
              - {代码: 601001, 名称: 某市档案局, 类型: 行政单位}
              - {代码: 601002, 名称: 某市方志馆, 类型: 行政单位}
            项目:
              - {名称: 数字化, 科目: 2080501, 单位: 601001, 本年: 50.12}
              - {名称: 修裱, 科目: 2080501, 单位: 601002, 本年: 6.00}
        """,
        wrong="某市方志馆",
        right="某市档案馆",
        at="1:1",
        says="少了 某市档案馆，多了 某市方志馆",
        previous=PLANNED_ROWS,
        profile=BUDGETED.replace("某市档案馆", "某市方志馆"),
    ),
    BudgetCase(
        "MZ857",
        BUDGETS,
        wrong="版式: 全国",
        right=f"版式: {OWN_FORM}",
        at="3:5",
        says=f"单位“某市档案馆”的版式是“全国”，部门的是“{OWN_FORM}”",
        units=(OFFICES, f"{ARCHIVES}    版式: 全国"),
        profile=BUDGETED,
    ),
    # All of them have another than the department's own.
    BudgetCase(
        "MZ857",
        f"{BUDGETS}\n版式: {OWN_FORM}",
        wrong=f"版式: {OWN_FORM}",
        right="版式: 全国",
        at="2:5",
        says=f"各单位的版式都是“全国”，部门的是“{OWN_FORM}”",
        units=(f"{OFFICES}    版式: 全国", f"{ARCHIVES}    版式: 全国"),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ858",
        BUDGETS,
        wrong="金额单位: 元",
        right="金额单位: 万元",
        at="3:7",
        says="1 个单位用元填写（某市档案馆），部门用万元，已经换算",
        units=(OFFICES, f"{ARCHIVES}    金额单位: 元"),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ859",
        BUDGETS,
        wrong=", {名称: 某市方志馆}]",
        right="]",
        at="3:39",
        says="“预算单位”里的 某市方志馆 没有汇总进来",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED.replace("某市档案馆}]", "某市档案馆}, {名称: 某市方志馆}]"),
    ),
    # What a third place says of the unit shows which of the two has the slip.
    Case(
        "MZ859",
        """
            单位: [{代码: 601001, 名称: 某市档案局}, {代码: 601002, 名称: 某市档案所}]
            支出:
              - {科目: 2080501, 单位: 601001, 人员经费: 60.88}
              - {科目: 2080502, 单位: 601002, 项目支出: 10.00}
            基本支出: [{科目: 30101, 单位: 601001, 金额: 60.88}]
        """,
        wrong="某市档案所",
        right="某市档案馆",
        says="“决算单位”里的 某市档案馆 没有汇总进来；汇总了 某市档案所，“决算单位”里没有",
        performance="""
            项目:
              - {名称: 库房改造, 实施单位: 某市档案馆, 资金: {当年财政拨款: [10.00, 10.00, 10.00]}}
        """,
        profile=DEPARTMENT,
    ),
    BudgetCase(
        "MZ859",
        BUDGETS,
        wrong="[{名称: 某市档案局}]",
        right="[{名称: 某市档案局}, {名称: 某市档案馆}]",
        at="3:13",
        says="汇总了 某市档案馆，“预算单位”里没有",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED.replace(", {名称: 某市档案馆}", ""),
    ),
    BudgetCase(
        "MZ860",
        f"""
            {BUDGETS}
            抵销:
              - {{科目: 2080501, 支出: 对附属单位补助支出, 收入: 上级补助, 金额: 9.00}}
        """,
        wrong="金额: 9.00",
        right="金额: 5.00",
        at="3:48",
        says="非财政 2080501 支出本年 对附属单位补助支出 抵销 9.00 万元，"
        "各单位一共只记了 5.00 万元",
        units=(PLANNED_GIVING, PLANNED_GIVEN),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ860",
        """
            抵销: [{科目: 2080501, 支出: 经营支出, 收入: 事业, 金额: 9.00}]
            项目: [{名称: 数字化, 科目: 2080501, 本年: 60.88}]
        """,
        wrong="抵销: [{科目: 2080501, 支出: 经营支出, 收入: 事业, 金额: 9.00}]",
        right="# 没有抵销",
        at="1:6",
        says="没有汇总几个单位",
    ),
    BudgetCase(
        "MZ861",
        BUDGETS,
        wrong="合计: 70.00",
        right="合计: 60.88",
        at="3:19",
        says="单位“某市档案局”有 1 处合计与明细不等",
        units=(
            f"{OFFICES}    支出: [{{科目: 合计, 合计: 70.00}}]",
            ARCHIVES,
        ),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ862",
        f"""
            {BUDGETS}
            支出: [{{科目: 2080505, 合计: 3.00}}]
        """,
        wrong="2080505, 合计: 3.00",
        right="2080501, 合计: 65.88",
        at="2:24",
        says="科目 2080505 的这一行没有写“单位”",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ862",
        f"""
            {BUDGETS}
            单位: [{{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}}]
            项目: [{{名称: 展览, 科目: 2080501, 本年: 2.00}}]
        """,
        wrong="名称: 展览,",
        right="名称: 展览, 单位: 601000,",
        at="3:19",
        says="项目 展览 的这一行没有写“单位”，也不是各单位之和",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ862",
        f"""
            {BUDGETS}
            单位: [{{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}}]
            项目:
              - {{名称: 展览, 单位: 601000, 科目: 2080501, 本年: 2.00}}
              - {{名称: 编研, 科目: 2080501, 本年: 3.00}}
        """,
        wrong="名称: 编研,",
        right="名称: 编研, 单位: 601000,",
        at="5:18",
        says="项目 编研 的这一行没有写“单位”",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED,
    ),
    Case(
        "MZ842",
        "年度: 2024",
        wrong="类型: 单位",
        right="类型: 部门",
        at="5:15",
        says="“决算单位”有 2 个，“类型”却是 单位",
        profile=DEPARTMENT.replace("类型: 部门", "类型: 单位"),
    ),
    BudgetCase(
        "MZ842",
        f"""
            {BUDGETS}
            单位: [{{代码: 601000, 名称: 某市档案局本级, 类型: 行政单位}}]
            项目: [{{名称: 展览, 单位: 601000, 科目: 2080501, 本年: 2.00}}]
        """,
        wrong="类型: 单位",
        right="类型: 部门",
        at="1:1",
        says="文件里有 3 个单位，“类型”却是 单位",
        units=(OFFICES, ARCHIVES),
        profile="名称: 某市档案局\n类型: 单位",
    ),
    BudgetCase(
        "MZ842",
        f"""
            {BUDGETS}
            主管部门: 某市人民政府
        """,
        wrong="主管部门: 某市人民政府",
        right="主管部门: 某市档案局",
        at="2:7",
        says="“类型”是 部门，却写了主管部门“某市人民政府”",
        units=(OFFICES, ARCHIVES),
        profile=BUDGETED,
    ),
    BudgetCase(
        "MZ842",
        f"{ARCHIVES}    主管部门: 某市档案局\n",
        wrong="类型: 部门",
        right="类型: 单位",
        at="2:5",
        says="“类型”是 部门，却写了主管部门“某市档案局”",
        profile="名称: 某市档案馆\n类型: 部门",
    ),
    Case(
        "MZ842",
        "年度: 2024",
        wrong="类型: 部门",
        right="类型: 单位",
        at="2:5",
        says="“类型”是 部门，却写了主管部门“某市文化局”",
        profile="名称: 某市档案馆\n类型: 部门",
        performance="""
            项目:
              - {名称: 网络费, 主管部门: 某市文化局, 资金: {当年财政拨款: [40.88, 40.88, 40.88]}}
              - {名称: 票据印制费, 主管部门: 某市文化局, 资金: {当年财政拨款: [20, 20, 20]}}
        """,
    ),
)
