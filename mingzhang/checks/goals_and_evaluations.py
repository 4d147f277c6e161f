"""Rules on goals and self-evaluations as sets: the same projects everywhere, the same numbers.

MZ629 to MZ635.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations

from mingzhang.checks.quoted_figures import NUMBER, number_of
from mingzhang.checks.rule import ANY, BUDGET, Cause, Evidence, Finding, limited, rule
from mingzhang.checks.self_evaluations import NAME_LISTS, NOTHING, costs, goals_of, money_of
from mingzhang.checks.typed_texts import HALF_WIDTH
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account, Plan, Project, Score
from mingzhang.facts.amount import Unit, total
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.reading.node import Node

FORM = "项目支出绩效自评表"
SCORES = "自评得分"
ALIKE = 12  # characters from which two texts are not the same by chance
NEAR = Decimal("0.05")  # a share by which costs that should add up may miss


@rule(
    "MZ629",
    "绩效中的项目与自评表是同一批",
    identity="“绩效”各名单里的项目都有自评表；登记了自评得分的，每张自评表都有得分",
    why="名单和表不是同一批，读的人不知道哪些项目评了、哪些没有。",
    reference=FORM,
    remedy="补上自评表或得分，或改正名称；公布件确实如此的，在“核对说明”里照抄名单接受。",
    severity=Severity.WARNING,
)
def same_projects(evidence: Evidence) -> Iterator[Finding]:
    """Goals, evaluations and scores have the same projects: twenty scores, eighteen tables."""
    account = evidence.account
    tables = {name for p in account.projects for name in (p.name, p.short_name)}
    for key in NAME_LISTS if tables else ():
        listed = list(_names(account, key))
        missing = [node for node in listed if node.text not in tables]
        if missing:
            yield _unlike(missing, f"“{key}”里没有自评表的项目")
        if key == SCORES and listed:
            named = {node.text for node in listed}
            others = [p for p in account.projects if not {p.name, p.short_name} & named]
            if others:
                places = tuple(Operand(p.name, "没有得分", p.place) for p in others)
                names = [p.name for p in others]
                message = f"没有登记自评得分的项目：{'、'.join(names)}。"
                yield Finding(others[0].place, message, operands=places, about=frozenset(names))


def _names(account: Account, key: str) -> Iterator[Node]:
    for row in rows(account.source, "绩效", key):
        name = row.get("项目") or row
        if name.text:
            yield name


def _unlike(missing: list[Node], words: str) -> Finding:
    names = "、".join(dict.fromkeys(node.text for node in missing))
    operands = tuple(Operand(node.text, "没有自评表", node.place) for node in missing)
    about = frozenset(node.text for node in missing)
    return Finding(missing[0].place, f"{words}：{names}。", operands=operands, about=about)


@rule(
    "MZ630",
    "成本目标不超过预算",
    identity="成本指标中以元、万元计的目标值，不大于项目的年初预算数和全年预算数中较大的一个",
    why="目标超过全部预算，多半是错了单位或抄了别的项目。",
    formula="自评表.成本指标.目标值 ≤ max(年初预算数, 全年预算数)",
    reference=FORM,
    remedy="核对成本指标的目标值和它的单位，以及项目的预算数。",
    severity=Severity.WARNING,
)
def cost_target(evidence: Evidence) -> Iterator[Finding]:
    """A goal's cost target exceeds the project's budget: ≤ 1724.92 for one of 49.33."""
    unit = evidence.account.unit
    for project in evidence.account.projects:
        budgets = (project.total.budget, project.total.adjusted)
        known = [f for f in budgets if (f.is_known and f.place) or f.terms]
        for most in sorted(known, key=lambda figure: figure.amount.value)[-1:]:
            yield from _beyond(most, project, unit)


def _beyond(most: Figure, project: Project, unit: Unit) -> Iterator[Finding]:
    """Cost targets of a goal beyond the most money of its project."""
    limit = most.amount
    for score, amount in costs(project.indicators, "目标值"):
        if score.place and amount.value - amount.half > limit.value + limit.half:
            shown = amount.worded(unit)
            words = f"目标 {shown}，预算只有 {limit.worded(unit)}"
            message = f"“{score.words.get('三级', '')}”：{words}。"
            beside = Figure("成本目标", amount), most
            yield Finding(score.place, message, operands=money_of(project, unit), compared=beside)


@rule(
    "MZ631",
    "各项成本之和等于执行数",
    identity="三项以上的成本指标，完成值之和与全年执行数只差一点的，应当相等",
    why="各项成本差一点就等于执行数，多半是其中一个抄错了。",
    formula="Σ 成本指标.完成值 = 全年执行数（相差 5% 以内的才提示）",
    reference=FORM,
    remedy="核对各项成本的完成值，是否漏了一项。",
    severity=Severity.WARNING,
)
def sum_of_costs(evidence: Evidence) -> Iterator[Finding]:
    """Costs of a goal may overlap; but a sum that nearly is the whole was meant to be it."""
    unit = evidence.account.unit
    for project in evidence.account.projects:
        found, spent = list(costs(project.indicators, "完成值")), project.total.spent
        added = total(amount for _, amount in found)
        apart = abs(added.value - spent.amount.value)
        is_near = spent.is_known and apart <= NEAR * spent.amount.value
        if len(found) > 2 and is_near and not added.agrees(spent.amount):
            both = f"{added.displayed(unit):,}，全年执行数 {spent.amount.displayed(unit):,}"
            operands = tuple(Operand(s.words.get("三级", ""), "成本", s.place) for s, _ in found)
            message = f"项目“{project.name}”各项成本合计 {both} {unit.label}。"
            yield Finding(found[0][0].place or project.place, message, operands=operands)


MEASURED = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<measure>万?(?:人次|批次|家|人|名|次|份|台|个|辆|场|期|户|条|项|页|册|卷|件"
    "|间|处|座|所|栋|幢|套|亩|公里|吨|盏|株))"
    # 个工作日, 个百分点 and 个季度 count nothing that is done.
    "(?![/／每年月以]|左右|上下|工作日|自然日|交易日|百分点|季度|小时|星期|学[期年时]|方面|阶段|环节|批次)"
)
SAME = {"名": "人"}
ADDED = re.compile("共|合计|总|其中")  # then all numbers of a goal are of one thing
MOST_PARTS = 6  # numbers of a goal that are added up in every way
LOOSE = re.compile("(?:每|约|近|逾|超过?|不少于|不低于|以上|[第≥≤><～~/／-])$")


@rule(
    "MZ632",
    "目标里的个数与指标相符",
    identity="年度目标和实际完成情况写出的个数，有同一计量单位的指标时，等于指标的目标值或完成值，"
    "或几个个数之和等于它（指标的个数都写到了的，别的个数说的是别的事）；"
    "实施内容、评价结论里的，不与指标的数只差一个 0、一位",
    why="目标和指标说的是同一件事，个数不同，必有一个错了。",
    reference=FORM,
    remedy="核对年度目标和指标，改正其中一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def numbers_of_goals(evidence: Evidence) -> Iterator[Finding]:
    """A number in a goal's words differs from its evaluation's indicator: 540家 and 521家."""
    for place, title, words, indicators in _goals(evidence.account):
        # What was done is no target: where 完成值 is not stated, nothing is known of it.
        is_done = title == TITLES["实际"]
        known = _measures(s for s in indicators if not is_done or s.words.get("完成值"))
        for measure, numbers in _counted(words).items():
            values = known.get(measure, {})
            added = _adding_up(numbers, values)
            wrong = [n for n in numbers if n not in values and n not in added]
            # Where all that the indicators count is told, another number is of another thing.
            unsaid = [value for value in values if value not in numbers]
            if title in REPORTED:
                wrong = [n for n in wrong if any(_is_misread(n, value) for value in unsaid)]
            if wrong and (unsaid or (values and ADDED.search(words))):
                shown = "、".join(f"{value}{measure}" for value in values)
                operands = tuple(Operand(f"{v}{measure}", "指标", p) for v, p in values.items())
                message = f"{title}写 {wrong[0]}{measure}，指标是 {shown}。"
                yield Finding(place, message, operands=operands)


def _counted(words: str) -> Mapping[str, list[Decimal]]:
    """The counts in the words of a goal or of an evaluation, by their measures."""
    told: dict[str, list[Decimal]] = defaultdict(list)
    words = words.translate(HALF_WIDTH)
    for match in MEASURED.finditer(words):
        if not LOOSE.search(words[max(0, match.start() - 3) : match.start()]):
            measure = SAME.get(match["measure"], match["measure"])
            told[measure].append(number_of(match["number"]))
    return told


def _is_misread(number: Decimal, value: Decimal) -> bool:
    """Whether a count in an evaluation's words is its indicator's but for a 0, or for a digit."""
    if not number or not value:
        return False
    one, other = str(number), str(value)
    differ = sum(a != b for a, b in zip(one, other, strict=False))
    is_near = len(one) == len(other) >= TELLING and (differ == 1 or _is_turned(one, other))
    return is_near or max(number, value) == 10 * min(number, value)


def _is_turned(one: str, other: str) -> bool:
    """Whether two neighbouring digits of a count in a goal are those of the other, turned round."""
    pairs = zip(range(len(one) - 1), range(1, len(one)), strict=True)
    return any(one[:i] + one[j] + one[i] + one[j + 1 :] == other for i, j in pairs)


def _adding_up(numbers: Sequence[Decimal], values: Collection[Decimal]) -> set[Decimal]:
    """Numbers of a goal's text that with others are the parts of a value: 371 and 60 of 431."""
    few = numbers[:MOST_PARTS]
    groups = chain.from_iterable(combinations(few, size) for size in range(2, len(few) + 1))
    return {n for group in chain((numbers,), groups) if sum(group) in values for n in group}


