"""Rules on what is possible but not likely: units confused, copies of last year, odd names.

MZ22n and MZ230 follow the list of identities in the manual; MZ239 and MZ26n have no number there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.basic_spending_lines import SAME_MONEY
from mingzhang.checks.department_sums import is_short_of_units
from mingzhang.checks.lone_figure_sizes import OF_ALL, far_from_budgets, too_large_or_small
from mingzhang.checks.money_unit import UNIT_KEY
from mingzhang.checks.rule import ANY, Cause, Equation, Evidence, Finding, listed, rule
from mingzhang.checks.sentence_directions import THRIFT, says_level
from mingzhang.checks.typing_slips import best_slip
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.document_chain import ORIGIN, bases
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.implied_zeros import number_at
from mingzhang.facts.indicators import Indicators, LastYear
from mingzhang.facts.reasons import Move
from mingzhang.facts.source_rows import GENERAL

TABLES = "部门决算公开表"
# What else is told where all that was spent is in another unit of money than its budget.
BY_SIZE = ("MZ242", "MZ243", "MZ734", "MZ863")
LIMIT = 10  # a completion of 1000 %
UNITS_APART = 1000  # the factor between 元 and 万元, and room for what really moved
OFFICIAL_APART = 300
TELLING_DIGITS = 4
SHIFTED_DIGITS = 3
OFFICIAL = "三公"
FEW_DIGITS = 2  # digits that are alike, where the point is two places off and more
# Last year's figures, the smaller first: by definition part of the other.
PARTS = (
    ("财政拨款总计", "总计"),
    ("本年收入合计", "总计"),
    ("本年支出合计", "总计"),
    ("财政拨款收入", "财政拨款总计"),
    ("财政拨款收入", "本年收入合计"),
    ("一般公共预算财政拨款支出", "财政拨款总计"),
    ("一般公共预算财政拨款支出", "本年支出合计"),
    ("政府性基金预算财政拨款支出", "财政拨款总计"),
    ("国有资本经营预算财政拨款支出", "财政拨款总计"),
    ("基本支出", "总计"),
    ("项目支出", "总计"),
    ("机关运行经费", "总计"),
    ("当年预算", "总计"),
    ("上年结转", "总计"),
    ("一般公共预算支出", "财政拨款总计"),
    ("政府性基金预算支出", "财政拨款总计"),
    ("国有资本经营预算支出", "财政拨款总计"),
)
OWNED = ("国有资产", "车辆")
OPENED, LEFT = "年初结转", "年末结转"  # the flows of a balance
# What a year begins with, and what the year before left: in all, then the state's money.
BALANCES = (
    ("年初结转和结余", "年末结转和结余"),
    ("年初财政拨款结转和结余", "年末财政拨款结转和结余"),
)
NATURES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")


@rule(
    "MZ223",
    "社保缴费和住房公积金两表相符",
    identity="基本支出明细表的养老保险缴费 30108、职业年金缴费 30109、住房公积金 30113，"
    "通常等于功能科目 2080505、2080506、2210201；相差像是笔误的才提示",
    why="同一笔社保、公积金在两张表里通常相同；只差一两个数字的，多半是打错了。",
    formula="06表.30108 ≈ 05表.2080505；06表.30109 ≈ 05表.2080506；06表.30113 ≈ 05表.2210201",
    reference=TABLES,
    remedy="核对两处的数字；口径确实不同的不用改。",
    severity=Severity.NOTE,
)
def same_money(evidence: Evidence) -> Iterator[Finding]:
    """R23: unlikely beside another value.

    Soft, as the same money may be under other subjects too.
    """
    account = evidence.account
    # In a sum of units one's slip would be looked for in the first one's file.
    for cube in [part.cube for part in account.parts] or [account.cube]:
        yield from _unlike(cube, account.unit)


def _unlike(cube: Cube, unit: Unit) -> Iterator[Finding]:
    """The same money with another value in two tables, as a slip of the hand would give it."""
    for economic, functional in SAME_MONEY.items():
        detail = cube.figure(cube.at("经济分类", GENERAL, economic))
        spent = cube.figure(cube.at("支出", GENERAL, functional))
        typed = next(detail.typed(), None)
        if typed and spent.amount.value and not detail.amount.agrees(spent.amount):
            slip = best_slip(detail.amount.value, spent.amount, unit)
            if slip and typed.place:
                one, other = detail.amount.wan, spent.amount.wan
                words = f"{economic} {one} 万元与 {functional} {other} 万元不同"
                message = f"{words}（{slip.name}？）。"
                yield Finding(typed.place, message, operands=_both(detail, spent))


@rule(
    "MZ229",
    "国有资产的车辆不少于公务用车保有量",
    identity="国有资产占用情况中的车辆合计，不少于“三公”经费中的公务用车保有量",
    why="账上的车辆比正在花钱养的车还少，两处必有一处数错了。",
    formula="Σ 国有资产.车辆 ≥ 三公经费.公务用车运行维护费.保有量",
    reference="国有资产占用情况说明",
    remedy="核对车辆数和保有量。",
    severity=Severity.WARNING,
)
def cars(evidence: Evidence) -> Iterator[Finding]:
    """R29: unlikely numbers of cars: fewer among state assets than those of 公务用车."""
    source = evidence.account.source
    kept = source.get("三公经费", "公务用车运行维护费", "保有量")
    # 国有资产: 0 says that there is no car either.
    owned = number_at(source, OWNED) or source.get(*OWNED)
    counts = [node.number for _, node in owned.items()] or [owned.number] if owned else []
    # Of cars whose number is not known (缺) nothing is said.
    known = [count for count in counts if count is not None]
    if kept and kept.number and owned and len(known) == len(counts):
        total = sum(known, Decimal(0))
        if total < kept.number:
            message = f"公务用车保有量 {kept.number}，国有资产中的车辆只有 {total}。"
            operands = (Operand("国有资产.车辆", str(total), owned.place),)
            yield Finding(kept.place, message, operands=operands)


@rule(
    "MZ230",
    "上年数之间相符",
    identity="“上年”中填写的各数：部分不大于总计，各性质支出之和不大于支出合计，"
    "“三公”经费各项都写了的，合计等于各项之和；只写了一部分的，没有写的照上年的文件夹"
    "（口径调整过、“核对说明”写明了 MZ662 的，写的数不与文件夹的数比）",
    why="上年的部分比总计还大，说明抄错了行；“与上年相比”的句子会跟着错。",
    formula="上年.财政拨款总计 ≤ 上年.总计；上年.基本支出 + 上年.项目支出 ≤ 上年.总计；"
    "上年.三公经费.合计 = Σ 上年.三公经费各项",
    reference="上年部门预算、部门决算",
    remedy="对照上年公开的预算、决算，核对“上年”中的数。",
    kinds=ANY,
)
def last_year(evidence: Evidence) -> Iterator[Equation]:
    """R30: last year's figures are unlikely beside each other."""
    previous = evidence.account.previous
    apart = frozenset(_of_other_units(evidence.account))
    for pair in PARTS:
        if both := previous.beside(*pair, apart=apart):
            yield Equation(both[0], both[1], "≤")
    yield from _by_nature(previous, apart)
    yield from (Equation(whole, added) for whole, added in previous.sums(apart))


