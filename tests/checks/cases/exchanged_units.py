"""Both ways of the rule in ``mingzhang.checks.exchanged_units``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tests.checks.case import BudgetCase
from tests.checks.cases.exchanged_projects import PROFILE

HEAD = """
    单位:
      - {代码: 502001, 名称: 某市档案馆, 类型: 行政单位}
      - {代码: 502002, 名称: 某市修复中心, 类型: 参公管理事业单位}
    支出:
"""
ROW = "      - {{科目: {}, 单位: {}, 人员经费: {}}}\n"
CODES = ("2080505", "2101101", "2101501", "2210201")
LAST = {"502001": ("12.16", "5.53", "98.64", "9.12"), "502002": ("8.41", "3.87", "65.52", "6.33")}
NOW = {"502001": ("12.59", "5.71", "100.47", "9.44"), "502002": ("8.63", "3.98", "67.16", "6.47")}


def source(figures: Mapping[str, tuple[str, ...]], swapped: Collection[str] = ()) -> str:
    """The text of both units' rows; of the ``swapped`` subjects each has the other one's."""
    first, second = figures
    other = {first: second, second: first}
    rows = "".join(
        ROW.format(code, other[unit] if code in swapped else unit, figure)
        for unit, own in figures.items()
        for code, figure in zip(CODES, own, strict=True)
    )
    return HEAD + rows + "    基本支出: [{科目: 30101, 金额: 缺}]\n"


YEAR_BEFORE = source(LAST).replace("    单位:", "    年度: 2023\n    单位:", 1)
TOLD = "“某市档案馆”和“某市修复中心”的 {} 像是对调了"
UNITS = PROFILE.replace("某市档案站", "某市修复中心")


CASES = (
    BudgetCase(
        "MZ287",
        source(NOW, ("2080505",)),
        wrong="{科目: 2080505, 单位: 502002, 人员经费: 12.59}",
        right="{科目: 2080505, 单位: 502002, 人员经费: 9.99}",
        says=TOLD.format("2080505"),
        at="9:37",
        profile=UNITS,
        previous=YEAR_BEFORE,
    ),
    # Nobody knows of a unit with few rows that it grew.
    BudgetCase(
        "MZ287",
        source(NOW, ("2080505",)),
        wrong="人员经费: 67.16",
        right="人员经费: 97.16",
        says=TOLD.format("2080505"),
        at="9:37",
        profile=UNITS,
        previous=YEAR_BEFORE.replace("3.87", "9.87"),
    ),
)
