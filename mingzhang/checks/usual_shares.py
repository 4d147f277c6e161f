"""Rules on what by its nature is a part of the pay, or is paid to the retired.

MZ754, MZ873 and MZ874.  Where a row has the code of another kind of cost, no total tells; its
size does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.checks.basic_spending_lines import BASIC, SPENT, Line, is_telling
from mingzhang.checks.rule import ANY, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import EXACT

PAY = ("30101", "30102", "30103", "30107")
# The most that the cost of one kind is of the pay: by law a few hundredths, and room for more.
MOST = {"30106": Decimal("0.25"), "30112": Decimal("0.15"), "30228": Decimal("0.05")}
# Who has no 奖金 has it where so much of the pay is 伙食补助费.
WITHOUT = {"30106": ("30103", Decimal("0.1"))}
TOLD = {
    "30106": "伙食补助费",
    "30112": "工伤、失业一类的缴费",
    "30228": "按工资总额 2% 拨缴的工会经费",
}
RETIRED = ("2080501", "2080502")
PENSIONS = ("30301", "30302")
GROUP = 5  # digits of a 款
AID = "303"
ALIKE = Decimal("1.5")  # how many times one of two amounts about the same is the other


@rule(
    "MZ873",
    "工资以外的款只是工资的一小部分",
    identity="伙食补助费 30106 不到工资、津贴、奖金、绩效合计的四分之一，"
    "其他社会保障缴费 30112 不到百分之十五，工会经费 30228 不到百分之五",
    why="奖金、医疗保险缴费的编码错成了旁边的一款，合计还对，读的人看到的却是不可能的伙食费。",
    formula="30106 ≤ 25% ×（30101 + 30102 + 30103 + 30107）；30112 ≤ 15% × 同上；30228 ≤ 5% × 同上",
    reference="一般公共预算财政拨款基本支出表",
    remedy="核对这一款的编码和金额；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def parts_of_pay(evidence: Evidence) -> Iterator[Finding]:
    """An unusual share of the pay: 奖金 typed as 伙食补助费, a third of it."""
    details = evidence.basic_lines(BASIC)
    pay = tuple(details[code] for code in PAY if code in details)
    total = sum((line.number for line in pay), Decimal(0))
    # Of several units, or funds, the pay is more than what has one line.
    is_all = len(pay) == len(_typed(evidence, BASIC).intersection(PAY))
    for code in MOST if is_all else ():
        line, share = details.get(code), _most(code, details)
        if line and len(pay) > 1 and line.number > EXACT.multiply(total, share):
            unit = evidence.account.unit.label
            message = (
                f"{code} {evidence.account.catalogue.name(code)} {line.number:,} {unit}，"
                f"而工资、津贴、奖金合计才 {total:,}：{TOLD[code]}不会有这么多。"
            )
            yield Finding(line.place, message, operands=_operands(pay, evidence))


def _most(code: str, details: Mapping[str, Line]) -> Decimal:
    """The usual share at most: less where the row beside it is not there."""
    beside, share = WITHOUT.get(code, ("", MOST[code]))
    return MOST[code] if beside in details else share


def _typed(evidence: Evidence, section: str) -> frozenset[str]:
    """The codes of all lines of a list, the usual one line or several."""
    return frozenset(row.code for row in evidence.account.rows if row.section == section)


CIVIL, OTHER_INSURED, MEDICAL = "30111", "30112", "30110"
LITTLE = Decimal("0.15")  # of 30110: what civil servants get beside it is more


@rule(
    "MZ754",
    "公务员医疗补助不只是零头",
    identity="没有其他社会保障缴费 30112 的，公务员医疗补助缴费 30111 不少于职工基本医疗保险缴费"
    " 30110 的 15%",
    why="工伤、失业保险人人都有；没有 30112、30111 却只有零头的，多半是编码错了一位。",
    formula="没有 30112 时，30111 ≥ 15% × 30110",
    reference="一般公共预算财政拨款基本支出表",
    remedy="核对 30111 的编码；确实是公务员医疗补助的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def small_insurance(evidence: Evidence) -> Iterator[Finding]:
    """An unusual share: 工伤保险 typed as 公务员医疗补助, a twentieth of the medical insurance."""
    details = evidence.basic_lines(BASIC)
    line, beside = details.get(CIVIL), details.get(MEDICAL)
    is_alone = line is not None and OTHER_INSURED not in _typed(evidence, BASIC)
    if line and beside and is_alone and line.number < EXACT.multiply(beside.number, LITTLE):
        names, unit = evidence.account.catalogue, evidence.account.unit.label
        message = (
            f"{line.code} {names.name(line.code)} {line.number:,} {unit}，只是 {MEDICAL} "
            f"{beside.number:,} 的零头，又没有 {OTHER_INSURED} {names.name(OTHER_INSURED)}。"
        )
        yield Finding(line.place, message, operands=_operands((beside,), evidence))


@rule(
    "MZ874",
    "离退休的钱在离休费、退休费里",
    identity="功能科目有行政、事业单位离退休的基本支出，经济科目 303 里有一款正与它相近的，"
    "这一款是离休费 30301 或退休费 30302（两款都没有的才提示）；没有行政、事业单位离退休的，"
    "离休费、退休费不正好等于 20805 的另一行",
    why="退休费的编码错成了旁边的一款，合计还对，两张表却对不上。",
    formula="05表.2080501 + 05表.2080502 ≈ 06表.30301 + 06表.30302",
    reference="一般公共预算财政拨款基本支出表",
    remedy="核对这一款的编码；确实发的是这一款的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def paid_to_the_retired(evidence: Evidence) -> Iterator[Finding]:
    """Not the usual share for the retired: their pay under 生活补助, nothing under 退休费."""
    functions = evidence.basic_lines(SPENT)
    details = evidence.basic_lines(BASIC)
    paid = tuple(functions[code] for code in RETIRED if code in functions)
    retired = _typed(evidence, SPENT).intersection(RETIRED)
    near = _near(sum((line.number for line in paid), Decimal(0)), details)
    is_all = len(paid) == len(retired)
    if near and is_all and _typed(evidence, BASIC).isdisjoint(PENSIONS):
        names = evidence.account.catalogue
        shown = "、".join(f"{line.code} {names.name(line.code)} {line.number:,}" for line in paid)
        message = (
            f"有 {shown}，没有离休费、退休费；与它相近的是 {near.code} {names.name(near.code)} "
            f"{near.number:,}。"
        )
        yield Finding(near.place, message, operands=_operands(paid, evidence))
    if not retired:
        yield from _elsewhere(functions, details, evidence)


def _elsewhere(
    functions: Mapping[str, Line], details: Mapping[str, Line], evidence: Evidence
) -> Iterator[Finding]:
    """A pension of which just as much stands in an unusual row of its 款: 离退休人员管理机构."""
    pensions = [details[code] for code in PENSIONS if code in details]
    total = sum((line.number for line in pensions), Decimal(0))
    same = [
        line
        for code, line in functions.items()
        if code[:GROUP] == RETIRED[0][:GROUP] and line.number == total
    ]
    names, unit = evidence.account.catalogue, evidence.account.unit.label
    for line in same if is_telling(total) else ():
        message = (
            f"{line.code} {names.name(line.code)} {line.number:,} {unit}，"
            "正是离休费、退休费的数，又没有行政、事业单位离退休。"
        )
        yield Finding(line.place, message, operands=_operands(tuple(pensions), evidence))


def _near(total: Decimal, details: Mapping[str, Line]) -> Line | None:
    """The only line of 303 with about the usual share of what was paid for the retired."""
    least, most = EXACT.divide(total, ALIKE), EXACT.multiply(total, ALIKE)
    found = [
        line
        for code, line in details.items()
        if code[:-2] == AID and total and least <= line.number <= most
    ]
    return found[0] if len(found) == 1 else None


def _operands(lines: tuple[Line, ...], evidence: Evidence) -> tuple[Operand, ...]:
    unit = evidence.account.unit.label
    return tuple(Operand(line.code, f"{line.number:,} {unit}", line.place) for line in lines)
