"""Both ways of the rule in ``mingzhang.checks.text_sums``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ644",
        "补充说明: {政府采购: 采购支出48.77万元，其中材料费30.21万元、设备费28.56万元}",
        wrong="28.56",
        right="18.56",
        at="1:21",
        says="“48.77万元”与各部分不符：30.21万元 + 28.56万元，相差 10 万元",
    ),
)
