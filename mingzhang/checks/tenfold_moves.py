"""Rules on figures a digit apart: those of two years, a budget and what became of it.

MZ790, MZ791.  A digit too many or too few makes a figure ten times another, where nothing grows
like that; no identity holds such a figure against the one that it should be like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mingzhang.checks import unlikely_values
from mingzhang.checks.lone_figure_sizes import too_large_or_small
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, listed, rule
from mingzhang.checks.typing_slips import FACTOR
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import LAST_YEAR, Move

LEAST = Decimal(10_000)  # 元; below it a single bill is many times another
TIMES = Decimal(8)  # by which no steady figure moves in a year
CLOSE = (Decimal("7.5"), Decimal("13.4"))  # a digit apart, where a third figure bears it out
CLOSER = (Decimal(9), Decimal("11.2"))  # where there are two figures only
ALIKE = Decimal(2)  # times; budgets and what became of them
PAIR, SEVERAL = 2, 3
OFFICIAL = "三公"
# What comes and goes: balances, purchases, journeys, money of other kinds.
UNSTEADY = re.compile("结转|结余|政府性基金|国有资本|出国|购置|经营|补助|附属|其他收入|采购|贷款")
# Reasons for which a figure may well be many times what it was.
ONE_OFF = re.compile(
    "成立|新设|组建|划转|划入|划出|合并|转隶|撤并|机构改革|一次性|首次|新建|基建|建设|竣工|完工|搬迁"
    "|恢复|专项债|(?:上年|去年|[二2][〇0]..年)(?:未|没有|无)|不计入|疫情"
)
# Of 三公 costs together one car or one journey is most.
OF_OFFICIAL = re.compile("购车|购置|更新|购买|出国|出访")


@rule(
    "MZ790",
    "上年数与本年数不差一位",
    identity="支出、经费这样的数，本年不是上年的 8 倍以上，也不是八分之一以下；"
    "原因里写明新成立、划转、一次性项目一类的除外",
    why="少打一位或者多打一位，句子会印出“增长 927.58%”，读的人一看就知道不对。",
    formula="上年数 ÷ 8 < 本年数 < 上年数 × 8",
    reference="上年公开的部门预算、部门决算",
    remedy="对照上年公开的文本核对这两个数，多半有一个少打或者多打了一位；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def many_times_last_year(evidence: Evidence) -> Iterator[Finding]:
    """A tenfold move: a digit lost in last year's 机关运行经费."""
    told = _told(evidence)
    found = [m for m in evidence.all_moves if m.base == LAST_YEAR and _is_far(m, evidence)]
    odd = [move for move in found if told.isdisjoint((move.now.place, move.before.place))]
    typed = [move for move in odd if _place(move, evidence.account)]
    if typed and (place := _place(typed[0], evidence.account)):
        words = listed([_said(move, evidence.account) for move in typed])
        operands = tuple(
            Operand(figure.label, _shown(figure, evidence.account), figure.place)
            for move in typed
            for figure in (move.now, move.before)
        )
        # The reason's words, and what was confirmed, are of the figure that is right.
        said = tuple(move.now.label for move in typed)
        both = frozenset(operand.place for operand in operands if operand.place)
        cause = Cause(unsure=both, follow=dict.fromkeys(("MZ603", "MZ651", "MZ652"), said))
        message = f"{words}：像是有一个数少打或者多打了一位。"
        yield Finding(place, message, operands=operands, cause=cause, about=frozenset(said))


def _told(evidence: Evidence) -> set[Place | None]:
    """The places of figures of which other rules say that their size is odd."""
    found = evidence.told_by(unlikely_values.copied)
    own = {finding.place for finding in found if isinstance(finding, Finding)}
    return {*own, *too_large_or_small(evidence)}


def _is_far(move: Move, evidence: Evidence) -> bool:
    """Whether a figure moved tenfold that hardly moves, for no reason that tells why."""
    small, large = sorted((move.now.amount.value, move.before.amount.value))
    is_money = not move.now.amount.measure
    if not is_money or small <= 0 or large < LEAST or UNSTEADY.search(move.now.label):
        return False
    told = [ONE_OFF, OF_OFFICIAL] if OFFICIAL in move.now.label else [ONE_OFF]
    is_many = large >= EXACT.multiply(small, TIMES)
    return is_many and not any(p.search(said) for p in told for said in evidence.behind(move))


def _place(move: Move, account: Account) -> Place | None:
    """Where last year's figure was typed in this document, else this year's; of sums neither."""
    file = account.source.place.file
    places = (figure.place for figure in (move.before, move.now))
    return next((place for place in places if place and place.file == file), None)


def _said(move: Move, account: Account) -> str:
    now, before = _shown(move.now, account), _shown(move.before, account)
    return f"{move.before.label} {before}，本年 {now}"


