"""Both ways of the rule in ``mingzhang.checks.grades_beside_scores``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import COUNTED, GRADED

BOUNDS = "{优: 95（含）至100分, 良: 85（含）至95分, 中: 60（含）至85分, 差: 60分以下}"

CASES = (
    # 90 and more are 优 as a rule.
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            部门评价: [{项目: 库房改造, 得分: 91.5, 等级: 差}]
        """,
        wrong="差",
        right="优",
        at="3:33",
        keys=GRADED,
        says="得分是 91.5，等级却是“差”",
    ),
    # A place may have its own bounds: by a class nothing is said of usual ones.
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            部门评价: [{项目: 库房改造, 得分: 79.5, 等级: 优}]
        """,
        wrong="优",
        right="良",
        at="3:33",
        keys=GRADED,
        says="得分是 79.5，等级却是“优”",
    ),
    # The form itself says where its classes begin.
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            部门评价: [{项目: 库房改造, 得分: 91.5, 等级: 优}]
        """,
        wrong="优",
        right="良",
        at="3:33",
        keys=GRADED.replace("[优, 良, 中, 差]", BOUNDS),
        says="得分是 91.5，等级却是“优”",
    ),
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            部门评价: [{项目: 库房改造, 得分: 91.5, 等级: 优, 结论: 得分91.5分，评价等级为“中”}]
        """,
        wrong="“中”",
        right="“优”",
        at="3:54",
        keys=GRADED,
        says="得分写 91.5，等级却是“中”",
    ),
    # Of so many projects each, and their average: one 良 has no 75, two classes below 优.
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            自评情况: {平均得分: 75, 优: 1, 良: 0, 合格: 0, 不合格: 0}
        """,
        wrong="75",
        right="95",
        at="3:14",
        keys=COUNTED,
        says="平均得分是 75，评级却是优 1 个、良 0 个、合格 0 个、不合格 0 个",
    ),
    # Full marks are the best grade's in any place.
    Case(
        "MZ094",
        """
            版式: 某省
            支出: [{科目: 2101502, 项目支出: 20.00}]
            自评情况: {平均得分: 100, 优: 2, 良: 1, 合格: 0, 不合格: 0}
        """,
        wrong="100",
        right="99.5",
        at="3:14",
        keys=COUNTED,
        says="平均得分是 100，评级却是优 2 个、良 1 个",
    ),
)
