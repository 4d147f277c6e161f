"""Rules on the tables of every kind of document: what a final account and a budget have alike.

The numbers follow the list of identities in the manual: MZ2nn is identity Rnn.  ``aliases`` are the
codes that budgets had of their own; an author's acceptance of such a code still holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

from mingzhang.checks.rule import ANY, Equation, Evidence, Finding, RollUp, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Cube, Part, Point
from mingzhang.facts.department_account import units_and_loose
from mingzhang.facts.figure import Figure, computed, summed
from mingzhang.facts.indicators import FINAL
from mingzhang.facts.official_costs import OFFICIAL, SUBJECTS
from mingzhang.facts.ruled_out_figures import ruled_out
from mingzhang.facts.source_rows import GENERAL
from mingzhang.forms.dimensions import FUNDS
from mingzhang.reading.ways_out import NOT_BY_SUBJECT, line, together

TREASURY = "财政拨款"
CONSTRUCTED = {"31013": "30913"}  # the same, of construction
FORMS = "部门预算公开表、部门决算公开表"
BASIC, BASIC_SPENDING = ("人员经费", "公用经费"), "基本支出"
OF_PROJECTS = "经济分类与功能分类的项目支出相等"
CARRIED_ON = "结转下年"
ALL_SPENT = (
    "核对收入和支出：漏填的支出补上，多填的收入删去；这个版式的表没有结转下年的一行，"
    "公开的表里确有这一行的，请维护版式的人加上。预算的财政拨款收入由支出算出，不会不等。"
)
CARRIED = ("年初结转和结余", "年末结转和结余")
NO_ROW = together(
    (
        (
            "结转写在所属科目的行里（“年初结转”“年末结转”），只知道类的写类；不知道科目的非财政资金，"
            "在“支出”里加一行"
        ),
        line({"科目": "合计", "资金": "非财政", "年末结转": "年末的数"}),
        "，年初的由收支推算",
    )
)
MEND_PROJECTS = "核对“项目支出明细”的各款与“支出”各行的项目支出；不是一般公共预算的款，写明“资金”"


def on_both(r: RollUp) -> bool:
    """For shared identities: whether there is money of both bases.

    One alone says nothing new.
    """
    return r.dimension == "口径" and (r.is_whole or r.is_alone)


def _is(evidence: Evidence, r: RollUp, flow: str, dimension: str) -> bool:
    """Whether a shared identity looks at it: the document's own money; its budget by subject."""
    own = flow != "支出" or r.point.basis not in evidence.account.kind.compared
    return r.point.flow == flow and r.dimension == dimension and own


def _bases(evidence: Evidence) -> tuple[str, ...]:
    bases = evidence.account.kind.bases
    return (bases.main, *bases.get(bases.main, ()))


