"""Titles of columns and lines against the figures below them: a form's spec → contradictions.

A title that is the name of a nature, a fund or a basis (项目支出, 年初预算数) says which figures
stand there; so does a column's 取, and the 指标 of its 合计.  Where two of these differ, a reader
is told a wrong thing by figures that are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from mingzhang.document.form_specs import Context
from mingzhang.facts.cube import Point
from mingzhang.facts.cube_query import BASIS, FIELDS, Query
from mingzhang.facts.indicators import Definition
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.subject_catalogue import TOTAL, Catalogue
from mingzhang.forms.dimensions import FUNDS, NATURES, Groups, chain
from mingzhang.reading.node import Node

CODE = "MZ722"
JOINTS = tuple("及和与、")
NATURE, FUND, FISCAL = "性质", "资金", "财政拨款"
SPECIAL = "财政专户"
# 经济分类 is spending once more, by another list of subjects.
SAME_FLOW = {"经济分类": "支出"}
NUMBERED = re.compile(r"(?:其中[：:])?(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)?")
AFTER = {
    NATURE: re.compile(r"(?:决算|预算)?数?"),
    FUND: re.compile(r"(?:预算|拨款|财政拨款|收入|支出)*"),
    BASIS: re.compile(r"数?"),
}
FLOW_OF_TABLE = re.compile(r"[^收支]*(?P<flow>收入|支出)[^收支]*")
FLOW_OF_COLUMN = re.compile(
    r"(?:其中[：:])?(?:本年|当年)?(?P<flow>收入|支出)(?:合计|小计|总计|决算|预算|数)*"
)
# What is carried over is a flow, too: 年初结转和结余, 年末财政拨款结转和结余.
CARRIED = re.compile(r"(?P<flow>年[初末])[^收支]*结转(?:和?结余)?")
BRACKETS = str.maketrans("", "", "（）")
SHORTEST = 2  # characters of a head by which a figure is known
LONGER = 2  # characters by which a place may call a figure longer
MANY = 5  # characters of a name that is known without some of its middle
MOST = 1 << 12  # titles that are remembered
PLAN_OR_RESULT = re.compile(r"(?P<which>年初|全年|本年)?(?P<kind>预算|决算)数?")


def check_column(
    titles: Sequence[Node], query: Query | None, name: Node | None, context: Context
) -> None:
    """Notes where the titles over a column, what it takes and its named figure differ.

    ``titles`` are those of its groups, too; ``name`` is the figure of its 合计 (指标).
    """
    named = _defined(name, context)
    for title in titles:
        check_title(title, (query, named), context)
        if query and not name and says_before(title, context) and not _is_carried(query):
            _note(title, context.fill(title), "本年度的数", context)
    if name and titles:
        _check_name(titles[-1], name, context)
        _check_key(titles[-1], name, context)
    if query and named and name and (told := _differing(query, named, context)):
        message = f"这一列的“指标: {name.text}”与“取”说的不是同一种数：{told}。"
        hint = "合计印“指标”，下面各行印“取”，相加不等于合计；请改正其中一个。"
        context.fault(name.place, CODE, message, hint)


def check_line(titles: Iterable[Node | None], name: Node, context: Context) -> None:
    """Notes where a line's named figure (指标) is none that its title or its column's speaks of.

    Where one of the two names the figure, the other may be of what it is some of: 其中：小微企业.
    """
    found = [title for title in titles if title]
    _, *own = name.text.removeprefix(f"{LAST_YEAR}.").split(".")
    said = [context.fill(title).translate(BRACKETS) for title in found]
    is_named = any(own[0] in one for one in said) if own else False
    for title in found:
        check_title(title, (_defined(name, context),), context)
        _check_key(title, name, context)
        _check_name(title, name, context, is_named=is_named)


def check_heads(heads: Sequence[Node | None], names: Sequence[Node], context: Context) -> None:
    """Notes figures of a line that stand under each other's heads: 实有 under 编制数."""
    stems = [context.fill(head).strip().removesuffix("数") if head else "" for head in heads]
    for stem, head, name in zip(stems, heads, names, strict=False):
        others = {one for one in stems if len(one) >= SHORTEST and one != stem}
        is_other = stem not in name.text and any(one in name.text for one in others)
        if head and is_other and not PLAN_OR_RESULT.fullmatch(stem):  # which has its own rule
            said = f"标题“{context.fill(head)}”下面印的是"
            here = (one for one in context.faults if one.place.file == name.place.file)
            # Heads that changed places are told with the first line below them.
            if not any(one.message.startswith(said) for one in here):
                hint = "请改正“指标”的次序，或改正标题。"
                context.fault(name.place, CODE, f"{said}“{name.text}”。", hint)
            return  # the one that it changed places with is told with it


