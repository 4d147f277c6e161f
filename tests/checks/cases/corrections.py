"""Both ways of the rules in ``mingzhang.checks.corrections``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.cases.department_sums import (
    ARCHIVE,
    ARCHIVES,
    BUDGETED,
    BUDGETS,
    DEPARTMENT,
    OFFICE,
    OFFICES,
    SUMMED,
)

CORRECTED = """
    公开日期: 2025-10-09
    更正: [{日期: 2025-11-20, 原因: 项目支出填写有误}]
"""
IN_SPRING = CORRECTED.replace("2025-10-09", "2024-02-09").replace("2025-11-20", "2024-03-20")
OLDER = """
            更正:
              - {日期: 2025-10-20, 原因: 错字}
              - {日期: 2025-11-19, 原因: 项目支出填写有误}
"""

CASES = (
    Case(
        "MZ878",
        f"""
            公开日期: 2025-10-09
            {SUMMED}
        """,
        wrong="公开日期: 2025-10-09",
        right="公开日期: 2025-12-01",
        at="1:1",
        says="某市档案馆 在 2025-11-20 更正过，部门在那以后没有更正",
        units=(OFFICE, f"{ARCHIVE}{CORRECTED.replace('公开日期: 2025-10-09', '')}"),
        profile=DEPARTMENT,
    ),
    Case(
        "MZ878",
        f"""
            公开日期: 2025-10-09{OLDER}
            {SUMMED}
        """,
        wrong="2025-11-19",
        right="2025-11-20",
        at="2:1",
        says="某市档案馆 在 2025-11-20 更正过",
        units=(OFFICE, f"{ARCHIVE}{CORRECTED}"),
        profile=DEPARTMENT,
    ),
    # Each unit with the day of its own.
    Case(
        "MZ878",
        f"""
            公开日期: 2025-10-09
            {SUMMED}
        """,
        wrong="公开日期: 2025-10-09",
        right="公开日期: 2025-12-01",
        at="1:1",
        says="某市档案局（2025-10-25）、某市档案馆（2025-11-20）更正过，部门在那以后没有更正",
        units=tuple(
            f"{unit}\n    更正: [{{日期: 2025-{day}, 原因: 项目支出填写有误}}]"
            for unit, day in ((OFFICE, "10-25"), (ARCHIVE, "11-20"))
        ),
        profile=DEPARTMENT,
    ),
    BudgetCase(
        "MZ878",
        f"""
            公开日期: 2024-02-09
            {BUDGETS}
        """,
        wrong="2024-03-20",
        right="2024-02-09",
        at="1:1",
        says="某市档案局、某市档案馆 在 2024-03-20 更正过",
        units=(f"{OFFICES}{IN_SPRING}", f"{ARCHIVES}{IN_SPRING}"),
        profile=BUDGETED,
    ),
    Case(
        "MZ726",
        "更正: [{日期: 2025-11-20, 原因: 项目支出填写有误}]",
        wrong="更正: [",
        right="公开日期: 2025-10-09\n更正: [",
        says="写了更正，没有写第一次公开的日期",
    ),
    Case(
        "MZ726",
        """
            公开日期: 2025-10-09
            更正:
              - {日期: 2025-09-30, 原因: 批次填写有误}
        """,
        wrong="2025-09-30",
        right="2025-11-20",
        says="更正的日期 2025-09-30 早于公开日期 2025-10-09",
    ),
    Case(
        "MZ726",
        """
            公开日期: 二〇二五年十月九日
            更正:
              - {日期: 2025-09-30, 原因: 批次填写有误}
        """,
        wrong="2025-09-30",
        right="2025-11-20",
        says="更正的日期 2025-09-30 早于公开日期 2025-10-09",
    ),
    Case(
        "MZ726",
        """
            公开日期: 2025-10-09
            更正:
              - {日期: 2026-02-30, 原因: 批次填写有误}
        """,
        wrong="2026-02-30",
        right="2026-02-28",
        says="没有“2026-02-30”这一天",
    ),
    Case(
        "MZ726",
        """
            公开日期: 2025-10-09
            更正:
              - {日期: 2025-12-01, 原因: 批次填写有误}
              - {日期: 2025-11-30, 原因: 人次填写有误}
        """,
        wrong="2025-11-30",
        right="2025-12-02",
        says="早于上一次更正 2025-12-01",
    ),
)
