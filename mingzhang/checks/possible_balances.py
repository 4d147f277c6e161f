"""Rules on balances: what was there at the year's beginning against the money of both years.

MZ785, MZ877 and MZ899.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Cause, Equation, Evidence, Finding, rule
from mingzhang.checks.unlikely_values import NATURES
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, Term, computed, summed

FISCAL, FISCAL_TOTAL = "财政拨款", "财政拨款总计"
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
LEFT = "财政拨款结转下年"  # of a budget
SPENT = ("支出", "财政拨款支出")  # as a budget calls it, and a final account


@rule(
    "MZ899",
    "上年总计正好容下本年的年初结转",
    identity="上年的总计减去财政拨款总计，不小于财政拨款以外的资金的本年年初结转；"
    "上年各性质支出都填写了、没有结余分配的，总计不大于它们与本年年初结转之和（没有上年的文件夹时）",
    why="上年的总计是花掉的加上年末剩下的；容不下剩的，或者多出一块，说明抄成了财政拨款总计，"
    "或者抄错了，“与上年相比”的句子会跟着错。",
    formula="上年.总计 − 上年.财政拨款总计 ≥ 年初结转和结余 − 年初财政拨款结转和结余；"
    "上年.总计 ≤ 上年.本年支出合计 + 年初结转和结余",
    reference="上年部门决算",
    remedy="对照上年公开的决算，核对“上年”中的总计、各项支出和财政拨款总计，以及本年的年初结转；"
    "上年确有结余分配，或者年初结转调整过的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def room_for_balances(evidence: Evidence) -> Iterator[Finding]:
    """A balance that is not possible: 上年's whole has no room for it, or more than it and all."""
    yield from _too_small(evidence)
    yield from _too_large(evidence)


def _too_large(evidence: Evidence) -> Iterator[Finding]:
    """A balance that is not possible: of last year's whole some was neither spent nor left.

    With last year's folder MZ662 says what is wrong; 结余分配 is seldom of one year alone.
    """
    previous, opening = evidence.account.previous, evidence.figure("年初结转和结余")
    whole = previous.typed.get("总计")
    spent = previous.beside("本年支出合计") or previous.beside(*NATURES)
    # Of a balance below zero MZ216 tells.
    is_balance = opening.is_known and opening.amount.value >= 0
    is_open = previous.published or not is_balance or _is_distributing(evidence)
    if is_open or not whole or not whole.place or not spent:
        return
    used = computed("上年的支出合计", map(Term, spent))
    more = whole.amount - used.amount - opening.amount
    if more.value > 0 and not more.agrees(Amount()):
        shown = [_shown(f.amount, evidence) for f in (whole, used, opening)]
        message = (
            f"上年的总计 {shown[0]}，支出合计 {shown[1]}，本年的年初结转 {shown[2]}："
            f"多出 {_shown(more, evidence)}，没有花掉，也没有剩下。"
        )
        operands = tuple(
            Operand(f.label, _shown(f.amount, evidence), f.place) for f in spent if not f.is_zero
        )
        cause = Cause(changes={whole.place: -more.value})
        yield Finding(whole.place, message, operands=operands, cause=cause)


def _is_distributing(evidence: Evidence) -> bool:
    """Whether some of this year's balances is given to funds (结余分配), which 上年 cannot say."""
    given = evidence.account.indicators.get("结余分配")
    return given is not None and not given.is_zero


def _too_small(evidence: Evidence) -> Iterator[Finding]:
    """A balance that is not possible: 上年 has fiscal money only, this year begins with other."""
    previous = evidence.account.previous.typed
    whole, part = previous.get("总计"), previous.get("财政拨款总计")
    opening = _other_opening(evidence)
    if not whole or not part or not whole.place or opening is None:
        return
    rest = whole.amount - part.amount
    left = rest - opening.amount
    if opening.amount.value > 0 and left.value < 0 and not left.agrees(Amount()):
        shown = [_shown(amount, evidence) for amount in (rest, opening.amount)]
        message = (
            f"上年的总计比财政拨款总计多 {shown[0]}，本年财政拨款以外的年初结转却有 {shown[1]}。"
        )
        operands = tuple(
            Operand(f.label, _shown(f.amount, evidence), f.place) for f in (part, *opening.typed())
        )
        yield Finding(whole.place, message, operands=operands)