def _of_other_units(account: Account) -> Iterator[str]:
    """Last year's figures that are unlike its folder's, as their author says: of other units."""
    if any(one.code == "MZ662" for one in acceptances(account)):
        yield from (pair.name for pair in bases(account.previous) if not pair.agrees)


def _by_nature(previous: LastYear, apart: Collection[str]) -> Iterator[Equation]:
    natures = [name for name in NATURES if previous.get(name)]
    for name in ("本年支出合计", "总计") if len(natures) > 1 else ():
        if known := previous.beside(name, *natures, apart=apart):
            yield Equation(computed("上年各性质支出之和", map(Term, known[1:])), known[0], "≤")


@rule(
    "MZ239",
    "年初结转等于上年年末结转",
    identity="本年年初结转和结余等于上年决算的年末结转和结余，其中财政拨款的也相等（有上年决算文件夹的）",
    why="上年年末剩的钱就是本年年初的钱；两份公开的文本对不上，会被追问钱去了哪里。",
    formula="年初结转和结余 = 上年.年末结转和结余；"
    "年初财政拨款结转和结余 = 上年.年末财政拨款结转和结余",
    reference="上年部门决算",
    remedy="对照上年决算核对年初结转；有调整的，在“核对说明”里写明差额和原因。",
    severity=Severity.WARNING,
)
def opening_balance(evidence: Evidence) -> Iterator[Equation]:
    """R30: an unlikely opening balance: other than last year left, but for a missing unit."""
    previous = evidence.account.previous.published
    if previous and not is_short_of_units(evidence.account):
        for whole in BALANCES:
            equation = _carried_over(*whole, evidence, previous)
            yield equation
            if not equation.holds:
                return


