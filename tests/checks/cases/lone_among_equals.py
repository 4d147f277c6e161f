"""Both ways of the rule in ``mingzhang.checks.lone_among_equals``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import GROUPS, RESERVED

SAME = """
    版式: 某省
    支出: [{科目: 2101501, 人员经费: 600.00}]
    基本支出: [{科目: 30101, 金额: 600.00}]
    绩效: {绩效目标: {金额: 175.52}, 绩效跟踪: {金额: 175.52}, 绩效自评: {金额: 175.25}}
"""

CASES = (
    Case(
        "MZ786",
        SAME,
        wrong="175.25",
        right="175.52",
        keys=GROUPS,
        says="“金额”是 175.25，并列的 2 个数都是 175.52，只差一处",
    ),
    Case(
        "MZ786",
        """
            版式: 某省
            支出: [{科目: 2101501, 公用经费: 60.00}]
            基本支出: [{科目: 30201, 金额: 60.00}]
            政府采购: {货物: 0, 工程: 0, 服务: 21.37, 中小企业: 0, 小微企业: 0, 预留中小企业: 21.07,
              预留小微企业: 21.07, 中小企业成交: 21.07, 小微企业成交: 21.07}
        """,
        keys=RESERVED,
        wrong="21.37",
        right="21.07",
        says="“服务”是 21.37，并列的 4 个数都是 21.07",
    ),
    Case(
        "MZ786",
        SAME.replace("{金额: 175.52", "{项目数: 1, 金额: 175.52").replace(
            "{金额: 175.25", "{项目数: 1, 金额: 0"
        ),
        wrong="金额: 0",
        right="金额: 175.52",
        keys=GROUPS,
        at="4:81",
        says="“金额”是 0，并列的 2 个数都是 175.52。",
    ),
    # Half of the projects may have been followed up, with half of the money.
    Case(
        "MZ786",
        SAME.replace("175.25", "175.52")
        .replace("{金额", "{项目数: 1, 金额")
        .replace("绩效目标: {项目数: 1", "绩效目标: {项目数: 10"),
        wrong="项目数: 10, 金额: 175.52",
        right="项目数: 10, 金额: 388.00",
        keys=GROUPS,
        at="4:18",
        says="“项目数”是 10，并列的 2 个数都是 1。",
    ),
)
