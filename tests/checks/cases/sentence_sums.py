"""Both ways of the rule in ``mingzhang.checks.sentence_sums``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ644",
        """
            政府采购: {货物: 30.00, 工程: 0, 服务: 18.77, 中小企业: 0, 小微企业: 0}
            补充说明: {政府采购: 采购支出48.77万元，其中货物30.00万元、服务28.77万元}
        """,
        wrong="28.77",
        right="18.77",
        at="2:18",
        says="“48.77万元”与各部分不符：30.00万元 + 28.77万元，相差 10 万元",
    ),
    Case(
        "MZ683",
        "补充说明: {政府采购: 采购项目2个，涉及金额0万元}",
        wrong="0万元",
        right="60.88万元",
        at="1:18",
        says="“2个，涉及金额0万元”：个数和金额只有一个是 0",
    ),
)