def _carried_over(now: str, then: str, evidence: Evidence, previous: Indicators) -> Equation:
    """An opening balance, unlikely if it is not what last year's document left."""
    opening, left = _without_nothing(evidence.figure(now)), previous[then]
    # Last year's is published: it is not for this year's author to mend.
    closing = Figure(f"上年{then}", left.amount)
    place = left.origin
    unit = evidence.account.unit
    seen = Operand(f"上年的文件夹 {then}", f"{left.amount.displayed(unit):,}", place)
    equation = Equation(opening, closing, seen=(seen,) if place else ())
    return equation if equation.holds else _at_rows(equation, evidence.account.cube, previous)


def _at_rows(equation: Equation, cube: Cube, previous: Indicators) -> Equation:
    """An unlikely balance, of which those rows alone may be wrong that last year left otherwise.

    Where their differences are not the whole of it a row may be lacking: any may be wrong.
    """
    rows = {f.place: (f, _left(p, previous)) for p, f in cube.facts.items() if p.flow == OPENED}
    known = {place: rows[place] for place in equation.weights if place in rows}
    wrong = [(here, there) for here, there in known.values() if not here.amount.agrees(there)]
    apart = sum((here.amount.value - there.value for here, there in wrong), Decimal(0))
    if not wrong or not equation.residual.agrees(Amount(apart)):
        return equation
    held = [here for place, (here, _) in known.items() if (here, rows[place][1]) not in wrong]
    terms = (Term(_untyped("其余各科目", held)), *(Term(here) for here, _ in wrong))
    pairs = ((here.label, here.amount.wan, there.displayed(Unit.WAN)) for here, there in wrong)
    said = "；".join(f"{label} {now}，上年年末 {left:,}" for label, now, left in pairs)
    remedy = f"与上年年末不同的是：{said}。有调整的，在“核对说明”里写明差额和原因"
    return replace(equation, left=computed(equation.left.label, terms), remedy=remedy)


def _untyped(label: str, figures: Iterable[Figure]) -> Figure:
    """The sum of figures as one of its own: which of them is wrong is not asked."""
    return Figure(label, summed(label, figures).amount)


def _left(opened: Point, previous: Indicators) -> Amount:
    """What last year left of an unlikely opening balance's subject."""
    return previous.cube.figure(opened._replace(flow=LEFT)).amount


def _without_nothing(figure: Figure) -> Figure:
    """A figure as the sum of those parts that are not zero: of a zero nothing was mistyped."""
    terms = [t for t in figure.terms if not t.figure.is_zero]
    return computed(figure.label, terms) if terms and not figure.place else figure


