"""Rules on projects: their money against the account and their scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.department_sums import summed_place
from mingzhang.checks.rule import Cause, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account, Project, Score
from mingzhang.facts.amount import Amount
from mingzhang.facts.evaluation_money import general_part
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.unscored_lines import is_unrated

FORM = "项目支出绩效自评表"
OF_UNIT = "单位资金"  # that of a unit's own, be it carried over or not
PARTLY = "自评项目的全年执行数之和少于项目支出"
SPENT_COLUMN = 2  # of 年初预算数, 全年预算数, 全年执行数
SPENT, ITEM = "支出", 7  # the list of spending, and the digits of a 项
PARTLY_HINT = "漏了的补上；只有部分项目自评的，在“核对说明”中写明。"


@rule(
    "MZ241",
    "执行数不大于全年预算数",
    identity="每一来源的全年执行数不大于全年预算数",
    why="花的比能花的还多，多半是三个数的次序写反了。",
    formula="全年执行数 ≤ 全年预算数",
    reference=FORM,
    remedy="核对两数；资金三个数的顺序是年初预算数、全年预算数、全年执行数。",
)
def within_budget(evidence: Evidence) -> Iterator[Equation]:
    """R40, R41: a project has spent no more money than its 全年预算数."""
    for project in evidence.account.projects:
        for funding in project.funding.values():
            yield Equation(funding.spent, funding.adjusted, "≤")


@rule(
    "MZ242",
    "自评项目执行数之和等于项目支出",
    identity="全部项目都自评时，各项目全年执行数之和等于支出决算表的项目支出",
    why="自评表的执行数加起来不是项目支出，说明漏了项目，或者有一个数抄错了。",
    formula="Σ 自评表.全年执行数 = 03表.项目支出",
    reference=FORM,
    remedy="核对各项目的执行数；只有部分项目自评的，在“核对说明”中写明；执行数之和反而大于项目支出、"
    "公布的就是这样的，还要写“差额”。",
    severity=Severity.WARNING,
    by_difference=True,
)
def all_projects(evidence: Evidence) -> Iterator[Equation | Finding]:
    """R42: the projects' money is within the account's.

    Less accuses no figure, some may be missing.
    """
    projects = evidence.account.projects
    if not projects:
        return
    spent = summed("自评项目全年执行数之和", (p.total.spent for p in projects))
    equation = Equation(evidence.figure("项目支出"), _at_their_total(spent, evidence.account))
    said = acceptances(evidence.account)
    is_stated = any(one.code == "MZ242" and one.difference is not None for one in said)
    if is_stated or equation.holds or equation.residual.value < 0:
        yield equation
    else:
        yield _partly(equation, evidence.account)


def _at_their_total(spent: Figure, account: Account) -> Figure:
    """The projects' money, at their own total where that is its sum: what is missing, both lack."""
    performance = account.folder.performance
    stated = performance.get("合计") if performance else None
    cell = next(islice(stated.rows(), SPENT_COLUMN, None), None) if stated else None
    if cell is None or cell.number is None:
        return spent
    is_sum = Amount.typed(cell.number, account.unit).agrees(spent.amount)
    return replace(spent, place=cell.place) if is_sum else spent


def _partly(equation: Equation, account: Account) -> Finding:
    """Projects that miss some of the money: told at their total, with the row that is just that."""
    unit, lacking = account.unit, equation.residual
    shown = [f"{f.amount.displayed(unit):,}" for f in (equation.right, equation.left)]
    message = (
        f"{PARTLY}：{shown[0]} 与 {shown[1]}，差 {lacking.worded(unit)}；"
        "有的项目没有自评，或者漏了项目。"
    )
    rows = [row for row in account.own_rows if len(row.code) == ITEM and row.section == SPENT]
    cells = [(row.code, cell) for row in rows if (cell := row.node.get("项目支出")) and cell.number]
    same = [
        Operand(f"{code} 项目支出，正是相差的数", cell.text, cell.place)
        for code, cell in cells
        if Amount.typed(cell.number or Decimal(0), unit).agrees(lacking)
    ]
    operands = tuple(same) if len(same) == 1 else ()
    both = (equation.left, equation.right)
    return Finding(_total_place(account), message, PARTLY_HINT, operands, compared=both)


def _total_place(account: Account) -> Place:
    """Where the projects' money is added up, else where the first project stands."""
    performance, own = account.folder.performance, account.source.place
    stated = performance.get("合计") if performance else None
    place = stated.place if stated else account.projects[0].place
    return place if place.file.parent == own.file.parent else summed_place(account)


