"""Rules on 自评表: control totals, subjects, names, scores and deviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from mingzhang.checks.rule import Cause, Equation, Evidence, Finding, rule
from mingzhang.checks.typed_texts import HALF_WIDTH
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account, Funding, Project, Score
from mingzhang.facts.amount import Amount, Unit, ratio, rounded
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.evaluation_money import FISCAL
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.unscored_lines import POINTS, is_scored, is_unrated, lacking, line_name
from mingzhang.reading.node import Node

FORM = "项目支出绩效自评表"
COLUMNS: dict[str, Callable[[Funding], Figure]] = {
    "年初预算数": lambda money: money.budget,
    "全年预算数": lambda money: money.adjusted,
    "全年执行数": lambda money: money.spent,
}
FLOOR = "≥|>=|>|＞|大于等于|大于|不少于|不低于|不小于|=|＝|"
CEILING = "≤|<=|<|＜|小于等于|小于|不超过|不高于|不大于"
VALUE = re.compile(
    rf"(?P<relation>{CEILING}|{FLOOR})\s*(?P<number>[0-9]{{1,15}}(?:\.[0-9]{{1,6}})?)\s*(?P<unit>\D*)"
)
THOUSANDS = re.compile("(?<=[0-9])(?<![0-9]{4})[,，](?=[0-9]{3}(?![0-9]))")
NOTHING = frozenset({"", "无", "-", "—", "/"})
TREASURY, OTHER = "财政拨款", "非财政"
SUBJECT, PLANNED = "科目", "项目支出"
FINEST = 7  # digits of an item's code
EVALUATED = "评价项目"
OF_ZERO = "删去偏差度；目标值不是 0 的，改正目标值。"
NAME_LISTS = (EVALUATED, "自评得分", "未完成指标", "超额指标")


@rule(
    "MZ243",
    "自评项目不超过同一科目的项目支出",
    identity="写明科目的自评项目，全年执行数之和不大于该科目的项目支出；单位自己的钱可以列在别的科目，"
    "那样财政拨款的部分不大于该科目的财政拨款项目支出，其余的不大于财政拨款以外的项目支出",
    why="一个科目下的自评项目花得比这个科目还多，必有一处错了。",
    formula="Σ 自评表.全年执行数[c] ≤ 03表.项目支出[c]",
    reference=FORM,
    remedy="核对各项目的科目和执行数。",
    severity=Severity.WARNING,
)
def by_subject(evidence: Evidence) -> Iterator[Equation | Finding]:
    """R43: in a self-evaluation what is not the treasury's may have a subject of its own."""
    cube, others = evidence.account.cube, list[Figure]()
    by_code: dict[str, list[Project]] = {}
    for project in evidence.account.projects:
        if code := project.words.get(SUBJECT):
            by_code.setdefault(code, []).append(project)
    for code, projects in by_code.items():
        spent = cube.at("支出", subject=code, nature=PLANNED)
        whole = _of_subject(code, projects, cube)
        own = [figure for p in projects for figure in _spent(p, of_treasury=False)]
        fiscal = (figure for p in projects for figure in _spent(p, of_treasury=True))
        total = summed(f"{code} 自评项目财政拨款全年执行数之和", fiscal)
        of_treasury = Equation(total, cube.figure(spent._replace(fund=TREASURY)), "≤")
        if whole.holds and of_treasury.holds:
            yield whole
        elif found := _under_another(code, by_code, evidence):
            yield found
        elif whole.holds or own:
            yield of_treasury
            others += () if whole.holds else own
        else:
            yield whole
    if others:
        point = cube.at("支出", OTHER, nature=PLANNED)
        total = summed("自评项目财政拨款以外的全年执行数之和", others)
        yield Equation(total, cube.figure(point), "≤")


def _of_subject(code: str, projects: Iterable[Project], cube: Cube) -> Equation:
    """What self-evaluated projects of a subject spent is not more than what was spent on it."""
    total = summed(f"{code} 自评项目全年执行数之和", (p.total.spent for p in projects))
    return Equation(total, cube.figure(cube.at("支出", subject=code, nature=PLANNED)), "≤")