TITLES = {"预期": "年度目标", "实际": "实际完成情况"}
REPORTED = ("实施内容", "评价结论")  # may count what no indicator does
TELLING = 3  # digits of two counts that differ in one, and are not so by chance


def _goals(account: Account) -> Iterator[tuple[Place, str, str, tuple[Score, ...]]]:
    """The places of goals, what they are called, their words, the indicators of their project."""
    forms = list(rows(account.folder.performance, "项目"))
    for node, project in zip(forms, account.projects, strict=False):
        goal = node.get("年度目标")
        for key, title in TITLES.items():
            said = goal.get(key) if goal else None
            if said and said.text:
                yield said.place, title, said.text, project.indicators
        for key in REPORTED:
            if (said := node.get(key)) and said.text:
                yield said.place, key, said.text, project.indicators
    for plan in account.plans:
        if plan.goal:
            yield plan.place, TITLES["预期"], plan.goal, plan.indicators


def _measures(indicators: Iterable[Score]) -> Mapping[str, dict[Decimal, Place | None]]:
    """By measure: the numbers in goals and evaluations, with the places of their lines."""
    found: dict[str, dict[Decimal, Place | None]] = defaultdict(dict)
    for score in indicators:
        unit = score.words.get("单位", "")
        for key in ("目标值", "完成值", "指标值"):
            for match in MEASURED.finditer((score.words.get(key, "") + unit).translate(HALF_WIDTH)):
                measure = SAME.get(match["measure"], match["measure"])
                found[measure][number_of(match["number"])] = score.place
    return found


