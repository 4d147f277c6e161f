"""Both ways of the rule in ``mingzhang.checks.purposes_and_rows``."""

from __future__ import annotations

from tests.checks.case import Case
from tests.checks.own_keys import PURPOSE

LISTED = """
    版式: 某省
    支出:
      - {科目: 2101503, 项目支出: 60.88}
      - {科目: 2101506, 项目支出: 20.00}
      - {科目: 210, 用途: 医疗保障经办服务管理、信息化建设等}
"""

CASES = (
    Case(
        "MZ698",
        LISTED,
        wrong="2101503",
        right="2101504",
        keys=PURPOSE,
        at="3:10",
        says="210 的用途里有“信息化建设”（2101504），支出里没有这一行；同一款的 2101503 机关服务",
    ),
    Case(
        "MZ698",
        LISTED.replace("2101506", "2101505").replace("2101503", "2101504"),
        wrong="2101505",
        right="2101506",
        keys=PURPOSE,
        at="4:10",
        says="210 的用途说的像是 2101506 医疗保障经办事务，支出里没有这一行；同一款的 2101505",
    ),
    # Where every row is spoken of, the purpose only says more than its rows.
    Case(
        "MZ698",
        LISTED,
        wrong="2101503, 项目支出: 60.88",
        right="2101501, 基本支出: 60.88",
        keys=PURPOSE,
        at="3:10",
        says="210 的用途里有“信息化建设”（2101504）",
    ),
)
