"""Rules on a single figure that stands in no identity and has the size of another unit.

MZ636 and MZ637.  What a procurement or a reception cost is held against the whole document, and
against last year's: a slip of 元 for 万元 is told although nothing else would notice it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from mingzhang.checks.money_unit import UNIT_KEY
from mingzhang.checks.rule import ANY, FEW, Cause, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.typed_entries import Entry, Kind, disclosed, label
from mingzhang.forms.form_schema import OWN
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.schema_messages import Schema

# Parts of what a document spends; in 元, what the least of them is likely to be.
LEAST: dict[str, Decimal] = {
    "三公经费": Decimal(100),
    "政府采购": Decimal(1000),
    "机关运行经费": Decimal(1000),
    "项目": Decimal(1000),
}
TOTALS = ("总计", "收入总计", "年初预算收入", "年初预算支出")
LARGE = Decimal(1_000_000)  # 元; a document in which no part is likely to be a few 元
BEYOND = Decimal(2)  # a contract of several years may exceed the year's total
# What an agency owns was paid for in many years.
OWNED = re.compile("资产|[原净]值|账面|余额|库存|存量")
MANY = Decimal(1_000)
FACTOR = Decimal(10_000)
APART = (Decimal(5_000), Decimal(20_000))  # about 10,000, and what really moved
# What is told, too, of a whole document in another unit.
OF_ALL = {"MZ262": (UNIT_KEY,), "MZ790": (), "MZ272": (UNIT_KEY,)}


@rule(
    "MZ636",
    "部分的大小像这份文档的数",
    identity="“三公”经费、政府采购、机关运行经费、预算各项目的本年数、版式自己的键和清单的每个数，不大于收支总计的两倍"
    "（资产不大于一千倍）；以元填写的，不小到只有几元",
    why="一项费用比全部收支还大，或者只有几元钱，多半是元和万元写混了；没有别的数可对，只能这样看出来。",
    formula="部分 ≤ 收支总计（决算、预算、上年中最大的）× 2",
    reference="部门预算、部门决算公开表",
    remedy="核对这个数的单位，换算成“金额单位”；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def beyond_the_whole(evidence: Evidence) -> Iterator[Finding]:
    """A lone figure exceeds the whole: a reception costs more than the agency has."""
    account = evidence.account
    whole = max(_totals(account), key=lambda figure: figure.amount.value, default=None)
    for section, part in _parts(account) if whole else ():
        size = part.amount.value
        most = MANY if OWNED.search(section) else BEYOND
        if part.place and whole and size > EXACT.multiply(whole.amount.value, most):
            meant = EXACT.divide(size, FACTOR) <= whole.amount.value
            words = "，像是以元填写的" if meant and account.unit is Unit.WAN else ""
            message = (
                f"{_said(part, account)}，比{whole.label} {_shown(whole, account)}还大{words}。"
            )
            operands, cause = _operands(whole, account), Cause(is_word=True)
            yield Finding(part.place, message, operands=operands, cause=cause)
        elif part.place and whole and _is_tiny(section, part, whole, account):
            message = f"{_said(part, account)}，小得像是以万元填写的。"
            yield Finding(part.place, message, operands=_operands(whole, account))


def _totals(account: Account) -> Iterator[Figure]:
    for name in TOTALS:
        for figure in (account.indicators.get(name), account.previous.get(name)):
            if figure and figure.is_known and figure.amount.value:
                yield figure


def _parts(account: Account) -> Iterator[tuple[str, Figure]]:
    """The lone figures typed of the parts of a whole, each with the section that it stands in."""
    for name, definition in account.indicators.definitions.items():
        section = definition.key[0] if definition.key else ""
        is_lone = section in LEAST
        if not is_lone and _is_own(definition.key, account):
            is_lone, section = True, definition.key[-1]
        both = (account.indicators, account.previous) if is_lone else ()
        for figure in (one.get(name) for one in both):
            if figure and figure.is_known and not figure.amount.measure:
                yield section, figure
    yield from ((name, one.figure) for name, lines in account.lists.items() for one in lines)
    money = (one for plan in account.plans for one in plan.money)
    # A few 元 may well be left of last year's.
    yield from (("项目", one.figure) for one in money if one.point.basis == "本年")


def _is_own(key: Sequence[str], account: Account) -> bool:
    """Whether a figure is typed under a key that only the document's form has."""
    schema: Schema = account.folder.schemas.get(DISCLOSURE, {})
    for name in key:
        schema = schema.get("properties", {}).get(name, {})
        if OWN in schema:
            return True
    return False


