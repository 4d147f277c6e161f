"""Both ways of the rules in ``mingzhang.checks.projects_of_units``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.cases.exchanged_projects import PROFILE

HEAD = """
    单位:
      - {代码: 502001, 名称: 某市档案馆, 类型: 行政单位}
      - {代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}
    支出:
      - {科目: 2101501, 单位: 502001, 人员经费: 50.00}
      - {科目: 2080109, 单位: 502002, 人员经费: 10.88}
    基本支出: [{科目: 30101, 金额: 60.88}]
    项目:
"""
LINE = "      - {{名称: {}, 类型: 专项业务支出, 一级项目: {}, 单位: {}, 科目: {}, 本年: {}.00{}}}\n"
PROFILE = PROFILE.replace("某市档案站", "某市修复中心")


def _projects(*lines: tuple[str, str, str, str, str]) -> str:
    """The text of projects: name, group, unit, subject and what else is typed."""
    rows = (LINE.format(n, g, u, s, i, m) for i, (n, g, u, s, m) in enumerate(lines, 1))
    return HEAD + "".join(rows)


OTHERS = tuple((name, "修复", "502002", "2100102", "") for name in ("装裱", "除尘", "脱酸", "补字"))
GOAL = (
    ", 目标: {年度目标: 提高修复中心的服务, 指标: "
    "[{一级: 产出指标, 二级: 数量指标, 三级: 到修复中心送修, 指标值: ≥2次, 权重: 100}]}"
)
AIM = GOAL.replace("提高修复中心的服务", "送修古籍").replace("到修复中心送修", "送修数量")

LAST_YEAR = _projects(("装裱", "修复", "502002", "2100102", "")).replace(
    "    单位:", "    年度: 2023\n    单位:", 1
)

EVALUATED = """
    项目:
      - 名称: 除尘
        实施单位: {}
        资金: {{当年财政拨款: [{}]}}
"""
SPENT = """
    单位:
      - {代码: 502001, 名称: 某市档案馆, 类型: 行政单位}
      - {代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}
    支出:
      - {科目: 2101501, 单位: 502001, 项目支出: 9.00}
      - {科目: 2080109, 单位: 502002, 项目支出: 4.00}
"""
PLANNED = _projects(("除尘", "修复", "502001", "2101501", ""))

OFFICE = """
    单位: [{代码: 502001, 名称: 某市档案馆, 类型: 行政单位}]
    支出: [{科目: 2101501, 人员经费: 50.00}]
    基本支出: [{科目: 30101, 金额: 50.00}]
    项目: [{名称: 装裱, 类型: 专项业务支出, 一级项目: 修复, 科目: 2100102, 本年: 1.00}]
"""
CENTRE = """
    单位: [{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}]
    支出: [{科目: 2080109, 人员经费: 10.88}]
    基本支出: [{科目: 30101, 金额: 10.88}]
