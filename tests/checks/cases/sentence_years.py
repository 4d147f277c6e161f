"""Both ways of the rules in ``mingzhang.checks.sentence_years``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ612",
        "公开日期: 2027-10-09",
        wrong="2027-10-09",
        right="2025-10-09",
        says="公开日期是 2027 年，本文档是 2024 年度的",
    ),
    Case(
        "MZ604",
        "补充说明: {政府采购: 我单位2022年度没有政府采购}",
        wrong="2022",
        right="2024",
        says="这里写的是 2022 年，本文档是 2024 年度的",
    ),
    # Last year's sentence, where last year's folder is not there to tell.
    Case(
        "MZ604",
        "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 61.00, 差异原因: 2023年度项目经费减少}]",
        wrong="2023年度项目",
        right="项目",
        says="这里写的是 2023 年，本文档是 2024 年度的",
    ),
    Case(
        "MZ604",
        "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 61.00, 差异原因: 2023年度项目经费减少}]",
        wrong="2023年度项目",
        right="与2023年度相比，项目",
        says="这里写的是 2023 年",
    ),
    Case(
        "MZ604",
        "支出: [{科目: 2080501, 项目支出: 60.88, 年初预算: 61.00, 差异原因: 2023年度经费减少}]",
        wrong="2023年度",
        right="人员较2023年度减少，",
        says="这里写的是 2023 年",
    ),
    Case(
        "MZ604",
        "补充说明: {政府采购: 本单位2023年减少5人}",
        wrong="本单位",
        right="较本单位",
        at="1:17",
        says="这里写的是 2023 年",
    ),
    # The goal of a project that has the year in its name, behind the subject's code.
    Case(
        "MZ604",
        "支出: [{科目: 2080501, 项目支出: 60.88}]",
        performance="""
            项目:
              - 科目: 2080501
                名称: 2024年编外聘用人员经费
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
                年度目标: {预期: 2025编外聘用人员的工资, 实际: 已支付2024年编外聘用人员的工资}
        """,
        wrong="2025编外",
        right="2024编外",
        at="5:16",
        says="这里写的是 2025 年，项目是“2024年编外聘用人员经费”",
    ),
    Case(
        "MZ604",
        "支出: [{科目: 2080501, 项目支出: 60.88}]",
        performance="""
            项目:
              - 名称: 2024年编外聘用人员经费
                资金: {当年财政拨款: [60.88, 60.88, 60.88]}
                年度目标: {预期: 2025编外聘用人员的工资, 实际: 已支付2024年编外聘用人员的工资}
        """,
        wrong="2025编外",
        right="2024编外",
        at="4:16",
        says="这里写的是 2025 年，项目是“2024年编外聘用人员经费”",
    ),
    # The budget of a year that has not begun.
    Case(
        "MZ604",
        "补充说明: {政府采购: 2025年年初预算没有安排}",
        wrong="2025",
        right="2024",
        says="这里写的是 2025 年",
    ),
    Case(
        "MZ654",
        "补充说明: {政府采购: 204年度没有政府采购}",
        wrong="204年",
        right="2024年",
        says="“204年”像是 2024 年，少了一位数字",
    ),
    # A hundred years and more are no year.
    Case(
        "MZ654",
        "补充说明: {政府采购: 馆藏档案最早的有202年历史，20254年度没有政府采购}",
        wrong="20254年",
        right="2024年",
        says="“20254年”像是 2024 年，多了一位数字",
    ),
    # A text of last year among others of this one: no verb and no subject of its own tells.
    Case(
        "MZ604",
        """
            绩效:
              一级项目数: 0
              自评得分: []
              未完成指标: []
              超额指标: []
              管理工作: 2024年我单位明确了职责
              自评说明: 2023年项目均按要求编制了目标
              目标完成: 2024年我单位完成了目标
        """,
        wrong="2023年项目均",
        right="2023年目标完成较上年好的项目均",
        at="7:9",
        says="这里写的是 2023 年",
    ),
)
