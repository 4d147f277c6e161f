"""Both ways of the rule in ``mingzhang.checks.fund_section_texts``."""

from __future__ import annotations

from tests.checks.case import Case

FUND = """
    支出: [{科目: 2120899, 资金: 政府性基金, 项目支出: 206.40}]
    年初预算: {政府性基金: 206.50}
    补充说明: {政府性基金: 用于个人账户项目，WORDS}
"""


def case(wrong: str, right: str, says: str, at: str = "") -> Case:
    bad = FUND.replace("WORDS", wrong)
    return Case("MZ689", bad, wrong=wrong, right=right, says=says, at=at)


CASES = (
    case(
        "指标调增",
        "指标调减",
        "“指标调增”与政府性基金的数不符：决算数 206.40 万元，年初预算数 206.50",
    ),
    case("没有政府性基金支出", "有政府性基金支出", "“没有政府性基金支出”与政府性基金的数不符"),
    case("高于年初预算", "小于年初预算", "“高于年初预算”与政府性基金的数不符"),
    case("超过年初预算", "未超过年初预算", "“超过年初预算”与政府性基金的数不符"),
    case("与年初预算数持平", "较年初预算数减少", "“与年初预算数持平”与政府性基金的数不符"),
    case(
        "年末结转结余206.40万元",
        "无年末结转结余",
        "“年末结转结余206.40万元”与政府性基金的数不符：0.00",
        at="3:30",
    ),
)