def check_title(title: Node, queries: Iterable[Query | None], context: Context) -> None:
    """Notes a title that names another nature, fund or basis than the figures under it have."""
    text = context.fill(title).strip()
    if flow := _flow(text[_start(text) :]):
        for query in filter(None, queries):
            _check_flow(title, text, flow, query.points, context)
    for dimension, value in _named(text[_start(text) :], context.account.kind.bases):
        for query in filter(None, queries):
            if not any(_fits(dimension, value, point, context) for point in query.points):
                _note(title, text, _said(dimension, query), context)
                return


def check_table(title: Node | None, queries: Sequence[Query], context: Context) -> None:
    """Notes a table whose title says of which fund it is, where nothing in it is of that fund."""
    text = title.text if title else ""
    named = [fund for fund in (*FUNDS[FISCAL], SPECIAL) if fund in text]
    points = [point for query in queries for point in query.points]
    is_of_it = any(fund in chain(point.fund, FUNDS) for fund in named for point in points)
    if title and len(named) == 1 and points and not is_of_it:
        said = dict.fromkeys(point.fund for point in points)
        _note(title, text, f"{FUND}: {'、'.join(said)}", context)
    elif title and (flow := FLOW_OF_TABLE.fullmatch(text)):
        # A table of spending may be of what is left of it (结转).
        moved = [point for point in points if point.flow in (*SAME_FLOW, "收入", "支出")]
        _check_flow(title, text, flow["flow"], moved, context)


def _check_flow(
    title: Node, text: str, flow: str, points: Sequence[Point], context: Context
) -> None:
    """Notes a title of one flow over figures of others alone: of spending over those of income.

    Of a plan the income that the treasury hands out is what it pays for.
    """
    flows = {SAME_FLOW.get(point.flow, point.flow) for point in points}
    is_equal = context.account.kind.is_plan and all(
        point.fund == SPECIAL or FISCAL in chain(point.fund, FUNDS) for point in points
    )
    if flows and flow not in flows and not is_equal:
        _note(title, text, f"收支: {'、'.join(sorted(flows))}", context)


def _flow(text: str) -> str:
    """The flow that the title of a column or of a line names, if it is the name of one."""
    if carried := CARRIED.fullmatch(text):
        return f"{carried['flow']}结转"
    found = FLOW_OF_COLUMN.fullmatch(text)
    return found["flow"] if found else ""


def _start(text: str) -> int:
    found = NUMBERED.match(text)
    return found.end() if found else 0


@lru_cache(MOST)
def _named(text: str, bases: Groups) -> tuple[tuple[str, str], ...]:
    """The dimension and value that a title names, if it is the name of one."""
    found = [
        (len(value), dimension, value)
        for dimension, groups in groups_of(bases).items()
        for value in groups.chains
        if text.startswith(value) and AFTER[dimension].fullmatch(text[len(value) :])
    ]
    return (max(found)[1:],) if found else ()


def groups_of(bases: Groups) -> Mapping[str, Groups]:
    """The groups of the dimensions by which titles, and sentences, name figures."""
    return {NATURE: NATURES, FUND: FUNDS, BASIS: bases}


def _fits(dimension: str, value: str, point: Point, context: Context) -> bool:
    """Whether a title may stand over a figure: it is of that value, or of a part of it.

    A title may say more than its 取 where something else does, too: of funds and bases the list
    that figures are typed in, of natures the economic subjects of a block.
    """
    if dimension == NATURE:
        natures = context.account.kind.natures.get(point.flow)
        if point.flow in SAME_FLOW:
            return _is_related(value, point.nature, NATURES)
        return value == TOTAL or not natures or value in chain(point.nature, NATURES)
    if dimension == FUND:
        return FISCAL not in chain(value, FUNDS) or _is_related(value, point.fund, FUNDS)
    return _is_related(value, point.basis, context.account.kind.bases)


