"""收支两栏: income at the left, spending at the right, lines numbered through (行次)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from mingzhang.document.contradicting_titles import check_heads, check_line, check_title
from mingzhang.document.form_specs import (
    FLAG,
    LIST,
    MAP,
    SOME,
    TEXT,
    Context,
    is_yes,
    members,
)
from mingzhang.document.incomplete_sums import (
    Summand,
    check_sum,
    is_some_of_it,
    quiet_query,
    summand,
)
from mingzhang.document.layouts.layout_result import (
    COMMON_KEYS,
    Form,
    Listed,
    check_listed,
    loose,
    read_list,
)
from mingzhang.document.sentence_figures import numeral
from mingzhang.document.table_heads import LINE, ONLY_WHERE, Leaf, read_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows
from mingzhang.reading.node import Node

SIDES = ("左", "右")
KEYS = {**COMMON_KEYS, "左": MAP, "右": MAP, "段": LIST, "栏次": FLAG, "取": MAP}
INDENTED = "缩进"
LINE_KEYS = {"标题": TEXT, "指标": SOME, "取": MAP, "合计": FLAG, INDENTED: FLAG}
CLASSES = "功能类"
CLASS_KEYS = {"取": MAP, "清单": TEXT, "只列有数": FLAG, "序号": TEXT}
NUMBERS = {"一、": "{}、{}", "（一）": "（{}）{}"}  # how a form numbers the 类
CLASS = len("208")
EMPTY = "空行"


@dataclass(frozen=True)
class Line:
    """A line of income or spending: its name, its figures by column, or nothing at all."""

    name: str = ""
    figures: tuple[Figure | None, ...] = ()
    total: bool = False
    level: int = 0


@dataclass(frozen=True)
class Side:
    """The income or the spending side: its columns, and the lines of each section (段)."""

    leaves: tuple[Leaf, ...]
    sections: tuple[tuple[Line, ...], ...] = field(default=())


def two_sided(spec: Node, context: Context) -> Iterator[Form]:
    """The table of income and spending; a section's shorter side gets empty numbered lines."""
    context.check(spec, KEYS, ("标题", "左", "右", "段"))
    for section in rows(spec, "段"):
        context.check(section, dict.fromkeys(SIDES, LIST))
    groups = [node for node in map(spec.get, SIDES) if node]
    words = context.taken(spec.get("取"))
    head = read_head(groups, is_yes(spec, "栏次"), context, words)
    split = len(read_head(groups[:1], False, context, words).leaves)
    left = _side(spec, "左", head.leaves[:split], context)
    right = _side(spec, "右", head.leaves[split:], context)
    yield Form(head.columns, head.rows, head.numbered(_body(left, right, context)))


def _side(spec: Node, name: str, leaves: tuple[Leaf, ...], context: Context) -> Side:
    amounts = tuple(leaf for leaf in leaves if leaf.is_amount)
    nodes = [node for section in rows(spec, "段") for node in rows(section, name)]
    check_counts(nodes, spec.get(name), context)
    check_totals(nodes, amounts, context)
    sections = (
        tuple(line for node in rows(section, name) for line in read_lines(node, amounts, context))
        for section in rows(spec, "段")
    )
    return Side(leaves, tuple(sections))


def check_counts(lines: Iterable[Node], head: Node | None, context: Context) -> None:
    """No line names more figures than there are columns for income or spending, in any agency."""
    count, least = (_amount_columns(head, always) if head else 0 for always in (False, True))
    for line in lines:
        names = members(line.get("指标"))
        if 0 < len(names) < least and not line.get("取"):
            message = f"这一行的“指标”有 {len(names)} 个，表的金额列有 {least} 列。"
            hint = "“指标”一列一个，按列的次序写；空着的列写 ''。"
            context.fault(names[0].place, "MZ517", message, hint)
        for name in names[count:]:
            message = f"这一行的“指标”比表的金额列（{count} 列）多，“{name.text}”没有地方印。"
            hint = "“指标”一列一个，空着的列写 ''；请删去多的，或者加列。"
            context.fault(name.place, "MZ517", message, hint)


def check_totals(lines: Sequence[Node], amounts: Sequence[Leaf], context: Context) -> None:
    """No total of income or spending has money that no line prints; each is told of once."""
    told: set[int] = set()
    for number, leaf in enumerate(amounts):
        made = [_summand(line, number, leaf, context) for line in lines]
        for at, whole in enumerate(made):
            parts = _parts(lines, made, at, context)
            if at not in told and check_sum(whole, parts, context):
                told.add(at)


def _parts(
    lines: Sequence[Node], made: Sequence[Summand], at: int, context: Context
) -> Sequence[Summand]:
    """What a line of income or spending is the sum of: the others, or those indented below it."""
    later = made[at + 1 :]
    if made[at].total:
        known = (one for one in later if one.atoms is not None)
        return [one for one in (*made[:at], *known) if _is_beside(one, made[at], context)]
    if is_yes(lines[at], INDENTED):
        return ()
    return later[: len(list(takewhile(lambda line: is_yes(line, INDENTED), lines[at + 1 :])))]