def _is_tiny(section: str, part: Figure, whole: Figure, account: Account) -> bool:
    is_few = 0 < part.amount.value < LEAST.get(section, 0)
    return account.unit is Unit.YUAN and is_few and whole.amount.value >= LARGE


def _said(figure: Figure, account: Account) -> str:
    return f"{figure.label} {_shown(figure, account)}"


def _shown(figure: Figure, account: Account) -> str:
    return figure.amount.worded(account.unit)


def _operands(whole: Figure, account: Account) -> tuple[Operand, ...]:
    place = whole.first_place
    return (Operand(whole.label, _shown(whole, account), place),)


def too_large_or_small(evidence: Evidence) -> Iterator[Place]:
    """The places of lone figures whose size is unlike the document's (MZ636)."""
    found = beyond_the_whole.check(evidence)
    return (finding.place for finding in found if isinstance(finding, Finding))


@rule(
    "MZ637",
    "与上年同一个数不差一万倍",
    identity="本年填写的数，不是上年文件夹里同一个数的一万倍或万分之一左右",
    why="同一项费用一年之间差一万倍，是元和万元写混了。",
    formula="本年数 ÷ 上年数 不在 5,000 至 20,000 之间，也不在 1/20,000 至 1/5,000 之间",
    reference="上年公开的预算、决算",
    remedy="核对两年的单位，换算成“金额单位”；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def far_from_last_year(evidence: Evidence) -> Iterator[Finding]:
    """The size of one lone figure is 10,000 times last year's; up to three are told."""
    folder = evidence.account.folder
    if folder.previous is None:
        return
    before, now = disclosed(folder.previous), disclosed(folder)
    told = set(_told(evidence))
    pairs = [(entry, before[key]) for key, entry in now.items() if key in before]
    found = [(entry, old) for entry, old in pairs if is_far(entry, old) and entry.place not in told]
    if len(found) <= FEW:
        for entry, old in found:
            message = (
                f"{label(entry.key)} {_money(entry, evidence)}，上年 {_money(old, evidence)}。"
            )
            was = Operand("上年", _money(old, evidence), old.place)
            yield Finding(entry.place, message, operands=(was,))
    else:
        message = f"{len(found)} 个数与上年同一个数相差约一万倍：核对两年的“金额单位”。"
        operands = tuple(Operand(label(e.key), _money(e, evidence), e.place) for e, _ in found)
        cause = Cause(follow={**OF_ALL, "MZ603": ("上年",)})
        yield Finding(found[0][0].place, message, operands=operands, cause=cause)


def _told(evidence: Evidence) -> Iterator[Place]:
    """Lone figures whose size others tell: MZ636, and MZ262 those with a base of last year."""
    yield from too_large_or_small(evidence)
    yield from (m.now.place for m in evidence.all_moves if m.base == "上年" and m.now.place)


def is_far(entry: Entry, old: Entry) -> bool:
    """Whether the sizes of two figures are some 10,000 times apart, as 元 and 万元 are."""
    return Kind.MONEY is entry.kind and _are_far(size(entry), size(old))


def _are_far(one: Decimal, other: Decimal) -> bool:
    small, large = sorted((one, other))
    return bool(small) and APART[0] <= EXACT.divide(large, small) <= APART[1]


def far_from_budgets(account: Account) -> Sequence[tuple[Figure, Figure]]:
    """What was spent and its budget, of most subjects not of one size: all are in another unit."""
    both = [(item.final, budget) for item in account.items for budget in item.budgets.values()]
    known = [(f, b) for f, b in both if f.amount.value > 0 and b.is_known and b.amount.value > 0]
    far = [pair for pair in known if _are_far(*(figure.amount.value for figure in pair))]
    return far if len(far) >= FEW and len(far) * 2 >= len(known) else ()


def size(entry: Entry) -> Decimal:
    """The size of a lone figure, in 元; nothing for a word."""
    return abs(entry.value) if isinstance(entry.value, Decimal) else Decimal(0)


def _money(entry: Entry, evidence: Evidence) -> str:
    unit = evidence.account.unit
    value = entry.value if isinstance(entry.value, Decimal) else Decimal(0)
    return Amount(value).worded(unit)
