"""Both ways of the rules in ``mingzhang.checks.text``."""

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
        "MZ603",
        """
            支出:
              - {科目: 2080501, 项目支出: 10.00, 年初预算: 20.00, 差异原因: 年中追加设备经费}
        """,
        wrong="追加",
        right="压减",
        says="这里写“追加”，但一般公共预算 2080501 支出是减少：10.00 万元，年初预算 20.00 万元",
    ),
    Case(
        "MZ604",
        "补充说明: {政府采购: 我单位2022年度没有政府采购}",
        wrong="2022",
        right="2024",
        says="这里写的是 2022 年，本文档是 2024 年度的",
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
        "补充说明: {政府采购: 授予小微企业的合同占总额的120%}",
        wrong="120",
        right="100",
        says="占比“120%”大于 100%",
    ),
)