"""

CASES = (
    BudgetCase(
        "MZ796",
        _projects(("装裱", "修复", "502001", "2100102", "")),
        wrong="单位: 502001, 科目: 2100102",
        right="单位: 502002, 科目: 2100102",
        says="项目“装裱”在上年的一份里是“某市修复中心”的，这里写在“某市档案馆”名下",
        at="9:40",
        profile=PROFILE,
        previous=LAST_YEAR,
    ),
    # Units of their own folders, where no line names a unit.
    BudgetCase(
        "MZ796",
        "汇总: [../../unit-1/2024-budget, ../../unit-2/2024-budget]",
        wrong="名称: 装裱, 类型: 专项业务支出, 一级项目: 修复, 科目: 2100102",
        right="名称: 送修, 类型: 专项业务支出, 一级项目: 修复, 科目: 2101502",
        says="项目“装裱”在上年的一份里是“某市修复中心”的，这里写在“某市档案馆”名下",
        at="4:6",
        profile=PROFILE,
        units=(OFFICE, CENTRE),
        previous=LAST_YEAR,
    ),
    # Evaluated as another unit's, which has such a project in the year's budget.
    Case(
        "MZ796",
        SPENT,
        performance=EVALUATED.format("某市修复中心", "13.00, 13.00, 13.00"),
        wrong="实施单位: 某市修复中心",
        right="实施单位: 某市档案馆",
        says="项目“除尘”在本年的预算里是“某市档案馆”的，这里写在“某市修复中心”名下",
        at="3:11",
        profile=PROFILE.replace("名称: 某市档案馆", "名称: 某市档案局", 1),
        planned=PLANNED,
    ),
    # Both units evaluate one; only what was not budgeted came in the course of the year.
    Case(
        "MZ796",
        SPENT,
        performance=EVALUATED.format("某市档案馆", "10.00, 10.00, 9.00")
        + EVALUATED.format("某市修复中心", "5.00, 5.00, 4.00").partition("项目:\n")[2],
        wrong="[5.00, 5.00",
        right="[0.00, 5.00",
        says="项目“除尘”在本年的预算里是“某市档案馆”的，这里写在“某市修复中心”名下",
        at="6:11",
        profile=PROFILE.replace("名称: 某市档案馆", "名称: 某市档案局", 1),
        planned=PLANNED,
    ),
    # Copied from one unit's lines to the other's.
    BudgetCase(
        "MZ798",
        _projects(("送修", "修复", "502001", "2100102", AIM))
        + LINE.format("送修", "修复", "502002", "2100102", 1, AIM),
        wrong="单位: 502002, 科目: 2100102, 本年: 1.00, 目标: {年度目标: 送修古籍",
        right="单位: 502002, 科目: 2100102, 本年: 1.00, 目标: {年度目标: 送修方志",
        says="项目“送修”在“某市档案馆”和“某市修复中心”名下写得一样",
        at="10:5",
        profile=PROFILE,
    ),
    # Without a goal: the other unit had it last year, alone.
    BudgetCase(
        "MZ798",
        _projects(("送修", "修复", "502002", "2100102", "")).replace("本年: 1.00", "本年: 47.30")
        + LINE.format("送修", "修复", "502001", "2100102", 47, "").replace("47.00", "47.30"),
        wrong="单位: 502001, 科目: 2100102, 本年: 47.30",
        right="单位: 502001, 科目: 2100102, 本年: 47.20",
        says="项目“送修”在“某市修复中心”和“某市档案馆”名下写得一样，金额都相同",
        at="10:5",
        profile=PROFILE,
        previous=LAST_YEAR.replace("装裱", "送修"),
    ),
    # Copied with the staff: the unit that was merged into another is summed as well.
    BudgetCase(
        "MZ798",
        "汇总: [../../unit-1/2024-budget, ../../unit-2/2024-budget]",
        wrong="科目: 2101501, 人员经费: 41.26",
        right="科目: 2101599, 人员经费: 41.26",
        says="科目“2101501”在“某市修复中心”和“某市档案馆”名下写得一样，几个金额都相同",
        at="3:5",
        profile=PROFILE,
        units=(
            """
    单位: [{代码: 502001, 名称: 某市档案馆, 类型: 参公管理事业单位}]
    支出:
      - {科目: 2101501, 人员经费: 41.26, 公用经费: 8.74}
      - {科目: 2080109, 人员经费: 10.88}
    基本支出: [{科目: 30101, 金额: 52.14}, {科目: 30201, 金额: 8.74}]
    """,
            """
    单位: [{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}]
    支出:
      - {科目: 2101501, 公用经费: 8.74, 人员经费: 41.26}
    基本支出: [{科目: 30101, 金额: 41.26}, {科目: 30201, 金额: 8.74}]
    """,
        ),
        previous="""
    年度: 2023
    单位: [{代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}]
    支出:
      - {科目: 2101501, 人员经费: 40.26, 公用经费: 8.74}
    基本支出: [{科目: 30101, 金额: 40.26}, {科目: 30201, 金额: 8.74}]
    """,
    ),
    BudgetCase(
        "MZ894",
        _projects(*OTHERS, ("送修", "修复", "502001", "2100102", "")),
        wrong="单位: 502001, 科目: 2100102",
        right="单位: 502002, 科目: 2100102",
        at="13:5",
        says="“修复”的另外 4 个项目都是“某市修复中心”的，只有“送修”写在“某市档案馆”名下",
        profile=PROFILE,
    ),
    BudgetCase(
        "MZ895",
        _projects(("送修", "档案", "502001", "2101502", GOAL)),
        wrong="单位: 502001, 科目: 2101502",
        right="单位: 502002, 科目: 2101502",
        at="9:5",
        says="“送修”写在“某市档案馆”名下，目标里几次说的是“某市修复中心”",
        profile=PROFILE,
    ),
    # Each unit has a project of its own name, and one stands under the other's code.
    BudgetCase(
        "MZ895",
        _projects(
            ("某市档案馆业务经费", "档案", "502001", "2101502", ""),
            ("某市修复中心业务经费", "档案", "502001", "2100102", ""),
        ),
        wrong="单位: 502001, 科目: 2100102",
        right="单位: 502002, 科目: 2100102",
        at="10:5",
        says="“某市修复中心业务经费”写在“某市档案馆”名下，名称是“某市修复中心”的",
        profile=PROFILE,
    ),
    BudgetCase(
        "MZ896",
        HEAD.removesuffix("    项目:\n").replace("2101501, 单位: 502001,", "2101501,"),
        wrong="{科目: 2101501, 人员",
        right="{科目: 2101501, 单位: 502001, 人员",
        at="5:10",
        says="2101501 行政运行没有写单位，而 “某市档案馆” 没有一行基本支出",
        profile=PROFILE,
    ),
)
