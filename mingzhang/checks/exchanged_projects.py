"""Rules on projects that were exchanged: goals under another's name, a unit that has not such.

MZ672, MZ673 and MZ684.  A name and its goal speak of one thing; where two names fit each other's
goals and not their own, they were exchanged.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.checks.rule import ANY, BUDGET, Cause, Evidence, Finding, limited, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import PLANS, Row
from mingzhang.reading.node import Node

FORM = "项目支出绩效目标表、绩效自评表"
MOST = 300  # projects that are compared, each with each
SEVERAL = 3  # marks of a name that is not spoken of by chance
LIKELY, MUCH = Decimal("0.5"), 4  # parts of two names; how many times more than of their own
COMMON = re.compile("经费|资金|项目|补助|工作|业务|专项|费用|[0-9年（）()、－-]+")
PAIR = 2


@dataclass(frozen=True, eq=False)
class _Told:
    """A project, maybe exchanged: name, what tells it from others, goal with and without lines."""

    name: Node
    marks: frozenset[str]
    goals: tuple[Node, ...]
    texts: tuple[str, str]


@rule(
    "MZ672",
    "目标说的是这个项目",
    identity="一个项目的年度目标和指标，说的是它名称里的事，不是另一个项目名称里的事；"
    "两个项目互相对得上、和自己都对不上的才提示",
    why="两个项目的名称或目标互换了，每个数都还对，说的却不是一件事。",
    reference=FORM,
    remedy="核对这两个项目的名称和目标，改正写反的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def exchanged(evidence: Evidence) -> Iterator[Finding]:
    """Projects exchanged: the goal of 网络维护 under 监督检查, and the other way round."""
    account = evidence.account
    for root in (account.folder.performance, account.source):
        projects = [p for p in _told(list(rows(root, "项目"))[:MOST]) if not _is_own(p)]
        for number, one in enumerate(projects):
            for other in projects[number + 1 :]:
                words = next((w for way in (0, 1) if (w := _swapped(one, other, way))), None)
                if words:
                    yield _finding(one, other, words)


def _is_own(project: _Told) -> bool:
    """Whether a project's goal speaks of half its name, so that it was not exchanged."""
    return _part(_shared(project, project.texts[0]), project) >= LIKELY


def _told(nodes: Sequence[Node]) -> list[_Told]:
    named = [(name, node) for node in nodes if (name := node.get("名称"))]
    pairs = [name_pairs(name.text) for name, _ in named]
    # Two projects of one name, of two units, are told from the others by the same words.
    count = Counter(pair for name in {n.text for n, _ in named} for pair in name_pairs(name))
    told = [
        _Told(name, frozenset(p for p in own if count[p] == 1), *_goal(node))
        for (name, node), own in zip(named, pairs, strict=True)
    ]
    return [project for project in told if project.marks and project.goals]


def name_pairs(name: str) -> frozenset[str]:
    """The pairs of characters of a project's name by which exchanged ones are told."""
    parts = COMMON.split(name)
    return frozenset(p[i : i + PAIR] for p in parts for i in range(len(p) - 1))


def _goal(node: Node) -> tuple[tuple[Node, ...], tuple[str, str]]:
    """Where the goal of a project that may be exchanged stands.

    Its words, and its indicators' too.
    """
    ways = (("年度目标", "预期"), ("年度目标", "实际"), ("目标", "年度目标"))
    goals = tuple(goal for keys in ways if (goal := node.get(*keys)) and goal.text)
    lines = [*rows(node, "指标"), *rows(node.get("目标"), "指标")]
    words = "\n".join(goal.text for goal in goals)
    return goals, (words, "\n".join((words, *(text(line, "三级") for line in lines))))


def _swapped(one: _Told, other: _Told, way: int) -> tuple[str, str] | None:
    """What two projects' goals have of each other's name, exchanged, more than of their own."""
    first, its = _apart(other, one, way)
    second, own = _apart(one, other, way)
    crossed = _part(first, other) + _part(second, one)
    straight = _part(own, one) + _part(its, other)
    # What is left of its own name is by chance.
    if first and second and crossed >= LIKELY and crossed > MUCH * straight:
        return _words(other, first), _words(one, second)
    return None