YEAR = re.compile("(20[0-9]{2})年?")


@rule(
    "MZ633",
    "每个项目写自己的情况",
    identity="两个项目的实际完成情况不会一字不差；项目名称与简称里的年份相同",
    why="两个项目一字不差，多半是复制了一张表没有改。",
    reference=FORM,
    remedy="改成这个项目自己的文字。",
    severity=Severity.WARNING,
)
@limited
def of_its_own(evidence: Evidence) -> Iterator[Finding]:
    """Words of an evaluation copied from another project's.

    A goal with the name of another year.
    """
    first: dict[str, tuple[Project, Place]] = {}
    forms = list(rows(evidence.account.folder.performance, "项目"))
    for node, project in zip(forms, evidence.account.projects, strict=False):
        done = node.get("年度目标", "实际")
        if done and len(done.text) >= ALIKE:
            other, place = first.setdefault(done.text, (project, done.place))
            if other is not project:
                message = f"与项目“{other.name}”的实际完成情况一字不差。"
                yield Finding(done.place, message, operands=(Operand(other.name, "实际", place),))
        years, short = (YEAR.findall(name) for name in (project.name, project.short_name))
        name = node.get("名称")
        if name and years and short and set(years) != set(short):
            message = f"名称里是 {'、'.join(years)}，简称里是 {'、'.join(short)}。"
            cause = Cause(follow={"MZ604": (project.name,)})
            yield Finding(name.place, message, cause=cause)


MISSED = "未完成指标"
LISTS = (MISSED, "超额指标")
COUNTED = re.compile("([0-9]+)([人家户名次件份个]?)")


