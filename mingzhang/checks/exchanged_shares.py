"""Two rows whose shares of the pay are each other's, for the rule MZ670.

In: basic spending by subject.  Out: pairs of lines, and what each is held against.  A share alone
accuses nobody: that the exchanged amounts both fit is the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.basic_spending_lines import BASIC, SPENT, Line
from mingzhang.checks.rule import Evidence
from mingzhang.facts.amount import EXACT

ADMINISTRATIVE, INSTITUTIONAL = ("2101101", "行政运行"), ("2101102", "事业运行")
APART, ALIKE = Decimal(4), Decimal("1.5")  # how many times one share is the other
PAY = ("30101", "30102", "30103", "30107")
RETIRED = ("2080501", "2080502")
AID, PENSIONS, PENSIONS_BEFORE = "303", "30302", "30301"
UNION, WELFARE = "30228", "30229"
INSURED, MEDICAL, CIVIL = "30108", "30110", "30111"
# To 16 % of pension insurance there are 6 to 10 % of medical insurance, and less of 补助.
FEW, MEDICAL_SHARE = Decimal("0.28"), (Decimal("0.3"), Decimal("0.65"))
# 失业 0.5 %, 工伤 1.9 % of the pay at most.
OTHERS, SMALL = "30112", Decimal("0.03")
# By law a trade union gets 2 % of the pay: what is twice that is not, what is about that may be.
TWICE, ABOUT = Decimal("0.04"), (Decimal("0.016"), Decimal("0.024"))


@dataclass(frozen=True, eq=False)
class Crossed:
    """Two lines that seem exchanged, why, and the lines that their shares are of."""

    one: Line
    other: Line
    why: str
    of: tuple[Line, ...]


def crossed_shares(evidence: Evidence) -> Iterator[Crossed]:
    """Shares exchanged: 行政单位医疗 and 事业单位医疗, 工会经费 and 福利费."""
    functions = evidence.basic_lines(SPENT)
    yield from _medical(functions, evidence)
    details = evidence.basic_lines(BASIC)
    pay = pay_of(evidence)
    yield from _union(details, pay)
    yield from _insured(details)
    yield from _small(details, pay)
    yield from _retired(functions, details)


def pay_of(evidence: Evidence) -> tuple[Line, ...]:
    """The lines of the pay that shares are of; none where one is not known, or is several lines."""
    details = evidence.basic_lines(BASIC)
    typed = {
        row.code
        for row in evidence.account.rows
        if row.section == BASIC and ((cell := row.node.get("金额")) is None or cell.number != 0)
    }
    is_whole = typed.intersection(PAY) <= details.keys()
    return tuple(details[code] for code in PAY if is_whole and code in details)


def _medical(functions: Mapping[str, Line], evidence: Evidence) -> Iterator[Crossed]:
    names = evidence.account.catalogue
    found = []
    for code, running in (ADMINISTRATIVE, INSTITUTIONAL):
        paid = [line for line in functions.values() if names.name(line.code) == running]
        if code in functions and len(paid) == 1:
            found.append((functions[code], paid[0]))
    if len(found) > 1:
        (one, its), (other, theirs) = found
        now = _times(one.number, its.number, other.number, theirs.number)
        then = _times(other.number, its.number, one.number, theirs.number)
        if now > APART and then < ALIKE:
            why = f"与各自的“{ADMINISTRATIVE[1]}”“{INSTITUTIONAL[1]}”相比，相差 {now:.0f} 倍"
            yield Crossed(one, other, why, (its, theirs))


def _times(one: Decimal, its: Decimal, other: Decimal, theirs: Decimal) -> Decimal:
    """How many times one share is the other; never below 1."""
    ratio = EXACT.divide(EXACT.multiply(one, theirs), EXACT.multiply(other, its))
    return max(ratio, EXACT.divide(Decimal(1), ratio))


def _union(details: Mapping[str, Line], pay: tuple[Line, ...]) -> Iterator[Crossed]:
    total = sum((line.number for line in pay), Decimal(0))
    one, other = details.get(UNION), details.get(WELFARE)
    if one and other and total > 0:
        least, most = (EXACT.multiply(total, share) for share in ABOUT)
        if one.number > EXACT.multiply(total, TWICE) and least <= other.number <= most:
            why = f"工会经费按工资总额的 2% 拨缴，{WELFARE} 的数才相近"
            yield Crossed(one, other, why, pay)


def _insured(details: Mapping[str, Line]) -> Iterator[Crossed]:
    """职工基本医疗保险缴费 below its share of the pension insurance, 公务员医疗补助 within it."""
    base, one, other = (details.get(code) for code in (INSURED, MEDICAL, CIVIL))
    if base and one and other and base.number > 0:
        least, most = (EXACT.multiply(base.number, share) for share in MEDICAL_SHARE)
        if one.number < EXACT.multiply(base.number, FEW) and least <= other.number <= most:
            why = f"医疗保险缴费是养老保险缴费 {INSURED} 的三四成，{CIVIL} 的数才相近"
            yield Crossed(one, other, why, (base,))


def _small(details: Mapping[str, Line], pay: tuple[Line, ...]) -> Iterator[Crossed]:
    """其他社会保障缴费 above its share of the pay, 公务员医疗补助 within it."""
    one, other = details.get(CIVIL), details.get(OTHERS)
    limit = EXACT.multiply(sum((line.number for line in pay), Decimal(0)), SMALL)
    if one and other and one.number < limit < other.number:
        why = f"{OTHERS} 只有工伤、失业一类，不到工资的 3%"
        yield Crossed(one, other, why, pay)


def _retired(functions: Mapping[str, Line], details: Mapping[str, Line]) -> Iterator[Crossed]:
    """Exchanged shares of the retired: 退休费 is a small part of it, another 款 about all."""
    paid = tuple(functions[code] for code in RETIRED if code in functions)
    total = sum((line.number for line in paid), Decimal(0))
    own, given = details.get(PENSIONS), details.get(PENSIONS_BEFORE)
    if own and not given and total > EXACT.multiply(own.number, APART):
        least, most = EXACT.divide(total, ALIKE), EXACT.multiply(total, ALIKE)
        others = [
            line
            for code, line in details.items()
            if code[:-2] == AID and code != PENSIONS and least <= line.number <= most
        ]
        if len(others) == 1:
            why = f"{'、'.join(line.code for line in paid)} 有 {total:,}"
            yield Crossed(own, others[0], why, paid)