def _is_related(one: str, other: str, groups: Groups) -> bool:
    return one in chain(other, groups) or other in chain(one, groups)


def _check_name(title: Node, name: Node, context: Context, *, is_named: bool = False) -> None:
    """Notes a title that names another year than its figure's, or another one of its group.

    Of one that ``is_named`` in another title only the year is asked.
    """
    text = context.fill(title).strip()
    path = name.text.removeprefix(f"{LAST_YEAR}.")
    is_before = says_before(title, context)
    definitions = context.account.indicators.definitions
    other = sibling(text, path.split("."), definitions) or _key_beside(text, path, definitions)
    other = "" if is_named else other
    other = other or _group_beside(text[_start(text) :], path, definitions)
    if other or (is_before is not None and is_before != (path != name.text)):
        _note(title, text, path if other else name.text, context)


def _key_beside(text: str, name: str, definitions: Mapping[str, Definition]) -> str:
    """The count typed beside a named count's own that a title names instead: 批次, of 人次."""
    definition = definitions.get(name)
    if not definition or len(definition.key) < len(("三公经费", "人次")) or not definition.measure:
        return ""
    *group, own = definition.key
    counts = (one for one in definitions.values() if one.key and one.measure)
    named = (one.key[-1] for one in counts if [*one.key[:-1]] == group)
    found = {key for key in named if key in text and key not in own and own not in key}
    return found.pop() if len(found) == 1 and own not in text else ""


def _group_beside(text: str, name: str, definitions: Mapping[str, Definition]) -> str:
    """The group of figures (会议费) whose name a title is, where the figure is another group's."""
    groups = {one.partition(".")[0] for one in definitions if "." in one}
    own, said = name.partition(".")[0], PLAN_OR_RESULT.sub("", text)
    return said if said in groups and own in groups and own not in (said, name) else ""


def subject_beside(text: str, query: Query | None, catalogue: Catalogue) -> str:
    """The subject beside the one that is taken by whose name a figure, or a title, goes instead."""
    codes = {point.subject for point in query.points} if query else set()
    code = codes.pop() if len(codes) == 1 else ""
    if not code or catalogue.name(code) in text:
        return ""
    beside = filter(catalogue.get, (f"{code[:-2]}{number:02}" for number in range(100)))
    return next((one for one in beside if text.startswith(catalogue.name(one))), "")


def check_group(table: Node | None, columns: Sequence[Node], context: Context) -> None:
    """Notes the one column of a table named for a group (会议费) that prints another's figure.

    A column whose own title names its figure is meant.
    """
    title = context.fill(table) if table else ""
    named = [(one, name.text.split(".")) for one in columns if (name := one.get("指标"))]
    paths = [(one, path[1:] if path[0] == LAST_YEAR else path) for one, path in named]
    groups = {path[0] for _, path in paths if len(path) > 1 and path[0] in title}
    others = [(one, path) for one, path in paths if path[0] not in groups]
    if len(groups) == 1 and len(others) == 1 < len(paths) - 1:
        (column, path), head = others[0], others[0][0].get("标题")
        text = context.fill(head) if head else ""
        if head and not any(part in text for part in path):
            message = f"“{title}”里别的各列都是“{min(groups)}”的，这一列印的是“{'.'.join(path)}”。"
            context.fault(column.place, CODE, message, "请改正标题，或改正“指标”。")


def says_before(title: Node, context: Context, key: str = "") -> bool | None:
    """Whether a title is the name of last year's figures; None where of neither year's.

    It may say the ``key`` of the figures behind the year: 上年末账面原值.
    """
    before = context.account.year - 1
    years, usual = rf"(上年|本年|{before}年|{before + 1}年)", "度?(?:预算|决算)?数?"
    words = rf"{years}(?:{usual}|[度末]?{re.escape(key)}数?)"
    says = re.fullmatch(words, context.fill(title).strip())
    return says[1] in ("上年", f"{before}年") if says else None


def _is_carried(query: Query) -> bool:
    """Whether a column under a title of last year's is what that year left over."""
    return all("上年" in point.basis for point in query.points)


