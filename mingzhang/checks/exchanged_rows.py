"""Rules on rows that were exchanged: the money of a pair of subjects, its size, a seldom code.

MZ669 to MZ671, MZ686, MZ286.  Each has a sum that is right; what tells is the same money elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain

from mingzhang.checks.basic_spending_lines import BASIC, PAIRS, SPENT, Line, is_telling
from mingzhang.checks.exchanged_shares import PAY, Crossed, crossed_shares, pay_of
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import Move
from mingzhang.project import SHIPPED

TABLES = "一般公共预算财政拨款支出表、一般公共预算财政拨款基本支出明细表"
CATALOGUE = "政府收支分类科目"
ADJUSTED, CODE = "全年预算", re.compile("[0-9]{7}")
BEYOND = 2  # times of what was spent that a plan is of another row
BUDGETS = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")
# The smaller first: its rate is half the other's, or a fiftieth of it.
SMALLER = (("30109", "30108"), ("2080506", "2080505"), ("30112", "30108"))
HOUSING, HALF = "30113", Decimal("0.5")  # of the pay; with what may be paid besides
CROSSED_DIGITS = 2  # of each of two figures
MEDICAL = ("30111",)  # who has 公务员医疗补助 may well have it under one classification only
SERVANTS = re.compile("参公|参照")
POSTS = re.compile("事业编制(?:人员)?[1-9]")
FILE = "seldom.csv"  # a code that most have, one near it that few have, and whose this is


@rule(
    "MZ669",
    "成对科目的金额没有互换",
    identity="养老保险缴费 30108 与 2080505、职业年金缴费 30109 与 2080506、"
    "医疗保险缴费 30110 与 2101101、2101102，公务员医疗补助 30111 与 2101103、"
    "住房公积金 30113 与 2210201 不同时，后者不正是别的款的数，前者不正是别的项的数",
    why="两行的金额（或编码）写反了，各项之和不变，只有另一张表看得出来。",
    formula="06表.30108 ≠ 05表.2080505 时，05表.2080505 ≠ 06表的其他款",
    reference=TABLES,
    remedy="对照工资表、缴费单核对这两行，改正写反的金额或编码。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def crossed(evidence: Evidence) -> Iterator[Finding]:
    """Rows exchanged: 30108 has what 2080506 says, and 30109 what 2080505 says.

    Told once for two rows.
    """
    by_costs = list(_crossings(evidence))
    told = {line.code for _, _, meant in by_costs for line in meant}
    by_functions = (found for found in _crossed_functions(evidence) if found[0].code not in told)
    for own, other, meant in chain(by_costs, by_functions):
        yield _crossed(evidence, own, other, meant)


def _crossings(evidence: Evidence) -> Iterator[tuple[Line, Line, list[Line]]]:
    """Exchanged rows: a line, the one that has its money, and those that say so."""
    details, functions = evidence.basic_lines(BASIC), evidence.basic_lines(SPENT)
    told: set[frozenset[str]] = set()
    for code, names in PAIRS.items():
        own, meant = details.get(code), [functions[name] for name in names if name in functions]
        total = sum((line.number for line in meant), Decimal(0))
        if own is None or own.number == total or not is_telling(total):
            continue
        others = [line for line in details.values() if line.number == total]
        both = frozenset((code, *(line.code for line in others)))
        # Where the other pair is as it should be, its figure was copied, and the sums tell.
        if len(others) == 1 and both not in told and not _is_paired(others[0], functions):
            told.add(both)
            yield own, others[0], meant


def _crossed_functions(evidence: Evidence) -> Iterator[tuple[Line, Line, list[Line]]]:
    """Exchanged rows by function: 2101199 has the money that 30111 says 2101103 should have.

    Rows that both have a cost of their own are told by their costs.
    """
    details, functions = evidence.basic_lines(BASIC), evidence.basic_lines(SPENT)
    paired = {name for names in PAIRS.values() for name in names}
    unpaired = [line for name, line in functions.items() if name not in paired]
    for code, names in PAIRS.items():
        meant = [functions[name] for name in names if name in functions]
        cost = details.get(code)
        if cost and len(meant) == 1 and meant[0].number != cost.number:
            yield from ((meant[0], line, [cost]) for line in _same(cost, unpaired))


def _is_paired(line: Line, functions: Mapping[str, Line]) -> bool:
    """Whether a row, maybe exchanged, has its money under its own function as well."""
    names = PAIRS.get(line.code, ())
    return bool(names) and line.number == sum(
        (functions[name].number for name in names if name in functions), Decimal(0)
    )


def _crossed(evidence: Evidence, own: Line, other: Line, meant: list[Line]) -> Finding:
    unit = evidence.account.unit.label
    functional = "、".join(line.code for line in meant)
    total = sum((line.number for line in meant), Decimal(0))
    partners = [evidence.basic_lines(SPENT).get(name) for name in PAIRS.get(other.code, ())]
    lines = [own, other, *meant, *(line for line in partners if line)]
    message = (
        f"{own.code} 是 {own.number:,} {unit}，{functional} 是 {total:,} {unit}，"
        f"正是 {other.code} 的数：两行的金额或编码像是互换了。"
    )
    names = evidence.account.catalogue
    operands = tuple(
        Operand(f"{line.code} {names.name(line.code)}", f"{line.number:,} {unit}", line.place)
        for line in lines
    )
    changes = {one.place: by for one, by in _exchange(own, other, evidence)}
    if len(meant) == len([line for line in partners if line]) == 1:
        changes |= {one.place: by for one, by in _exchange(meant[0], lines[-1], evidence)}
    return Finding(own.place, message, operands=operands, cause=Cause(changes=changes))


def _exchange(
    one: Line, other: Line, evidence: Evidence
) -> tuple[tuple[Line, Decimal], tuple[Line, Decimal]]:
    """By how much (元) each of two rows would be larger if they were exchanged."""
    more = Amount.typed(other.number - one.number, evidence.account.unit).value
    return (one, more), (other, -more)


@rule(
    "MZ286",
    "成对科目的钱没有写进别的编码",
    identity="有医疗保险缴费 30110 而没有 2101101、2101102（或者反过来；公务员医疗补助 30111 与 "
    "2101103 也是这样）时，另一种分类里没有别的科目正好是这个数",
    why="编码错了一位，钱就列到别的科目里，各处合计都不变，只有成对的另一边看得出来。",
    formula="没有 05表.2101101、2101102 时，05表.2101103 ≠ 06表.30110",
    reference=TABLES,
    remedy="核对这两行的编码；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def under_another_code(evidence: Evidence) -> Iterator[Finding]:
    """Rows exchanged between codes: 2101103 with the money of 30110, nothing under 2101101.

    Told once.
    """
    told: set[frozenset[str]] = set()
    for own, other, meant in _under_others(evidence):
        both = frozenset((own.code, other.code))
        if both not in told:
            told.add(both)
            yield _misnamed(evidence, own, other, meant)


def _under_others(evidence: Evidence) -> Iterator[tuple[Line, Line, tuple[str, ...]]]:
    """A row of an exchanged pair, the only other that has its money, the codes with none."""
    details, functions = evidence.basic_lines(BASIC), evidence.basic_lines(SPENT)
    of_details, of_functions = _unpaired(functions, details)
    for code, names in PAIRS.items():
        own = details.get(code)
        meant = [functions[name] for name in names if name in functions]
        # Of pairs of one and one MZ268 tells that half of it is not there.
        if len(names) == 1 and code not in MEDICAL:
            continue
        if own and not meant:
            yield from ((own, line, names) for line in _same(own, of_functions))
        elif meant and not own:
            total = sum((line.number for line in meant), Decimal(0))
            whole = Line(meant[0].code, total, meant[0].place)
            yield from ((whole, line, (code,)) for line in _same(whole, of_details))


def _same(own: Line, lines: list[Line]) -> list[Line]:
    """The only row with the same money as one that may be exchanged."""
    same = [line for line in lines if line.number == own.number and is_telling(own.number)]
    return same if len(same) == 1 else []


def _unpaired(
    functions: Mapping[str, Line], details: Mapping[str, Line]
) -> tuple[list[Line], list[Line]]:
    """Rows, maybe exchanged, of which the other half of the pair has other money, or is none."""
    paired = {name for names in PAIRS.values() for name in names}
    of_details = [line for code, line in details.items() if code not in PAIRS]
    of_functions = [
        line for code, line in functions.items() if code not in paired and CODE.fullmatch(code)
    ]
    for code, names in PAIRS.items():
        meant = [functions[name] for name in names if name in functions]
        own = [details[code]] if code in details else []
        total = sum((line.number for line in meant), Decimal(0))
        of_details += [line for line in own if line.number != total]
        money = sum((line.number for line in own), Decimal(0))
        of_functions += [line for line in meant if line.number != money]
    return of_details, of_functions


def _misnamed(evidence: Evidence, own: Line, other: Line, meant: tuple[str, ...]) -> Finding:
    """The finding about a row exchanged with another code's: it has the money of that."""
    names, unit = evidence.account.catalogue, evidence.account.unit.label
    row = next(row for row in evidence.account.rows if row.code == other.code)
    message = (
        f"{other.code} {names.name(other.code)} 是 {other.number:,} {unit}，正是 {own.code} "
        f"{names.name(own.code)} 的数，却没有 {'、'.join(meant)}：编码像是写错了。"
    )
    label = f"{own.code} {names.name(own.code)}"
    operands = (Operand(label, f"{own.number:,} {unit}", own.place),)
    return Finding(row.place, message, operands=operands)