def _apart(named: _Told, other: _Told, way: int) -> tuple[list[str], list[str]]:
    """What only an exchanged project's goal has of the other's name, and what only of its own."""
    there, here = _shared(named, other.texts[way]), _shared(named, named.texts[way])
    return [m for m in there if m not in here], [m for m in here if m not in there]


def _words(project: _Told, marks: Sequence[str]) -> str:
    """Parts of an exchanged project's name that the marks make up: 监督检查, of 监督 and 检查."""
    name = project.name.text
    kept = {
        at + i for m in marks for at in range(len(name)) if name.startswith(m, at) for i in (0, 1)
    }
    shown = "".join(character if at in kept else "\n" for at, character in enumerate(name))
    return "、".join(shown.split())


def _part(found: Sequence[str], project: _Told) -> Decimal:
    return EXACT.divide(Decimal(len(found)), Decimal(len(project.marks)))


def _shared(project: _Told, words: str) -> list[str]:
    """The marks of an exchanged project's name that a text has; few must be said repeatedly."""
    often = 1 if len(project.marks) >= SEVERAL else SEVERAL - 1
    return sorted(mark for mark in project.marks if words.count(mark) >= often)


def _finding(one: _Told, other: _Told, words: tuple[str, str]) -> Finding:
    message = (
        f"“{one.name.text}”的目标说的是“{words[0]}”，像是“{other.name.text}”的；"
        f"“{other.name.text}”的目标说的是“{words[1]}”：两个项目的名称或目标像是互换了。"
    )
    nodes = (*one.goals, other.name, *other.goals)
    return Finding(
        one.name.place, message, operands=tuple(Operand("另一处", n.text, n.place) for n in nodes)
    )


FEWEST_OTHERS = 4  # lines of a 款 that are all of one unit
FEWEST_OWN = 2  # lines of the unit, none of them in that 款
GROUP, ITEM = 5, 7  # digits of a 款 and of a 项