def _under_another(
    code: str, by_code: Mapping[str, Sequence[Project]], evidence: Evidence
) -> Finding | None:
    """The one project that a self-evaluation has under a wrong subject, and where it is lacking."""
    cube = evidence.account.cube
    codes = {p.subject for p in cube.facts if (p.flow, len(p.subject)) == ("支出", FINEST)}
    pairs = [
        (project, other)
        for project in by_code[code]
        if _of_subject(code, (p for p in by_code[code] if p is not project), cube).holds
        for other in sorted(codes - by_code.keys())
        if _is_all(project, cube.at("支出", subject=other, nature=PLANNED), cube)
    ]
    if len(pairs) != 1:
        return None
    project, other = pairs[0]
    typed = project.nodes[0].get(SUBJECT)
    message = (
        f"项目“{project.name}”的科目写的是 {code}，那里没有这笔钱；"
        f"它的全年执行数正好是 {evidence.named(other)} 的项目支出，那里没有自评项目。"
    )
    hint = f"核对项目的科目（像是 {other}）和“支出”里的科目，改正写错的一处。"
    cause = Cause(follow={"MZ792": (), "MZ403": (other,)})
    return Finding(typed.place if typed else project.place, message, hint, cause=cause)


def _is_all(project: Project, spent: Point, cube: Cube) -> bool:
    """Whether a self-evaluated project is all that was spent, or all that the treasury gave."""
    fiscal = summed("财政拨款", _spent(project, of_treasury=True))
    pairs = ((project.total.spent, spent), (fiscal, spent._replace(fund=TREASURY)))
    return any(_agrees(one, cube.figure(point)) for one, point in pairs)


def _agrees(one: Figure, other: Figure) -> bool:
    return other.is_known and not other.is_zero and one.amount.agrees(other.amount)


def _spent(project: Project, *, of_treasury: bool) -> Iterator[Figure]:
    """What a self-evaluated project spent of the treasury's money, or of the other."""
    for key, money in project.funding.items():
        if (key in FISCAL) is of_treasury and not money.spent.is_zero:
            yield money.spent


@rule(
    "MZ244",
    "项目名称前后一致",
    identity="“绩效”中提到的项目，与自评表的项目同名；名称相近而不相同的要核对；一个项目一张自评表",
    why="同一个项目在文字和表里叫两个名字，读的人会以为是两个项目。",
    reference=FORM,
    remedy="改成同一个名称；确是另一个项目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
)
def names(evidence: Evidence) -> Iterator[Finding]:
    """R44: in self-evaluations and their scores a project has the same name everywhere."""
    projects = evidence.account.projects
    seen: set[tuple[str, str]] = set()
    for project in projects:
        key = (project.name, project.words.get("实施单位", ""))
        if key in seen:
            yield Finding(project.place, f"项目“{project.name}”有两张自评表。")
        seen.add(key)
    known = {name for p in projects for name in (p.name, p.short_name)}
    yield from _without_sheet(evidence.account, known)


def _without_sheet(account: Account, known: Collection[str]) -> Iterator[Finding]:
    """A name in a list of self-evaluation scores that is nearly a project's.

    Of others altogether MZ629 tells; that no project at all has a table is told once (MZ733).
    """
    for node in _named(account.source):
        if node.text in known:
            continue
        if near := get_close_matches(node.text, known, n=1, cutoff=0.8):
            message = f"项目“{node.text}”没有自评表，名称相近的是“{near[0]}”。"
            # It is in none of the lists, and the one that is has no score, for the same slip.
            follow = dict.fromkeys(("MZ629", "MZ634"), (node.text, near[0]))
            cause = Cause(is_word=True, follow=follow)
            yield Finding(node.place, message, cause=cause)


def _named(source: Node) -> Iterator[Node]:
    for key in NAME_LISTS:
        listed = source.get("绩效", key)
        for row in listed.rows() if listed else ():
            name = row.get("项目") or row
            if name.text:
                yield name


@rule(
    "MZ246",
    "自评资金与控制数一致",
    identity="performance.yaml 的“合计”，等于全部项目的年初预算数、全年预算数、全年执行数之和",
    why="各项目加起来与合计对不上，说明漏了项目或抄错了数。",
    formula="合计 = Σ 各项目的年度资金总和",
    reference=FORM,
    remedy="核对“合计”和各项目的资金；“合计”可以不写，写了就多一道核对。",
)
def control(evidence: Evidence) -> Iterator[Equation]:
    """R46: the money of self-evaluations (自评) against the author's own totals."""
    performance = evidence.account.folder.performance
    stated = performance.get("合计") if performance else None
    cells = list(stated.rows()) if stated else []
    for cell, (column, field) in zip(cells, COLUMNS.items(), strict=False):
        if cell.number is not None:
            amount = Amount.typed(cell.number, evidence.account.unit)
            parts = (field(project.total) for project in evidence.account.projects)
            stated_total = Figure(f"合计 {column}", amount, cell.place)
            yield Equation(stated_total, summed("各项目之和", parts))


