"""Both ways of the rules in ``mingzhang.checks.corrections``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
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