def sibling(text: str, path: Sequence[str], names: Iterable[str]) -> str:
    """The one of a group (三公经费) that a title, or a clause, names instead of a path's own."""
    if len(path) == 1:
        return ""
    said = text.translate(BRACKETS)
    parts = (name.split(".") for name in names)
    beside = {part[1] for part in parts if len(part) > 1 and part[0] == path[0]}
    # 公务用车购置费及运行维护费: what is named together with more is not that one alone.
    found = [one for one in beside if _is_said(one, said) and not _is_joined(one, said)]
    found = found or [one for one in beside if _is_shortened(one, said, path[1])]
    is_other = len(found) == 1 and path[1] not in said and found[0] not in path[1]
    return found[0] if is_other else ""


def _is_said(name: str, said: str) -> bool:
    """Whether words have a name, or that name with some more before its end: …运行维护费."""
    longer = f"{re.escape(name[:-1])}[^{''.join(JOINTS)}、]{{0,{LONGER}}}{re.escape(name[-1:])}"
    return name in said or bool(re.search(longer, said))


def _is_shortened(name: str, said: str, own: str) -> bool:
    """Whether words have a long name less some of its middle, which is none of the own one's."""
    starts = range(SHORTEST, len(name) - LONGER)
    short = {f"{name[:start]}{name[start + LONGER :]}" for start in starts}
    return any(len(one) > MANY and one in said and not in_order(one, own) for one in short)


def in_order(words: str, name: str) -> bool:
    """Whether a name has all characters of some words in their order."""
    rest = iter(name)
    return all(character in rest for character in words)


def _is_joined(name: str, said: str) -> bool:
    """Whether a title, or clause, names something else in one breath with a name."""
    return said.partition(name)[2][:1] in JOINTS


def _check_key(title: Node, name: Node, context: Context) -> None:
    """Notes a budget under a head of results, or under one of another budget of its group."""
    said = PLAN_OR_RESULT.fullmatch(context.fill(title).strip())
    definitions = context.account.indicators.definitions
    definition = definitions.get(name.text)
    group, _, last = name.text.rpartition(".")
    key = definition.key[-1] if definition and definition.key else last
    typed = PLAN_OR_RESULT.fullmatch(key)
    if not said or not typed:
        return
    beside = f"{group}.{said['which'] or ''}{said['kind']}"
    is_other = said["which"] and beside != name.text and beside in definitions
    if said["kind"] != typed["kind"] or is_other or _differ(said["which"], typed["which"]):
        _note(title, said[0], name.text, context)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _note(title: Node, text: str, said: str, context: Context) -> None:
    message = f"标题“{text}”下面印的是“{said}”。"
    context.fault(title.place, CODE, message, "请改正标题，或改正“取”“指标”。")


def _said(dimension: str, query: Query) -> str:
    values = dict.fromkeys(getattr(point, FIELDS[dimension]) for point in query.points)
    return f"{dimension}: {'、'.join(values)}"


def _defined(name: Node | None, context: Context) -> Query | None:
    definition = context.account.indicators.definitions.get(name.text) if name else None
    return definition.query if definition else None


def _differing(query: Query, named: Query, context: Context) -> str:
    """In which dimensions a column's 取 and its named figure differ; empty where in none."""
    bases = context.account.kind.bases
    if finest(query, bases) == finest(named, bases):
        return ""
    pairs = ((_said(name, query), _said(name, named)) for name in FIELDS if name != "科目")
    told = [f"“取”是{one}，“指标”是{other}" for one, other in pairs if one != other]
    return "；".join(told) or "科目不同"


@lru_cache(maxsize=1 << 10)
def finest(query: Query, bases: Groups) -> frozenset[tuple[str, ...]]:
    """The finest points of what a title's, or a sentence's, figures take, however written."""
    groups = groups_of(bases)
    return frozenset(
        (SAME_FLOW.get(point.flow, point.flow), point.subject, *finest)
        for point in query.points
        for finest in product(
            _members(point.nature, groups[NATURE]),
            _members(point.fund, groups[FUND]),
            _members(point.basis, groups[BASIS]),
        )
    )


def _members(name: str, groups: Groups) -> tuple[str, ...]:
    below = groups.get(name, ())
    return tuple(one for member in below for one in _members(member, groups)) or (name,)
