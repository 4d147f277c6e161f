"""Both ways of the rule in ``mingzhang.checks.rates_in_texts``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ773",
        """
            补充说明:
              政府采购: 设备使用率达到142%，各项工作按时完成。
        """,
        wrong="达到142%",
        right="达到94%",
        at="2:16",
        says="“使用率”写的是 142%，大于 100%",
    ),
    Case(
        "MZ773",
        """
            补充说明:
              政府采购: 重点工作142%按时完成。
        """,
        wrong="142%按时",
        right="100%按时",
        at="2:13",
        says="“按时完成”写的是 142%",
    ),
)
