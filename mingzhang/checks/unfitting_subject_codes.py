"""Rules on subject codes that are valid and do not fit: names, the agency's kind, pairs.

MZ265 to MZ271, MZ666, MZ687.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from mingzhang.checks.basic_spending_lines import SAME_MONEY
from mingzhang.checks.rule import ANY, BUDGET, Cause, Evidence, Finding, rule
from mingzhang.checks.typing_slips import codes_near
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import GENERAL, Row
from mingzhang.facts.subject_catalogue import Subject, ancestors
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

CATALOGUE = "政府收支分类科目"
PROJECTS = "项目"
BODIES = {
    **dict.fromkeys(("行政运行", "行政单位医疗", "行政单位离退休"), "行政单位"),
    **dict.fromkeys(("事业运行", "事业单位医疗", "事业单位离退休"), "事业单位"),
}
# By 类型 of a budget's units, and by 单位性质.
BODY_OF = {
    **dict.fromkeys(("行政单位", "行政"), "行政单位"),
    **dict.fromkeys(("其他事业单位", "事业"), "事业单位"),
}
COSTS = {
    "30212": ("因公出国境费",),
    "30217": ("公务接待费",),
    "30231": ("公务用车运行维护费",),
}
FINEST = (5, 7)
BASIC_KEYS = ("金额", "人员经费", "公用经费", "基本支出")


@rule(
    "MZ265",
    "官方科目不改名",
    identity="“科目补充”不给科目表中已经核实的科目另起名称",
    why="给官方科目改名，同一编码在各单位就有了两个名称。",
    reference=CATALOGUE,
    remedy="删去这个名称，用科目表的名称；当年的科目确已改名的，在“核对说明”里写明依据。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def renamed(evidence: Evidence) -> Iterator[Finding]:
    """An official subject code is given another name."""
    for node, subject in _added(evidence):
        if subject.confirmed and not subject.is_called(node.text):
            message = f"{subject.code} 是“{subject.name}”，这里改作“{node.text}”。"
            yield Finding(node.place, message, cause=Cause(follow={"MZ624": (node.text,)}))


def _added(evidence: Evidence) -> Iterator[tuple[Node, Subject]]:
    """The subject names of 科目补充 whose codes are official ones."""
    official = evidence.account.catalogue.official
    for row in rows(evidence.account.source, "科目补充"):
        name, subject = row.get("名称"), official.get(text(row, "科目"))
        if name and name.text and subject:
            yield name, subject


@rule(
    "MZ266",
    "名称与未核实的科目表不同",
    identity="科目表中没有核实过的科目，名称以作者写的为准",
    why="两个名称只有一个是官方的，核对一次，以后就不用再问。",
    reference=CATALOGUE,
    remedy="对照当年的政府收支分类科目；作者写的不错，就不用改。",
    severity=Severity.NOTE,
    kinds=ANY,
)
def unconfirmed(evidence: Evidence) -> Iterator[Finding]:
    """A subject code is unfitting where the catalogue's name was never seen in print."""
    official = evidence.account.catalogue.official
    named = ((row.node.get("名称"), official.get(row.code)) for row in _rows(evidence))
    for node, subject in (*_added(evidence), *named):
        if node and subject and not subject.confirmed and not subject.is_called(node.text):
            message = f"{subject.code} 在科目表中是“{subject.name}”（没有核实过）。"
            yield Finding(node.place, f"{message}这里写“{node.text}”。")


def _rows(evidence: Evidence) -> Iterator[Row]:
    return (row for row in evidence.account.rows if row.section != PROJECTS)


@rule(
    "MZ269",
    "科目表中没有的科目，用行中的名称",
    identity="科目表中没有的编码，行中写了“名称”的，照这个名称印出",
    why="科目表以外的名称没有核实过，刊出前要看一眼。",
    reference=CATALOGUE,
    remedy="对照当年的政府收支分类科目核对编码和名称；不错的不用改。",
    severity=Severity.NOTE,
    kinds=ANY,
)
def named_by_row(evidence: Evidence) -> Iterator[Finding]:
    """An unfitting subject code: the catalogue lacks it, a row names it; told once for each."""
    told: set[str] = set()
    catalogue = evidence.account.catalogue
    for row in _rows(evidence):
        name, known = row.node.get("名称"), catalogue.get(row.code)
        is_new = known and row.code not in catalogue.official and row.code not in told
        if name and name.text and is_new and known and known.name == name.text:
            told.add(row.code)
            yield Finding(row.place, f"科目表中没有 {row.code}，照“{name.text}”印出。")


