"""Both ways of the rule in ``mingzhang.checks.indicator_levels``."""

from __future__ import annotations

from tests.checks.case import Case, project

MONEY = "{当年财政拨款: [60.88, 60.88, 60.88]}"
LAST = "{一级: 产出指标, 二级: 数量指标, 三级: 页数, 目标值: 1页, 完成值: 1页}"
FIVE = project(MONEY).replace(
    f"- {LAST}",
    "\n              ".join(
        f"- {LAST}".replace("产出", first).replace("页数", name)
        for first, name in (
            ("产出", "页数"),
            ("产出", "卷数"),
            ("产出", "册数"),
            ("产出", "张数"),
            ("效益", "件数"),
        )
    ),
)

CASES = (
    Case(
        "MZ695",
        "年度: 2024",
        wrong="效益指标",
        right="产出指标",
        at="11:14",
        says="“数量指标”别处 4 行都在“产出指标”下，这一行写的是“效益指标”",
        performance=FIVE,
    ),
)