@rule(
    "MZ670",
    "缴费的多少合乎比例",
    identity="职业年金缴费（单位缴 8%）不多于养老保险缴费（单位缴 16%），"
    "其他社会保障缴费（失业、工伤等）不多于养老保险缴费，住房公积金不到工资的一半；行政单位医疗与行政运行、事业单位医疗与"
    "事业运行之比，工会经费与工资之比，退休费与离退休支出之比，互换两行才合乎比例的也提示",
    why="费率小的比费率大的还多，多半是两行写反了。",
    formula="30109 ≤ 30108；2080506 ≤ 2080505；30112 ≤ 30108；30113 ≤ 工资 ÷ 2",
    reference=TABLES,
    remedy="核对两行的金额；补缴、一次性记实等确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def proportions(evidence: Evidence) -> Iterator[Finding]:
    """Exchanged rows: more 职业年金 than 养老保险."""
    unit = evidence.account.unit
    found = {**evidence.basic_lines(BASIC), **evidence.basic_lines(SPENT)}
    names = evidence.account.catalogue
    # Of rows that were exchanged is told already.
    told = {
        code
        for own, other, _ in _crossings(evidence)
        for line in (own, other)
        for code in (line.code, *PAIRS.get(line.code, ()))
    }
    for small, large in SMALLER:
        one, other = found.get(small), found.get(large)
        if (
            one
            and other
            and not {small, large} <= told
            and Amount.typed(one.number - other.number, unit).value > 0
        ):
            words = f"{small} {names.name(small)} {one.number:,} {unit.label}"
            more = f"{large} {names.name(large)} {other.number:,} {unit.label}"
            operands = (Operand(large, f"{other.number:,} {unit.label}", other.place),)
            both = (_figure(one, unit), _figure(other, unit))
            message = f"{words}，多于 {more}。"
            yield Finding(one.place, message, operands=operands, compared=both)
    yield from _of_pay(evidence)
    yield from (_of_shares(crossed, evidence) for crossed in crossed_shares(evidence))


def _of_pay(evidence: Evidence) -> Iterator[Finding]:
    """住房公积金 beyond half of the pay, maybe of an exchanged row; by law it is 12 % at most."""
    details, unit = evidence.basic_lines(BASIC), evidence.account.unit
    own, paid = details.get(HOUSING), pay_of(evidence)
    total = sum((line.number for line in paid), Decimal(0))
    if own and any(line.code == PAY[0] for line in paid) and own.number > total * HALF:
        shown = f"{total:,} {unit.label}"
        message = f"{HOUSING} 住房公积金 {own.number:,} {unit.label}，工资总额只有 {shown}。"
        operands = tuple(Operand(line.code, f"{line.number:,}", line.place) for line in paid)
        yield Finding(own.place, message, operands=operands)


def _figure(line: Line, unit: Unit) -> Figure:
    """A line of exchanged rows as a figure."""
    return Figure(line.code, Amount.typed(line.number, unit), line.place)


def _of_shares(crossed: Crossed, evidence: Evidence) -> Finding:
    one, other, names = crossed.one, crossed.other, evidence.account.catalogue
    unit = evidence.account.unit.label
    shown = [f"{n.code} {names.name(n.code)} {n.number:,} {unit}" for n in (one, other)]
    message = f"{shown[0]}，{shown[1]}：{crossed.why}，两行的金额像是写反了。"
    operands = tuple(
        Operand(f"{n.code} {names.name(n.code)}", f"{n.number:,} {unit}", n.place)
        for n in (other, *crossed.of)
    )
    return Finding(one.place, message, operands=operands)


@rule(
    "MZ671",
    "少见的科目不代替常有的",
    identity="基本支出里没有几乎每个单位都有的款，却有它旁边少见的款（或者没有基本工资，却有津贴补贴），才提示",
    why="编码错了一位，钱就列到了别的科目里，合计却看不出来。",
    reference=CATALOGUE,
    remedy="核对编码；确实只有这个科目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def seldom(evidence: Evidence) -> Iterator[Finding]:
    """A row maybe exchanged, of a seldom code: 30240 of an agency that has no 30239.

    Of last year's codes others tell.
    """
    names = evidence.account.catalogue
    bodies = {names.name(code) for code in evidence.basic_lines(SPENT)}
    posts = [p.text for p in evidence.passages if p.keys[-1] == "编制"]
    # Who is paid as civil servants are has no 绩效工资.
    if any(POSTS.search(words) and not SERVANTS.search(words) for words in posts):
        bodies.add("事业运行")
    typed = {row.code: row.place for row in evidence.account.rows if row.section == BASIC}
    for usual, few, body in () if evidence.account.folder.previous else _seldom():
        if few in typed and usual not in typed and (not body or body in bodies):
            message = f"有 {few} {names.name(few)}，没有 {usual} {names.name(usual)}。"
            yield Finding(typed[few], message, about=frozenset({usual}))


@cache
def _seldom() -> tuple[tuple[str, str, str], ...]:
    with (SHIPPED / "catalogue" / FILE).open(encoding="utf-8", newline="") as lines:
        return tuple((r["usual"], r["seldom"], r["body"]) for r in csv.DictReader(lines))


@rule(
    "MZ686",
    "比较的两行没有写反",
    identity="两个指标的本年数与上年数（决算数与预算数）不正好交叉相等；上年只有一种预算、"
    "本年只有另一种预算的，数额不相近；同一款两行，一行的支出大于全年预算数，互换才都不大于的也提示",
    why="两行的上年数写反了，两句比较都会说错。",
    formula="甲.本年 = 乙.上年、乙.本年 = 甲.上年时，甲.本年 = 甲.上年",
    reference="情况说明文字、“三公”经费支出表",
    remedy="对照上年的文件（年初预算），核对这两行的数。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def crosswise(evidence: Evidence) -> Iterator[Finding]:
    """Neighbouring rows exchanged: 接待费 0.79 after 3.60, 运行维护费 3.60 after 0.79."""
    moved: dict[tuple[str, Decimal, Decimal], Move] = {}
    for move in evidence.all_moves:
        now, before = move.now.amount.value, move.before.amount.value
        places = move.now.place, move.before.place
        if now == before or not (now and before) or None in places:
            continue
        other = moved.get((move.base, before, now))
        if other and _is_telling_both(now, before) and move.before.place != other.before.place:
            yield _across(other, move, evidence)
        moved.setdefault((move.base, now, before), move)
    yield from _from_another_fund(evidence)
    yield from _beyond_plan(evidence)


def _beyond_plan(evidence: Evidence) -> Iterator[Finding]:
    """A row beyond its 全年预算, exchanged with one whose own would do for both."""
    moves = [m for m in evidence.all_moves if m.base == ADJUSTED and m.before.place]
    beyond = [m for m in moves if m.before.amount.value and m.sign > 0]
    for one in beyond:
        fitting = [other for other in moves if _would_fit(one, other)]
        if len(fitting) == 1:
            yield _across(one, fitting[0], evidence)


def _would_fit(one: Move, other: Move) -> bool:
    """Whether both of two exchanged rows are within the plan of the other."""
    now, before = one.now.amount.value, one.before.amount.value
    its, planned = other.now.amount.value, other.before.amount.value
    is_beside = other is not one and _group(one) == _group(other) != ""
    return is_beside and 0 < its <= before and now <= planned < BEYOND * now


def _group(move: Move) -> str:
    """The 款 of an exchanged row's figure, by its label; empty where it is of no row."""
    found = CODE.match(move.before.label)
    return found[0][:5] if found else ""


def _from_another_fund(evidence: Evidence) -> Iterator[Finding]:
    """Rows exchanged between funds: all that one budget paid is paid from another."""
    for base, move in ((m.base, m) for m in evidence.all_moves if not m.before.amount.value):
        sisters = (m for m in evidence.all_moves if m.base == base and _is_sister(move, m))
        for other in sisters:
            now, before = move.now.amount.value, other.before.amount.value
            is_gone = not other.now.amount.value and move.before.place and other.before.place
            if is_gone and 0 < now < 2 * before and before < 2 * now:
                yield _across(move, other, evidence)


def _is_sister(one: Move, other: Move) -> bool:
    """Whether two rows that may be exchanged are of one name but for the budget that pays."""
    names = (BUDGETS.sub("", move.now.label) for move in (one, other))
    return one is not other and BUDGETS.search(one.now.label) is not None and len({*names}) == 1


def _is_telling_both(one: Decimal, other: Decimal) -> bool:
    return all(len(n.normalize().as_tuple().digits) >= CROSSED_DIGITS for n in (one, other))


def _across(one: Move, other: Move, evidence: Evidence) -> Finding:
    unit = evidence.account.unit
    shown = [
        Operand(figure.label, figure.amount.worded(unit), figure.place)
        for move in (one, other)
        for figure in (move.now, move.before)
    ]
    words = "，".join(f"{operand.label} {operand.value}" for operand in shown)
    place = other.before.place or other.now.place or evidence.account.source.place
    moved = {m.before.place: m.difference.amount.value for m in (one, other) if m.before.place}
    message = f"{words}：两行的{one.base}数像是写反了。"
    return Finding(place, message, operands=tuple(shown), cause=Cause(changes=moved))
