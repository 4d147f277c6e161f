"""Rules on the size of a unit's money in a department: amounts in 元 under 万元, or the reverse.

MZ870.  A unit's file agrees with itself whatever its unit of money is called; the department that
sums it is out by 10,000.  Last year's file of the same unit tells, and the other units do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.lone_figure_sizes import FACTOR, OF_ALL, far_from_budgets, is_far, size
from mingzhang.checks.money_unit import unlikely_unit, within_tails
from mingzhang.checks.rule import ANY, Cause, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.source_nodes import text
from mingzhang.facts.typed_entries import Entry, Kind, disclosed, label, read_entries

FEWEST = 3  # figures of a unit that are 10,000 times last year's
# Basic spending in 元: what no single unit has, and how far beyond all the others' it is.
LARGE, BEYOND = Decimal(10**9), Decimal(100)
# Basic spending in 元: what no unit has so little of where each other has more than that.
SMALL, USUAL = Decimal(10**4), Decimal(10**6)
SPENT, BASIC = "支出", "基本支出"


@rule(
    "MZ870",
    "单位的数与“金额单位”相称",
    identity="汇总的每个单位，不是大半的数都与它上年的（决算：年初预算）相差一万倍左右；"
    "基本支出没有大到 10 亿元以上、又是其余单位之和的 100 倍以上，"
    "也没有小到不足 1 万元、而其余单位都在 100 万元以上，或者合计都只差几分",
    why="单位的文件以元填写、却写着万元（或者反过来），它自己前后一致，加到部门里就差一万倍。",
    formula="单位的数 ÷ 上年同一个数 不在 5,000 至 20,000 之间，也不在 1/20,000 至 1/5,000 之间",
    reference="部门决算、预算的汇总",
    remedy="核对这个单位的“金额单位”，和与它相比的那一份的；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def sized_as_its_unit(evidence: Evidence) -> Iterator[Finding]:
    """A unit of which the money is 10,000 times too large or too small."""
    account = evidence.account
    for part, own, others in _beside_others(account):
        told = _against_last_year(part, account)
        told = told or (_against_others(part, own, others) if others else None)
        told = told or _by_itself(part, own) or _against_budget(part)
        if told:
            words, operands = told
            message = f"单位“{part.agency}”的“金额单位”是{part.unit.label}，{words}。"
            yield Finding(place_of_unit(part), message, operands=operands, cause=_meant(part))


def _meant(part: Account) -> Cause:
    """What a department's sums would be if the unit's money were in the other size.

    In 元 nothing is rounded, so that sums of amounts in 万元 do not add up to the fen.
    """
    factor = FACTOR if part.unit is Unit.YUAN else 1 / FACTOR
    evaluated = read_entries(part.folder.performance, {}, part.unit)
    every = (*disclosed(part.folder).values(), *evaluated.values())
    money = (entry for entry in every if entry.kind is Kind.MONEY)
    values = ((entry.place, entry.value) for entry in money)
    changes = {at: value * (factor - 1) for at, value in values if isinstance(value, Decimal)}
    own = {"MZ861": (part.agency,), "MZ415": ("差异原因",), "MZ855": ()}
    codes = [item.code for item in part.items]
    names = {"MZ261": "{}", "MZ603": "{} 支出"} if codes else {}
    items = {code: tuple(map(name.format, codes)) for code, name in names.items()}
    follow = {**OF_ALL, **own, **items}

    def is_tail(equation: Equation) -> bool:
        """Whether an equation of the unit's own money fails by rounding alone."""
        is_own = not changes.keys().isdisjoint(equation.weights)
        return part.unit is Unit.YUAN and is_own and bool(within_tails([equation]))

    return Cause(changes=changes, follow=follow, excuses=is_tail)


def place_of_unit(part: Account) -> Place:
    """Where a department's unit says in what size (元, 万元) its money is, or its source."""
    typed = part.source.get("金额单位")
    return typed.place if typed else part.source.place


def oddly_sized(evidence: Evidence) -> frozenset[Place]:
    """Where the units whose money has an odd size (MZ870) say what it is in."""
    found = sized_as_its_unit.check(evidence)
    return frozenset(finding.place for finding in found if isinstance(finding, Finding))


