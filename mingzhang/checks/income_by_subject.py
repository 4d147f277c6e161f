"""Rules on money that is not 财政拨款: what a subject or a unit took in, it spent, or has left.

MZ837, MZ844.  Income under the code of the row beside, or of the unit beside, keeps every total,
and two tables say different things of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import Cube
from mingzhang.facts.department_account import units_of_source
from mingzhang.facts.figure import Figure, Term, computed

OTHERS, INCOME, SPENT, LEFT = "非财政", "收入", "支出", "年末结转"
ITEM = 7  # digits of a 项
TRADE, TRADING = "经营", "经营支出"
DIVIDED = "结余分配"  # told of all subjects and units together


@dataclass(frozen=True)
class Money:
    """Income of a subject or a unit that is no 财政拨款, what it spent of that, and has left."""

    named: str
    taken: Figure
    spent: Figure
    left: Figure
    code: str = ""  # of the subject
    idle: frozenset[Place] = frozenset()  # income under subjects of which it spent nothing

    @property
    def is_known(self) -> bool:
        """Whether income, and all that became of it, is known."""
        return self.taken.is_known and self.spent.is_known and self.left.is_known

    @property
    def rest(self) -> Amount:
        """What of the income was neither spent nor is left: below zero, what is lacking."""
        return self.taken.amount - self.spent.amount - self.left.amount


@rule(
    "MZ837",
    "一个科目、一个单位的收入有支出或结转",
    identity="财政拨款以外的资金，一个科目的收入不大于它的支出、结转下年（决算：年末结转）和结余分配之和；"
    "分单位的一份里，一个单位的也是",
    why="收入写到了旁边的科目或别的单位，各张表的合计都不变，"
    "收入表和支出表里这个科目、这个单位的钱却对不上。",
    formula="收入.科目 ≤ 支出.科目 + 结转.科目 + 结余分配；"
    "收入.单位 ≤ 支出.单位 + 结转.单位 + 结余分配",
    reference="收入总表、支出总表（收入决算表、支出决算表）",
    remedy="核对收入和支出的科目；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def used_up(evidence: Evidence) -> Iterator[Finding]:
    """Income that nobody spent: 经营收入 of 小学教育, which has no spending, or of another unit."""
    account = evidence.account
    of_subjects = [finding for finding, _ in _unspent(list(by_subject(account)), account)]
    yield from of_subjects or _misplaced(list(_by_unit(account)), account)


def by_subject(account: Account) -> Iterator[Money]:
    """The subjects under which income of other money is typed."""
    cube = account.cube
    for code in cube.subjects(INCOME, OTHERS):
        if len(code) == ITEM:
            yield money_of(f"{code} {account.catalogue.name(code)}", cube, code)


def _by_unit(account: Account) -> Iterator[Money]:
    """The units of one source, unless something was spent there of which nobody says by whom."""
    own, loose = units_of_source(account)
    if all(money_of("", cube).spent.is_zero for cube in loose):
        for part in own:
            yield replace(money_of(f"“{part.name}”", part.cube), idle=_idle(part.cube))


def _idle(cube: Cube) -> frozenset[Place]:
    return frozenset(
        figure.place
        for point, figure in cube.facts.items()
        if point.flow == INCOME and point.subject and figure.place
        if cube.figure(cube.at(SPENT, OTHERS, point.subject)).is_zero
    )


def money_of(named: str, cube: Cube, code: str = "") -> Money:
    """Income of a subject, or of all, that is no 财政拨款, and what became of it."""
    # Off (抵销) the two sides is taken under two subjects: the giver's money stands there in full.
    taken, spent, left = (cube.gross(cube.at(flow, OTHERS, code)) for flow in (INCOME, SPENT, LEFT))
    return Money(named, taken, spent, left, code)


def _unspent(every: Sequence[Money], account: Account) -> Iterator[tuple[Finding, Amount]]:
    """What was not spent of the income of a subject or a unit, with how much that is."""
    spare = _spare(every, account)
    for money in every if spare is not None else ():
        if spare is None or not money.is_known:
            continue
        over = money.rest - Amount(spare)
        typed = [figure for figure in money.taken.typed() if figure.place]
        typed.sort(key=lambda figure: figure.place not in money.idle)
        place = next((f.place for f in typed if f.amount.agrees(over)), None)
        place = place or (typed[0].place if typed else None)
        if place and over.value > over.half:
            shown = [_shown(figure.amount, account) for figure in (money.taken, money.spent)]
            message = (
                f"{money.named}的非财政收入是 {shown[0]}，"
                f"支出是 {shown[1]}，多出的 {_shown(over, account)}没有支出，也没有结转。"
            )
            operands = tuple(
                Operand(f.label, _shown(f.amount, account), f.place) for f in money.spent.typed()
            )
            broken = Equation(money.taken, _used(money, account), "≤")
            about = frozenset({money.code})
            yield Finding(place, message, "", operands, broken, about=about), over


def _used(money: Money, account: Account) -> Figure:
    """What became of the income of a subject or a unit, and what may have been divided of it."""
    divided = account.indicators.get(DIVIDED)
    parts = (money.spent, money.left, *filter(None, (divided,)))
    return computed(f"{money.named} 支出、结转和{DIVIDED}", map(Term, parts))


def _misplaced(units: Sequence[Money], account: Account) -> Iterator[Finding]:
    """What a unit did not spend of its income, with the units that spent as much too much."""
    for finding, over in _unspent(units, account):
        short = [unit for unit in units if unit.is_known and (-unit.rest).agrees(over)]
        named = "、".join(unit.named for unit in short)
        told = f"{named}的支出比收入多的正好是这些：" if short else ""
        lacking = tuple(
            Operand(f"{unit.named} {f.label}", _shown(f.amount, account), f.place)
            for unit in short
            for f in unit.spent.typed()
        )
        hint = f"{told}核对收入和支出的“单位”；确实如此的，在“核对说明”里写明。"
        yield replace(finding, hint=hint, operands=(*finding.operands, *lacking))


def _spare(every: Sequence[Money], account: Account) -> Decimal | None:
    """What may have been left, or divided, of any subject or unit (元); None if not known."""
    divided = account.indicators.get(DIVIDED)
    whole = account.cube.figure(account.cube.at(LEFT, OTHERS))
    if not all(f.is_known for f in (whole, *(m.left for m in every), *filter(None, (divided,)))):
        return None
    told = sum((money.left.amount.value for money in every), Decimal(0))
    rest = max(whole.amount.value - told, Decimal(0))
    return rest + (divided.amount.value if divided else Decimal(0))


def _shown(amount: Amount, account: Account) -> str:
    return amount.worded(account.unit)


@rule(
    "MZ844",
    "有经营收入的有经营支出",
    identity="决算有经营支出的，有经营收入；没有经营支出的，经营收入不大于结余分配和非财政拨款的年末结转之和",
    why="经营收入和事业收入、经营支出和项目支出在表上是相邻的栏，写错一栏，各张表的合计都不变。",
    formula="经营支出 > 0 ⇒ 经营收入 > 0；经营支出 = 0 ⇒ 经营收入 ≤ 结余分配 + 年末结转",
    reference="收入决算表、支出决算表",
    remedy="核对收入的“资金”和支出的栏；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def traded(evidence: Evidence) -> Iterator[Finding]:
    """Income of trade (经营) that nothing was spent for, or spending on a trade without income."""
    account, cube = evidence.account, evidence.account.cube
    taken = cube.figure(cube.at(INCOME, TRADE))
    spent = cube.figure(cube.at(SPENT, OTHERS, "", TRADING))
    left, divided = cube.figure(cube.at(LEFT, OTHERS)), account.indicators.get(DIVIDED)
    if not all(f.is_known for f in filter(None, (taken, spent, left, divided))):
        return
    rest = left.amount + (divided.amount if divided else Amount())
    is_unspent = spent.is_zero and taken.amount.value - rest.value > rest.half
    # A budget need not say where income that is not the state's comes from.
    is_unearned = taken.is_zero and not spent.is_zero and not account.kind.is_plan
    wrong, other = (taken, TRADING) if is_unspent else (spent, "经营收入")
    place = next((f.place for f in wrong.typed() if f.amount.value), None)
    if place and (is_unspent or is_unearned):
        shown = _shown(wrong.amount, account)
        named = "经营收入" if is_unspent else TRADING
        yield Finding(place, f"{named}是 {shown}，没有{other}。")
