"""A rule on procurement: what was bought of a kind is no more than could be spent on that kind.

MZ893.  An amount in the column beside keeps the total of the procurement; only the subjects and
the projects tell that nothing was built, and that nothing was bought but services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_rows import GENERAL

WHOLE, BOUGHT = "项目支出", "政府采购"
KINDS = ("货物", "工程", "服务")
# What is sure to buy services, or to be given to people.
SERVICES = (
    "服务费|维护|运维|租赁|租用|体检|外包|聘用|聘请|自聘|评估|评审|鉴定|审计|咨询|顾问|中介|邮寄|培训"
    "|医疗费|医疗补助|医疗救助|统筹金|个人账户|大额医疗|参加基本医疗|救助|慰问|离休|退休|奖励"
)
GOODS = "购置|采购|物资|设备|耗材|用品"
CAPITAL = ("309", "310")


@dataclass(frozen=True)
class Kind:
    """What a kind of procurement is paid from: subjects of basic spending, other projects."""

    name: str
    subjects: tuple[str, ...]
    unfit: re.Pattern[str]


PAID = (
    Kind("货物", ("30201", "30202", "30218", "30224", "30225"), re.compile(SERVICES)),
    Kind("工程", ("30213",), re.compile(f"{SERVICES}|{GOODS}")),
)
BEYOND = Decimal("1.5")  # times; a contract of more than a year is told in the year it is made


@rule(
    "MZ893",
    "采购的种类与支出相符",
    identity="政府采购的货物、工程，不大于可能用来买它的支出的一倍半：基本支出中相应的款和资本性支出，"
    "加上名称不是服务、补助一类的项目，和没有列出的项目支出",
    why="货物、工程、服务的数写到了旁边的一格，采购总额不变，读的人却以为单位买了设备、修了房子。",
    formula="政府采购.工程 ≤ 1.5 ×（30213 + 309 + 310 + 其他项目支出）",
    reference="政府采购支出情况说明",
    remedy="核对货物、工程、服务三个数，多半写到了旁边的一格；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def procured(evidence: Evidence) -> Iterator[Finding]:
    """A kind procured that cannot be: the services of an agency that built nothing as 工程."""
    account = evidence.account
    projects = _projects(account)
    for kind in PAID if projects is not None else ():
        bought = account.indicators.get(f"{BOUGHT}.{kind.name}")
        most = _possible(kind, projects or (), account)
        if bought and bought.is_known and most is not None:
            place = bought.place
            if place and bought.amount.value > EXACT.multiply(most, BEYOND):
                message = _said(kind, bought, most, account)
                yield Finding(place, message, operands=_others(kind, account))


def _projects(account: Account) -> tuple[tuple[str, Decimal], ...] | None:
    """What projects could have procured: each one's, and the rest; None where unknown."""
    whole = account.indicators.get(WHOLE)
    listed = [(p.name, p.total.spent) for p in account.projects]
    listed += [(plan.name, plan.figure("全部", "预算")) for plan in account.plans]
    figures = [figure for _, figure in listed]
    if whole is None or not whole.is_known or not all(f.is_known for f in figures):
        return None
    rest = whole.amount.value - sum((f.amount.value for f in figures), Decimal(0))
    named = [(name, figure.amount.value) for name, figure in listed]
    return (*named, ("", max(rest, Decimal(0))))


def _possible(
    kind: Kind, projects: Sequence[tuple[str, Decimal]], account: Account
) -> Decimal | None:
    """The most of a kind that can have been procured (元); None where unknown."""
    cube = account.cube
    codes = (*kind.subjects, *CAPITAL)
    figures = [cube.figure(cube.at("经济分类", GENERAL, code)) for code in codes]
    is_listed = any(row.section == "基本支出" for row in account.rows)
    if not is_listed or not all(figure.is_known for figure in figures):
        return None
    fitting = (value for name, value in projects if not kind.unfit.search(name))
    return sum((f.amount.value for f in figures), sum(fitting, Decimal(0)))


def _said(kind: Kind, bought: Figure, most: Decimal, account: Account) -> str:
    unit = account.unit.label
    shown = f"{bought.amount.displayed(account.unit):,} {unit}"
    limit = f"{Amount(most).displayed(account.unit):,} {unit}"
    return f"政府采购的{kind.name}是 {shown}，能用来买{kind.name}的支出至多 {limit}。"


def _others(kind: Kind, account: Account) -> tuple[Operand, ...]:
    """The cells of other kinds procured, where the amount may belong."""
    names = (f"{BOUGHT}.{name}" for name in KINDS if name != kind.name)
    figures = [f for name in names if (f := account.indicators.get(name)) and f.place]
    unit = account.unit
    return tuple(Operand(f.label, f.amount.worded(unit), f.place) for f in figures)
