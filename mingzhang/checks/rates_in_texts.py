"""Rules on rates in texts: a share of a whole that a sentence names → none above 100 %.

MZ773.  Of rates in tables of indicators MZ649 tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mingzhang.checks.remembered import remembered
from mingzhang.checks.rule import ANY, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Severity

WHOLE = Decimal(100)
NUMBER = "(?P<number>[0-9]+(?:\\.[0-9]+)?)[%％]"
# Shares of a whole; what was planned may be exceeded (完成率, 执行率), a whole may not; beds are
# added in a full hospital.
RATE = re.compile(
    "(?P<name>满意度|(?:合格|及时|准确|覆盖|到位|发放|知晓|通过|正确|达标|合规|兑付|(?<!床位)(?<!病床)使用|结余|结转|报送)率)"
    f"(?:均|都|应|仅|已|达到?|为|是|不低于|不少于|大于|小于|高于|低于|超过|[≥≤＞＜>=<])*{NUMBER}"
)
# What is done in time, or all of it, is at most all of it.
DONE = re.compile(
    f"{NUMBER}的?(?P<name>(?:按时|按期|及时|如期|准时|全部)(?:完成|支付|发放|到位|拨付|报送))"
)


@rule(
    "MZ773",
    "文字里的率不超过 100%",
    identity="文字里的满意度、合格率、覆盖率、使用率、结余率等，和“……%按时完成”，不大于 100%",
    why="按时完成的不会比要完成的多；超过 100%，必是多打了一位或打错了一位。",
    formula="满意度、合格率、及时率、覆盖率、使用率、结余率 ≤ 100%",
    reference="情况说明文字、绩效自评报告",
    remedy="核对这个百分比。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def whole_at_most(evidence: Evidence) -> Iterator[Finding]:
    """A rate in a text exceeds 100 %: 142% 按时完成."""
    for passage in evidence.passages:
        for start, name, number in _above(passage.digits):
            message = f"“{name}”写的是 {number}%，大于 100%。"
            yield Finding(passage.at(start), message)


@remembered
def _above(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a text has a rate above 100 %, what it is of, and the rate."""
    if "%" not in text and "％" not in text:
        return
    for pattern in (RATE, DONE):
        for match in pattern.finditer(text):
            if Decimal(match["number"]) > WHOLE:
                yield match.start("number"), match["name"], match["number"]