@rule(
    "MZ249",
    "自评得分等于各行得分之和",
    identity="“绩效”中登记的自评得分，等于该项目自评表各行得分之和"
    "（预算执行率的得分 = 资金分值 × 执行率）",
    why="公布的得分与表里各行加起来不同，读的人会问哪个是真的。",
    formula="总分 = Σ 得分 + 资金分值 × 全年执行数 ÷ 全年预算数",
    reference=FORM,
    remedy="核对该项目的各行得分；有自评表的项目不必再登记得分。",
    severity=Severity.WARNING,
)
def total_score(evidence: Evidence) -> Iterator[Finding]:
    """R48 and R49: a self-evaluation's score is the sum of its lines' scores."""
    listed = evidence.account.source.get("绩效", "自评得分")
    projects = [p for p in evidence.account.projects if is_scored(p)]
    scored = {name: p for p in projects for name in (p.name, p.short_name)}
    for row in listed.rows() if listed else ():
        name, typed = row.get("项目"), row.get("得分")
        project = scored.get(name.text) if name else None
        # A sum without the points of a line, or of the money, is not what the table says (MZ421).
        is_known = project and not lacking(project, POINTS) and not is_unrated(project)
        if project and is_known and typed and typed.number is not None:
            total = evidence.rounding.points(project)
            if rounded(typed.number, 2) != rounded(total, 2):
                message = f"项目“{project.name}”登记 {typed.text} 分，自评表合计 {total} 分。"
                about = frozenset({project.name})
                yield Finding(typed.place, message, operands=lines_of(project), about=about)


def lines_of(project: Project) -> tuple[Operand, ...]:
    """The score of every line of a self-evaluation."""
    return tuple(
        Operand(line_name(score), str(points), score.place)
        for score in (*project.management, *project.indicators)
        if (points := score.points) is not None
    )


@dataclass(frozen=True)
class Goal:
    """A self-evaluation's target and what was reached, both numbers of one unit."""

    target: Decimal
    reached: Decimal
    is_ceiling: bool

    @property
    def is_missed(self) -> bool:
        """Whether what a self-evaluation reached is on the wrong side of its target."""
        return self.reached > self.target if self.is_ceiling else self.reached < self.target

    def deviation(self, decimals: int = 2) -> Decimal | None:
        """A self-evaluation's 偏差度: (完成值 - 目标值) ÷ 目标值 in %; None of a target of 0."""
        return ratio(self.reached - self.target, self.target, decimals)

    def deviates(self, typed: Decimal) -> bool:
        """Whether that is what a self-evaluation typed, with as many decimals as it has there."""
        exponent = typed.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return typed == self.deviation(decimals)


def valued(words: str) -> re.Match[str] | None:
    """The number of a self-evaluation's value, without the separators of thousands."""
    return VALUE.fullmatch(THOUSANDS.sub("", words.translate(HALF_WIDTH)))


def goals_of(evidence: Evidence) -> Iterator[tuple[Score, Goal]]:
    """The indicators of self-evaluations whose target and result are numbers of one unit."""
    for project in evidence.account.projects:
        for score in project.indicators:
            # Some forms have the relation (≥, ≤, 定性) in a column of its own.
            relation = score.words.get("性质", "")
            target = valued(relation + score.words.get("目标值", ""))
            reached = valued(score.words.get("完成值", ""))
            if target and reached and target["unit"] == reached["unit"]:
                is_ceiling = re.fullmatch(CEILING, target["relation"]) is not None
                yield score, Goal(Decimal(target["number"]), Decimal(reached["number"]), is_ceiling)


