"""Rules on execution rates in texts: one that the money of projects gives, how many have one.

MZ794, MZ778.  Elsewhere a percentage may be anybody's; how much of the budget was spent is worked
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mingzhang.checks.rule import Evidence, Finding, limited, rule
from mingzhang.checks.typed_texts import Passage
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.reasons import LAST_YEAR

TOLD = re.compile(
    "(?<!平均)执行率(?:均?为|均?达到?|是)?(?P<number>[0-9]+(?:[.][0-9]+)?)[%％]"
    # What was to be reached is no rate of anything.
    "(?!以[上下内]|的?(?:要求|目标|标准))"
)
# How many projects left more than a tenth: 结余率大于10%的项目共计0个.
COUNTED = re.compile(
    "(?P<rate>结余率|执行率|执行进度)(?P<relation>大于|高于|超过|小于|低于|不足|不到|未达到)"
    "(?P<limit>[0-9]+(?:[.][0-9]+)?)[%％]的项目[^0-9，。；：\n]{0,6}(?P<count>[0-9]{1,9})个"
)
MORE, LEFT = ("大于", "高于", "超过"), "结余率"
PERFORMANCE = "绩效"
PERCENT = Decimal(100)
# What an agency may have spent of: its budget, or all that it had.
SPENT = "本年支出合计"
OF = ("年初预算收入", "全年预算收入", "年初预算支出", "全年预算支出", "收入总计", "本年收入合计")
Pair = tuple[Figure, Figure]


@rule(
    "MZ794",
    "文字中的执行率与资金相符",
    identity="绩效的文字里写出的预算执行率，是某个项目、全部项目或某项支出的执行数与预算数之比",
    why="表里的执行率由程序算出，文字里的是旧数：读的人会看到两个执行率。",
    formula="执行率 = 全年执行数 ÷ 全年预算数（或年初预算数）",
    reference="项目支出绩效自评表、绩效评价情况说明",
    remedy="核对这个执行率；确是别的口径的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
@limited
def execution_rates(evidence: Evidence) -> Iterator[Finding]:
    """A text of performance tells a rate that no money has: 88.5% where all was spent."""
    account = evidence.account
    told = [(p, m) for p in evidence.passages if _is_about(p) for m in TOLD.finditer(p.digits)]
    pairs: list[Pair] = []
    if told and account.projects:
        pairs = [*_of_projects(account), *_of_moves(evidence), *_of_all(account)]
    for passage, match in told if pairs and all(map(_is_known, pairs)) else ():
        if not any(_gives(pair, match["number"]) for pair in pairs):
            whole = _rate(pairs[0])
            more = f"全部项目的是 {whole:.2f}%" if whole is not None else "全部项目没有预算"
            message = f"“{match.group()}”与各项目的执行率都不相同，{more}。"
            yield Finding(passage.at(match.start("number")), message)


@rule(
    "MZ778",
    "按执行率数出的项目个数与资金相符",
    identity="文字里“结余率大于10%的项目共计×个”“执行率低于90%的项目×个”，与各项目的资金数出来的一样",
    why="资金改了，文字里的个数没有跟着改；读的人照表一数就知道不对。",
    formula="结余率 = 1 - 全年执行数 ÷ 全年预算数",
    reference="项目支出绩效自评表、绩效评价情况说明",
    remedy="照自评表数一遍，改正个数；只数其中一部分项目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
@limited
def counted_by_rate(evidence: Evidence) -> Iterator[Finding]:
    """A text counts the projects of an execution rate otherwise than their money does."""
    totals = [project.total for project in evidence.account.projects]
    adjusted = [(total.spent, total.adjusted) for total in totals]
    planned = [(total.spent, total.budget) for total in totals]
    for passage in evidence.passages if totals else ():
        for match in COUNTED.finditer(passage.digits):
            # What is left is left of what it was to be in the end.
            bases = (adjusted,) if match["rate"] == LEFT else (adjusted, planned)
            counts = [count for pairs in bases if (count := _count(pairs, match)) is not None]
            if counts and int(match["count"]) not in counts:
                shown = " 或 ".join(map(str, dict.fromkeys(counts)))
                message = f"“{match.group()}”：按自评表的资金，是 {shown} 个。"
                yield Finding(passage.at(match.start("count")), message)


def _count(pairs: Sequence[Pair], told: re.Match[str]) -> int | None:
    """How many projects have such an execution rate; None where one's is not known."""
    rates = [_rate(pair) if _is_known(pair) else None for pair in pairs]
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(rates):
        return None
    shares = [PERCENT - rate if told["rate"] == LEFT else rate for rate in known]
    limit, is_more = Decimal(told["limit"]), told["relation"] in MORE
    return sum(share > limit if is_more else share < limit for share in shares)


def _is_about(passage: Passage) -> bool:
    is_performance = PERFORMANCE in passage.keys or passage.keys[0] == "项目"
    return passage.is_sentence and is_performance


def _of_projects(account: Account) -> Iterator[Pair]:
    """What projects spent and their budgets: of all, of each, and of each kind of money."""
    totals = [project.total for project in account.projects]
    spent, adjusted, budget = (
        summed(label, [getattr(total, label) for total in totals])
        for label in ("spent", "adjusted", "budget")
    )
    yield spent, adjusted
    yield spent, budget
    for project in account.projects:
        for money in (project.total, *project.funding.values()):
            yield money.spent, money.adjusted
            yield money.spent, money.budget


def _of_moves(evidence: Evidence) -> Iterator[Pair]:
    """What was spent of each subject and figure, and its budgets; and of all of it."""
    moves = [move for move in evidence.all_moves if move.base != LAST_YEAR]
    yield from ((move.now, move.before) for move in moves)
    for base in dict.fromkeys(move.base for move in moves):
        rows = [move for move in moves if move.base == base and move.now.place]
        yield _sum([m.now for m in rows]), _sum([m.before for m in rows])


def _of_all(account: Account) -> Iterator[Pair]:
    """All that was spent, and what it may be a rate of."""
    spent = account.indicators.get(SPENT)
    wholes = (account.indicators.get(name) for name in OF)
    yield from ((spent, whole) for whole in wholes if spent and whole and whole.is_known)


def _sum(figures: Sequence[Figure]) -> Figure:
    return summed("", figures)


def _is_known(pair: Pair) -> bool:
    return all(figure.is_known for figure in pair)


def _rate(pair: Pair) -> Decimal | None:
    now, before = (figure.amount.value for figure in pair)
    return EXACT.divide(EXACT.multiply(now, PERCENT), before) if before else None


def _gives(pair: Pair, number: str) -> bool:
    """Whether the money gives a rate as it is told, however its last digit was rounded."""
    rate, told = _rate(pair), Decimal(number)
    step = Decimal(1).scaleb(int(told.as_tuple().exponent))
    return rate is not None and abs(rate - told) < step
