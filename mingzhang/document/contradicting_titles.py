"""Titles of columns and lines against the figures below them: a form's spec → contradictions.

A title that is the name of a nature, a fund or a basis (项目支出, 年初预算数) says which figures
stand there; so does a column's 取, and the 指标 of its 合计.  Where two of these differ, a reader
is told a wrong thing by figures that are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from mingzhang.document.form_specs import Context
from mingzhang.facts.cube import Point
from mingzhang.facts.cube_query import BASIS, FIELDS, Query
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, NATURES, Groups, chain
from mingzhang.reading.node import Node

CODE = "MZ722"
NATURE, FUND, FISCAL = "性质", "资金", "财政拨款"
# 经济分类 is spending once more, by another list of subjects.
SAME_FLOW = {"经济分类": "支出"}
NUMBERED = re.compile(r"(?:其中[：:])?(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)?")
AFTER = {
    NATURE: re.compile(r"(?:决算|预算)?数?"),
    FUND: re.compile(r"(?:预算|拨款|财政拨款|收入|支出)*"),
    BASIS: re.compile(r"数?"),
}
PLAN_OR_RESULT = re.compile(r"(?:年初|全年|本年)?(预算|决算)数?")


def check_column(
    titles: Sequence[Node], query: Query | None, name: Node | None, context: Context
) -> None:
    """Notes where the titles over a column, what it takes and its named figure differ.

    ``titles`` are those of its groups, too; ``name`` is the figure of its 合计 (指标).
    """
    named = _defined(name, context)
    for title in titles:
        check_title(title, (query, named), context)
    if query and named and name and (told := _differing(query, named, context)):
        message = f"这一列的“指标: {name.text}”与“取”说的不是同一种数：{told}。"
        hint = "合计印“指标”，下面各行印“取”，相加不等于合计；请改正其中一个。"
        context.fault(name.place, CODE, message, hint)


def check_line(titles: Iterable[Node | None], name: Node, context: Context) -> None:
    """Notes where a line's named figure (指标) is none that its title or its column's speaks of."""
    for title in filter(None, titles):
        check_title(title, (_defined(name, context),), context)
        _check_key(title, name, context)


def check_title(title: Node, queries: Iterable[Query | None], context: Context) -> None:
    """Notes a title that names another nature, fund or basis than the figures under it have."""
    text = context.fill(title).strip()
    for dimension, value in _named(text[_start(text) :], context):
        for query in filter(None, queries):
            if not any(_fits(dimension, value, point, context) for point in query.points):
                _note(title, text, _said(dimension, query), context)
                return


def _start(text: str) -> int:
    found = NUMBERED.match(text)
    return found.end() if found else 0


def _named(text: str, context: Context) -> Iterator[tuple[str, str]]:
    """The dimension and value that a title names, if it is the name of one."""
    found = [
        (len(value), dimension, value)
        for dimension, groups in _groups(context).items()
        for value in groups.chains
        if text.startswith(value) and AFTER[dimension].fullmatch(text[len(value) :])
    ]
    if found:
        _, dimension, value = max(found)
        yield dimension, value


def _groups(context: Context) -> Mapping[str, Groups]:
    return {NATURE: NATURES, FUND: FUNDS, BASIS: context.account.kind.bases}


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


def _check_key(title: Node, name: Node, context: Context) -> None:
    """Notes a budget under a head of results, or the other way round, by the key typed for it."""
    said = PLAN_OR_RESULT.fullmatch(context.fill(title).strip())
    definition = context.account.indicators.definitions.get(name.text)
    typed = PLAN_OR_RESULT.fullmatch(definition.key[-1]) if definition and definition.key else None
    if said and typed and said[1] != typed[1]:
        _note(title, said[0], name.text, context)


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
    groups = _groups(context)
    if _finest(query, groups) == _finest(named, groups):
        return ""
    pairs = ((_said(name, query), _said(name, named)) for name in FIELDS if name != "科目")
    told = [f"“取”是{one}，“指标”是{other}" for one, other in pairs if one != other]
    return "；".join(told) or "科目不同"


def _finest(query: Query, groups: Mapping[str, Groups]) -> frozenset[tuple[str, ...]]:
    """The finest points that a query has, however its groups were written."""
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
