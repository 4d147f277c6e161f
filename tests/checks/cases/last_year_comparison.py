"""Both ways of the rules in ``mingzhang.checks.last_year_comparison``."""

from __future__ import annotations

from tests.checks.case import BudgetCase, Case
from tests.checks.own_keys import MECHANISM
from tests.support import AGENCY

SCHOOL = AGENCY.replace("某市档案馆", "某市教育局")
COUNTY = AGENCY.replace("某市档案馆", "甲县档案局")
CENTRE = AGENCY.replace("某市档案馆", "某市档案馆修复中心")

CASES = (
    Case(
        "MZ281",
        "年度: 2024",
        wrong="某市教育局",
        right="某市国家档案馆",
        at="1:5",
        says="上年的文件夹是“某市档案馆”的，本文档是“某市教育局”的",
        previous="年度: 2023",
        profile=SCHOOL,
    ),
    Case(
        "MZ281",
        "年度: 2024",
        wrong="甲县档案局",
        right="某市档案局",
        at="1:5",
        says="上年的文件夹是“某市档案馆”的，本文档是“甲县档案局”的",
        previous="年度: 2023",
        profile=COUNTY,
    ),
    # The names have words in common; the codes of the only unit tell that they are two.
    Case(
        "MZ281",
        """
            年度: 2024
            单位: [{代码: 601002, 名称: 某市档案馆修复中心, 类型: 参公管理事业单位}]
        """,
        wrong="601002",
        right="601001",
        at="1:5",
        says="上年的文件夹是“某市档案馆”的，本文档是“某市档案馆修复中心”的",
        previous="""
            年度: 2023
            单位: [{代码: 601001, 名称: 某市档案馆, 类型: 参公管理事业单位}]
        """,
        profile=CENTRE,
    ),
    Case(
        "MZ281",
        "年度: 2024",
        wrong="某市教育局",
        right="某市档案馆",
        at="1:5",
        says="本年预算的文件夹是“某市档案馆”的，本文档是“某市教育局”的",
        planned="年度: 2024",
        profile=SCHOOL,
    ),
    # The office of a department is called nearly as the department; one sums the other.
    Case(
        "MZ281",
        "年度: 2024",
        wrong="某市档案馆机关",
        right="某市档案馆",
        at="1:5",
        says="上年的文件夹是“某市档案馆”的，本文档是“某市档案馆机关”的",
        previous="年度: 2023",
        profile=AGENCY.replace("名称: 某市档案馆", "名称: 某市档案馆机关").replace(
            "类型: 部门", "类型: 单位"
        ),
    ),
    # In 元 ten of them are seen; in 万元 both would be 123.46.
    Case(
        "MZ662",
        """
            金额单位: 元
            支出:
              - {科目: 2080501, 项目支出: 2660880.00}
            上年: {总计: 1234587.00}
        """,
        wrong="1234587.00",
        right="1234577.00",
        says="上年 总计 1,234,587.00 元，上年的文件夹里是 1,234,577.00 元，相差 10.00 元",
        previous="""
            年度: 2023
            金额单位: 元
            支出: [{科目: 2080501, 项目支出: 1234577.00}]
        """,
    ),
    Case(
        "MZ662",
        """
            年度: 2024
            支出:
              - {科目: 2080501, 项目支出: 2660.88}
            上年: {总计: 3165.59}
        """,
        wrong="3165.59",
        right="2820.01",
        says="上年 总计 3,165.59 万元，上年的文件夹里是 2,820.01 万元，相差 345.58 万元",
        previous="""
            年度: 2023
            支出: [{科目: 2080501, 项目支出: 2820.01}]
        """,
    ),
    Case(
        "MZ663",
        """
            支出:
              - {科目: 2080501, 项目支出: 60.88}
              - {科目: 2080505, 项目支出: 12.34}
              - {科目: 2101502, 项目支出: 5.67}
              - {科目: 2210201, 项目支出: 8.00}
        """,
        wrong="12.34",
        right="12.43",
        at="2:25",
        says="3 个数与上年的完全相同（占 100%）：支出 3 个中的 3 个",
        previous="""
            年度: 2023
            支出:
              - {科目: 2080501, 项目支出: 60.88}
              - {科目: 2080505, 项目支出: 12.34}
              - {科目: 2101502, 项目支出: 5.67}
              - {科目: 2210201, 项目支出: 9.00}
        """,
    ),
    Case(
        "MZ664",
        "补充说明: {政府采购: 二〇二三年没有政府采购}",
        wrong="二〇二三年",
        right="二〇二四年",
        says="“二〇二三年没有政府采购”：这里说的是 2023 年，本文档是 2024 年度的",
    ),
    # A month of last year beside one of this was not forgotten.
    Case(
        "MZ664",
        "补充说明: {政府采购: 2023年12月的采购款已付}",
        wrong="已付",
        right="于2024年1月付清",
        at="1:14",
        says="“2023年12月的采购款已付”：这里说的是 2023 年，本文档是 2024 年度的",
    ),
    BudgetCase(
        "MZ664",
        """
            支出: [{科目: 2080505, 经营支出: 5.00}]
            补充说明: {政府采购: 2024年12月工资在2025年1月发了}
        """,
        wrong="发了",
        right="发放",
        at="2:25",
        says="这里说的是 2025 年，本文档是 2024 年度的",
    ),
    BudgetCase(
        "MZ664",
        """
            支出: [{科目: 2080505, 经营支出: 5.00}]
            补充说明: {政府采购: 2023年底前完成采购}
        """,
        wrong="2023年底前完成采购",
        right="2023年末的设备已不够用",
        at="2:14",
        says="“2023年底前完成采购”：这里说的是 2023 年，本文档是 2024 年度的",
    ),
    # However short, it is part of a sentence by the form's own word (句中).
    Case(
        "MZ664",
        "版式: 某省\n绩效: {工作机制: 2023年度全程跟踪}",
        keys=MECHANISM,
        wrong="2023年度",
        right="2024年度",
        says="“2023年度全程跟踪”：这里说的是 2023 年，本文档是 2024 年度的",
    ),
    BudgetCase(
        "MZ664",
        """
            支出: [{科目: 2080505, 经营支出: 5.00}]
            国有资产: {截至: 2022年8月底, 车辆: 1}
        """,
        wrong="2022年8月底",
        right="2023年8月底",
        says="“2022年8月底”：这里说的是 2022 年，本文档是 2024 年度的",
    ),
    # What is to be done is to be done in the budget's year.
    BudgetCase(
        "MZ664",
        """
            支出: [{科目: 2080505, 公用经费: 5.00}]
            基本支出: [{科目: 30227, 金额: 5.00}]
            委托业务费:
              - {项目: 公用经费, 内容: 2023年委托高校, 金额: 5.00, 政府购买服务: 是, 政府采购: 否}
        """,
        wrong="2023年委托",
        right="2024年委托",
        says="“2023年委托高校”：这里说的是 2023 年，本文档是 2024 年度的",
    ),
    # 自评 tells of no time since.
    Case(
        "MZ664",
        "绩效: {管理工作: 2023年部门预算项目全部纳入绩效自评}",
        wrong="2023年",
        right="2024年",
        at="1:12",
        says="“2023年部门预算项目全部纳入绩效自评”：这里说的是 2023 年",
    ),
)
