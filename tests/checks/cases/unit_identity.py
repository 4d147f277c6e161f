"""Both ways of the rules in ``mingzhang.checks.unit_identity``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.cases.department_sums import DEPARTMENT, SUMMED
from tests.support import AGENCY


def spending(unit: str, wages: str = "80.00") -> str:
    """A unit that runs its office."""
    return f"""
    单位: [{{{unit}, 类型: 行政单位}}]
    支出: [{{科目: 2080501, 人员经费: {wages}, 公用经费: 7.00}}]
    基本支出:
      - {{科目: 30101, 金额: {wages}}}
      - {{科目: 30201, 金额: 4.00}}
      - {{科目: 30205, 金额: 3.00}}
"""


OFFICE, ARCHIVE = "代码: 601001, 名称: 某市档案局", "代码: 601002, 名称: 某市档案馆"

CASES = (
    Case(
        "MZ795",
        spending("代码: 601004, 名称: 某市档案馆"),
        wrong="601004",
        right="601002",
        says="“某市档案馆”的代码是 601004，上年的是 601002",
        previous=f"    年度: 2023{spending(ARCHIVE, '70.00')}",
    ),
    Case(
        "MZ795",
        spending("代码: 601004, 名称: 某市档案馆"),
        wrong="601004",
        right="601002",
        says="“某市档案馆”的代码是 601004，本年预算的是 601002",
        planned=spending(ARCHIVE),
    ),
    # All of it says the name so: last year's is another.
    Case(
        "MZ795",
        spending("代码: 601002, 名称: 某市当案馆"),
        wrong="某市当案馆",
        right="某市档案馆",
        at="1:5",
        says="“名称”写的是“某市当案馆”，上年的是“某市档案馆”，只差一处",
        profile=AGENCY.replace("某市档案馆", "某市当案馆"),
        previous=f"    年度: 2023{spending(ARCHIVE, '70.00')}",
    ),
    Case(
        "MZ838",
        """
            单位: [{代码: 601001, 名称: 某市方志馆, 类型: 行政单位}]
            支出: [{科目: 2080501, 项目支出: 60.88}]
        """,
        wrong="某市方志馆",
        right="某市档案馆",
        says="“单位”写的是“某市方志馆”，profile.yaml 的“名称”是“某市档案馆”",
    ),
    BudgetCase(
        "MZ838",
        """
            单位: [{代码: 601001, 名称: 某市方志馆, 类型: 行政单位}]
            项目: [{名称: 数字化, 科目: 2080501, 本年: 60.88}]
        """,
        wrong="某市方志馆",
        right="某市档案馆（本级）",
        says="“单位”写的是“某市方志馆”，profile.yaml 的“名称”是“某市档案馆”",
    ),
    Case(
        "MZ839",
        SUMMED,
        wrong=spending(ARCHIVE),
        right=spending(ARCHIVE, "81.00"),
        at="2:26",
        says="“某市档案馆”的 5 个金额与“某市档案局”的完全相同",
        units=(spending(OFFICE), spending(ARCHIVE)),
        profile=DEPARTMENT,
    ),
)
