"""Rules on a department that is the sum of units: who is summed, and what it says of the sum.

MZ842 and MZ854–MZ862.  Budgets and final accounts alike: units are folders of their own (汇总),
or lines of one source (单位).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches

from mingzhang.checks.acceptances import acceptances
from mingzhang.checks.foreign_institutions import is_called
from mingzhang.checks.missing_units import shortage
from mingzhang.checks.name_register import superior_nodes
from mingzhang.checks.rule import ANY, FEW, Cause, Equation, Evidence, Finding, listed, rule
from mingzhang.checks.unit_money_sizes import oddly_sized, place_of_unit
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, Unit
from mingzhang.facts.cube import Cube
from mingzhang.facts.department_account import LOOSE
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.filled_from_units import counts_beside_units
from mingzhang.facts.implied_zeros import number_at
from mingzhang.facts.indicators import FINAL, Definition
from mingzhang.facts.offices_and_areas import is_one_office, plain_name
from mingzhang.facts.own_list_figures import column_figure, own_lists
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import PLANS, Row, amount_of, is_figure
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.facts.unit_sums import ELIMINATED, PAID, RECEIVED, finer, sides, unit_nodes
from mingzhang.forms.list_columns import Column
from mingzhang.reading.document_folder import DISCLOSURE, Folder
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import shown
from mingzhang.reading.ways_out import check_first

Units = list[tuple[Account, Figure]]  # units, and what each of them says
SUMMED, ABOVE = "汇总", "主管部门"
SEVERAL = 2  # evaluations that name a department and do so by no slip
# Where profile.yaml names the units: of a final account by their names, of a budget a line each.
ACCOUNTED, BUDGETED = "决算单位", "预算单位"
CARS = ("国有资产", "车辆")
SUBJECT, UNIT = "科目", "单位"
SINGLE = "单位"  # the type of an agency that is no department
REFERENCE = "部门决算、预算的汇总"
# A department's own list is not filled in from its units: its row cannot be left out.
KEPT_APART = "核对部门和各单位的这一行，改正其中一处；确实不同的，在“核对说明”里写明。"
# What a sum that lacks a unit is, beside what it was and what was budgeted: less.
OF_LACKING = {"MZ401": ("减少",), "MZ603": ("减少",), "MZ855": ()}


@rule(
    "MZ854",
    "部门登记的数等于各单位之和",
    identity="汇总的部门自己登记的三公经费、政府采购、车辆、批次等，等于各单位登记的数之和；"
    "有抵销或本级另列的，不小于各单位之和；有的单位没有填的，不小于填了的单位之和；"
    "版式自己的列表，各列的合计不小于各单位之和，单位有行的不写 []；"
    "版式在科目各行里的数（键写了“汇总: 是”，自己的列表也是），同一科目的与各单位的核对；"
    "写在“单位”各行里的（结转结余），也与部门写的核对",
    why="部门写了数（整组写 0 也是）就不再相加；与各单位的不同，两份公开的文件就互相矛盾。",
    formula="部门登记的数 = Σ 各单位登记的数",
    reference=REFERENCE,
    remedy="删去部门写的数，由程序相加；确实不同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def typed_beside_units(evidence: Evidence) -> Iterator[Finding]:
    """A department's typed total, of which the sum of its units has changed since.

    What one number says of several things (国有资产: 0) is told once.
    """
    account = evidence.account
    found = (*_other_amounts(account), *_other_counts(account), *_other_lists(account))
    found = (*found, *_other_rows(account))
    first: dict[Place, Finding] = {}
    for finding in found if account.parts else _of_lines(account):
        first.setdefault(finding.place, finding)
    yield from first.values()


def _other_amounts(account: Account) -> Iterator[Finding]:
    """A department's typed amount that is not the sum of its units', or less than some of them."""
    for name, definition in account.indicators.definitions.items():
        figure = account.indicators[name]
        is_sum = bool(definition.key) and definition.adds_up
        if not is_sum or not _is_own(figure.place, account):
            continue
        parts = [part for part in account.parts if not part.indicators.lacks(name)]
        if typed := _typed(definition, parts):
            is_whole = len(typed) == len(parts)
            yield from _apart(figure, _by_name(typed), account, is_whole=is_whole)


def _of_lines(account: Account) -> Iterator[Finding]:
    """A department's typed amount that is not the sum of what the lines of its units type."""
    figures = account.indicators
    for name, definition in figures.definitions.items():
        own = number_at(account.source, definition.key) if definition.adds_up else None
        said = [
            (text(part.source, "名称"), part.own(definition))
            for part in (figures.about(definition) if own else ())
            if number_at(part.source, definition.key)
        ]
        if said:
            is_whole = len(said) == len(figures.parts)
            yield from _apart(figures[name], said, account, is_whole=is_whole, at_least=False)