def _shown(figure: Figure, account: Account) -> str:
    return figure.amount.worded(account.unit)


@rule(
    "MZ791",
    "同一行的预算与决算不差一位",
    identity="同一行（自评表的一种资金）的年初预算、全年预算、决算中，一个是其余两个的十倍左右或十分之一左右的，要提示；"
    "只有两个的，十分之一左右的、正好差一万倍的要提示；“三公”经费的决算正好是预算十倍的也提示",
    why="年初预算少打一位，完成率会印成 900% 多；全年预算和决算都说明它不是这么多。",
    formula="年初预算 ≈ 全年预算 ≈ 决算",
    reference="一般公共预算财政拨款支出决算表、“三公”经费支出决算表",
    remedy="核对这一行的几个数，多半有一个少打或者多打了一位；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def tenfold_budget(evidence: Evidence) -> Iterator[Finding]:
    """A tenfold budget: 年初预算 209.00 beside 全年预算 2,080.00 and what was spent of it."""
    told = {f.place for f in evidence.told_by(unlikely_values.completion) if isinstance(f, Finding)}
    for figures in _budgeted(evidence):
        odd = _odd(figures)
        place = odd.place if odd else None
        if odd and place and place not in told:
            others = [figure for figure in figures if figure is not odd]
            shown = "、".join(f"{f.label} {_shown(f, evidence.account)}" for f in others)
            words = f"{odd.label} {_shown(odd, evidence.account)}，同一行的 {shown}"
            message = f"{words}：像是少打或者多打了一位。"
            operands = tuple(Operand(f.label, _shown(f, evidence.account), f.place) for f in others)
            meant = others[0].amount.value - odd.amount.value
            cause = Cause(changes={place: meant})
            both = (odd, others[0])
            yield Finding(place, message, operands=operands, compared=both, cause=cause)


def _budgeted(evidence: Evidence) -> Iterator[Sequence[Figure]]:
    """What was spent and its budgets, of each row, named figure and project, where not 0."""
    budgets: dict[Figure, list[Figure]] = defaultdict(list)
    for move in evidence.all_moves:
        if move.base != LAST_YEAR and not move.now.amount.measure:
            budgets[move.now].append(move.before)
    for final, bases in budgets.items():
        # One budget may be what two moves start from.
        each = {figure.place or figure.label: figure for figure in (final, *bases)}
        figures = [figure for figure in each.values() if figure.amount.value > 0]
        if len(figures) >= PAIR and max(f.amount.value for f in figures) >= LEAST:
            yield figures
    for project in evidence.account.projects:
        for money in project.funding.values():
            three = (money.budget, money.adjusted, money.spent)
            if all(figure.amount.value >= LEAST for figure in three):
                yield three


def _odd(figures: Sequence[Figure]) -> Figure | None:
    """The figure that is some ten times all the others, or a tenth of them."""
    if len(figures) < SEVERAL:
        final, budget = figures[0], figures[1]
        is_apart = _is_tenth(final, budget, *CLOSER) or _is_in_yuan(final, budget)
        return budget if is_apart or _is_without_point(final, budget) else None
    odd = (figure for figure in figures if _is_odd(figure, figures))
    return next(odd, None)


def _is_odd(figure: Figure, figures: Sequence[Figure]) -> bool:
    values = [other.amount.value for other in figures if other is not figure]
    others = [other for other in figures if other is not figure]
    near = max(values) <= EXACT.multiply(min(values), ALIKE)
    return near and any(_is_apart(figure, other, *CLOSE) for other in others)


def _is_apart(one: Figure, other: Figure, least: Decimal, most: Decimal) -> bool:
    """Whether two figures are about a digit apart: neither less times, nor more."""
    small, large = sorted((one.amount.value, other.amount.value))
    return EXACT.multiply(small, least) <= large <= EXACT.multiply(small, most)


def _is_in_yuan(final: Figure, budget: Figure) -> bool:
    """Whether a budget is a figure of other units: 400 of which 0.04 was spent."""
    small, large = sorted((final.amount.value, budget.amount.value))
    return large == EXACT.multiply(small, FACTOR)


def _is_without_point(final: Figure, budget: Figure) -> bool:
    """Whether just ten times its budget was spent of 三公 costs, of which less is spent than more.

    Of a subject MZ261 tells it.
    """
    tenfold = EXACT.multiply(budget.amount.value, Decimal(10))
    return OFFICIAL in final.label and final.amount.value == tenfold


def _is_tenth(final: Figure, budget: Figure, least: Decimal, most: Decimal) -> bool:
    return final.amount.value < budget.amount.value and _is_apart(final, budget, least, most)
