"""Both ways of the rules in ``mingzhang.checks.misplaced_words``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ605",
        "补充说明: {政府采购: 某市档案史馆没有政府采购}",
        wrong="某市档案史馆",
        right="某市档案馆",
        says="“某市档案史馆”与单位名称“某市档案馆”不同",
    ),
    Case(
        "MZ606",
        "原因: {项目支出: XX项目到期}",
        wrong="XX",
        right="扫描",
        says="“XX”像是模板里没有改的文字",
    ),
    Case(
        "MZ607",
        """
            支出:
              - {科目: 2080501, 项目支出: 10.00, 年初预算: 12.00, 差异原因: 合同尾款没有支付}
        """,
        wrong="没有支付",
        right="次年支付",
        at="2:51",
        says="与上年的文字完全相同",
        previous="""
            年度: 2023
            支出:
              - {科目: 2080501, 项目支出: 11.00, 年初预算: 13.00, 差异原因: 合同尾款没有支付}
        """,
    ),
    Case(
        "MZ609",
        "补充说明: {政府采购: 省本级没有政府采购}",
        wrong="省本级",
        right="市本级",
        says="“省本级”与本单位的级次（市级）不符",
    ),
    Case(
        "MZ610",
        "名词解释: [{词: 津贴补贴, 释义: 反映按规定发放的基本工资。}]",
        wrong="津贴补贴",
        right="基本工资",
        at="1:22",
        says="这是 30101 基本工资 的释义，不是“津贴补贴”的",
    ),
)