def _other_counts(account: Account) -> Iterator[Finding]:
    """A department's typed count (辆, 批次) that is not the sum of its units'."""
    at_least = bool(unit_nodes(account.source))
    for key, own, said in counts_beside_units(account.folder, account.parts):
        typed = [node for node in said if isinstance(node, Node) and node.number is not None]
        is_whole = len(typed) == len([one for one in said if one != 0])
        here, there = own.number or Decimal(0), sum((n.number or 0 for n in typed), Decimal(0))
        is_more = here > there and is_whole and bool(typed) and not at_least
        if here < there or is_more:
            message = f"{'.'.join(key)} 部门写的是 {here:f}，{_of_units(is_whole)} {there:f}。"
            named = zip(account.parts, said, strict=True)
            counts = ((part.agency, node) for part, node in named if isinstance(node, Node))
            operands = tuple(Operand(name, n.text, n.place) for name, n in counts)
            cause = Cause(follow={"MZ229": ()} if key[:2] == CARS else {})
            yield Finding(own.place, message, operands=operands, cause=cause)


def _other_lists(account: Account) -> Iterator[Finding]:
    """A department's list of its form's own that says less than its units' rows of it."""
    for path in own_lists(account.folder.schemas.get(DISCLOSURE, {})):
        own = account.source.get(*path)
        lists = ((part, part.source.get(*path)) for part in account.parts)
        said = [(part, node) for part, node in lists if node and any(node.rows())]
        if own and said and not any(own.rows()):
            count = sum(len(list(node.rows())) for _, node in said)
            message = f"{'.'.join(path)} 部门写的是一行也没有，各单位共有 {count} 行。"
            operands = tuple(
                Operand(part.agency, f"{len(list(node.rows()))} 行", node.place)
                for part, node in said
            )
            yield Finding(own.place, message, operands=operands)
        elif own:
            yield from _columns_beside_units(path, own, account)


def _columns_beside_units(path: Sequence[str], own: Node, account: Account) -> Iterator[Finding]:
    for name, column in _added_up(path, account):
        if found := list(_subjects_beside_units(column, account)):
            yield from (replace(one, hint=KEPT_APART) for one in found)
            continue
        figure = replace(_added(name, column, account), place=own.place)
        typed = _saying((part, _added(name, column, part)) for part in account.parts)
        # A list may have rows of the department's own.
        yield from _apart(figure, _by_name(typed), account, is_whole=False) if typed else ()


def _other_rows(account: Account) -> Iterator[Finding]:
    """A department's number of a subject, under a key of its form's own, that is no sum."""
    for section in account.kind.sections:
        for _, column in _added_up((section,), account) if section != PLANS else ():
            yield from _subjects_beside_units(column, account)


def _subjects_beside_units(column: Column, account: Account) -> Iterator[Finding]:
    """A department's number in a row of a subject that is not the sum of its units' of it."""
    section, *_ = column.rows
    for code in filter(None, _subjects(section, account)):
        own = _of_subject(column, code, account)
        said = _saying((part, _of_subject(column, code, part)) for part in account.parts)
        asked = [part for part in account.parts if code in _subjects(section, part)]
        is_whole = len(said) == len(asked)
        yield from _apart(own, _by_name(said), account, is_whole=is_whole) if said else ()


def _subjects(section: str, account: Account) -> Mapping[str, None]:
    return dict.fromkeys(text(row, SUBJECT) for row in rows(account.source, section))


def _of_subject(column: Column, code: str, account: Account) -> Figure:
    """What a department, or a unit, says of a subject in a column of its rows."""
    typed: list[Figure] = []
    for row in rows(account.source, column.rows[0]):
        node = row.get(*column.inner)
        if text(row, SUBJECT) == code and not text(row, UNIT) and node and is_figure(node):
            is_count = column.measure and node.number is not None
            number = node.number or Decimal(0)
            amount = (
                Amount(number, measure=column.measure)
                if is_count
                else amount_of(node, account.unit)
            )
            typed.append(Figure(f"{code} {column.key}", amount, node.place))
    whole = summed(f"{code} {column.key}", typed)
    return replace(whole, place=typed[0].place) if typed else whole


