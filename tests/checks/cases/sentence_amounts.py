"""Both ways of the rules in ``mingzhang.checks.sentence_amounts``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ601",
        "原因: {项目支出: 本年用于设备77.77万元}",
        wrong="77.77",
        right="60.88",
        says="“77.77万元”在数据中找不到",
    ),
    Case(
        "MZ602",
        "原因: {项目支出: 本年用于设备60.88元}",
        wrong="60.88元",
        right="60.88万元",
        says="“60.88元”的单位不对",
    ),
    Case(
        "MZ602",
        "补充说明: {政府采购: '维护费5.00，服务费60.88万元'}",
        wrong="5.00，",
        right="60.88万元，",
        says="“5.00”没有写单位",
    ),
    Case(
        "MZ608",
        "原因: {项目支出: 用于１２月的设备}",
        wrong="１２",
        right="12",
        says="“１２”是全角数字",
    ),
    Case(
        "MZ611",
        """
            补充说明: {政府采购: 授予小微企业的合同占总额的120%}
            政府采购: {服务: 100.00, 中小企业: 100.00, 小微企业: 100.00}
            支出: [{科目: 2080501, 项目支出: 100.00}]
        """,
        wrong="120",
        right="100",
        says="占比“120%”大于 100%",
    ),
    Case(
        "MZ602",
        "补充说明: {政府采购: 全年完成60.88补助}",
        wrong="60.88补助",
        right="60.88万元补助",
        says="“60.88”没有写单位",
    ),
    # What a thing is worth may be taken apart.
    Case(
        "MZ601",
        """
            支出: [{科目: 2080501, 项目支出: 60.88}]
            补充说明: {政府采购: 批复的资金为13526.06万元，其中建筑11668.67万元，其他1857.39万元}
        """,
        wrong="的资金为",
        right="总投资为",
        at="2:20",
        says="在数据中找不到",
    ),
)
