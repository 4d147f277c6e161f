"""Rules on the tables of a final account: roll-ups, totals, and tables against each other.

The numbers follow the list of identities in the manual: MZ2nn is identity Rnn.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, RollUp, rule
from mingzhang.diagnostics import Severity
from mingzhang.facts.cube import Point
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.rows import FLOWS, GENERAL, OTHER

REMEDIES = {
    "年初结转": "收入多于支出：没用完的请在“支出”该行填写“年末结转”，或核对收入。",
    "收入": "年初结转多于支出：没用完的请在“支出”该行填写“年末结转”，或核对年初结转。",
}
NATIONAL = "部门决算公开表（公开01—09表）"


@rule(
    "MZ201",
    "收入合计等于各项收入之和",
    identity="收入决算总表的本年收入合计，等于各来源收入之和",
    why="收入总表的合计与各行对不上，读的人一加就知道有一个数错了。",
    formula="01表.本年收入合计 = Σ 01表.收入第1至8行",
    reference=NATIONAL,
    remedy="核对“公布数”中的本年收入合计和各行收入；以导出表为准改正其中一个。",
)
def income_by_source(evidence: Evidence) -> Iterator[Equation]:
    """R01."""
    return evidence.rolled_up(lambda r: _is(r, "收入", "资金") and not r.point.subject)


@rule(
    "MZ202",
    "支出合计等于各类支出之和",
    identity="本年支出合计等于各功能分类“类”级支出之和",
    why="支出总表的合计与各类对不上，读的人一加就知道有一个数错了。",
    formula="01表.本年支出合计 = Σ 01表.支出各类",
    reference=NATIONAL,
    remedy="核对“支出”中科目为“合计”的一行与各“项”的金额。",
)
def spending_by_class(evidence: Evidence) -> Iterator[Equation]:
    """R02."""
    return evidence.rolled_up(lambda r: _is(r, "支出", "科目") and not r.point.subject)


@rule(
    "MZ203",
    "总计等于合计加结转结余",
    identity="收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；"
    "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余；登记了公布数的指标等于它的算式",
    why="总计是全部收支的“总账”；它与合计、结转对不上，说明漏了一块钱或多算了一块。",
    formula="01表.总计 = 本年支出合计 + 结余分配 + 年末结转和结余",
    reference=NATIONAL,
    remedy="核对“公布数”里登记的指标和它的各组成部分。",
)
def stated_indicators(evidence: Evidence) -> Iterator[Equation]:
    """R03, R28 and every other indicator that was stated."""
    indicators = evidence.account.indicators
    for figure in filter(None, map(indicators.get, indicators.stated)):
        if figure.terms:
            yield Equation(figure, computed("算式", figure.terms))


@rule(
    "MZ204",
    "收入总计等于支出总计",
    identity="收入支出决算总表左右两边的总计相等",
    why="收支两边的总计必须相等，这是一张平衡表；不等，整份决算都不可信。",
    formula="01表.收入总计 = 01表.支出总计",
    reference=NATIONAL,
    remedy="核对收入、年初结转和结余、年末结转和结余、结余分配；"
    "缺少的结转结余请补在“结转结余”或该科目的行内。",
)
def both_totals(evidence: Evidence) -> Iterator[Equation]:
    """R04."""
    yield Equation(evidence.figure("总计"), evidence.figure("收入总计"))


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
    """R04 is exact for a reader: a tail of rounding must not show."""
    unit = evidence.account.unit
    for spending, income in (("总计", "收入总计"), ("财政拨款总计", "财政拨款收入总计")):
        left, right = evidence.figure(spending), evidence.figure(income)
        shown = [figure.amount.displayed(unit) for figure in (left, right)]
        if shown[0] != shown[1] and Equation(left, right).holds:
            place = next((f.place for f in right.typed() if f.place), evidence.account.source.place)
            yield Finding(place, f"{spending}印作 {shown[0]:,}，{income}印作 {shown[1]:,}。")


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
    """A tail of many small errors seldom grows far: one wrong last digit is likelier."""
    for equation in (roll_up.equation for roll_up in evidence.roll_ups):
        place = next((f.place for f in equation.figures if f.place), None)
        if equation.is_unlikely and place:
            unit = evidence.account.unit
            tail = equation.residual.displayed(unit)
            yield Finding(place, f"{equation.left.label}与各数之和相差 {tail:,} {unit.label}。")


@rule(
    "MZ206",
    "支出等于各性质支出之和",
    identity="每一科目的支出等于基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出之和；"
    "基本支出等于人员经费与公用经费之和",
    why="基本支出、项目支出加起来不是支出合计，就不知道钱花在了哪一类上。",
    formula="03表.本年支出合计 = 基本 + 项目 + 上缴 + 经营 + 补助；05表.基本支出 = 人员 + 公用",
    reference=NATIONAL,
    remedy="核对该行的合计与各列；合计列通常不必填写，由程序相加。",
)
def spending_by_nature(evidence: Evidence) -> Iterator[Equation]:
    """R06, R09 and R10."""
    yield from evidence.rolled_up(lambda r: _is(r, "支出", "性质"))
    parts = tuple(map(evidence.figure, ("人员经费", "公用经费")))
    if any(part.place for part in parts):
        yield Equation(
            evidence.figure("一般公共预算基本支出"), summed("人员经费 + 公用经费", parts)
        )


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
    """R11, and R17 where the balances are known by subject."""
    cube = evidence.account.cube
    leaves = dict.fromkeys((p.fund, p.subject) for p in cube.facts if p.flow == "支出")
    for fund, subject in leaves:
        spending = Point("支出", fund=fund, subject=subject)
        opening, income, closing = (spending._replace(flow=flow) for flow in FLOWS)
        is_known = opening in cube.facts if fund == OTHER else income in cube.facts
        if is_known and not any(_is_computed(evidence, point) for point in (opening, income)):
            left = _added("年初结转 + 收入", cube.figure(opening), cube.figure(income))
            right = _added("支出 + 年末结转", cube.figure(spending), cube.figure(closing))
            if fund != OTHER or not _is_drawn(evidence):
                yield Equation(left, right)


def _is_drawn(evidence: Evidence) -> bool:
    """Whether the pot of other money moved in a way that is not known by subject."""
    return any(not evidence.figure(name).is_zero for name in ("使用非财政拨款结余", "结余分配"))


def _is_computed(evidence: Evidence, point: Point) -> bool:
    figure = evidence.account.cube.facts.get(point)
    return bool(figure and not figure.place)


@rule(
    "MZ212",
    "合计等于各类资金之和",
    identity="每一科目的支出、结转，等于一般公共预算、政府性基金、国有资本经营预算和非财政拨款资金之和",
    why="全部资金的合计与各种资金对不上，多半漏了一种资金的行，或者某行漏写了“资金”。",
    formula="04表.合计 = 一般 + 基金 + 国资；03表 = 04表 + 非财政拨款支出",
    reference=NATIONAL,
    remedy="核对登记的合计与各资金的行；缺少一种资金的行时补上。",
)
def by_fund(evidence: Evidence) -> Iterator[Equation]:
    """R05, R07, R08, R12, R14 and R16: the tables of one fund against the table of all."""
    return evidence.rolled_up(
        lambda r: r.dimension == "资金" and (r.point.flow != "收入" or bool(r.point.subject)),
    )


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
    """R13."""
    yield Equation(evidence.figure("财政拨款总计"), evidence.figure("财政拨款收入总计"))


@rule(
    "MZ215",
    "财政拨款结转不大于全部结转",
    identity="年初（年末）财政拨款结转和结余不大于年初（年末）结转和结余",
    why="部分比全部还大，必有一个数错了。",
    formula="04表.年初财政拨款结转和结余 ≤ 01表.年初结转和结余",
    reference=NATIONAL,
    remedy="核对“结转结余”中的公布数和各行的年初结转、年末结转。",
)
def fiscal_balance(evidence: Evidence) -> Iterator[Equation]:
    """R15."""
    for when in ("年初", "年末"):
        fiscal = evidence.figure(f"{when}财政拨款结转和结余")
        yield Equation(fiscal, evidence.figure(f"{when}结转和结余"), "≤")


@rule(
    "MZ216",
    "推算的收入和结转不为负",
    identity="按收支推算的本年收入、年初结转不得为负",
    why="收入、结转不会是负的；算出负数，说明少填了没有用完的钱。",
    formula="本年收入 = 本年支出 + 年末结转 - 年初结转 ≥ 0",
    reference=NATIONAL,
    remedy="收入、年初结转中有没用完的，请在“支出”该行填写“年末结转”。",
)
def no_negative_balance(evidence: Evidence) -> Iterator[Finding]:
    """R17: an opening balance or an income that was computed cannot be negative."""
    for point, figure in evidence.account.cube.facts.items():
        amount = figure.amount
        computed_below_zero = not figure.place and amount.value + amount.half < 0
        if point.flow in REMEDIES and computed_below_zero:
            place = next(figure.typed()).place or evidence.account.source.place
            message = f"{point.label}推算为 {_shown(evidence, figure)}。"
            yield Finding(place, message, REMEDIES[point.flow])


@rule(
    "MZ218",
    "经济分类与功能分类的基本支出相等",
    identity="基本支出明细表的人员经费、公用经费、合计，等于一般公共预算支出决算表的同名栏；"
    "登记了项目支出明细的，合计等于项目支出",
    why="同一笔基本支出，按用途（工资、办公费）和按功能分类算出来不一样，两张表就互相矛盾。",
    formula="06表.人员经费合计 = 05表.人员经费；06表.公用经费合计 = 05表.公用经费；"
    "06表.合计 = 05表.基本支出",
    reference=NATIONAL,
    remedy="核对“基本支出”的各款与“支出”各行的人员经费、公用经费。",
)
def economic_detail(evidence: Evidence) -> Iterator[Equation]:
    """R18.  A list that is missing altogether is told by the form that prints it."""
    cube = evidence.account.cube
    has_list = any(row.section == "基本支出" for row in evidence.account.rows)
    has_list = has_list or any(cube.figure(Point("经济分类", fund=GENERAL)).typed())
    for nature in ("人员经费", "公用经费", "基本支出") if has_list else ():
        point = Point("支出", fund=GENERAL, nature=nature)
        if nature == "基本支出" or cube.is_split(point._replace(nature="基本支出")):
            detail = cube.figure(point._replace(flow="经济分类"))
            yield Equation(cube.figure(point), detail)
    projects = Point("支出", fund=GENERAL, nature="项目支出")
    detail = cube.figure(projects._replace(flow="经济分类"))
    if any(detail.typed()):
        yield Equation(cube.figure(projects), detail)


@rule(
    "MZ220",
    "上级科目等于下级科目之和",
    identity="每一栏中：类 = Σ款，款 = Σ项，合计 = Σ类",
    why="类、款、项是同一笔钱的三种粗细；上下对不上，多半漏了一行或多算了一行。",
    formula="编码 c 的金额 = Σ c 下一级编码的金额",
    reference=NATIONAL,
    remedy="登记的类、款、合计与各项之和不符：逐项核对；四舍五入的尾差不会报错。",
)
def roll_up(evidence: Evidence) -> Iterator[Equation]:
    """R20."""
    return evidence.rolled_up(_is_roll_up)


def _is_roll_up(r: RollUp) -> bool:
    is_total = r.point.flow == "支出" and not r.point.subject and r.point.basis == "决算"
    return r.dimension == "科目" and r.point.flow != "经济分类" and not is_total


@rule(
    "MZ221",
    "经济分类类级等于各款之和",
    identity="工资福利支出、商品和服务支出等各类，等于所属各款之和；"
    "人员经费 = 301 + 303，公用经费 = 302 + 307 + 310 + 399",
    why="经济分类的类与款对不上，多半漏了一款。",
    formula="06表.301 = Σ 06表.301xx",
    reference=NATIONAL,
    remedy="核对“基本支出”中该类的各款。",
)
def economic_roll_up(evidence: Evidence) -> Iterator[Equation]:
    """R21 and R22."""
    return evidence.rolled_up(lambda r: r.point.flow == "经济分类")


@rule(
    "MZ224",
    "“三公”经费不小于基本支出中的同名科目",
    identity="三公经费的接待费、车辆运行维护费、出国费、购置费，"
    "不小于基本支出明细表的 30217、30231、30212、31013",
    why="“三公”经费至少要包含基本支出里的同名费用；比它还小，公众会问少报了什么。",
    formula="06表.30217 ≤ 09表.公务接待费决算数",
    reference=NATIONAL,
    remedy="三公经费还包括项目支出中列支的部分，只会更大；核对两处的数字。",
)
def receptions_and_cars(evidence: Evidence) -> Iterator[Equation]:
    """R24."""
    pairs = {
        "30212": "因公出国境费",
        "30217": "公务接待费",
        "30231": "公务用车运行维护费",
        "31013": "公务用车购置费",
    }
    for code, name in pairs.items():
        detail = evidence.account.cube.figure(Point("经济分类", fund=GENERAL, subject=code))
        yield Equation(detail, evidence.figure(f"三公经费.{name}.决算"), "≤")


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
    """R28: a part is not larger than the whole."""
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
    """R26 and R27."""
    yield Equation(evidence.figure("政府采购.小微企业"), evidence.figure("政府采购.中小企业"), "≤")
    yield Equation(evidence.figure("政府采购.中小企业"), evidence.figure("政府采购.总额"), "≤")


@rule(
    "MZ225",
    "机关运行经费等于公用经费",
    identity="机关运行经费等于行政单位和参公事业单位的公用经费",
    why="机关运行经费就是公用经费；两个数不同而不说明，会被当作口径不清。",
    formula="机关运行经费 = 06表.公用经费合计",
    reference="机关运行经费支出情况说明",
    remedy="两数口径不同时，请在“核对说明”中写明原因。",
    severity=Severity.WARNING,
)
def running_costs(evidence: Evidence) -> Iterator[Equation]:
    """R25."""
    running = evidence.figure("机关运行经费")
    if running.place and not running.is_zero and any(evidence.figure("公用经费").typed()):
        yield Equation(running, evidence.figure("公用经费"))


def _is(r: RollUp, flow: str, dimension: str) -> bool:
    is_final = flow != "支出" or r.point.basis == "决算"
    return r.point.flow == flow and r.dimension == dimension and is_final


def _added(label: str, *figures: Figure) -> Figure:
    return computed(label, map(Term, figures))


def _shown(evidence: Evidence, figure: Figure) -> str:
    return f"{figure.amount.displayed(evidence.account.unit):,}"
