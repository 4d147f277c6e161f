"""Both ways of the rule in ``mingzhang.checks.asset_values``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import ASSETS

# 1,200 square metres at 2,500 元, two cars at 180,000, one machine at 1,300,000.
OWNED = """
    版式: 某省
    金额单位: 元
    支出: [{科目: 2101502, 项目支出: 2000000.00}]
    国有资产: {车辆: {其他用车: 2}, 大型设备: 1}
    资产: {房屋面积: 1200, 房屋原值: 3000000.00, 车辆原值: 360000.00, 设备原值: 1300000.00}
"""

CASES = tuple(
    Case(
        "MZ095",
        OWNED.replace(right, wrong),
        wrong=wrong,
        at=at,
        right=right,
        keys=ASSETS,
        says=says,
    )
    for wrong, right, at, says in (
        (
            "房屋原值: 300.00",
            "房屋原值: 3000000.00",
            "5:24",
            "房屋原值是 300.00 元，一平方米只有 0.25 元，像是万元的数",
        ),
        ("车辆原值: 36.00", "车辆原值: 360000.00", "5:42", "一辆只有 18.00 元，像是万元的数"),
        (
            "设备原值: 130.00",
            "设备原值: 1300000.00",
            "5:59",
            "一台大型设备只有 130.00 元，像是万元的数",
        ),
    )
)