def _added_up(path: Sequence[str], account: Account) -> Iterator[tuple[str, Column]]:
    """The columns of a department's list that are added up: by a figure (指标), or by tables."""
    named = {d.column: d.name for d in account.indicators.definitions.values() if d.column}
    sums = {c: c.name for one in account.identities if one.is_sum for c in one.columns}
    for column, name in (sums | named).items():
        if column.rows == path:
            yield name, column


def _added(name: str, column: Column, account: Account) -> Figure:
    return column_figure(name, column, account.indicators.sources, account.kind.bases)


def _typed(definition: Definition, parts: Sequence[Account]) -> Units:
    """The units that say themselves what a figure is, each with what it says."""
    return _saying((part, part.indicators.own(definition)) for part in parts)


def _saying(said: Iterable[tuple[Account, Figure]]) -> Units:
    return [(part, one) for part, one in said if one.is_known and any(one.typed())]


def _of_units(is_whole: bool) -> str:
    return "各单位之和是" if is_whole else "填了的单位之和已是"


def _is_own(place: Place | None, account: Account) -> bool:
    return place is not None and place.file == account.source.place.file


def _by_name(said: Units) -> list[tuple[str, Figure]]:
    return [(part.agency, figure) for part, figure in said]


def _apart(
    figure: Figure,
    said: Sequence[tuple[str, Figure]],
    account: Account,
    *,
    is_whole: bool,
    at_least: bool = True,
) -> Iterator[Finding]:
    """What a department typed that its units' sum is not; with lines of its own it may be more."""
    together = summed("各单位之和", [one for _, one in said])
    has_own = at_least and unit_nodes(account.source)
    relation = "≤" if has_own or not is_whole else "="
    if figure.place and not Equation(together, figure, relation).holds:
        operands = tuple(Operand(name, _shown(one, account.unit), one.origin) for name, one in said)
        message = (
            f"{figure.label} 部门写的是 {_shown(figure, account.unit)}，"
            f"{_of_units(is_whole)} {_shown(together, account.unit)}。"
        )
        # What else fails with the total fails because it is not the units' sum.
        short = together.amount.value - figure.amount.value
        cause = Cause(changes={figure.place: short})
        yield Finding(figure.place, message, operands=operands, cause=cause)


def _shown(figure: Figure, unit: Unit) -> str:
    return figure.amount.worded(unit)