def _is_beside(one: Summand, whole: Summand, context: Context) -> bool:
    """Whether a line of income or spending may be a part of a total: not the same one again."""
    return not (one.total and one.atoms == whole.atoms) and not is_some_of_it(one, context)


def _summand(line: Node, number: int, leaf: Leaf, context: Context) -> Summand:
    """What a line of income or spending is made of in a column; of nothing where it has none."""
    names, words = members(line.get("指标")), (line.get(CLASSES) or line).get("取")
    name = names[number].text if number < len(names) else ""
    title, total = line.get("标题"), is_yes(line, "合计")
    if not name and not words:
        return Summand(title)
    taken = words.plain() if words and not name else None
    query = quiet_query({**leaf.words, **taken}, context) if isinstance(taken, dict) else None
    return summand(title, query, name, context, total=total)


def _amount_columns(head: Node, always: bool) -> int:
    """How many amounts a head has in any document, or those that are there ``always``."""
    if always and head.get(ONLY_WHERE):
        return 0
    below = list(rows(head, "列"))
    if below:
        return sum(_amount_columns(one, always) for one in below)
    return 0 if head.get("显示") else 1


def read_lines(node: Node, amounts: Sequence[Leaf], context: Context) -> Iterator[Line]:
    """The line of income or spending that a node stands for; several for 功能类."""
    if node.text == EMPTY:
        yield Line()
    elif classes := node.get(CLASSES):
        context.check(node, {CLASSES: MAP})
        context.check(classes, CLASS_KEYS, ("取",))
        yield from _class_lines(classes, amounts, context)
    elif context.check(node, LINE_KEYS, ("标题",)):
        figures = _figures(node, amounts, context)
        yield Line(
            context.fill(node.get("标题")),
            tuple(figures),
            is_yes(node, "合计"),
            2 if is_yes(node, INDENTED) else 0,
        )


def _figures(node: Node, amounts: Sequence[Leaf], context: Context) -> Iterator[Figure | None]:
    """An income or spending line's figures by column: its 指标, else its 取 under the column's."""
    words, title = node.get("取"), node.get("标题")
    taken = context.taken(words)
    names = members(node.get("指标"))[: len(amounts)]
    before = len(context.faults)
    for leaf, name in zip_longest(amounts, names):
        if name and name.text:
            is_under = leaf and len(names) == len(amounts)  # else it stands in no certain column
            check_line((title, leaf.node.get("标题") if is_under else None), name, context)
            yield context.indicator(name)
        elif words:
            query = context.query({**leaf.words, **taken}, words.place)
            if title:
                check_title(title, [query], context)
            yield context.figure(query)
        else:
            yield None
    if len(names) == len(amounts) and len(context.faults) == before:
        check_heads([leaf.node.get("标题") for leaf in amounts], names, context)


def _class_lines(node: Node, amounts: Sequence[Leaf], context: Context) -> Iterator[Line]:
    """Spending lines: one per 类 of the form, or per 类 with a figure, numbered 一、二、…."""
    name = node.get("清单")
    listed = read_list(name.text if name else "functional", context, node.place)
    words = context.taken(node.get("取"))
    _check_classes(listed, words, amounts, context)
    number, only_used = 0, is_yes(node, "只列有数")
    form = NUMBERS.get(context.choice(node.get("序号"), tuple(NUMBERS)), "{}、{}")
    for subject in listed:
        at = {**words, "科目": subject.code}
        asked = (context.query({**leaf.words, **at}, node.place) for leaf in amounts)
        figures = tuple(context.figure(query) for query in asked)
        if not only_used or any(figure and not figure.is_zero for figure in figures):
            number += 1
            yield Line(form.format(numeral(number), subject.name), figures)
    queries = (context.query({**leaf.words, **words}, node.place) for leaf in amounts)
    unnamed = tuple(loose(query, context) for query in queries)
    if any(figure and not figure.is_zero for figure in unnamed):
        yield Line(context.setting("无科目"), unnamed)


def _check_classes(
    listed: tuple[Listed, ...],
    words: Mapping[str, object],
    amounts: Sequence[Leaf],
    context: Context,
) -> None:
    merged = ((leaf, {**leaf.words, **words}) for leaf in amounts)
    asked = [context.query(one, leaf.node.place) for leaf, one in merged if "收支" in one]
    check_listed([query for query in asked if query], listed, context, CLASS)


def _body(left: Side, right: Side, context: Context) -> Iterator[Row]:
    pairs = [
        pair
        for sections in zip(left.sections, right.sections, strict=True)
        for pair in zip_longest(*sections, fillvalue=Line())
    ]
    for number, (income, spending) in enumerate(pairs, 1):
        cells = (
            *_cells(income, left, number, context),
            *_cells(spending, right, number + len(pairs), context),
        )
        yield Row(cells, total=income.total or spending.total)


def _cells(line: Line, side: Side, number: int, context: Context) -> Iterator[Cell]:
    figures = iter(line.figures)
    for leaf in side.leaves:
        if leaf.is_amount:
            yield context.amount(next(figures, None))
        elif leaf.shows == LINE:
            yield Cell(str(number), "number")
        elif line.name:
            yield Cell(line.name, "name", scope="row", level=line.level)
        else:
            yield Cell(kind="name")