@rule(
    "MZ267",
    "科目与单位的性质相符",
    identity="行政单位用行政运行、行政单位医疗、行政单位离退休，事业单位用事业运行、事业单位医疗、"
    "事业单位离退休；两类都有的单位，同一款中两个科目都有",
    why="行政单位用了事业单位的科目，多半是抄了别的单位的表。",
    reference=CATALOGUE,
    remedy="核对编码，多半是错了一位；性质写错的，改正“单位性质”或“单位”的“类型”；"
    "确有两类人员的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def kind_of_agency(evidence: Evidence) -> Iterator[Finding]:
    """A subject code that does not fit the agency's kind: 2101102 where it is 行政."""
    for spent in _by_unit(evidence.account):
        yield from _of_another_kind(spent, evidence)


def _by_unit(account: Account) -> Iterable[Sequence[Row]]:
    """The rows that one agency spent: a department's, unit by unit, but for those of folders.

    Its units may be of several kinds; those of folders are told of by themselves.
    """
    spent = [row for row in account.rows if row.section == "支出"]
    if not account.cube.is_summed:
        return (spent,)
    own: dict[str, list[Row]] = {}
    for row in spent:
        if row.unit and row.place.file == account.source.place.file:
            own.setdefault(row.unit, []).append(row)
    return own.values()


def _of_another_kind(spent: Sequence[Row], evidence: Evidence) -> Iterator[Finding]:
    """One agency's subject codes that do not fit the others."""
    found: dict[str, dict[str, Row]] = {"行政单位": {}, "事业单位": {}}
    for row in spent:
        kind = BODIES.get(evidence.account.catalogue.name(row.code))
        if kind:
            found[kind].setdefault(row.code, row)
    few, many = sorted(found.items(), key=lambda pair: len(pair[1]))
    name, body = _body(evidence.account, spent[0].unit) if spent else ("", "")
    if few[0] == body and not few[1]:
        few, many = many, few
    parents = {code[:5] for code in many[1]}
    if few[1] and not any(code[:5] in parents for code in few[1]):
        others = "、".join(evidence.named(code) for code in many[1])
        rest = f"别的都是{many[0]}的：{others}" if others else f"“{name}”是{body}"
        operands = tuple(Operand(many[0], code, row.place) for code, row in many[1].items())
        for code, row in few[1].items():
            message = f"{evidence.named(code)}是{few[0]}的科目，{rest}。"
            wrong = Cause(follow=dict.fromkeys(OF_WRONG_BODY, (code,)))
            yield Finding(row.place, message, operands=operands, cause=wrong)


def _body(account: Account, unit: str) -> tuple[str, str]:
    """The name of an agency, or of a unit of it, and which body it says that it is, if one."""
    units = account.units
    member = next((one for one in units if one.code == unit or len(units) == 1), None)
    is_one = account.agency_type == "单位"
    kind = member.kind if member else text(account.profile, "单位性质") * is_one
    return member.name if member else account.agency, BODY_OF.get(kind, "")


ADMINISTRATION, INSTITUTION = "行政运行", "事业运行"


@rule(
    "MZ687",
    "行政运行与事业运行在同一款",
    identity="一个类里只有一个款有“行政运行”、另一个款有“事业运行”的，两个不单列在两个款",
    why="本单位的行政运行和事业运行列在同一款；单有一个在别的款，多半是编码错了一位。",
    reference=CATALOGUE,
    remedy="核对“行政运行”的编码；确实分在两个款的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def running_together(evidence: Evidence) -> Iterator[Finding]:
    """Subject codes that do not fit: 行政运行 beside 事业运行 in one 款 (2013101, 2013950)."""
    for spent in _by_unit(evidence.account):
        yield from _run_apart({r.code: r for r in spent if len(r.code) == 7}, evidence)


def _run_apart(items: Mapping[str, Row], evidence: Evidence) -> Iterator[Finding]:
    """One agency's subject codes of 行政运行 and 事业运行 that stand in two 款."""
    names = evidence.account.catalogue
    running = [code for code in items if names.name(code) == ADMINISTRATION]
    others = [code for code in items if names.name(code) == INSTITUTION]
    if len(running) == 1 and others:
        code, group = running[0], running[0][:5]
        is_alone = sum(other.startswith(group) for other in items) == 1
        beside = [o for o in others if o[:3] == code[:3] and o[:5] != group]
        if is_alone and len(beside) == len(others):
            operands = tuple(Operand(INSTITUTION, o, items[o].place) for o in beside)
            message = f"{evidence.named(code)}单在一个款里，{evidence.named(beside[0])}在另一个款。"
            yield Finding(items[code].place, message, operands=operands)


UNFIT_RUNNING = "MZ751"  # what runs on projects
OF_WRONG_BODY = ("MZ666", UNFIT_RUNNING)  # what else is told of a row with another body's code
OFFICIAL, RUN_ON = "行政单位", ("人员经费", "公用经费")
RUNNING = {"行政运行": ("行政", "参公", "参照"), "事业运行": ("事业",)}


@rule(
    "MZ666",
    "运行的科目与这个单位的类型相符",
    identity="归在行政、参公单位下的行用“行政运行”，归在事业单位下的行用“事业运行”；"
    "行政单位的人员经费和公用经费不在一个有“行政运行”的款的别的项里，而没有“行政运行”",
    why="单位的类型和它的运行科目不符，多半是类型选错了，或这一行写到了别的单位名下。",
    reference=CATALOGUE,
    remedy="核对“单位”的类型，和这一行的科目、单位代码。",
    severity=Severity.WARNING,
    kinds=BUDGET,
)
def kind_of_unit(evidence: Evidence) -> Iterator[Finding]:
    """A subject code unfit for the unit: 行政运行 of a 其他事业单位."""
    units = {unit.code: unit for unit in evidence.account.units if unit.kind}
    for row in evidence.account.rows:
        name, unit = evidence.account.catalogue.name(row.code), units.get(row.unit)
        kinds = RUNNING.get(name, ()) if row.section == "支出" else ()
        if unit and kinds and not any(kind in unit.kind for kind in kinds):
            message = f"{row.code} {name}归在“{unit.name}”名下，它的类型是“{unit.kind}”。"
            operands = (Operand(unit.name, unit.kind, unit.place),)
            about = frozenset({row.code})
            wrong = Cause(follow={UNFIT_RUNNING: (row.code,)})
            yield Finding(row.place, message, operands=operands, about=about, cause=wrong)
    for unit in units.values():
        if unit.kind == OFFICIAL:
            yield from _without_running(unit, evidence)


def _without_running(unit: Member, evidence: Evidence) -> Iterator[Finding]:
    """A subject code unfit for officials: their pay beside 行政运行, which is not there."""
    names = evidence.account.catalogue
    own = [r for r in evidence.account.rows if r.section == "支出" and r.unit in ("", unit.code)]
    if any(names.name(row.code) == ADMINISTRATION for row in own):
        return
    for row in own:
        meant = f"{row.code[:5]}01"
        is_running = len(row.code) == FINEST[1] and all(row.node.get(key) for key in RUN_ON)
        if row.unit and is_running and names.name(meant) == ADMINISTRATION:
            message = (
                f"“{unit.name}”是{OFFICIAL}，没有“{ADMINISTRATION}”；{evidence.named(row.code)}"
                f"有人员经费和公用经费，像是 {meant}。"
            )
            operands = (Operand(unit.name, unit.kind, unit.place),)
            yield Finding(row.place, message, operands=operands)


@rule(
    "MZ268",
    "两种分类的科目成对",
    identity="基本支出有住房公积金 30113，功能科目就有 2210201；养老保险缴费 30108 与 2080505、"
    "职业年金缴费 30109 与 2080506 也是这样；反过来也一样（至少有一对是全的才核对）",
    why="住房公积金、社保在两种分类里成对出现；只有一边，多半漏了一行。",
    reference=CATALOGUE,
    remedy="核对两处的编码，多半是其中一处错了一位；确实只有一处的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def pairs(evidence: Evidence) -> Iterator[Finding]:
    """The subject codes of both classifications make no pair: 30114 for 30113 with 2210201."""
    details = _finest(evidence, "基本支出", 5)
    functions = _finest(evidence, "支出", 7)
    # Who keeps no pair at all publishes in another way.
    keeps = any(e in details and f in functions for e, f in SAME_MONEY.items())
    for economic, functional in SAME_MONEY.items() if keeps else ():
        sides = (
            (functional, functions, economic, details),
            (economic, details, functional, functions),
        )
        for code, own, other, others in sides:
            if _is_spent(own.get(code)) and other not in others:
                near = _nearest(other, others)
                operands = tuple(Operand("相近的编码", row.code, row.place) for row in near)
                message = f"有 {evidence.named(code)}，没有 {evidence.named(other)}。"
                lacking = _spent(own[code], evidence)
                way = f"补上 {other} 一行：各处缺的正是这个数；已有这一行的，改正它的编码或金额。"
                is_spending = others is functions
                # What is left of its class is no row, and prints nothing.
                follow = dict.fromkeys(("MZ234", "MZ415"), (other, *ancestors(other)))
                # Of a row whose code is wrong the glossary has no word.
                follow["MZ403"] = tuple(codes_near(other))
                cause = Cause(lacking=lacking, is_spending=is_spending, remedy=way, follow=follow)
                place, about = own[code].place, frozenset({code, other})
                yield Finding(place, message, operands=operands, cause=cause, about=about)


def _finest(evidence: Evidence, section: str, length: int) -> dict[str, Row]:
    own = (r for r in evidence.account.rows if r.section == section and r.fund == GENERAL)
    return {row.code: row for row in own if len(row.code) == length}


def _is_spent(row: Row | None) -> bool:
    """Whether a row with an unfitting subject code has more than a budget or a project."""
    cells = [row.node.get(key) for key in BASIC_KEYS] if row else []
    return any(cell.number != 0 for cell in cells if cell)


def _spent(row: Row, evidence: Evidence) -> Amount:
    """What a row says was spent under a subject code, but on projects."""
    cells = (row.node.get(key) for key in BASIC_KEYS)
    number = sum((cell.number or Decimal(0) for cell in cells if cell), Decimal(0))
    return Amount.typed(number, evidence.account.unit)


def _nearest(code: str, others: Mapping[str, Row]) -> list[Row]:
    """The two rows of the same group whose subject codes are nearest to a code."""
    near = [row for row in others.values() if row.code[:-2] == code[:-2]]
    return sorted(near, key=lambda row: abs(int(row.code) - int(code)))[:2]


@rule(
    "MZ271",
    "“三公”经费的款与明细相符",
    identity="公务接待费记入 30217，公务用车运行维护费记入 30231，因公出国（境）费记入 30212；"
    "没有这个款，别的款却正是这个数（不是 6.00 这样的整数）的才提示",
    why="费用记在别的款里，两张表就对不上。",
    reference="一般公共预算财政拨款基本支出决算明细表、财政拨款“三公”经费支出决算表",
    remedy="核对经济科目的编码，多半是错了一位。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def costs_by_code(evidence: Evidence) -> Iterator[Finding]:
    """三公 costs under an unfitting code: 30216 with the amount of 公务接待费."""
    details, unit = _finest(evidence, "基本支出", 5), evidence.account.unit
    for code, names in COSTS.items():
        cost = _cost(evidence, names[0])
        near = (row for row in details.values() if row.code[:3] == code[:3])
        same = [r for r in near if _is(r, cost, unit) and not _is_own(r, evidence)]
        # 6.00 and 6.00 are the same by chance.
        is_round = cost is not None and len(cost.amount.value.normalize().as_tuple().digits) == 1
        if code not in details and cost and len(same) == 1 and not is_round:
            shown = f"{cost.amount.wan} 万元"
            message = f"{evidence.named(same[0].code)}正是{names[0]}的 {shown}，没有 {code}。"
            operands = (Operand(cost.label, shown, cost.place),)
            yield Finding(same[0].place, message, operands=operands)


def _is_own(row: Row, evidence: Evidence) -> bool:
    """Whether a row has just what is said of the costs of its own subject code."""
    names = COSTS.get(row.code, ())
    return any(_is(row, _cost(evidence, name), evidence.account.unit) for name in names)


def _cost(evidence: Evidence, name: str) -> Figure | None:
    indicators = evidence.account.indicators
    keys = (f"三公经费.{name}.决算", f"三公经费.{name}")
    found: Iterable[Figure | None] = (indicators.get(key) for key in keys)
    return next((f for f in found if f and f.is_known and f.amount.value), None)


def _is(row: Row, cost: Figure | None, unit: Unit) -> bool:
    typed = row.node.get("金额")
    number = typed.number if typed else None
    return bool(cost and number is not None and cost.amount == Amount.typed(number, unit))


@rule(
    "MZ270",
    "科目与上年连得上",
    identity="上年有而本年没有的科目，本年没有换成同一款的另一个科目",
    why="换了科目而不说明，上年和本年就无法比较。",
    reference="上年部门预算、部门决算",
    remedy="核对编码；确是改列到另一科目的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def replaced(evidence: Evidence) -> Iterator[Finding]:
    """An unfitting subject code: last year's document lacks it, in place of one that it has."""
    previous = evidence.account.folder.previous
    for section in ("支出", "基本支出") if previous else ():
        before = _codes(previous, section)
        now = {r.code: r for r in evidence.account.rows if r.section == section}
        gone = [code for code in before if code not in now]
        for code, row in now.items():
            near = [old for old in gone if old[:-2] == code[:-2]]
            if len(code) in FINEST and code not in before and near:
                olds = "、".join(evidence.named(old) for old in near)
                message = f"上年没有 {evidence.named(code)}；上年有、本年没有的是 {olds}。"
                operands = tuple(Operand("上年", old, before[old].place) for old in near)
                yield Finding(row.place, message, operands=operands)


def _codes(folder: Folder | None, section: str) -> dict[str, Node]:
    """The finest subject codes of last year's document, which may be the fitting ones."""
    found = {text(row, "科目"): row for row in rows(folder.disclosure if folder else None, section)}
    return {code: row for code, row in found.items() if len(code) in FINEST}