@rule(
    "MZ252",
    "成本指标不超过执行数",
    identity="成本指标中以元、万元计的实际完成值，不大于项目的全年执行数",
    why="成本比项目花的钱还多，多半是单位（元、万元）写错了。",
    formula="自评表.成本指标.完成值 ≤ 自评表.全年执行数",
    reference=FORM,
    remedy="核对成本指标的完成值和它的单位（元、万元），以及项目的执行数。",
    severity=Severity.WARNING,
)
def cost(evidence: Evidence) -> Iterator[Finding]:
    """R52: a self-evaluation's costs: they may overlap, so their sum proves nothing.

    Each is a part of the whole.
    """
    unit = evidence.account.unit
    for project in evidence.account.projects:
        spent = project.total.spent
        for score, amount in costs(project.indicators, "完成值"):
            is_more = amount.value - amount.half > spent.amount.value + spent.amount.half
            if is_more and score.place and spent.is_known:
                both = (amount.displayed(unit), spent.amount.displayed(unit))
                values = f"成本 {both[0]:,} {unit.label}，全年执行数只有 {both[1]:,} {unit.label}"
                message = f"“{score.words.get('三级', '')}”：{values}。"
                # A wrong unit of the project's money is why, where that is told.
                beside = Figure("成本", amount), spent
                operands = money_of(project, unit)
                cause = Cause(is_word=True)  # the target is not reached with it, either (MZ256)
                yield Finding(score.place, message, operands=operands, compared=beside, cause=cause)


def money_of(project: Project, unit: Unit) -> tuple[Operand, ...]:
    """The money of a self-evaluation, as a finding names it beside what does not fit it."""
    typed = (f for money in project.funding.values() for f in (money.budget, money.adjusted))
    spent = (money.spent for money in project.funding.values())
    return tuple(
        Operand(figure.label, figure.amount.worded(unit), figure.place)
        for figure in (*typed, *spent)
        if figure.place
    )


def costs(indicators: Iterable[Score], key: str) -> Iterator[tuple[Score, Amount]]:
    """The cost indicators (成本指标) of a self-evaluation of which ``key`` tells money."""
    for score in filter(is_cost, indicators):
        told = valued(score.words.get(key, "") + score.words.get("单位", ""))
        if told and told["unit"] in (u.label for u in Unit):
            yield score, Amount.typed(Decimal(told["number"]), Unit.named(told["unit"]))


def is_cost(score: Score) -> bool:
    """Whether a self-evaluation's line is a cost indicator, on whichever level those are."""
    return "成本" in score.words.get("一级", "") + score.words.get("二级", "")


@rule(
    "MZ255",
    "偏差度等于实际与目标之差",
    identity="没有完成的指标（和写了偏差度的超额指标），偏差度 ="
    "（实际完成值 - 年度指标值）÷ 年度指标值，四舍五入到所写的位数",
    why="偏差度与目标值、完成值算出来的不同，三个数必有一个错了。",
    formula="偏差度 = (完成值 - 目标值) ÷ 目标值 × 100%",
    reference=FORM,
    remedy="核对目标值、完成值和偏差度。",
    severity=Severity.WARNING,
)
def deviation(evidence: Evidence) -> Iterator[Finding]:
    """R55: a self-evaluation's 偏差度 is reached less target; some write 0 if overfulfilled."""
    for score, goal in goals_of(evidence):
        typed, right = score.deviation, goal.deviation()
        is_counted = goal.is_missed or typed
        if score.place and typed is not None and is_counted and not goal.deviates(typed):
            # A wrong target or result is one that was not reached, too (MZ256).
            cause = Cause(is_word=True)
            meant = "目标值是 0，算不出偏差度" if right is None else f"应为 {right}"
            hint = OF_ZERO if right is None else ""
            message = f"偏差度写的是 {typed}，{meant}。"
            yield Finding(score.place, message, hint, cause=cause)


@rule(
    "MZ256",
    "没有完成的指标写明原因",
    identity="实际完成值没有达到年度指标值的，写明偏差原因",
    why="没有完成而说“无偏差原因”，自评就不可信。",
    formula="完成值未达到目标值 ⇒ 偏差原因不为“无”",
    reference=FORM,
    remedy="补上偏差原因，或核对目标值和完成值。",
    severity=Severity.WARNING,
)
def reason_of_deviation(evidence: Evidence) -> Iterator[Finding]:
    """A self-evaluation's target was missed without a word on why."""
    for score, goal in goals_of(evidence):
        if score.place and goal.is_missed and score.words.get("偏差原因", "") in NOTHING:
            values = f"目标值 {score.words['目标值']}，完成值 {score.words['完成值']}"
            yield Finding(score.place, f"{values}，没有完成，缺少偏差原因。")
