"""A rule on what an author adds to the section of one fund: it is of that fund's own figures.

MZ689.  What another figure of the document happens to support is still wrong there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingzhang.checks.quoted_figures import Quoted, amounts
from mingzhang.checks.rule import Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage, quotation
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure

ADDED = "补充说明"
FUNDS = ("政府性基金", "国有资本经营")
# What a text calls a figure → the indicator's name behind the fund's.
CALLED: Mapping[str, str] = {
    "年末[^，。；、0-9]{0,6}(?:结转|结余)[^，。；、0-9]{0,5}$": "年末结转",
    "年初[^，。；、0-9]{0,6}(?:结转|结余)[^，。；、0-9]{0,5}$": "年初结转",
    "年初预算(?:数|安排)?[为是]?$": "年初预算",
    "全年预算数?[为是]?$": "全年预算",
    "(?<!预)决算数?[为是]?$": "预算财政拨款支出",
}
# What a text says that there is none of → that indicator.
NONE: Mapping[str, str] = {
    "(?:无|没有)年末[^，。；、0-9]{0,6}(?:结转|结余)"
    "|年末(?:无|没有)[^，。；、0-9]{0,6}(?:结转|结余)": "年末结转",
    "(?:无|没有|未安排|未发生)(?:安排|使用|发生)?(?:政府性基金|国有资本经营)(?:预算)?(?:财政)?"
    "(?:拨款)?(?:安排的)?(?:支出|收支)(?!结)": "预算财政拨款支出",
}
SAID = re.compile(
    "指标(?P<adjusted>调[增减])"
    "|[较比]年初预算数?(?P<moved>增加|增长|减少|下降)"
    "|(?<![未不无])(?<!没有)(?P<beyond>大于|超过|超出|高于|小于|少于|低于)年初预算"
    "|[与和]年初预算数?(?P<same>持平|一致|相同|相等)"
)
SIGNS = {
    **dict.fromkeys(("调增", "增加", "增长", "大于", "超过", "超出", "高于"), 1),
    **dict.fromkeys(("调减", "减少", "下降", "小于", "少于", "低于"), -1),
}


@rule(
    "MZ689",
    "基金的补充说明说的是这个基金",
    identity="“补充说明”里政府性基金、国有资本经营预算的话：调增、调减、持平与印出的决算数、年初预算数相符，"
    "写出的结转、预算、决算金额是这个基金的",
    why="补充的话原样接在这个基金的说明后面；方向或数与前一句不同，读的人一眼就看见。",
    formula="调增 ⇔ 决算数 > 年初预算数；调减 ⇔ 决算数 < 年初预算数；持平 ⇔ 两数相等",
    reference="政府性基金预算、国有资本经营预算财政拨款支出决算情况说明",
    remedy="核对这句话和这个基金的数，改正其中一处。",
    severity=Severity.WARNING,
)
@limited
def of_its_fund(evidence: Evidence) -> Iterator[Finding]:
    """A text in one fund's section is not of that fund: 指标调增, where less was spent."""
    for passage in evidence.passages:
        fund = passage.keys[-1]
        if passage.keys[0] == ADDED and len(passage.keys) == len((ADDED, fund)) and fund in FUNDS:
            yield from _directions(evidence, passage, fund)
            yield from _nothing(evidence, passage, fund)
            yield from _figures(evidence, passage, fund)


def _directions(evidence: Evidence, passage: Passage, fund: str) -> Iterator[Finding]:
    both = _known(evidence, fund, "预算财政拨款支出"), _known(evidence, fund, "年初预算")
    spent, budget = both
    told = [*SAID.finditer(passage.text)]
    if spent and budget and len(told) == 1:
        # As printed: what rounding takes away is no movement.
        apart = spent.amount.displayed(Unit.WAN) - budget.amount.displayed(Unit.WAN)
        sign = SIGNS.get(next(filter(None, told[0].groups())), 0)
        if sign != (apart > 0) - (apart < 0):
            words = f"决算数 {spent.amount.wan} 万元，年初预算数 {budget.amount.wan} 万元"
            message = f"“{told[0].group()}”与{fund}的数不符：{words}。"
            operands = tuple(_operand(figure) for figure in (spent, budget))
            place, about = passage.at(told[0].start()), frozenset({fund})
            yield Finding(place, message, operands=operands, about=about)


def _nothing(evidence: Evidence, passage: Passage, fund: str) -> Iterator[Finding]:
    for denied, name in NONE.items():
        figure, told = _known(evidence, fund, name), re.search(denied, passage.text)
        if figure and told and not figure.is_zero:
            message = f"“{told.group()}”与{fund}的数不符：{figure.label} {figure.amount.wan} 万元。"
            place, about = passage.at(told.start()), frozenset({fund})
            yield Finding(place, message, operands=(_operand(figure),), about=about)


def _figures(evidence: Evidence, passage: Passage, fund: str) -> Iterator[Finding]:
    for quoted in amounts(passage):
        name = _named(quoted)
        figure = _known(evidence, fund, name) if name else None
        # One that nothing in the document supports is told as that.
        is_elsewhere = quoted.is_exact and evidence.known.has(quoted.amount)
        if figure and is_elsewhere and not figure.amount.agrees(quoted.amount):
            near = quotation(passage.text, passage.text.rfind(quoted.before, 0, quoted.start))
            message = f"“{near}”与{fund}的数不符：{figure.amount.wan} 万元。"
            operands, about = (_operand(figure),), frozenset({fund})
            yield Finding(quoted.place, message, operands=operands, about=about)


def _named(quoted: Quoted) -> str:
    return next((n for called, n in CALLED.items() if re.search(called, quoted.before)), "")


def _known(evidence: Evidence, fund: str, name: str) -> Figure | None:
    figure = evidence.account.indicators.get(f"{fund}{name}")
    return figure if figure and figure.is_known else None


def _operand(figure: Figure) -> Operand:
    return Operand(figure.label, f"{figure.amount.wan} 万元", figure.place)
