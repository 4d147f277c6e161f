"""Rules on the units of a department's budget: projects and basic spending under the right one.

MZ796, MZ798, MZ894, MZ895 and MZ896.  Where units are typed, a wrong one changes no total of the
department.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from mingzhang.checks.rule import ANY, BUDGET, Cause, Evidence, Finding, limited, rule
from mingzhang.checks.subject_funds import amounts_of
from mingzhang.checks.superfluous_rows import superfluous, whole
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account, Plan
from mingzhang.facts.amount import Unit
from mingzhang.facts.offices_and_areas import areas
from mingzhang.facts.source_nodes import code_of, rows, text
from mingzhang.facts.source_rows import Row
from mingzhang.facts.unit_sums import UNIT, unit_nodes
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

MANY, SEVERAL = 5, 4  # other projects of a group: alone, or where the subject says the same
TWO = 2  # units that have projects in a group: that of the one, and that of all others
SEVERAL_AMOUNTS, LONG = 2, 3  # amounts of a row, and digits of each, that are no coincidence
OFTEN = 2  # times that another unit's name is no mere mention
BASIC = ("人员经费", "公用经费", "基本支出")
RUNNING = ("行政运行", "事业运行")
SUBJECT = "科目"
CARRIED_OUT = "实施单位"  # of an evaluated project
GOALS = ("目标", "年度目标")  # of a budget's project, of one that is evaluated


@dataclass(frozen=True, eq=False)
class _Placed:
    """A project of a unit and its line; ``keys`` are what may be wrong of it."""

    plan: Plan
    node: Node
    keys: tuple[str, ...]

    @property
    def group(self) -> str:
        """The innermost group in which the form lists a unit's project."""
        return self.plan.groups[-1] if self.plan.groups else ""

    @property
    def subject(self) -> str:
        """The subject of the money of a unit's project."""
        return text(self.node, "科目")