@rule(
    "MZ261",
    "预算与决算不差几个数量级",
    identity="每一科目的决算数不到年初预算数的 10 倍，也不少于它的千分之一",
    why="决算与预算差了十倍以上，多半是把元当成了万元，或者点错了小数点。",
    formula="年初预算数 ÷ 1,000 ≤ 决算数 < 年初预算数 × 10",
    reference=TABLES,
    remedy="核对金额的单位和小数点；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def completion(evidence: Evidence) -> Iterator[Finding]:
    """An unlikely completion of a budget: 1000 % and more, or a thousandth."""
    account = evidence.account
    far = far_from_budgets(account)
    if far:
        yield _all_apart(far, account)
    for item in account.items if not far else ():
        for base, budget in item.budgets.items():
            if _is_beyond(item.final.amount.value, budget.amount.value):
                words = f"决算 {item.final.amount.wan} 万元，{base} {budget.amount.wan} 万元"
                operands = _both(item.final, budget)
                is_own = budget.place and budget.place.file == item.place.file
                place = budget.place if budget.place and is_own else item.place
                both = (item.final, budget)
                cause, about = Cause(is_word=True), frozenset({item.code})
                message = f"{item.code} {words}。"
                yield Finding(place, message, "", operands, compared=both, cause=cause, about=about)


def _all_apart(far: Sequence[tuple[Figure, Figure]], account: Account) -> Finding:
    """Most budgets unlikely beside what was spent: one of two files is in another unit of money."""
    own = account.source.get("金额单位")
    typed = [budget.place for _, budget in far if budget.place]
    is_beside = own and all(place.file != own.place.file for place in typed)
    place = own.place if own and is_beside else typed[0] if typed else account.source.place
    message = f"{len(far)} 个科目的决算数都与年初预算相差一万倍左右：核对两边的“金额单位”。"
    operands = tuple(operand for pair in far for operand in _both(*pair))
    follow = {**OF_ALL, "MZ603": ("年初预算", "全年预算"), **dict.fromkeys(BY_SIZE, ())}
    return Finding(place, message, "", operands, cause=Cause(follow=follow))


def _is_beyond(final: Decimal, budget: Decimal) -> bool:
    both = budget > 0 and final > 0
    return both and (final >= budget * LIMIT or budget >= final * UNITS_APART)


@rule(
    "MZ262",
    "上年数不是本年数",
    identity="“上年”中填写的数，不与本年同一指标的数每一位都相同（预算的“三公”经费没有写原因的可以），也不与它相差几个数量级",
    why="上年的数与本年的一字不差，多半是抄错了年度；比较的句子会说“与上年持平”。",
    formula="上年数 ≠ 本年数；本年数 ÷ 1,000 < 上年数 < 本年数 × 1,000",
    reference="上年部门决算",
    remedy="对照上年公开的文本，核对“上年”中的数；相差几个数量级的，也看看本年的数是不是填错了单位。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def copied(evidence: Evidence) -> Iterator[Finding]:
    """R30: an unlikely copy: a figure of this year was typed under 上年."""
    source = evidence.account.source.place.file
    is_drawn = evidence.account.source.get(ORIGIN) is not None
    apart = []
    sized = set(too_large_or_small(evidence))  # of these MZ636 says what is wrong
    for move in evidence.all_moves:
        now, before = move.now.amount.value, move.before.amount.value
        if move.base != "上年" or move.before.place is None or not now or not before:
            continue
        # Of last year's file MZ663 tells, whose figures an edition holds.
        is_typed = move.before.place.file == source and not is_drawn
        # Whose reason says so as well did not copy by mistake; 三公 costs, of which no reason says
        # that they moved, or one that they are kept down, are planned as they were.
        reasons = evidence.behind(move)
        is_plan = evidence.account.kind.is_plan and OFFICIAL in move.now.label
        is_meant = is_plan and (not reasons or any(map(THRIFT.search, reasons)))
        is_meant = is_meant or any(map(says_level, reasons))
        if is_typed and now == before and _is_telling(now) and not is_meant:
            message = f"{move.before.label}与本年数完全相同：{move.now.amount.wan} 万元。"
            operands = _both(move.now, move.before)
            # Its reason says that it moved, and is not printed where it did not.
            cause = Cause(follow=dict.fromkeys(("MZ603", "MZ415"), (move.now.label,)))
            yield Finding(move.before.place, message, operands=operands, cause=cause)
        elif _are_far(now, before, move.now.label) and move.now.place not in sized:
            apart.append(move)
        elif is_typed and _is_shifted(now, before, move.now.label):
            yield _shifted(move, move.before.place)
    yield from _apart(apart)


def _shifted(move: Move, place: Place) -> Finding:
    """A figure unlikely beside last year's: it has the same digits, and the point elsewhere."""
    words = f"{move.before.amount.wan} 万元与本年的 {move.now.amount.wan} 万元"
    message = f"{move.before.label} {words}只差小数点的位置。"
    hint = "核对这两个数的小数点，哪一个错了改哪一个；确实如此的，在“核对说明”里写明。"
    both = (move.now, move.before)
    # Whatever adds one of them up moved for it.
    cause = Cause(unsure=frozenset(figure.place for figure in both if figure.place))
    return Finding(place, message, hint, _both(*both), compared=both, cause=cause)


def _are_far(one: Decimal, other: Decimal, label: str = "") -> bool:
    """Whether values are unlikely by a unit of money; 三公 costs by less, as they hardly grow."""
    small, large = sorted((abs(one), abs(other)))
    apart = OFFICIAL_APART if OFFICIAL in label else UNITS_APART
    return large >= EXACT.multiply(small, Decimal(apart))


def _is_shifted(one: Decimal, other: Decimal, label: str) -> bool:
    """Whether two unlikely values have the same digits, enough of them, and not the point.

    Two digits are enough where the point is two places off, and of 三公 costs, which are small.
    """
    digits, others = (number.normalize().as_tuple().digits for number in (one, other))
    apart = abs(one.adjusted() - other.adjusted())
    needed = SHIFTED_DIGITS if apart == 1 and OFFICIAL not in label else FEW_DIGITS
    return bool(apart) and digits == others and len(digits) >= needed


def _is_telling(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) >= TELLING_DIGITS


def _apart(moves: Sequence[Move]) -> Iterator[Finding]:
    """Last year's figures unlikely beside this year's; one finding if a unit of money is wrong."""
    if len(moves) == 1:
        for move in moves:
            before = f"{move.before.label} {move.before.amount.wan} 万元"
            message = f"{before}，本年 {move.now.amount.wan} 万元。"
            place = move.before.place or move.now.place
            if place:
                both = move.now, move.before
                # The reason's words, and what was confirmed, are of the figure that is right.
                said = dict.fromkeys(("MZ401", "MZ603", "MZ651", "MZ652"), (move.now.label,))
                cause = Cause(is_word=True, follow=said)
                yield Finding(place, message, "", _both(*both), compared=both, cause=cause)
    elif moves and (place := moves[0].before.place):
        names = listed([move.before.label for move in moves])
        message = f"{len(moves)} 个上年数与本年数相差几个数量级（{names}）：核对两年的“金额单位”。"
        operands = tuple(operand for move in moves for operand in _both(move.now, move.before))
        yield Finding(place, message, operands=operands, about=frozenset({UNIT_KEY}))


@rule(
    "MZ263",
    "公布数是已有的指标",
    identity="“公布数”中的名称是指标表中的名称",
    why="名称认不出，这个公布数就没有人核对，写了等于没写。",
    reference="catalogue/indicators-final.yaml、indicators-budget.yaml",
    remedy="改成指标表中的名称，或删去。",
    kinds=ANY,
)
def stated_name(evidence: Evidence) -> Iterator[Finding]:
    """An unlikely name among published figures: nothing would ever show or check it."""
    stated = evidence.account.source.get("公布数")
    names = evidence.account.indicators.definitions
    for name, place in stated.keys.items() if stated else ():
        if name not in names:
            near = get_close_matches(name, names, n=1)
            meant = f"是不是“{near[0]}”？" if near else ""
            yield Finding(place, f"没有名为“{name}”的指标。{meant}")


@rule(
    "MZ264",
    "自评资金不差几个数量级",
    identity="每一项目的年初预算数、全年预算数、全年执行数之间不差 1,000 倍",
    why="同一个项目的三个数差一千倍，多半是单位不一致。",
    formula="年初预算数 ÷ 1,000 < 全年预算数 < 年初预算数 × 1,000",
    reference="项目支出绩效自评表",
    remedy="核对三个数的单位；来源文件的金额一律用“金额单位”。",
    severity=Severity.WARNING,
)
def funding(evidence: Evidence) -> Iterator[Finding]:
    """Unlikely values in a self-evaluation's money: 元 beside 万元 in one line."""
    for project in evidence.account.projects:
        for money in project.funding.values():
            three = [f for f in (money.budget, money.adjusted, money.spent) if f.amount.value > 0]
            sizes = sorted(three, key=lambda figure: figure.amount.value)
            if three and _are_far(sizes[-1].amount.value, sizes[0].amount.value):
                shown = "、".join(figure.amount.wan for figure in three)
                place = sizes[-1].place or project.place
                yield Finding(place, f"项目“{project.name}”的资金 {shown} 万元相差太远。")


def _both(*figures: Figure) -> tuple[Operand, ...]:
    return tuple(Operand(f.label, f"{f.amount.wan} 万元", f.place) for f in figures)
