"""Rules on the tables of a final account: roll-ups, totals, and tables against each other.

The numbers follow the list of identities in the manual: MZ2nn is identity Rnn.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.source_rows import OTHER
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.reading.ways_out import cell, together

OPENING = "年初结转"
BALANCE = (OPENING, "收入", "年末结转")
# Of a subject that spent nothing there is a balance all the same.
KEPT_BY_FUND = ("支出", OPENING, "年末结转")
REMEDIES = {
    OPENING: "收入多于支出：没用完的请在“支出”该行填写“年末结转”，或核对收入。",
    "收入": "年初结转多于支出：没用完的请在“支出”该行填写“年末结转”，或核对年初结转。",
}
NATIONAL = "部门决算公开表（公开01—09表）"


@rule(
    "MZ205",
    "两边总计印出来相同",
    identity="收支总表、财政拨款收支总表左右两边的总计，印出的数字相同",
    why="两边总计差 0.01，读的人分不清是尾差还是错账。",
    formula="印出的 01表.收入总计 = 印出的 01表.支出总计",
    reference=NATIONAL,
    remedy="两数只差四舍五入的尾差：在“公布数”里登记收入总计（或财政拨款收入总计），"
    "写支出一边的数。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def totals_as_printed(evidence: Evidence) -> Iterator[Finding]:
    """R04: the totals of a final account's tables agree as printed: no tail of rounding shows."""
    unit = evidence.account.unit
    for spending, income in (("总计", "收入总计"), ("财政拨款总计", "财政拨款收入总计")):
        left, right = evidence.figure(spending), evidence.figure(income)
        shown = [figure.amount.displayed(unit) for figure in (left, right)]
        is_known = left.is_known and right.is_known
        is_apart = shown[0] != shown[1] and _prints(evidence, left) and _prints(evidence, right)
        if is_known and is_apart and Equation(left, right).holds:
            file = evidence.account.source.place.file
            own = (f.place for f in right.typed() if f.place and f.place.file == file)
            place = next(own, evidence.account.source.place)
            yield Finding(place, f"{spending}印作 {shown[0]:,}，{income}印作 {shown[1]:,}。")


def _prints(evidence: Evidence, figure: Figure) -> bool:
    """Whether the document prints a figure: a form may print one total on both sides."""
    if evidence.figures is None:
        return True
    return any(printed.figure.amount == figure.amount for printed in evidence.figures)


