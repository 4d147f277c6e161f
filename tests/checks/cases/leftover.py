"""Both ways of the rules in ``mingzhang.checks.leftover``."""

from __future__ import annotations

from tests.checks.case import Case

CASES = (
    Case(
        "MZ624",
        "补充说明: {政府采购: 2O24年没有安排政府采购}",
        wrong="2O24",
        right="2024",
        at="1:15",
        says="数字里混有字母“O”",
    ),
    Case(
        "MZ625",
        "补充说明: {政府采购: 2024年度单位决算没有政府采购}",
        wrong="2024年度单位决算",
        right="2024年度部门决算",
        says="“2024年度单位决算”不是这个部门文件的用词",
    ),
    Case(
        "MZ626",
        "原因: {项目支出: 变动原因是新增扫描项目}",
        wrong="变动原因是新增",
        right="新增",
        says="“变动原因是”会与版式的引出语重复",
    ),
    Case(
        "MZ627",
        "补充说明: {政府采购: 列入医疗卫生与计划生育支出}",
        wrong="医疗卫生与计划生育支出",
        right="卫生健康支出",
        says="“医疗卫生与计划生育支出”已改称“卫生健康支出”",
    ),
    Case(
        "MZ628",
        "名词解释: [{词: 事业单位医疗, 释义: 反映财政部门安排的行政单位基本医疗保险缴费经费}]",
        wrong="行政单位基本",
        right="事业单位基本",
        at="1:24",
        says="“事业单位医疗”的释义说的是行政单位",
    ),
)