@rule(
    "MZ855",
    "部门的上年数等于各单位上年数之和",
    identity="各单位都有上年数的，部门的上年数等于它们之和；有本级另列的，不小于它们之和",
    why="部门与自己的单位说的上年不同，多半是单位的范围变了，比较就不是同一些单位。",
    formula="部门.上年 = Σ 单位.上年",
    reference=REFERENCE,
    remedy="核对部门和各单位的“上年”；单位的范围变了的，按今年的范围填上年数，"
    "或在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def last_year_of_units(evidence: Evidence) -> Iterator[Finding]:
    """A department's sum of this year's units compared with last year's units."""
    account = evidence.account
    wrong = list(_other_bases(account)) if account.parts else []
    if wrong:
        names = listed([name for name, _, _ in wrong])
        own, together = wrong[0][1:]
        shown = f"部门 {_shown(own, account.unit)}，各单位之和 {_shown(together, account.unit)}"
        operands = tuple(
            Operand(one.label, _shown(one, account.unit), one.origin)
            for _, here, there in wrong[:FEW]
            for one in (here, there)
        )
        place = next((p for _, f, _ in wrong if (p := f.place)), summed_place(account))
        count = f"有 {len(wrong)} 个上年数" if len(wrong) > 1 else "上年数"
        message = f"{count}与各单位之和不同：{names}（{shown}）。"
        yield Finding(place, message, operands=operands)


def _other_bases(account: Account) -> Iterator[tuple[str, Figure, Figure]]:
    for name in account.indicators.definitions:
        own, together = account.previous.get(name), account.previous.of_units(name)
        known = own and together and own.is_known and together.is_known
        # What the department has beside its units it had last year, too.
        relation = "≤" if unit_nodes(account.source) else "="
        if own and together and known and not Equation(together, own, relation).holds:
            yield name, own, together


def summed_place(account: Account) -> Place:
    """Where a department says which units it sums."""
    source = account.source
    return source.keys.get(SUMMED) or source.keys.get("单位") or Place(source.place.file, 1, 1)


@rule(
    "MZ856",
    "上年汇总的是同一些单位",
    identity="上年的部门汇总的单位与今年的相同",
    why="单位有增有减，本年与上年的差就不只是钱的变动。",
    reference=REFERENCE,
    remedy="漏了的补进“汇总”（单位写在一份里的，“单位”）；名称写法不同的改成一致；机构确有增减的，在原因里说明，"
    "并在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def same_units(evidence: Evidence) -> Iterator[Finding]:
    """A department's sum has other units than last year's: some are gone or new."""
    account = evidence.account
    changes = dict(zip(("少了", "多了"), _changed_units(account), strict=True))
    words = "，".join(f"{word} {listed(names)}" for word, names in changes.items() if names)
    if words:
        message = f"与上年汇总的单位相比，{words}。"
        yield Finding(summed_place(account), message, cause=_of_changed(account))


def _of_changed(account: Account) -> Cause:
    """What a department lacks, or has more, is such units'; one called otherwise is named once."""
    gone, new = _changed_units(account)
    lacks = {**OF_LACKING, **dict.fromkeys(("MZ402", "MZ420"), ())} if gone else {}
    lacks |= {"MZ401": ()} if gone or new else {}
    follow = {**lacks, "MZ415": ("支出",), "MZ859": (*gone, *new)}
    return _of_missing(account, gone, follow)


def _of_missing(
    account: Account, missing: Sequence[str], follow: Mapping[str, tuple[str, ...]]
) -> Cause:
    """What a department states of all its units differs from the sum while one is missing."""
    if not missing:
        return Cause(follow=follow)
    return Cause(follow=follow, excuses=shortage(account, missing).explains)


def _changed_units(account: Account) -> tuple[list[str], list[str]]:
    """Units in the department's sum of last year and not now, and units only now."""
    return units_apart(account.folder.previous, account.folder)


def units_apart(before: Folder | None, now: Folder) -> tuple[list[str], list[str]]:
    """Whom a department summed before and not now, and whom only now, if it summed units before."""
    names = _names(before) if before else []
    if len(names) > 1 or (names and before and before.units):
        return _without(names, _names(now)), _without(_names(now), names)
    return [], []


def told_apart(account: Account) -> frozenset[str]:
    """The units of which is told that the department does not sum them, or only now."""
    names = [name for names in _changed_units(account) for name in names]
    return frozenset(map(plain_name, (*names, *_unsummed(account), *_unlisted(account))))


def is_short_of_units(account: Account) -> bool:
    """Whether a unit is missing in the department's sum, which nobody accepted."""
    accepted = {one.code for one in acceptances(account)}
    gone = _changed_units(account)[0] if "MZ856" not in accepted else []
    return bool(gone or ("MZ859" not in accepted and _unsummed(account)))


def _names(folder: Folder) -> list[str]:
    """The units that a department sums, those of its units' own folders too."""
    inner = [name for unit in folder.units for name in _names(unit) or [_name(unit)]]
    return [*inner, *(text(node, "名称") for node in unit_nodes(folder.disclosure))]


def _name(folder: Folder) -> str:
    return text(folder.profile, "名称")


def _without(names: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(map(plain_name, others))
    return [name for name in names if plain_name(name) not in known]


@rule(
    "MZ857",
    "各单位用部门的版式",
    identity="汇总的各单位与部门的版式相同",
    why="版式不同，能填的数不同，部门要印的数单位可能没有填。",
    reference=REFERENCE,
    remedy="改正单位的“版式”；确实不同的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def form_of_units(evidence: Evidence) -> Iterator[Finding]:
    """A unit that a department sums uses another form; where all use one, the department does."""
    account = evidence.account
    used = {part.region for part in account.parts}
    own = account.source.get("版式")
    if own and len(account.parts) > 1 and len(used) == 1 and account.region not in used:
        message = f"各单位的版式都是“{account.parts[0].region}”，部门的是“{account.region}”。"
        yield Finding(own.place, message, "改正部门的“版式”；确实不同的，在“核对说明”里写明。")
        return
    for part in account.parts:
        if part.region != account.region:
            form = part.source.get("版式")
            message = f"单位“{part.agency}”的版式是“{part.region}”，部门的是“{account.region}”。"
            yield Finding(form.place if form else part.source.place, message)


@rule(
    "MZ858",
    "各单位用部门的金额单位",
    identity="汇总的各单位与部门的金额单位相同；不同的由程序换算",
    why="以万元填的数只准到 50 元，与以元填的相加，部门的合计也只准到这一步。",
    reference=REFERENCE,
    remedy="不必改；要精确到元的，单位也用元填写。",
    severity=Severity.NOTE,
    kinds=ANY,
)
def money_of_units(evidence: Evidence) -> Iterator[Finding]:
    """Units summed use another 金额单位 than their department; told once for all."""
    account, odd = evidence.account, oddly_sized(evidence)  # of these MZ870 says what is wrong
    mixed = [part for part in account.parts if part.unit is not account.unit]
    other = [part for part in mixed if place_of_unit(part) not in odd]
    if other:
        names = listed([part.agency for part in other])
        message = (
            f"{len(other)} 个单位用{other[0].unit.label}填写（{names}），"
            f"部门用{account.unit.label}，已经换算。"
        )
        yield Finding(place_of_unit(other[0]), message)


@rule(
    "MZ859",
    "汇总的单位都在概况的单位里",
    identity="汇总的（或“单位”里的）每个单位都在 profile.yaml 的“决算单位”（预算写“预算单位”）里，"
    "反过来也是",
    why="文字里说的单位和数字里的不是同一些：少汇总一个，合计就少一块。",
    reference="部门决算、预算的单位构成",
    remedy="漏汇总的补进“汇总”或“单位”，汇总了别的部门的，从那里删去；名单漏了的补进名单；"
    "名称写法不同的改成一致。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def units_as_listed(evidence: Evidence) -> Iterator[Finding]:
    """A unit that a department names and does not sum, or sums and does not name."""
    account = evidence.account
    key, nodes = _listed_units(account)
    if not nodes or not (account.parts or len(account.units) > 1):
        return
    missing, unnamed = _unsummed(account), _unlisted(account)
    # A unit that is called otherwise is both, and one cause.
    first = next((node for node in nodes if node.text in missing[:1]), nodes[0])
    told = (
        f"“{key}”里的 {listed(missing)} 没有汇总进来" if missing else "",
        f"汇总了 {listed(unnamed)}，“{key}”里没有" if unnamed else "",
    )
    if any(told):
        follow = _of_strangers(account, unnamed) if unnamed else OF_LACKING
        cause = _of_missing(account, missing, follow) if missing or follow else None
        message, about = f"{'；'.join(filter(None, told))}。", frozenset((*missing, *unnamed))
        place = _misnamed(missing, unnamed, evidence) or first.place
        yield Finding(place, message, cause=cause, about=about)


def _misnamed(missing: Sequence[str], unnamed: Sequence[str], evidence: Evidence) -> Place | None:
    """Where a department's own source names a unit with a slip: texts have the other name alone."""
    if not missing or not get_close_matches(missing[0], unnamed, cutoff=0.75):
        return None
    lines = [name for row in unit_nodes(evidence.account.source) if (name := row.get("名称"))]
    wrong = [name for name in lines if name.text in unnamed]
    if not (len(missing) == len(unnamed) == len(wrong) == 1):
        return None
    texts = [p for p in evidence.passages if p.place != wrong[0].place]
    said = [sum(name in p.text for p in texts) for name in (missing[0], unnamed[0])]
    # Once it is in the list itself.
    return wrong[0].place if said[0] > 1 and not said[1] else None


def _of_strangers(account: Account, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What follows where a department sums agencies not its own: their subjects, its last year."""
    other = {
        row.code for part in account.parts if part.agency not in names for row in part.own_rows
    }
    theirs = (row for part in account.parts if part.agency in names for row in part.own_rows)
    alone = dict.fromkeys(row.code for row in theirs if row.code not in other)
    words = tuple(filter(None, map(account.catalogue.name, alone)))
    return {"MZ401": words, "MZ855": ()} if words else {}


def _listed_units(account: Account) -> tuple[str, list[Node]]:
    """The key of profile.yaml that names the department's units to be summed, and their names.

    Of names in a budget's own source another rule tells (MZ616).
    """
    if not account.kind.members:
        return ACCOUNTED, list(rows(account.profile, ACCOUNTED))
    told = rows(account.profile, BUDGETED) if account.parts else ()
    return BUDGETED, [name for row in told if (name := row.get("名称"))]


@rule(
    "MZ842",
    "“类型”与文件是谁的一致",
    identity="“类型”是单位的，“决算单位”（预算的“单位”“预算单位”）不多于一个；"
    "是部门的，不另写别的“主管部门”（各项目自评表都写的也算），自己也不是别的部门汇总的一个单位",
    why="部门公开的是几个单位的，单位公开的是自己的；“类型”写错了，"
    "封面、标题和各句里的“部门”“单位”就都错了，或者名单、主管部门是抄别处的。",
    reference="部门（单位）决算、预算的单位构成",
    remedy="公开的是部门的，“类型”写 部门，删去“主管部门”；是单位自己的，写 单位，名单只留它自己。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def type_of_agency(evidence: Evidence) -> Iterator[Finding]:
    """A unit that has what only a department has, and a department that has what only units do."""
    account = evidence.account
    key, named = _listed_units(account)
    if account.agency_type == SINGLE and len(named) > 1:
        yield Finding(named[-1].place, f"“{key}”有 {len(named)} 个，“类型”却是 单位。")
    elif account.agency_type == SINGLE and len(account.units) > 1:
        message = f"文件里有 {len(account.units)} 个单位，“类型”却是 单位。"
        yield Finding(summed_place(account), message)
    elif above := _superior(account):
        place = above.place if len(account.units) > 1 else _place_of_type(account)
        operands = (Operand(ABOVE, above.text, above.place),)
        yield Finding(place, f"“类型”是 部门，却写了主管部门“{above.text}”。", operands=operands)
    yield from _departments_within(account)


def _superior(account: Account) -> Node | None:
    """What a department says is the department above it, as only a unit has one."""
    if account.agency_type == SINGLE:
        return None
    above = account.source.get(ABOVE) or _of_all_projects(account)
    return None if above is None or above.text == account.agency else above


def _of_all_projects(account: Account) -> Node | None:
    """The department that every evaluation names, where it is another one by whatever short name.

    A department of several units may have a project that is another one's; a unit has one above.
    """
    above = [node for node in superior_nodes(account) if node.text]
    names = {node.text for node in above}
    if len(above) < SEVERAL or len(names) != 1 or account.parts or len(account.units) > 1:
        return None
    [name] = names
    is_known = is_one_office(name, account.agency) or is_called(name, account.agency)
    return None if is_known or is_called(account.agency, name) else above[0]


def _departments_within(account: Account) -> Iterator[Finding]:
    """The units of a department that call themselves departments, as units beside them do not.

    One that itself says so is told there; of a sum of whole departments nothing is known.
    """
    if any(len(part.units) > 1 for part in account.parts):
        return
    types = {part.agency_type for part in account.parts}
    for part in account.parts if SINGLE in types else ():
        if part.agency_type != SINGLE and not _superior(part):
            message = f"“{part.agency}”是“{account.agency}”汇总的一个单位，“类型”却是 部门。"
            yield Finding(_place_of_type(part), message)


def _place_of_type(account: Account) -> Place:
    """Where an agency says whether it is a department or a unit."""
    return (account.profile.get("类型") or account.profile).place


def _unsummed(account: Account) -> list[str]:
    """The units that a department names and does not sum."""
    if not (account.parts or len(account.units) > 1):
        return []
    names = [node.text for node in _listed_units(account)[1]]
    return _without(names, [unit.name for unit in account.units])


def _unlisted(account: Account) -> list[str]:
    """The units that a department sums and does not name, where it names any."""
    names = [node.text for node in _listed_units(account)[1]]
    return _without([unit.name for unit in account.units], names) if names else []


@rule(
    "MZ860",
    "抵销不大于单位记的数",
    identity="每一栏抵销的金额不大于各单位在这个科目、这一栏记的数；付出和收到的不是同一个单位；"
    "只有汇总几个单位的才有抵销",
    why="抵销是两边都记了的钱；比单位记的还多，部门的数就成了负的。",
    formula="抵销 ≤ Σ 各单位的数（支出一边和收入一边）",
    reference=REFERENCE,
    remedy="核对抵销的科目、栏目和金额，与拨出、收到的单位各自记的一致。",
    kinds=ANY,
)
def eliminations(evidence: Evidence) -> Iterator[Finding]:
    """Off a department's sum (抵销): what was paid from one unit to another stands with both."""
    account = evidence.account
    cube = account.cube
    typed = list(rows(account.source, ELIMINATED))
    if typed and not cube.is_summed:
        yield Finding(typed[0].place, "没有汇总几个单位，不会有单位之间的抵销。")
    else:
        seen: dict[Values, Node] = {}
        for node in typed:
            found = list(_too_much(node, cube, account)) if _said(node) not in seen else []
            seen.setdefault(_said(node), node)
            yield from (_twice(one, node, typed) for one in found)


Values = tuple[tuple[str, str], ...]


def _said(node: Node) -> Values:
    """What a line of a department's 抵销 takes off of the sum, in its author's words."""
    return tuple(sorted((key, one.text) for key, one in node.items() if key != "说明"))


def _twice(finding: Finding, node: Node, typed: Sequence[Node]) -> Finding:
    """The finding that a department's 抵销 takes off too much, with the same line below, if any."""
    again = [one for one in typed if one is not node and _said(one) == _said(node)]
    if not again:
        return finding
    operands = tuple(Operand("同样的一笔", text(one, "金额"), one.place) for one in again)
    hint = f"同样的一笔写了 {len(again) + 1} 次，多写的删去；确有几笔的，核对各单位记的数。"
    return replace(finding, hint=hint, operands=(*finding.operands, *operands))


def _too_much(node: Node, cube: Cube, account: Account) -> Iterator[Finding]:
    """A side of a department's 抵销 of which its units have less than is taken off the sum.

    Told once.
    """
    unit = account.unit
    amount = node.get("金额")
    alone = _own_money(node, cube)
    if amount and alone:
        line = f"{text(node, PAID)}和{text(node, RECEIVED)}收入"
        message = f"抵销的{line}都只是“{alone}”一个单位的。"
        hint = "抵销的是一个单位付给另一个单位的钱：核对科目和两边的栏目。"
        cause, about = Cause(unsure=frozenset((amount.place,))), frozenset({line})
        yield Finding(amount.place, message, hint, cause=cause, about=about)
        return
    for point in sides(node, cube.bases, cube.parts):
        below = finer(point, cube.parts)
        if amount and len(below) > 1 and not any(point in p.cube.facts for p in cube.parts):
            told = f"{point.fund} {point.nature if point.flow == PAID else point.flow}"
            codes = listed([one.subject for one in below])
            message = f"抵销的科目是 {point.subject or TOTAL}，单位的{told}记在 {codes}。"
            yield Finding(amount.place, message, "写明是哪个科目；几个科目的，一个科目写一行。")
            return
        off = cube.eliminated[point]
        known = summed(cube.label(point), (part.figure(point) for part in cube.parts))
        taken = Figure(cube.label(point), -off.amount)
        if amount and not Equation(taken, known, "≤").holds:
            told = _shown(known, unit)
            message = f"{cube.label(point)} 抵销 {_shown(taken, unit)}，各单位一共只记了 {told}。"
            operands = tuple(Operand(f.label, _shown(f, unit), f.place) for f in known.typed())
            cause, about = (
                _of_too_much(node, known.label, amount, account),
                frozenset({known.label}),
            )
            yield Finding(amount.place, message, operands=operands, cause=cause, about=about)
            return


def _of_too_much(node: Node, label: str, amount: Node, account: Account) -> Cause:
    """What follows where a department's 抵销 takes too much off the sum: what it asks for, too."""
    names = (text(node, PAID), text(node, RECEIVED))
    asked = tuple(_asked_of_it(account))
    last_years = {"MZ402": asked} if asked else {}
    follow = {"MZ401": names, "MZ868": names, "MZ860": (label,), **last_years}
    return Cause(follow=follow, unsure=frozenset((amount.place,)))


def _own_money(node: Node, cube: Cube) -> str:
    """The one unit whose money, and nobody else's, a department's 抵销 takes off on both sides."""
    have = [
        {part.name for part in cube.parts if not part.figure(point).is_zero}
        for point in sides(node, cube.bases, cube.parts)
    ]
    alone = set.union(*have)
    return alone.pop() if all(have) and len(alone) == 1 and LOOSE not in alone else ""


def _asked_of_it(account: Account) -> Iterator[str]:
    """Last year's figures that a department's author is asked for as its 抵销 takes off the sum."""
    for name in account.indicators.definitions:
        if account.previous.is_doubled(name):
            yield name.removesuffix(FINAL)


@rule(
    "MZ861",
    "各单位自己的数对得上",
    identity="汇总的每个单位，自己的各级合计与明细相等",
    why="单位的数自己对不上，加到部门里就看不出来了。",
    reference=REFERENCE,
    remedy="先核对这个单位，改好了再汇总。",
    kinds=ANY,
)
def units_add_up(evidence: Evidence) -> Iterator[Finding]:
    """The department is the sum of its units: one message for a unit, not one for each line."""
    for of_unit in evidence.of_units:
        part, sums = of_unit.account, (line.equation for line in of_unit.roll_ups)
        broken = [equation for equation in sums if not equation.holds]
        if broken:
            count = len({id(equation.left) for equation in broken})
            place = broken[0].left.first_place or part.source.place
            message = f"单位“{part.agency}”有 {count} 处合计与明细不等。"
            hint = check_first(str(shown(part.folder.path)))
            # The department's own sums may suspect the very figure.
            yield Finding(place, message, hint, broken=broken[0], about=frozenset({part.agency}))


@rule(
    "MZ862",
    "每个单位有数，每一行有单位",
    identity="分单位的一份里，“单位”中的每个单位都有金额；金额的每一行都写明是哪个单位的，"
    "没有写单位的只是各单位之和的公布数（预算全写在一份里的，收入总表由 MZ304 核对）",
    why="少了一个单位的行，或者有的行不属于任何单位，部门就不等于各单位之和。",
    reference=REFERENCE,
    remedy="给这一行写上“单位”；部门自己（本级）的，在“单位”里给本级一行，写它的代码。",
    kinds=ANY,
)
def rows_of_units(evidence: Evidence) -> Iterator[Finding]:
    """A unit without a row in the department's sum, or money of no unit."""
    account = evidence.account
    if not account.cube.is_summed or has_common_rows(account):
        return
    loose = of_no_unit(account)
    # A unit's rows may be those that name none: told once.
    for unit in account.units if not loose else ():
        if not unit.cube.facts and _is_own(unit.place, account):
            message = f"单位“{unit.name}”没有一行金额。"
            yield Finding(unit.place, message, about=frozenset({"单位", unit.name}))
    # A row of several figures is told once.
    first: dict[Place, Place] = {}
    for place, row in loose.items():
        first.setdefault(row.place, place)
    for place in first.values():
        row = loose[place]
        called = text(row.node, "名称") if row.section == PLANS else row.code or TOTAL
        what = "项目" if row.section == PLANS else "科目"
        again = Cause(follow=dict.fromkeys(("MZ232", "MZ420"), (called,)))
        message = f"{what} {called} 的这一行没有写“单位”，也不是各单位之和。"
        yield Finding(place, message, cause=again, about=frozenset({called}))


def has_common_rows(account: Account) -> bool:
    """Whether rows that a department sums may be of its units together, in one source."""
    loose = (row for row in account.rows if not row.unit)
    is_one = account.kind.by_figure and not account.parts
    return is_one and any(_has_figures(row.node) for row in loose)


def _has_figures(row: Node) -> bool:
    """Whether the line of a unit, summed by the department, is more than words."""
    return any(key != "科目" and is_figure(node) for key, node in row.items())


def of_no_unit(account: Account) -> Mapping[Place, Row]:
    """The figures that a department types as no unit's, and that are no sum of its units either."""
    cube, compared = account.cube, account.kind.compared
    own = [row for row in account.rows if not row.unit and _is_own(row.place, account)]
    cells = {node.place: row for row in own for _, node in row.node.items()}
    points = dict.fromkeys((*cube.facts, *cube.stated))
    figures = (cube.figure(point) for point in points if point.basis not in compared)
    alone = [f.place for f in figures if f.place and not f.terms and not f.is_zero]
    places = [place for place in alone if place in cells]
    # A project is never a sum.
    planned = [row for row in own if row.section == PLANS and account.parts]
    return {p: cells[p] for p in places} | {row.place: row for row in planned}