@rule(
    "MZ673",
    "单位与科目相合",
    identity="有几个单位的预算，一个款的各行（四行以上）都是一个单位的，没有一行写在从不用这个款的另一个单位名下",
    why="行写到了别的单位名下，或编码错成了别的单位的款，部门的合计看不出来。",
    reference="支出预算表、项目支出表",
    remedy="核对这一行的单位代码和科目；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
@limited
def units_of_subjects(evidence: Evidence) -> Iterator[Finding]:
    """A project exchanged between units: of the second in the 款 of the first alone."""
    lines = [r for r in evidence.account.rows if r.unit and len(r.code) == ITEM]
    by_group: Mapping[str, list[Row]] = defaultdict(list)
    by_unit: Mapping[str, list[Row]] = defaultdict(list)
    for line in lines:
        by_group[line.code[:GROUP]].append(line)
        by_unit[line.unit].append(line)
    names = {unit.code: unit.name for unit in evidence.account.units}
    for group, found in by_group.items():
        count = Counter(line.unit for line in found)
        for line in found:
            others = len(found) - 1
            is_alone = count[line.unit] == 1 and len(count) == len((line.unit, "the others'"))
            is_odd = is_alone and others >= FEWEST_OTHERS and len(by_unit[line.unit]) > FEWEST_OWN
            if is_odd and line.section in (PLANS, "支出"):
                usual = next(unit for unit in count if unit != line.unit)
                message = (
                    f"{group} 的另外 {others} 行都是“{names.get(usual, usual)}”的，"
                    f"只有这一行写在“{names.get(line.unit, line.unit)}”名下。"
                )
                follow = {"MZ273": (line.unit,)}
                cause = Cause(is_word=True, remedy="核对这一行的单位代码和科目。", follow=follow)
                yield replace(_beside(line, message), cause=cause)


def _beside(line: Row, message: str) -> Finding:
    keys = ("单位", "名称")
    nodes = [node for key in keys if (node := line.node.get(key))]
    operands = tuple(Operand("这一行", node.text, node.place) for node in nodes)
    return Finding(line.place, message, operands=operands)


@rule(
    "MZ684",
    "项目的金额在它那个科目里",
    identity="没有写明科目的项目，金额正好是某个科目的项目支出的，项目名称与这个科目的名称、用途、"
    "原因说的是一件事；两个项目互相对得上的才提示",
    why="两行的金额写反了，合计还对，科目的用途和项目却对不上。",
    reference="支出表、项目支出表",
    remedy="核对这两个科目和两个项目的金额，改正写反的一处。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def money_of_another(evidence: Evidence) -> Iterator[Finding]:
    """Projects whose money was exchanged: that of 中介机构服务费 where 信息系统 is the purpose."""
    found = [(one, spent) for one in _funded(evidence) if (spent := _same(evidence, one))]
    marks = _own_marks([one.name for one, _ in found])
    for number, (one, here) in enumerate(found[:MOST]):
        for other, there in found[number + 1 : MOST]:
            own = _hits(marks[one.name], here) + _hits(marks[other.name], there)
            crossed = (_hits(marks[one.name], there), _hits(marks[other.name], here))
            if min(crossed) > 1 and sum(crossed) > MUCH * own:
                message = (
                    f"{here.code} 的项目支出正是“{one.name}”的金额，说的却是“{other.name}”；"
                    f"{there.code} 正相反：两个金额像是互换了。"
                )
                yield Finding(here.place, message, operands=_four(one, other, here, there))


@dataclass(frozen=True, eq=False)
class _Money:
    """A project without a subject, and its money (元), which may be exchanged."""

    name: str
    value: Decimal
    place: Place


@dataclass(frozen=True, eq=False)
class _Spent:
    """What a subject has for projects, maybe exchanged: its line, the cell, what is said of it."""

    code: str
    place: Place
    words: str


def _funded(evidence: Evidence) -> Iterator[_Money]:
    account = evidence.account
    for plan in account.plans:
        figures = [money.figure for money in plan.money if not money.point.subject]
        if figures and len(figures) == len(plan.money):
            value = sum((figure.amount.value for figure in figures), Decimal(0))
            yield _Money(plan.name, value, figures[0].place or plan.place)
    for project in account.projects:
        if not project.words.get("科目"):
            spent = next(project.total.spent.typed(), None)
            place = spent.place if spent and spent.place else project.place
            yield _Money(project.name, project.total.spent.amount.value, place)


def _same(evidence: Evidence, project: _Money) -> _Spent | None:
    """The one subject whose projects have the very money of the exchanged ones."""
    unit, names = evidence.account.unit, evidence.account.catalogue
    found = []
    for row in evidence.account.rows:
        cell = row.node.get("项目支出") if row.section == "支出" else None
        number = cell.number if cell and len(row.code) == ITEM else None
        if cell and number and Amount.typed(number, unit).value == project.value:
            said = (n.text for key, n in row.node.items() if key == "用途" or key.endswith("原因"))
            found.append(_Spent(row.code, cell.place, "\n".join((names.name(row.code), *said))))
    return found[0] if len(found) == 1 else None


def _own_marks(names: Sequence[str]) -> Mapping[str, frozenset[str]]:
    pairs = {name: name_pairs(name) for name in names}
    count = Counter(pair for own in pairs.values() for pair in own)
    return {name: frozenset(p for p in own if count[p] == 1) for name, own in pairs.items()}


def _hits(marks: frozenset[str], spent: _Spent) -> int:
    return sum(mark in spent.words for mark in marks)


def _four(one: _Money, other: _Money, here: _Spent, there: _Spent) -> tuple[Operand, ...]:
    return (
        Operand(one.name, here.code, one.place),
        Operand(other.name, there.code, other.place),
        Operand("另一个科目", there.code, there.place),
    )