@rule(
    "MZ867",
    "自评的一般公共预算不大于项目支出",
    identity="自评项目的全年执行数中一般公共预算的部分，不大于一般公共预算项目支出；"
    "单位资金的部分，不大于财政拨款以外的资金的支出",
    why="绩效自评率是两者之比；自评的钱比项目支出还多，自评率就超过 100%。",
    formula="Σ 自评表.全年执行数[一般公共预算] ≤ 05表.项目支出；"
    "Σ 自评表.全年执行数[单位资金] ≤ 03表.支出合计 - 财政拨款支出",
    reference=FORM,
    remedy="核对各项目的资金来源、科目和执行数；不是项目支出的，不列入自评表。",
    severity=Severity.WARNING,
)
def general_budget(evidence: Evidence) -> Iterator[Equation]:
    """A project's money beyond all: a rate above 100 %.

    Of those beyond all spending MZ242 tells.
    """
    account = evidence.account
    spent = summed("自评项目全年执行数之和", (p.total.spent for p in account.projects))
    if Equation(spent, evidence.figure("项目支出"), "≤").holds:
        parts = [general_part(project, account.cube) for project in account.projects]
        general = summed("自评项目一般公共预算执行数之和", parts)
        yield Equation(general, evidence.figure("一般公共预算项目支出"), "≤")
    cube = account.cube
    own = summed("自评项目单位资金执行数之和", (p.funding[OF_UNIT].spent for p in account.projects))
    title = "自评的单位资金不大于财政拨款以外的支出"
    yield Equation(own, cube.figure(cube.at("支出", "非财政")), "≤", title=title)


@rule(
    "MZ247",
    "分值合计 100",
    identity="资金分值、资金管理分值与各指标分值之和为 100",
    why="分值合计不是 100，总分就没有意义。",
    formula="Σ 分值 = 100",
    reference=FORM,
    remedy="核对该项目各行的分值。",
    severity=Severity.WARNING,
)
def weights(evidence: Evidence) -> Iterator[Finding]:
    """R47: the weights (分值) of a project's money and indicators add up to 100."""
    for project in evidence.account.projects:
        # Where a line lacks its weight, that is why they do not add up (MZ421).
        blank = [score for score in project.indicators if score.weight is None]
        typed = [score.weight for score in _scores(project) if score.weight is not None]
        total = sum(typed, project.weight or Decimal(0))
        is_whole = len(blank) in (0, len(project.indicators))
        if typed and is_whole and total != 100:
            message = f"项目“{project.name}”的分值合计为 {total}，不是 100。"
            line = _likeliest(project, total - 100)
            # With the weight of its money the score is another (MZ249); of a line more is told.
            own = dict.fromkeys(("MZ249", "MZ623"), (project.name,))
            cause = None if line else Cause(follow=own)
            operands, about = _weighed(project), frozenset({project.name})
            place = line or project.place
            yield Finding(place, message, operands=operands, cause=cause, about=about)


@rule(
    "MZ799",
    "没有预算的项目，预算执行率不记分",
    identity="资金分值大于 0 的项目，全年预算数大于 0",
    why="预算执行率的得分是资金分值乘执行率；没有预算就没有执行率，这几分算不出来，总得分里就少了它。",
    formula="资金分值 > 0 ⇒ Σ 全年预算数 > 0",
    reference=FORM,
    remedy="核对“资金”的三个数（年初预算数、全年预算数、全年执行数）；"
    "项目确实没有预算、预算执行率不记分的，资金分值填 0。",
)
def rated_money(evidence: Evidence) -> Iterator[Finding]:
    """A project's money that is to be scored by its rate of spending, and has no budget."""
    for project in evidence.account.projects:
        if is_unrated(project):
            message = (
                f"项目“{project.name}”的全年预算数是 0，没有执行率，"
                f"资金分值 {project.weight} 分得了几分算不出来。"
            )
            typed = project.total.adjusted.typed()
            operands = tuple(Operand(part.label, "0", part.place) for part in typed)
            yield Finding(project.weighed or project.place, message, operands=operands)


def _likeliest(project: Project, excess: Decimal) -> Place | None:
    """The only line of a project, money or other, whose points as weight explain the excess."""
    found = [
        score.place
        for score in _scores(project)
        if score.weight is not None and score.weight - excess == score.points
    ]
    return found[0] if len(found) == 1 else None


def _weighed(project: Project) -> tuple[Operand, ...]:
    """Every weight typed for a project, of its money and of the rest."""
    rows = ((score.words, score.weight, score.place) for score in _scores(project))
    lines = [
        Operand(words.get("三级") or words.get("项目", ""), str(weight), place)
        for words, weight, place in rows
        if weight is not None
    ]
    if project.weight is not None:
        lines.insert(0, Operand("资金分值", str(project.weight), project.weighed))
    return tuple(lines)


@rule(
    "MZ248",
    "得分不大于分值",
    identity="每一行的得分不大于分值",
    why="得分比满分还高，必有一个数打错了。",
    formula="得分 ≤ 分值",
    reference=FORM,
    remedy="核对该行的得分和分值。",
)
def points_within_weight(evidence: Evidence) -> Iterator[Finding]:
    """R48: a project's line, of money or other, has no more 得分 than its 分值."""
    for project in evidence.account.projects:
        for score in _scores(project):
            if score.weight is not None and (score.points or 0) > score.weight:
                message = f"得分 {score.points} 大于分值 {score.weight}。"
                sums = dict.fromkeys(("MZ247", "MZ249", "MZ623"), (project.name,))
                cause = Cause(is_word=True, follow=sums)
                yield Finding(score.place or project.place, message, cause=cause)


def _scores(project: Project) -> Iterator[Score]:
    yield from project.management
    yield from project.indicators