@rule(
    "MZ201",
    "收入合计等于各项收入之和",
    identity="收支总表的本年收入合计，等于各来源收入之和",
    why="收入总表的合计与各行对不上，读的人一加就知道有一个数错了。",
    formula="本年收入合计 = Σ 各来源收入",
    reference=FORMS,
    remedy="核对“公布数”中的本年收入合计和各行收入；以导出表为准改正其中一个。",
    kinds=ANY,
)
def income_by_source(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R01: 收入合计 is the sum of the incomes by source."""
    return evidence.rolled_up(lambda r: _is(evidence, r, "收入", "资金") and not r.point.subject)


@rule(
    "MZ202",
    "支出合计等于各类支出之和",
    identity="本年支出合计等于各功能分类“类”级支出之和",
    why="支出总表的合计与各类对不上，读的人一加就知道有一个数错了。",
    formula="本年支出合计 = Σ 支出各类",
    reference=FORMS,
    remedy="核对“支出”中科目为“合计”的一行与各“类”“款”“项”的金额。",
    kinds=ANY,
    aliases=("MZ302",),
)
def spending_by_class(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R02, B02: 支出合计 is the sum of the spending by 类."""
    return evidence.rolled_up(lambda r: _is(evidence, r, "支出", "科目") and not r.point.subject)


@rule(
    "MZ220",
    "上级科目等于下级科目之和",
    identity="每一栏中：类 = Σ款，款 = Σ项，合计 = Σ类",
    why="类、款、项是同一笔钱的三种粗细；上下对不上，多半漏了一行或多算了一行。",
    formula="编码 c 的金额 = Σ c 下一级编码的金额",
    reference=FORMS,
    remedy="登记的类、款、合计与各项之和不符：逐项核对；四舍五入的尾差不会报错。",
    kinds=ANY,
)
def roll_up(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R20: a subject's figure is the sum of the subjects right below it."""
    return evidence.rolled_up(lambda r: _is_roll_up(evidence, r))


def _is_roll_up(evidence: Evidence, r: RollUp) -> bool:
    is_total = _is(evidence, r, "支出", "科目") and not r.point.subject
    return r.dimension == "科目" and r.point.flow != "经济分类" and not is_total


@rule(
    "MZ203",
    "总计等于合计加结转结余",
    identity="收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；"
    "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余；登记了公布数的指标等于它的算式",
    why="总计是全部收支的“总账”；它与合计、结转对不上，说明漏了一块钱或多算了一块。",
    formula="总计 = 本年支出合计 + 结余分配 + 年末结转和结余；预算：总计 = 本年支出合计 + 结转下年",
    reference=FORMS,
    remedy="核对“公布数”里登记的指标和它的各组成部分。",
    kinds=ANY,
)
def stated_indicators(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R03, R28: any other indicator that was stated is its parts' sum."""
    indicators = evidence.account.indicators
    for figure in filter(None, map(indicators.get, indicators.stated)):
        if figure.terms:
            yield Equation(figure, computed("算式", figure.terms))


@rule(
    "MZ204",
    "收入总计等于支出总计",
    identity="收支总表左右两边的总计相等",
    why="收支两边的总计必须相等，这是一张平衡表；不等，整份文件都不可信。",
    formula="收入总计 = 支出总计",
    reference=FORMS,
    remedy="核对收入、支出和结转结余（决算：年初、年末结转和结余、结余分配；预算：结转下年）；"
    "缺少的结转结余请补上。预算的财政拨款收入由支出算出，不会不等。",
    kinds=ANY,
    aliases=("MZ301",),
)
def both_totals(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R04, B01: 收入总计 equals 支出总计."""
    account = evidence.account
    no_room = ruled_out(account.identities, account.indicators.definitions, account.agency_type)
    remedy = ALL_SPENT if CARRIED_ON in no_room else ""
    equation = Equation(evidence.figure("总计"), evidence.figure("收入总计"), remedy=remedy)
    opening = account.indicators.get(CARRIED[0])
    is_kept = opening and opening.place and 0 < -equation.residual.value <= opening.amount.value
    yield replace(equation, remedy=NO_ROW) if is_kept else equation


@rule(
    "MZ206",
    "支出等于各性质支出之和",
    identity="每一科目的支出等于基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出之和；"
    "基本支出等于人员经费与公用经费之和",
    why="基本支出、项目支出加起来不是支出合计，就不知道钱花在了哪一类上。",
    formula="支出合计 = 基本 + 项目 + 上缴 + 经营 + 补助；基本支出 = 人员 + 公用",
    reference=FORMS,
    remedy="核对该行的合计与各性质的支出；合计通常不必填写，由程序相加；"
    "预算的项目支出是该科目各项目之和。",
    kinds=ANY,
    aliases=("MZ306", "MZ307", "MZ308"),
)
def spending_by_nature(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R06, R09, R10, B06 to B08: spending is the sum of its natures (性质)."""
    yield from evidence.rolled_up(lambda r: _is(evidence, r, "支出", "性质"))
    parts = tuple(map(evidence.figure, BASIC))
    if any(part.place for part in parts):
        yield Equation(evidence.figure("一般公共预算基本支出"), summed(" + ".join(BASIC), parts))


@rule(
    "MZ212",
    "合计等于各类资金之和",
    identity="每一科目的收入、支出、结转，等于一般公共预算、政府性基金、国有资本经营预算和"
    "非财政拨款资金之和",
    why="全部资金的合计与各种资金对不上，多半漏了一种资金的行，或者某行漏写了“资金”。",
    formula="全部资金 = 一般公共预算 + 政府性基金 + 国有资本经营 + 非财政拨款",
    reference=FORMS,
    remedy="核对登记的合计与各资金的行；缺少一种资金的行时补上。",
    kinds=ANY,
    aliases=("MZ309",),
)
def by_fund(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R05 … R16, B09: the tables of one fund against the table of all."""
    told = evidence.rolled_up(
        lambda r: r.dimension == "资金" and (r.point.flow != "收入" or bool(r.point.subject)),
    )
    for equation in told:
        is_more = equation.left.label in CARRIED and equation.residual.value > 0
        yield replace(equation, remedy=NO_ROW) if is_more else equation


@rule(
    "MZ221",
    "经济分类类级等于各款之和",
    identity="工资福利支出、商品和服务支出等各类，等于所属各款之和，合计等于各类之和；"
    "人员经费 = 301 + 303，公用经费 = 302 + 307 + 310 + 399",
    why="经济分类的合计、类与款对不上，多半漏了一款。",
    formula="基本支出表.301 = Σ 301xx；基本支出表.合计 = Σ 类",
    reference=FORMS,
    remedy="核对“基本支出”中该类的各款；只公布到类、有一部分记在另一边的，两行都写明“性质”。",
    kinds=ANY,
    aliases=("MZ310",),
)
def economic_roll_up(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R21, R22, B10: an economic 类 is the sum of its 款."""
    return evidence.rolled_up(
        lambda r: r.point.flow == "经济分类" and (r.dimension != "口径" or on_both(r))
    )


@rule(
    "MZ218",
    "经济分类与功能分类的基本支出相等",
    identity="基本支出表的人员经费、公用经费、合计，等于一般公共预算支出表的同名栏，"
    "各行都写明单位的、单位各有文件夹的，每个单位的也相等；"
    "写明别的财政拨款的，等于这种资金的基本支出；登记了项目支出明细的，每种资金的合计等于项目支出",
    why="同一笔基本支出，按用途（工资、办公费）和按功能分类算出来不一样，两张表就互相矛盾。",
    formula="基本支出表.人员经费 = 一般公共预算支出表.人员经费；公用经费、合计同样",
    reference=FORMS,
    remedy="核对“基本支出”的各款与“支出”各行的人员经费、公用经费；"
    "一个款有一部分记在另一边的，这一部分另写一行，写明“性质”。",
    kinds=ANY,
    aliases=("MZ311",),
)
def economic_detail(evidence: Evidence) -> Iterator[Equation | Finding]:
    """Shared identity R18, B11: basic spending is the sum of its economic subjects."""
    cube, kind = evidence.account.cube, evidence.account.kind
    basic = cube.figure(cube.at("支出", GENERAL, nature="基本支出"))
    told = _has_list(evidence.account)
    is_asked = "基本支出" in kind.sections and "基本支出" not in kind.by_nature
    if is_asked and not (told or basic.is_zero):
        yield _no_detail(basic, evidence.account)
        return
    # Elsewhere a list that is missing altogether is told by the form that prints it.
    points = [
        Point("支出", basis, GENERAL, nature=nature)
        for basis, nature in product(_bases(evidence), (*BASIC, "基本支出") if told else ())
    ]
    whole = [equation for point in points for equation in _detailed(point, cube)]
    yield from _without_copies((*whole, *_of_other_funds(evidence)))
    if all(equation.holds for equation in whole):
        yield from _of_units(points, evidence.account)
    for fund in FUNDS["财政拨款"]:
        projects = cube.at("支出", fund, nature="项目支出")
        detail = cube.figure(projects._replace(flow="经济分类"))
        if any(detail.typed()):
            yield Equation(cube.figure(projects), detail, title=OF_PROJECTS, remedy=MEND_PROJECTS)


def _of_other_funds(evidence: Evidence) -> Iterator[Equation]:
    """Shared identities of basic spending by other funds, where its economic subjects are told."""
    for fund, basis in product(FUNDS["财政拨款"], _bases(evidence)):
        point = Point("支出", basis, fund, nature=BASIC_SPENDING)
        told = _detailed(point, evidence.account.cube) if fund != GENERAL else ()
        yield from (one for one in told if any(one.right.typed()))


def _without_copies(equations: Iterable[Equation]) -> Iterator[Equation]:
    """Shared identities without those that fail for what others before them fail for.

    A budget with nothing carried over has the cells of 预算 in 本年; where both parts of 基本支出
    fail, the whole says no more than they do.
    """
    told: list[Equation] = []
    for one in equations:
        if not one.holds:
            if any(
                _says_all(others, one)
                for others in (told[-len(BASIC) :], *((other,) for other in told))
            ):
                continue
            told.append(one)
        yield one


def _says_all(told: Sequence[Equation], one: Equation) -> bool:
    """Whether a failing shared identity is the sum of others: the same cells, as often."""
    weights: Counter[Place] = Counter()
    for other in told:
        weights.update({place: weight for place, (weight, _) in other.weights.items()})
    return bool(told) and weights == {p: weight for p, (weight, _) in one.weights.items()}


def _of_units(points: Sequence[Point], account: Account) -> Iterator[Equation | Finding]:
    """Shared identities of each unit that says both, where no line is of nobody."""
    own, loose = units_and_loose(account)
    flows = [point._replace(flow=flow) for point in points for flow in ("支出", "经济分类")]
    if not all(cube.figure(point).is_zero for cube in loose for point in flows):
        return
    by_unit = {part: list(_of_unit(points, part)) for part in own}
    wrong = [part for part, every in by_unit.items() if not all(one.holds for one in every)]
    for one, other in combinations(wrong, 2):
        if _are_exchanged(by_unit[one], by_unit[other]):
            yield _exchanged(one, other, by_unit)
            del by_unit[one], by_unit[other]
            break
    yield from chain.from_iterable(by_unit.values())


def _of_unit(points: Sequence[Point], part: Part) -> Iterator[Equation]:
    for point in points:
        for one in _detailed(point, part.cube):
            if any(one.right.typed()):
                left, right = (_named(part.name, figure) for figure in (one.left, one.right))
                yield replace(one, left=left, right=right)


def _are_exchanged(own: Sequence[Equation], others: Sequence[Equation]) -> bool:
    """Whether each of two units' details is what the other one spent: shared identities crossed."""
    pairs = list(zip(own, others, strict=False))
    crossed = ((a.left, b.right) for one in pairs for a, b in (one, one[::-1]))
    return len(own) == len(others) and all(a.amount.agrees(b.amount) for a, b in crossed)


def _exchanged(one: Part, other: Part, by_unit: Mapping[Part, Sequence[Equation]]) -> Finding:
    """That two units have each other's details: what fails of shared identities, told once."""
    message = (
        f"“{one.name}”和“{other.name}”的“基本支出”像是对调了："
        "这一个的各款之和是那一个的支出，那一个的是这一个的。"
    )
    typed = {part: [f for e in by_unit[part] for f in e.right.typed()] for part in (one, other)}
    places = {part: next(f.place for f in own if f.place) for part, own in typed.items()}
    operands = tuple(Operand(part.name, "基本支出", place) for part, place in places.items())
    return Finding(
        places[one],
        message,
        "把两个单位的“基本支出”换回来；对调的是“支出”的，换回“支出”。",
        operands,
    )


def _named(unit: str, figure: Figure) -> Figure:
    return replace(figure, label=f"{unit} {figure.label}")


def _has_list(account: Account) -> bool:
    """Whether, for shared identities, basic spending is told by economic subjects."""
    whole = account.cube.at("经济分类", GENERAL)
    return any(r.section == "基本支出" for r in account.rows) or any(
        account.cube.figure(whole).typed()
    )


def _detailed(point: Point, cube: Cube) -> Iterator[Equation]:
    # Rows that tell no nature may be split by the 类 that are stated above them.
    figure, detail = (cube.figure(point._replace(flow=flow)) for flow in ("支出", "经济分类"))
    # A whole that is not known (缺) may have been carried over, though no row says so.
    is_open = not any(detail.typed()) and not cube.figure(cube.at("经济分类", GENERAL)).is_known
    if figure.is_known and not is_open:
        yield Equation(figure, detail)


def _no_detail(basic: Figure, account: Account) -> Finding:
    """With the shared identities: that basic spending is nowhere told by economic subjects."""
    causes = (cause.wider or cause for cause in basic.unknown())
    typed = (next(causes, None) or basic).typed()
    place = next((figure.place for figure in typed if figure.place), account.source.place)
    hint = together(("有经济分类的照填；", NOT_BY_SUBJECT, "。"))
    return Finding(place, "没有填写“基本支出”，基本支出表会印成没有这项支出。", hint)


@rule(
    "MZ224",
    "“三公”经费不小于基本支出中的同名科目",
    identity="三公经费的接待费、车辆运行维护费、出国费、购置费，"
    "不小于基本支出表的 30217、30231、30212、31013",
    why="“三公”经费至少要包含基本支出里的同名费用；比它还小，公众会问少报了什么。",
    formula="基本支出表.30217 ≤ 公务接待费",
    reference=FORMS,
    remedy="三公经费还包括项目支出中列支的部分，只会更大；核对两处的数字。",
    kinds=ANY,
    aliases=("MZ318",),
)
def receptions_and_cars(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity R24: 三公 costs are at least the same subjects of basic spending."""
    account = evidence.account
    for name, code in SUBJECTS.items():
        detail = account.cube.figure(account.cube.at("经济分类", GENERAL, code))
        final = account.indicators.get(f"{OFFICIAL}{name}{FINAL}")
        whole = final or evidence.figure(f"{OFFICIAL}{name}")
        yield Equation(detail, whole, "≤")


@rule(
    "MZ284",
    "“三公”经费不大于财政拨款支出中的同名科目",
    identity="财政拨款的支出全部按经济分类列出的，三公经费的接待费、车辆运行维护费、出国费、购置费，"
    "不大于其中 30217、30231、30212、31013（30913）的和",
    why="“三公”经费是财政拨款安排的；同一份文本的经济分类里没有这笔钱，两处必有一处错了。",
    formula="公务接待费 ≤ 基本支出.30217 + 项目支出明细.30217",
    reference=FORMS,
    remedy="核对“三公”经费和“基本支出”“项目支出明细”里的同名科目，漏了的补上；"
    "列在别的科目里的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def all_official_costs(evidence: Evidence) -> Iterator[Equation]:
    """Shared identity: 三公 costs are in what the treasury spent by economic subject, all of it."""
    account, cube = evidence.account, evidence.account.cube
    spent, detail = (cube.figure(cube.at(flow, TREASURY)) for flow in ("支出", "经济分类"))
    if not any(detail.typed()) or not (detail.is_known and Equation(spent, detail).holds):
        return
    for name, code in SUBJECTS.items():
        codes = dict.fromkeys((code, CONSTRUCTED.get(code, code)))
        parts = [cube.figure(cube.at("经济分类", TREASURY, one)) for one in codes]
        final = account.indicators.get(f"{OFFICIAL}{name}{FINAL}")
        whole = final or evidence.figure(f"{OFFICIAL}{name}")
        yield Equation(whole, summed(f"财政拨款 {code} 经济分类", parts), "≤")