@rule(
    "MZ634",
    "有偏差的指标都在名单里，原因相同",
    identity="写了偏差原因的指标，列入“未完成指标”或“超额指标”；两处原因里的数相同；"
    "列入“未完成指标”的，不是都达到了目标值的",
    why="指标没有完成却不在名单里，读的人看不到原因。",
    reference=FORM,
    remedy="补上名单里缺的指标，或改正不同的原因。",
    severity=Severity.WARNING,
)
@limited
def deviations_listed(evidence: Evidence) -> Iterator[Finding]:
    """Goals missed in evaluations: the list leaves an indicator out, or has another number."""
    listed = [row for key in LISTS for row in rows(evidence.account.source, "绩效", key)]
    lists = tuple(Operand("名单", text(row, "项目"), row.place) for row in listed)
    for project in evidence.account.projects if listed else ():
        own = [row for row in listed if text(row, "项目") in (project.name, project.short_name)]
        for score in project.indicators:
            reason = score.words.get("偏差原因", "")
            if reason not in NOTHING and score.place:
                yield from _beside(project, score, own, lists)
    yield from _reached(evidence)


def _reached(evidence: Evidence) -> Iterator[Finding]:
    """What the list says was missed, and by the sheet's numbers was reached."""
    reached = {score.place for score, goal in goals_of(evidence) if not goal.is_missed}
    for row in rows(evidence.account.source, "绩效", MISSED):
        called, said = text(row, "项目"), row.get("指标")
        of_it = (p for p in evidence.account.projects if called in (p.name, p.short_name))
        scores = [
            score
            for project in of_it
            for score in project.indicators
            if said and {score.words.get("二级", ""), score.words.get("三级", "")} & {said.text}
        ]
        if said and scores and reached.issuperset(score.place for score in scores):
            words = scores[0].words
            message = (
                f"“{said.text}”列在“{MISSED}”里，自评表里目标值 {words['目标值']}，"
                f"完成值 {words['完成值']}。"
            )
            yield Finding(said.place, message, "核对名单和自评表，改正写错的一处。")


def _beside(
    project: Project, score: Score, own: list[Node], lists: tuple[Operand, ...]
) -> Iterator[Finding]:
    reason = score.words.get("偏差原因", "")
    level = score.words.get("二级", "")
    beside = [row for row in own if level in text(row, "指标")]
    if not beside and score.place:
        message = f"“{project.name}”的{level}有偏差原因，不在{'、'.join(LISTS)}里。"
        about = frozenset({project.name, project.short_name})
        yield Finding(score.place, message, operands=lists, about=about)
    for row in beside:
        said = row.get("原因")
        if said and score.place and _differ(reason, said.text):
            operands = (Operand("名单里的原因", said.text, said.place),)
            message = f"“{project.name}”的偏差原因“{reason}”与名单里的“{said.text}”不同。"
            yield Finding(score.place, message, operands=operands)


def _differ(one: str, other: str) -> bool:
    """Whether two reasons why a goal was missed have other numbers, or count other things."""
    both = [dict(COUNTED.findall(reason.translate(HALF_WIDTH))) for reason in (one, other)]
    numbers = set(both[0]) | set(both[1])
    whole = all(set(told) == numbers for told in both)
    units = [{told.get(number, "") for told in both} - {""} for number in numbers]
    return not whole or any(len(own) > 1 for own in units)


@rule(
    "MZ635",
    "安排了资金的项目有绩效目标",
    identity="多数项目写了绩效目标的，当年安排了资金的项目都写；一半以上没有写的，是只公开重点项目的，不提示",
    why="同一份文档里别的项目有目标、只有几个没有，多半是漏了。",
    reference="项目支出绩效目标表",
    remedy="补上这个项目的“目标”；不要求编报的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
@limited
def plans_with_goals(evidence: Evidence) -> Iterator[Finding]:
    """A project with money of this year and without a goal."""
    plans = evidence.account.plans
    funded = [plan for plan in plans if plan.figure("全部", "本年").amount.value]
    without = [plan for plan in funded if not _has_goal(plan)]
    # Where as many have none, those that have one were chosen to be published.
    for plan in without if 2 * len(without) < len(funded) else ():
        yield Finding(plan.place, f"项目“{plan.name}”没有绩效目标。")


def _has_goal(plan: Plan) -> bool:
    return bool(plan.goal or plan.indicators)
