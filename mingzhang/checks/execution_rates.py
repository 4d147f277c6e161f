"""A rule on execution rates in the texts of performance: one that the money of projects gives.

MZ794.  Elsewhere a percentage may be anybody's; how much of the budget was spent is worked out.
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
    "(?<!平均)执行率(?:均?为|均?达到?|是)?(?P<number>[0-9]+(?:[.][0-9]+)?)[%％](?!以[上下内])"
)
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
    told = [(p, m) for p in evidence.passages if _is_about(p) for m in TOLD.finditer(p.text)]
    pairs: list[Pair] = []
    if told and account.projects:
        pairs = [*_of_projects(account), *_of_moves(evidence), *_of_all(account)]
    for passage, match in told if pairs and all(map(_is_known, pairs)) else ():
        if not any(_gives(pair, match["number"]) for pair in pairs):
            whole = _rate(pairs[0])
            more = f"全部项目的是 {whole:.2f}%" if whole is not None else "全部项目没有预算"
            message = f"“{match.group()}”与各项目的执行率都不相同，{more}。"
            yield Finding(passage.at(match.start("number")), message)


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