def _other_opening(evidence: Evidence) -> Figure | None:
    cube = evidence.account.cube
    figure = cube.figure(cube.at("年初结转", "非财政"))
    return figure if figure.is_known else None


@rule(
    "MZ877",
    "本年的财政拨款够发基本支出",
    identity="财政拨款的年初结转比全年的基本支出还多的，本年的财政拨款收入不小于基本支出",
    why="工资是用当年的拨款发的；收入比基本支出还少，年初结转却很多，多半是两个数写反了。",
    formula="年初财政拨款结转和结余 ≥ 基本支出 ⇒ 财政拨款收入 ≥ 基本支出",
    reference="财政拨款收入支出决算总表",
    remedy="核对收入和年初结转两个数；确实用上年结转发的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def income_for_the_pay(evidence: Evidence) -> Iterator[Finding]:
    """Balances not possible: 本年收入 and 年初结转 exchanged, the pay out of what was left."""
    cube = evidence.account.cube
    spent = cube.figure(cube.at("支出", FISCAL, nature="基本支出"))
    income, opening = (cube.figure(cube.at(flow, FISCAL)) for flow in ("收入", "年初结转"))
    figures = (income, spent, opening)
    if not all(figure.is_known for figure in figures):
        return
    is_short = 0 < income.amount.value < spent.amount.value <= opening.amount.value
    place = next((f.place for f in (*income.typed(), *opening.typed()) if f.place), None)
    if is_short and place:
        shown = [_shown(figure.amount, evidence) for figure in figures]
        message = (
            f"本年的财政拨款收入 {shown[0]}，不够发基本支出 {shown[1]}；"
            f"年初结转却有 {shown[2]}：两个数像是写反了。"
        )
        operands = tuple(
            Operand(f.label, _shown(f.amount, evidence), f.place)
            for figure in (income, opening)
            for f in figure.typed()
        )
        yield Finding(place, message, operands=operands)


def _shown(amount: Amount, evidence: Evidence) -> str:
    unit = evidence.account.unit
    return amount.worded(unit)


@rule(
    "MZ785",
    "上年的财政拨款总计容得下各项支出",
    identity="“上年”里一般公共预算、政府性基金预算、国有资本经营预算的支出之和，不大于上年的财政拨款总计；"
    "预算里三项都填写了、本年没有结转下年的，二者相等",
    why="总计是各项支出加上结转下年的；支出之和比总计还多，必有一个数抄错了。",
    formula="上年.一般公共预算支出 + 政府性基金预算支出 + 国有资本经营预算支出 ≤ 上年.财政拨款总计",
    reference="上年公开的部门预算、部门决算",
    remedy="对照上年公开的文本，核对“上年”中的这几个数；上年确有结转下年的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def room_for_last_years_funds(evidence: Evidence) -> Iterator[Equation]:
    """Last year's balances are possible: what its funds spent is no more than their total."""
    previous = evidence.account.previous.typed
    whole = previous.get(FISCAL_TOTAL)
    names = (f"{fund}{word}" for fund in FUNDS for word in SPENT)
    parts = [part for name in names if (part := previous.get(name)) and part.place]
    if whole and whole.place and parts:
        is_all = len(parts) == len(FUNDS) and _leaves_nothing(evidence)
        words = "上年 财政拨款各项支出"
        yield Equation(summed(words, parts), whole, "=" if is_all else "≤")


def _leaves_nothing(evidence: Evidence) -> bool:
    """Whether of this budget's fiscal money nothing is left for the next year: no balance."""
    left = evidence.account.indicators.get(LEFT)
    return left is not None and left.is_known and left.is_zero