@rule(
    "MZ894",
    "项目的分组与单位相合",
    identity="有几个单位的预算，一组的各项目都是一个单位的，没有单单一个写在另一个单位名下"
    "（另有五个以上的；科目也说是那个单位的，四个以上）",
    why="项目写到了别的单位名下，或分组抄了上一行的，部门的合计看不出来。",
    reference="项目支出预算表",
    remedy="核对这个项目的单位代码和它的分组；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
@limited
def units_of_groups(evidence: Evidence) -> Iterator[Finding]:
    """A unit's project: of the first one, in the group that is the second one's alone."""
    names = {unit.code: unit.name for unit in evidence.account.units}
    placed = _placed(evidence.account)
    for group in dict.fromkeys(one.group for one in placed if one.group):
        own = [one for one in placed if one.group == group]
        count = Counter(one.plan.unit for one in own)
        names_of = Counter(one.plan.name for one in own)
        # A project that both units have is each unit's own.
        lone = [o for o in own if count[o.plan.unit] == 1 and names_of[o.plan.name] == 1]
        if len(count) == TWO and len(lone) == 1:
            one, others = lone[0], len(own) - 1
            usual = next(unit for unit in count if unit != one.plan.unit)
            if others >= MANY or (others >= SEVERAL and _says(one, usual, placed)):
                message = (
                    f"“{group}”的另外 {others} 个项目都是“{names.get(usual, usual)}”的，"
                    f"只有“{one.plan.name}”写在“{names.get(one.plan.unit, one.plan.unit)}”名下。"
                )
                yield Finding(one.node.place, message, operands=_operands(one))


def _placed(account: Account) -> list[_Placed]:
    nodes = {node.place: node for node in rows(account.source, "项目")}
    units = {unit.code for unit in account.units}
    keys = ("名称", "单位", "科目", *account.grouped[-1:])
    return [
        _Placed(plan, nodes[plan.lines[0]], keys)
        for plan in account.plans
        if plan.unit in units and plan.lines and plan.lines[0] in nodes
    ]


def _says(one: _Placed, unit: str, placed: Sequence[_Placed]) -> bool:
    """Whether a project's subject is only that unit's, but for the project itself."""
    units = {p.plan.unit for p in placed if p is not one and p.subject == one.subject}
    return bool(one.subject) and units == {unit}


def _operands(one: _Placed) -> tuple[Operand, ...]:
    found = [(key, node) for key in one.keys if (node := one.node.get(key))]
    return tuple(Operand(key, node.text, node.place) for key, node in found)


@rule(
    "MZ895",
    "项目的目标和名称说的是它的单位",
    identity="有几个单位的预算，一个项目的目标和指标几次说到的单位，就是它所属的单位；"
    "项目以单位名称起头、各单位有同名的一项的（甲单位业务经费、乙单位业务经费），也是",
    why="目标、名称是另一个单位的，项目多半写到了别的单位名下，两个单位的表都不对。",
    reference="项目支出绩效目标表",
    remedy="核对这个项目的单位代码和目标；确实是为那个单位做的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
@limited
def units_of_goals(evidence: Evidence) -> Iterator[Finding]:
    """A project of another unit by its goal: 提高社会医疗保险管理局窗口经办服务质量."""
    bodies = {unit.code: _body(unit.name) for unit in evidence.account.units}
    names = {unit.code: unit.name for unit in evidence.account.units}
    for one in _placed(evidence.account):
        words = _words(one.node)
        own = bodies[one.plan.unit]
        for code, body in bodies.items():
            is_told = code != one.plan.unit and body not in own and own not in body
            if is_told and own not in words and words.count(body) >= OFTEN:
                message = (
                    f"“{one.plan.name}”写在“{names[one.plan.unit]}”名下，"
                    f"目标里几次说的是“{names[code]}”。"
                )
                goal = one.node.get("目标", "年度目标")
                aim = (Operand("年度目标", body, goal.place),) if goal else ()
                yield Finding(one.node.place, message, operands=(*_operands(one), *aim))
    yield from _called_by_others(_placed(evidence.account), names)


def _called_by_others(placed: Sequence[_Placed], names: Mapping[str, str]) -> Iterator[Finding]:
    """A unit's project with another unit's name, where others have one each of their own name."""
    usual = {_rest(one, one.plan.unit, names) for one in placed} - {""}
    for one in placed:
        others = (code for code in names if code != one.plan.unit)
        code = next((other for other in others if _rest(one, other, names) in usual), None)
        if code and not _rest(one, one.plan.unit, names):
            message = (
                f"“{one.plan.name}”写在“{names[one.plan.unit]}”名下，名称是“{names[code]}”的。"
            )
            yield Finding(one.node.place, message, operands=_operands(one))


def _rest(one: _Placed, code: str, names: Mapping[str, str]) -> str:
    """What a unit's project is called behind that unit's name; nothing where it has another."""
    name, unit = one.plan.name, names[code]
    return name.removeprefix(unit) if name.startswith(unit) else ""


def _body(name: str) -> str:
    """The name of a unit that projects are of, without the places at its head."""
    return name[len("".join(areas(name))) :] or name


def _words(node: Node) -> str:
    goal = node.get("目标")
    lines = [text(line, "三级") for line in rows(goal, "指标")]
    return "\n".join((text(goal, "年度目标") if goal else "", *lines))


@rule(
    "MZ896",
    "运行的行写明单位",
    identity="有几个单位的预算，有的单位的基本支出分到了单位的，没有分到的单位不缺它的行政运行、事业运行",
    why="漏了这一行的单位，这个单位的表里就没有基本支出，部门的合计看不出来。",
    reference="部门支出总表、单位预算表",
    remedy="在这一行写上它的单位代码；确实是几个单位合用一行的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def units_of_running(evidence: Evidence) -> Iterator[Finding]:
    """A unit that is lacking beside its projects: 行政运行 without one, as the other's row has."""
    account = evidence.account
    found = [row for row in account.own_rows if row.section == "支出" and _is_basic(row)]
    have = {row.unit for row in found if row.unit}
    lacking = [unit for unit in account.units if unit.code not in have]
    for row in found if have and lacking else ():
        if not row.unit and account.catalogue.name(row.code) in RUNNING:
            missing = "、".join(f"“{unit.name}”" for unit in lacking[:SEVERAL])
            message = (
                f"{row.code} {account.catalogue.name(row.code)}没有写单位，"
                f"而 {missing} 没有一行基本支出。"
            )
            operands = tuple(Operand(u.code, u.name, u.place) for u in lacking[:SEVERAL])
            yield Finding(row.place, message, operands=operands)


def _is_basic(row: Row) -> bool:
    cells = (row.node.get(key) for key in BASIC)
    return any(cell is not None and bool(cell.number) for cell in cells)


@rule(
    "MZ796",
    "项目的单位与上年、本年预算的相同",
    identity="上年的一份、本年的预算里只由一个单位列支的项目、有项目支出的科目，本年不改由另一个单位列支；"
    "自评表里有年初预算数的项目，不是本年预算里别的单位单独有的；实施单位写的是部门的另一个单位的，算它的；"
    "两个单位两份都有的才提示，单位各有文件夹的也是",
    why="行写到了别的单位名下，部门的合计不变，两个单位的表都错了。",
    reference="支出总表、项目支出表",
    remedy="与那一份对照，核对这一行的单位代码（单位各有文件夹的，看写在谁的里）；"
    "确实划转了的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def units_of_last_year(evidence: Evidence) -> Iterator[Finding]:
    """A project of a unit that had none such before, when it was another unit's alone."""
    folder = evidence.account.folder
    lines = {row.node.place: row for row in evidence.account.rows}
    told: set[Place | tuple[str, str]] = set()
    for word, before in (("上年的一份", folder.previous), ("本年的预算", folder.planned)):
        for key, row, usual, other, there in _moved(before, folder) if before else ():
            place, way = _unit_place(row), (usual, other)
            # The subject of a project that is told moved with it.
            if place not in told and not (key.startswith(SUBJECT) and way in told):
                told |= {place, way}
                message = f"{key}在{word}里是“{usual}”的，这里写在“{other}”名下。"
                cause = _of_misplaced(lines.get(row.place), evidence.account.unit)
                operands, about = (Operand(word, usual, there),), frozenset({moved(usual, other)})
                yield Finding(place, message, operands=operands, cause=cause, about=about)


def moved(usual: str, other: str) -> str:
    """What a finding on a project of one unit that stands under another is about."""
    return f"{usual}→{other}"


def _of_misplaced(row: Row | None, unit: Unit) -> Cause | None:
    """What fails where a row stands under another unit: the sums of both units."""
    if row is None:
        return None
    cells = frozenset(node.place for _, node in row.node.items())
    follow = {"MZ863": (row.code,)}
    return Cause(cells, gone=amounts_of(row, unit), unsure=cells, follow=follow)


def _moved(before: Folder, folder: Folder) -> Iterator[tuple[str, Node, str, str, Place]]:
    """What one unit had before and another has now: what, its row, both units, where it stood."""
    both = _names(before) & _names(folder)
    # A department may call itself the one that carries out what its units do.
    known = both - {text(folder.profile, "名称")}
    had, has = _holders(before, known), _holders(folder, known)
    for key, now in has.items():
        usual, *others = had.get(key, ("", ""))
        for other, row in now.items():
            # What was budgeted for a unit's project stands in that unit's budget.
            is_moved = len(now) == 1 or (before is folder.planned and _was_budgeted(row))
            are_two = not others and usual != other and {usual, other} <= both
            if is_moved and are_two and _is_project(row):
                yield key, row, usual, other, _unit_place(had[key][usual])


@rule(
    "MZ798",
    "一个项目、一行支出只在一个单位里",
    identity="部门的两个单位没有名称、金额、目标都一样的项目，没有科目和几个金额都一样的支出；"
    "上年的一份里两个单位都有这个项目、这个科目的不提示；没有目标的项目，上年只有一个单位有的才提示",
    why="从一个单位的文件抄到另一个的项目和人员的支出，部门的合计算了两遍；"
    "并入别的单位的单位还留在“汇总”里，也是。",
    reference="支出总表、项目支出表、项目支出绩效目标表、绩效自评表",
    remedy="核对它是哪个单位的，从另一个的文件里删去；单位已经并走的，从“汇总”里删去；"
    "确实各有一个的，项目各写各的目标，或在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
@limited
def rows_of_two(evidence: Evidence) -> Iterator[Finding]:
    """A unit's project or spending that another unit has alike, too, and had not before."""
    folder = evidence.account.folder
    had = _holders(folder.previous, ()) if folder.previous else {}
    first: dict[Hashable, tuple[str, Node]] = {}
    for key, what, unit, row in (*_with_goals(folder), *_telling(folder), *_of_one(folder, had)):
        known = had.get(key, {})
        both = first.setdefault((what, _alike(row)), (unit, row)), (unit, row)
        if both[0][0] != unit and not {one for one, _ in both} <= known.keys():
            # The copy is that of a unit which had no such project, or subject.
            (other, there), (own, here) = sorted(both, key=lambda one: one[0] not in known)
            message = f"{key}在“{other}”和“{own}”名下写得一样，{what}都相同。"
            cause = superfluous(here, evidence.account.unit, {})
            operands = (Operand(other, key, there.place),)
            yield Finding(here.place, message, "", operands, cause=cause)


def _of_one(
    folder: Folder, had: Mapping[str, Mapping[str, Node]]
) -> Iterator[tuple[str, str, str, Node]]:
    """Projects of a folder's units without a goal that only one unit had, of no round money."""
    for unit, row in _of_units(folder, "项目"):
        key = f"项目“{text(row, '名称')}”"
        is_plain = not any(row.get(goal) for goal in GOALS)
        if is_plain and len(had.get(key, ())) == 1 and _long_amounts(row):
            yield key, "金额", unit, row


def _telling(folder: Folder) -> Iterator[tuple[str, str, str, Node]]:
    """The spending of a folder's units that no two have alike by chance: several long amounts."""
    spent: defaultdict[str, list[Node]] = defaultdict(list)
    for unit, row in _of_units(folder, "支出"):
        spent[unit].append(row)
    # Units that have all of it alike are told as such (MZ839).
    count = Counter(frozenset(map(_alike, own)) for own in spent.values())
    for unit, own in spent.items():
        for row in own if count[frozenset(map(_alike, own))] == 1 else ():
            if len(_long_amounts(row)) >= SEVERAL_AMOUNTS:
                yield f"{SUBJECT}“{text(row, SUBJECT)}”", "几个金额", unit, row


def _long_amounts(row: Node) -> set[Decimal]:
    """The different amounts of a row that are not round: of three digits before their zeros."""
    codes = (SUBJECT, UNIT)
    numbers = {node.number for key, node in row.items() if key not in codes and node.number}
    return {n for n in numbers if len(n.normalize().as_tuple().digits) >= LONG}


def _with_goals(folder: Folder) -> Iterator[tuple[str, str, str, Node]]:
    """The projects of a folder's units that have a goal, each with the unit's name."""
    for unit, row in _of_units(folder, "项目"):
        if any(row.get(key) for key in GOALS):
            yield f"项目“{text(row, '名称')}”", "金额和目标", unit, row


def _of_units(folder: Folder, section: str) -> Iterator[tuple[str, Node]]:
    """A list's rows of a folder's units, each with the unit's name."""
    names = _own_names(folder)
    for node in filter(None, (folder.disclosure, folder.performance)):
        for row in rows(node, section):
            if unit := names.get(text(row, UNIT)):
                yield unit, row
    for part in folder.units:
        yield from _of_units(part, section)


def _alike(row: Node) -> Hashable:
    """All that a unit's project says but whose it is."""
    return whole(replace(row, value={key: value for key, value in row.items() if key != UNIT}))


def _unit_place(row: Node) -> Place:
    return (row.get(UNIT) or row.get(CARRIED_OUT) or row).place


def _was_budgeted(row: Node) -> bool:
    """Whether a project's evaluation says that a unit's budget had money for it."""
    money = row.get("资金")
    firsts = (next(iter(cells.rows()), None) for _, cells in (money.items() if money else ()))
    return any(first.number for first in firsts if first)


def _own_names(folder: Folder) -> dict[str, str]:
    """The units of a folder that has lines, by code; a lone one, or the agency, has the rest."""
    names = {code_of(unit): text(unit, "名称") for unit in unit_nodes(folder.disclosure)}
    if not folder.units and len(names) <= 1:
        names[""] = next(iter(names.values()), text(folder.profile, "名称"))
    return names


def _names(folder: Folder) -> set[str]:
    """The names of all units that a folder has lines of, or sums."""
    return {*_own_names(folder).values()}.union(*map(_names, folder.units))


def _holders(folder: Folder, known: Collection[str]) -> Mapping[str, Mapping[str, Node]]:
    """Each project and subject of a folder → the units that have it, by name, with a row each.

    Who carries a project out is its unit, where it is one of those ``known``.
    """
    found: defaultdict[str, dict[str, Node]] = defaultdict(dict)
    names = _own_names(folder)
    for called, word, row in _called(folder):
        named = text(row, CARRIED_OUT)
        if word and (unit := named if named in known else names.get(text(row, UNIT))):
            found[f"{called}“{word}”"].setdefault(unit, row)
    for held in (_holders(part, known) for part in folder.units):
        for key, units in held.items():
            found[key] = {**units, **found[key]}
    return found


def _called(folder: Folder) -> Iterator[tuple[str, str, Node]]:
    """The rows of a folder that are of a project or a subject: which of them, its name or code."""
    for node in filter(None, (folder.disclosure, folder.performance)):
        for key in ("项目", "支出"):
            for row in rows(node, key):
                yield "项目", text(row, "名称"), row
                yield SUBJECT, text(row, SUBJECT), row


def _is_project(row: Node) -> bool:
    """Whether a unit's row has money for projects: others have basic spending alone."""
    cell = row.get("项目支出")
    return bool(cell and cell.number) or not any(row.get(key) for key in BASIC)