@rule(
    "MZ208",
    "尾差不超过常见的大小",
    identity="相加之和与公布的合计之差，在四舍五入可能的范围之内，并且不超过三倍标准差",
    why="四舍五入会有尾差，但很少这么大；大得少见的尾差，多半掩盖着一个打错的末位数。",
    formula="|合计 - Σ 各数| ≤ 3σ，σ² = Σ 半宽² ÷ 3",
    reference="四舍五入误差的分布",
    remedy="差额虽在四舍五入可能的范围内，但大得少见，多半是其中一个数的末位有误：逐个核对。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def tails(evidence: Evidence) -> Iterator[Finding]:
    """Many tails in a final's tables seldom add up to much: one wrong last digit is likelier."""
    for equation in (roll_up.equation for roll_up in evidence.roll_ups):
        place = next((f.place for f in equation.figures if f.place), None)
        if equation.is_unlikely and place:
            unit = evidence.account.unit
            tail = equation.residual.displayed(unit)
            yield Finding(place, f"{equation.left.label}与各数之和相差 {tail:,} {unit.label}。")


@rule(
    "MZ211",
    "结转结余收支平衡",
    identity="同一科目、同一资金：年初结转 + 本年收入 = 本年支出 + 年末结转",
    why="年初有多少、收了多少、花了多少、还剩多少，四个数不平，就有一个是错的。",
    formula="07表.年末结转和结余 = 年初结转和结余 + 本年收入 - 本年支出",
    reference=NATIONAL,
    remedy="四个数有一个不对；“收入”可以不填，由程序算出。",
)
def balance(evidence: Evidence) -> Iterator[Equation]:
    """R11, R17: 年初结转 + 收入 = 支出 + 年末结转 in a final, also by subject where known."""
    cube = evidence.account.cube
    leaves = dict.fromkeys((p.fund, p.subject) for p in cube.facts if p.flow in KEPT_BY_FUND)
    for fund, subject in leaves:
        spending = cube.at("支出", fund, subject)
        opening, income, closing = (spending._replace(flow=flow) for flow in BALANCE)
        is_known = opening in cube.facts if fund == OTHER else income in cube.facts
        if is_known and not any(_is_computed(evidence, point) for point in (opening, income)):
            left = _added("年初结转 + 收入", cube.figure(opening), cube.figure(income))
            right = _added("支出 + 年末结转", cube.figure(spending), cube.figure(closing))
            if fund != OTHER or not _is_drawn(evidence):
                yield Equation(left, right)


def _is_drawn(evidence: Evidence) -> bool:
    """Whether the pot of other money in a final's tables moved in a way not known by subject."""
    return any(not evidence.figure(name).is_zero for name in ("使用非财政拨款结余", "结余分配"))


def _is_computed(evidence: Evidence, point: Point) -> bool:
    figure = evidence.account.cube.facts.get(point)
    return bool(figure and not figure.place)


@rule(
    "MZ213",
    "财政拨款收支总计相等",
    identity="财政拨款本年收入 + 年初财政拨款结转和结余 = "
    "财政拨款本年支出 + 年末财政拨款结转和结余",
    why="财政拨款总表左右两边不等，说明拨款、结转里有一个数错了。",
    formula="04表.收入总计 = 04表.支出总计",
    reference=NATIONAL,
    remedy="核对“支出”中财政拨款各行的收入、年初结转、年末结转。",
)
def fiscal_totals(evidence: Evidence) -> Iterator[Equation]:
    """R13: income and spending totals of 财政拨款 are equal in a final account."""
    yield Equation(evidence.figure("财政拨款总计"), evidence.figure("财政拨款收入总计"))


@rule(
    "MZ215",
    "财政拨款结转不大于全部结转",
    identity="年初（年末）财政拨款结转和结余，减去非财政拨款透支的，不大于年初（年末）结转和结余",
    why="部分比全部还大，必有一个数错了。",
    formula="04表.年初财政拨款结转和结余 ≤ 01表.年初结转和结余",
    reference=NATIONAL,
    remedy="核对“结转结余”中的公布数和各行的年初结转、年末结转。",
)
def fiscal_balance(evidence: Evidence) -> Iterator[Equation]:
    """R15: in a final account's tables fiscal money carried over is within all carried over."""
    for when in ("年初", "年末"):
        fiscal = evidence.figure(f"{when}财政拨款结转和结余")
        owed = tuple(_below_nothing(evidence.account.cube, f"{when}结转"))
        left = _added(f"{fiscal.label}（减去透支的）", fiscal, *owed) if owed else fiscal
        yield Equation(left, evidence.figure(f"{when}结转和结余"), "≤")


def _below_nothing(cube: Cube, flow: str) -> Iterator[Figure]:
    """The balances of other money that are below zero: less than the fiscal ones is all then."""
    for point, figure in cube.facts.items():
        if point.flow == flow and OTHER in chain(point.fund, FUNDS) and figure.amount.value < 0:
            yield figure


@rule(
    "MZ216",
    "推算的收入和结转不为负",
    identity="按收支推算的本年收入、年初结转不得为负；汇总的，各单位的也不得为负；"
    "“年初结转和结余”写了总数、正与推算的相符的，或上年决算的年末结转就是这个数的，是确有透支",
    why="收入、结转不会是负的；算出负数，说明少填了没有用完的钱。",
    formula="本年收入 = 本年支出 + 年末结转 - 年初结转 ≥ 0",
    reference=NATIONAL,
    remedy="收入、年初结转中有没用完的，请在“支出”该行填写“年末结转”；"
    "上年末确有透支的，在“结转结余”里写上年初结转和结余。",
)
def no_negative_balance(evidence: Evidence) -> Iterator[Finding]:
    """R17: a final account's opening balance or income, if computed, cannot be negative.

    Nor can a unit's, which the sum of its department may hide.
    """
    account = evidence.account
    told: set[Point] = set()
    for part in (*account.parts, account):
        for point, figure in _below_zero(part.cube):
            is_owed = point.flow == OPENING and (_is_said(part) or _is_left(part, point, figure))
            if point not in told and not is_owed:
                told.add(point)
                place = next(figure.typed()).place or account.source.place
                whose = f"“{part.agency}”的 " if part is not account else ""
                message = f"{whose}{part.cube.label(point)}推算为 {_shown(evidence, figure)}。"
                hint = REMEDIES[point.flow] + _if_owed(evidence, part, point)
                yield Finding(place, message, hint, broken=Equation(_added("零"), figure, "≤"))


def _is_said(account: Account) -> bool:
    """Whether the author of a final account typed the opening balance that the tables give."""
    stated = account.indicators["年初结转和结余"]
    return bool(stated.place and stated.terms) and stated.amount.agrees(
        computed("", stated.terms).amount
    )


def _is_left(account: Account, point: Point, opening: Figure) -> bool:
    """Whether last year's final account published a balance below zero: it is this year's."""
    before = account.previous.published
    left = before.cube.figure(point._replace(flow="年末结转")) if before else None
    return bool(left and left.is_known and left.amount.agrees(opening.amount))


def _if_owed(evidence: Evidence, account: Account, point: Point) -> str:
    """The way out of one whose opening balance is below zero, for he spent more than he had."""
    whole = account.indicators["年初结转和结余"]
    if point.flow != OPENING or whole.place or not whole.is_known:
        return ""
    # As it is typed: without a comma.
    typed = cell("结转结余", "年初结转和结余", whole.amount.displayed(evidence.account.unit))
    return together(("上年末确有透支的，", typed, "（全部资金的合计）。"))


def _below_zero(cube: Cube) -> Iterator[tuple[Point, Figure]]:
    """The balances and income that are computed of a final account and are negative."""
    # Of what is taken off by more than the units have (抵销) MZ860 tells.
    off = cube.eliminated
    for point, figure in cube.facts.items():
        is_below = not figure.place and figure.amount.value + figure.amount.half < 0
        if point.flow in REMEDIES and is_below and point not in off:
            yield point, figure


@rule(
    "MZ228",
    "外宾接待不大于公务接待费",
    identity="公务接待费的外宾接待部分不大于公务接待费决算数",
    why="外宾接待是公务接待的一部分，不可能比它多。",
    formula="外宾接待 ≤ 09表.公务接待费决算数",
    reference="“三公”经费情况说明",
    remedy="核对“三公经费”中公务接待费的决算和外宾接待的金额。",
)
def foreign_guests(evidence: Evidence) -> Iterator[Equation]:
    """R28: in a final account receptions of foreign guests are within all 公务接待费."""
    whole = evidence.figure("三公经费.公务接待费.决算")
    yield Equation(evidence.figure("三公经费.外宾接待.决算"), whole, "≤")


@rule(
    "MZ227",
    "中小企业合同额不大于采购总额",
    identity="授予小微企业合同金额 ≤ 授予中小企业合同金额 ≤ 政府采购支出总额",
    why="给小微企业的合同不可能比给全部中小企业的还多；写反了，占比会超过 100%。",
    formula="小微企业 ≤ 中小企业 ≤ 货物 + 工程 + 服务",
    reference="政府采购支出情况说明",
    remedy="核对“政府采购”各项金额。",
)
def procurement(evidence: Evidence) -> Iterator[Equation]:
    """R26, R27: in a final account contracts of 中小企业 are within all 采购."""
    yield Equation(evidence.figure("政府采购.小微企业"), evidence.figure("政府采购.中小企业"), "≤")
    yield Equation(evidence.figure("政府采购.中小企业"), evidence.figure("政府采购.总额"), "≤")


def _added(label: str, *figures: Figure) -> Figure:
    return computed(label, map(Term, figures))


def _shown(evidence: Evidence, figure: Figure) -> str:
    return f"{figure.amount.displayed(evidence.account.unit):,}"