Told = tuple[str, tuple[Operand, ...]]


def _against_last_year(part: Account, account: Account) -> Told | None:
    before = _last_years(part, account)
    now = disclosed(part.folder)
    pairs = [(entry, before[key]) for key, entry in now.items() if key in before]
    both = [(entry, old) for entry, old in pairs if size(entry) and size(old)]
    far = [(entry, old) for entry, old in both if is_far(entry, old)]
    if len(far) < FEWEST or len(far) * 2 < len(both):
        return None
    entry, old = far[0]
    operands = (Operand(label(entry.key), _yuan(size(entry)), entry.place),)
    last = Operand(f"上年 {label(old.key)}", _yuan(size(old)), old.place)
    return f"{len(far)} 个数都与它上年的相差一万倍左右", (*operands, last)


def _against_budget(part: Account) -> Told | None:
    """The odd size of a unit's money, beside what was budgeted in another file of its year."""
    far = far_from_budgets(part)
    if not far or far[0][1].place is None or far[0][1].place.file == part.source.place.file:
        return None
    operands = tuple(Operand(f.label, _yuan(f.amount.value), f.place) for f in far[0])
    return f"{len(far)} 个科目的决算数都与年初预算相差一万倍左右", operands


def _by_itself(part: Account, own: Figure) -> Told | None:
    """The odd size of a unit's money, whatever others have: too large, or no 分 of it adds up."""
    if large := unlikely_unit(part):
        return large.message.rstrip("。"), large.operands
    if part.unit is Unit.YUAN and 0 < own.amount.value < SMALL:
        sums = (line.equation for line in Evidence(part).roll_ups)
        failing = [one for one in sums if not one.holds]
        tails = within_tails(failing)
        if tails and len(tails) * 2 >= len(failing):
            return f"有 {len(tails)} 处合计只差几分，像是以万元填写、四舍五入到两位小数的数", ()
    return None


def _last_years(part: Account, account: Account) -> Mapping[tuple[str, ...], Entry]:
    """Last year's money of a unit: its own folder's entries in last year's department."""
    previous = account.folder.previous
    folders = previous.units if previous else ()
    found = (folder for folder in folders if text(folder.profile, "名称") == part.agency)
    return {key: entry for folder in found for key, entry in disclosed(folder).items()}


@dataclass(frozen=True)
class _Others:
    """Beside which basic spending (元) a unit has a size: all the other units', and the least."""

    sum: Decimal
    least: Decimal | None


def _beside_others(account: Account) -> Iterator[tuple[Account, Figure, _Others | None]]:
    """Each unit with the size of its money and the others'; those where one is not known: none."""
    basic = [_basic(part) for part in account.parts]
    whole = summed(BASIC, basic)
    least = sorted(figure.amount.value for figure in basic)[:2]
    for part, own in zip(account.parts, basic, strict=True):
        rest = whole.amount.value - own.amount.value
        yield part, own, _Others(rest, _least(own, least)) if whole.is_known else None


def _least(own: Figure, least: Sequence[Decimal]) -> Decimal | None:
    """The least size among the other units: the second where a unit itself has the least."""
    others = least[1:] if own.amount.value == least[0] else least
    return others[0] if others else None


def _against_others(part: Account, own: Figure, others: _Others) -> Told | None:
    size, most = own.amount.value, others.sum
    if not size:
        return None
    operand = Operand(f"{part.agency} {BASIC}", _yuan(size), next(own.typed()).place)
    if size >= LARGE and most and size >= BEYOND * most:
        return f"基本支出是其余单位之和的 {size // most:,} 倍，像是以元填写的", (operand,)
    if size < SMALL and others.least is not None and others.least >= USUAL:
        return f"基本支出只有 {_yuan(size)}，像是以万元填写的", (operand,)
    return None


def _basic(part: Account) -> Figure:
    return part.cube.figure(part.cube.at(SPENT, nature=BASIC))


def _yuan(value: Decimal) -> str:
    return f"{value:,.2f} 元"
