"""Table heads: a nested list of columns (列) → head rows with spans, and the columns below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from mingzhang.document import contradicting_titles
from mingzhang.document.filled_columns import FILLED, Filled, list_schema, of_fund, read_filled
from mingzhang.document.form_specs import FLAG, LIST, MAP, NUMBER, TEXT, Context, is_yes, weight
from mingzhang.document.incomplete_sums import Summand, check_beside, quiet_query, summand
from mingzhang.document.keys_beside import other_key, other_text, titles_below
from mingzhang.document.shown_codes import CODE, CODE_PARTS, NAME, OF_A_CODE
from mingzhang.document.table_values import Cell, Column, Row
from mingzhang.document.unit_words import check_column
from mingzhang.facts.cube_query import SPENT, Query
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import is_subject_code

LINE, SERIAL = "行次", "序号"
PLAN, PLAN_UNIT = "项目", "项目单位"  # of a project: its name, and that of its unit
SHOWN = ("", CODE, *CODE_PARTS, NAME, LINE, SERIAL, PLAN, PLAN_UNIT)
UNIT_BEHIND = re.compile(r"[（(][^（()）]*[）)]$")  # of a head: 场次（场）
CALLED = re.compile(f"{CODE}|{NAME}")
MERGED = "合并"  # of 逐行: equal cells of neighbouring rows are one
# A column that is there only where this setting of the region says 是, or in such a document.
ONLY_WHERE, AGENCIES = "仅当", ("部门", "单位")
GROUP_KEYS = {"标题": TEXT, "列": LIST, "取": MAP, "宽": NUMBER, ONLY_WHERE: TEXT}
LEAF_KEYS = {
    "标题": TEXT,
    "显示": TEXT,
    "取": MAP,
    "指标": TEXT,
    FILLED: TEXT,
    "栏次": TEXT,
    "宽": NUMBER,
    ONLY_WHERE: TEXT,
    MERGED: FLAG,
}
HEAD_KEYS = {"列": LIST, "栏次": FLAG, "取": MAP}


@dataclass(frozen=True)
class Leaf:
    """A column below a table's head: ``shows`` 编码, 名称 …, else an amount.

    One that is ``filled`` has what the source's rows say under a key.
    """

    node: Node
    shows: str
    words: Mapping[str, object]
    query: Query | None
    indicator: Figure | None
    weight: Decimal
    filled: Filled | None = None

    @property
    def is_label(self) -> bool:
        """Whether a column of a table's head names the row."""
        return bool(self.shows) and self.shows not in (LINE, FILLED)

    @property
    def is_amount(self) -> bool:
        """Whether a column of a table's head shows figures."""
        return not self.shows

    @property
    def measure(self) -> str | None:
        """In what the figures of a head's column are counted, none of money; None if not known."""
        if self.filled:
            return self.filled.measure if self.is_amount else None
        return self.indicator.amount.measure if self.indicator else None

    def amount(self, figure: Figure | None, context: Context) -> Cell:
        """The cell under a column of the head; one that only this prints is taken down."""
        if self.filled and figure:
            context.record.figure(figure)
        return context.amount(figure)


@dataclass(frozen=True)
class Head:
    """A table's head: its rows and columns; 序号 is a column apart, the first one."""

    rows: tuple[Row, ...]
    leaves: tuple[Leaf, ...]
    serial: Leaf | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The widths of the columns of a table's head."""
        serial = (self.serial,) if self.serial else ()
        return tuple(Column(leaf.weight) for leaf in (*serial, *self.leaves))

    @property
    def labels(self) -> int:
        """How many columns at the left of a table's head name the row."""
        return next((i for i, leaf in enumerate(self.leaves) if leaf.is_amount), len(self.leaves))

    def numbered(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """The rows under a table's head, each with its 序号 where there is such a column."""
        if not self.serial:
            return tuple(rows)
        return tuple(
            replace(row, cells=(Cell(str(number), "number"), *row.cells))
            for number, row in enumerate(rows, 1)
        )

    def check_shown(self, allowed: tuple[str, ...], context: Context) -> None:
        """Says which columns of the head show what the form's rows do not have."""
        for leaf in self.leaves:
            shows = leaf.filled.shows if leaf.filled else leaf.shows
            if shows and shows not in (*allowed, FILLED):
                message = f"这种表的行没有“{shows}”。"
                hint = f"请删去这一列；这种表可用：{'、'.join(allowed)}。"
                context.fault(leaf.node.place, "MZ513", message, hint)


# A key that goes by the name of last year's: what that year left over is this year's money.
OF_LAST_YEAR = re.compile("上年(?!结转|结余|末)")


def read_head(
    nodes: Sequence[Node],
    numbered: bool,
    context: Context,
    words: Mapping[str, object],
    lists: Sequence[str] = (),
) -> Head:
    """The head of nested column ``nodes``; ``numbered`` adds the row of 栏次.

    ``words`` are the ``取`` that all columns share, ``lists`` whose keys a column may print.
    """
    nodes = tuple(_wanted(nodes, context))
    leaves = tuple(_with_filled(leaf, lists, context) for leaf in _leaves(nodes, words, context))
    for leaf in leaves:
        if (told := leaf.measure) is not None:
            check_column(leaf.node.get("标题"), told, context)
        if leaf.filled:
            _check_filled(leaf.node, leaf.filled, leaves, context)
    check_beside(_summands(nodes, iter(leaves), context), context)
    depth = max((_depth(node) for node in nodes), default=1)
    rows = [Row(tuple(_level(nodes, row, depth, context))) for row in range(depth)]
    if numbered:
        rows.append(Row(tuple(_numbers(leaves))))
    serial = leaves[0] if leaves and leaves[0].shows == SERIAL else None
    return Head(tuple(rows), leaves[1:] if serial else leaves, serial)


def _summands(
    nodes: Sequence[Node], leaves: Iterator[Leaf], context: Context
) -> tuple[Summand, ...]:
    """What the amounts under a head's neighbouring titles are made of; sums below are checked."""
    found: list[Summand] = []
    for node in nodes:
        if below := _children(node):
            parts = _summands(below, leaves, context)
            check_beside(parts, context)
            found.append(sum(parts, Summand(node.get("标题"))))
        elif (leaf := next(leaves)).is_amount:
            name = node.get("指标")
            query = leaf.query or _of_lines(leaf, context)
            made = summand(node.get("标题"), query, name.text if name else "", context)
            found.append(replace(made, atoms=None) if leaf.filled else made)
    return tuple(found)


def _of_lines(leaf: Leaf, context: Context) -> Query | None:
    """What a column of a head takes whose lines say of which flow: as if of spending."""
    if leaf.filled or leaf.indicator or "收支" in leaf.words or not leaf.words:
        return None
    return quiet_query({**leaf.words, "收支": SPENT}, context)


def _check_filled(node: Node, filled: Filled, leaves: Sequence[Leaf], context: Context) -> None:
    """Notes a head that is the name of another key of the rows than the one its column prints.

    A text whose own column stands beside it under its name is not meant by the head: 项目级次
    beside 项目名称.
    """
    title, (*path, key) = node.get("标题"), filled.column.inner
    rows, find = list_schema(filled.section, context), other_key if filled.is_number else other_text
    beside = titles_below(rows, path, figures=filled.is_number)
    said = UNIT_BEHIND.sub("", context.fill(title).strip()) if title else ""
    if title and _is_of_other_year(title, filled, context):
        message = f"标题“{context.fill(title)}”下面印的是“{filled.key}”，不是同一年的数。"
        context.fault(title.place, contradicting_titles.CODE, message, "请改正标题，或改正“填”。")
    if title and (other := find(said, key, beside)):
        if not filled.is_number and _is_printed(other, leaves, context):
            return
        message = f"标题“{context.fill(title)}”是“{other}”的，下面印的是“{key}”。"
        hint = "请改正标题，或改正“填”。"
        context.fault(title.place, contradicting_titles.CODE, message, hint)


def _is_of_other_year(title: Node, filled: Filled, context: Context) -> bool:
    """Whether a column of a table's head is called last year's and is not, or the other way round.

    A list whose rows do not tell both years may have last year's figures under any key.
    """
    first, *rest = filled.column.inner
    is_before = contradicting_titles.says_before(title, context, (rest or [first])[-1])
    if is_before is False and OF_LAST_YEAR.match(filled.column.inner[-1]):
        return True
    rows = list_schema(filled.section, context) or {}
    path = rest if first == LAST_YEAR else [first, *rest]
    beside = titles_below(rows, [LAST_YEAR, *path[:-1]], figures=True)
    return path[-1:] != [] and path[-1] in beside and is_before is (first != LAST_YEAR)


def _is_printed(key: str, leaves: Iterable[Leaf], context: Context) -> bool:
    """Whether a column of a table's head prints a key of the rows under that key's name."""
    columns = (leaf.node for leaf in leaves if leaf.filled and leaf.filled.column.inner[-1] == key)
    return any(key in context.fill(title) for node in columns if (title := node.get("标题")))


def form_head(spec: Node, context: Context, lists: Sequence[str] = ()) -> Head:
    """The head of a table whose columns stand right in the form's spec."""
    columns = spec.get("列")
    nodes = tuple(columns.rows()) if columns else ()
    return read_head(nodes, is_yes(spec, "栏次"), context, context.taken(spec.get("取")), lists)


def check_amounts(head: Head, context: Context) -> None:
    """Which columns of a table's head do not say which figures they have, where each must."""
    for leaf in head.leaves:
        if leaf.is_amount and not leaf.filled and "收支" not in leaf.words:
            context.query(leaf.words, leaf.node.place)


def _wanted(nodes: Sequence[Node], context: Context) -> Iterator[Node]:
    """The columns of a head that the region's settings, or whose document it is, ask for."""
    for node in nodes:
        setting = node.get(ONLY_WHERE)
        if setting and setting.text not in (*context.region.settings, *AGENCIES):
            hint = "写 region.yaml 里的一项设置，或“部门”“单位”。"
            context.fault(setting.place, "MZ513", f"没有“{setting.text}”这项设置。", hint)
        elif not setting or _holds(setting.text, context):
            below = tuple(_wanted(_children(node), context))
            entries = dict(node.items()) | {"列": replace(node, value=below)} if below else None
            yield replace(node, value=entries) if entries else node


def _holds(condition: str, context: Context) -> bool:
    if condition in AGENCIES:
        return context.account.agency_type == condition
    return context.region.is_on(condition)


def _children(node: Node) -> tuple[Node, ...]:
    below = node.get("列")
    return tuple(below.rows()) if below else ()


def _leaves(
    nodes: Sequence[Node],
    words: Mapping[str, object],
    context: Context,
    above: tuple[Node, ...] = (),
) -> Iterator[Leaf]:
    """The columns below a table's head; ``above`` are the titles of their groups."""
    for node in nodes:
        group = bool(_children(node))
        context.check(node, GROUP_KEYS if group else LEAF_KEYS, ("标题",))
        merged = {**words, **context.taken(node.get("取"))}
        title = node.get("标题")
        titles = (*above, title) if title else above
        if group:
            yield from _leaves(_children(node), merged, context, titles)
        else:
            yield _leaf(node, merged, context, titles)


def _leaf(
    node: Node, words: Mapping[str, object], context: Context, titles: Sequence[Node]
) -> Leaf:
    shows = context.choice(node.get("显示"), (*SHOWN, *context.account.grouped))
    name = node.get("指标")
    # What a column fills in from the source's rows is not of what its table takes.
    is_taken = not shows and "收支" in words and not node.get(FILLED)
    query = context.query(words, node.place) if is_taken else None
    contradicting_titles.check_column(titles, query, name, context)
    _check_shown(node.get("标题"), shows, context)
    return Leaf(
        node,
        shows,
        words,
        query,
        context.indicator(name) if name else None,
        weight(node.get("宽")),
    )


def _check_shown(title: Node | None, shows: str, context: Context) -> None:
    """Notes a head that says codes over names, or 款 over 项."""
    said = context.fill(title).strip() if title else ""
    named = {*CALLED.findall(said.replace("代码", CODE)), *({said} & CODE_PARTS.keys())}
    if title and len(named) == 1 and shows in (CODE, NAME, *CODE_PARTS) and shows not in named:
        message = f"标题“{said}”下面印的是“显示: {shows}”。"
        context.fault(title.place, contradicting_titles.CODE, message, "请改正标题，或改正“显示”。")


def _with_filled(leaf: Leaf, lists: Sequence[str], context: Context) -> Leaf:
    """A head's column, with the key that it prints where it prints one."""
    filled = read_filled(leaf.node.get(FILLED), lists, context)
    if filled is None:
        # A wrong 填 is told; the column is no amount that lacks its 取.
        return replace(leaf, shows=FILLED, query=None) if leaf.node.get(FILLED) else leaf
    if leaf.shows in OF_A_CODE and is_subject_code(filled.schema):
        filled = replace(filled, shows=leaf.shows)
    elif leaf.shows:
        message = f"“填: {filled.key}”填的不是科目编码，不能“显示: {leaf.shows}”。"
        hint = "请删去“显示”；要印科目名称的，这个键的“类型”写 功能科目、项级科目、经济科目或合计。"
        context.fault(leaf.node.place, "MZ513", message, hint)
    shows, filled = "" if filled.is_number else FILLED, of_fund(filled, leaf.words)
    return replace(leaf, shows=shows, query=None, indicator=None, filled=filled)


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in _children(node)), default=0)


def _width(node: Node) -> int:
    return sum(map(_width, _children(node))) or 1


def _level(
    nodes: Sequence[Node], row: int, depth: int, context: Context, *, top: bool = True
) -> Iterator[Cell]:
    """The headings that begin in a row of a table's head."""
    for node in nodes:
        children = _children(node)
        if row:
            yield from _level(children, row - 1, depth - 1, context, top=False)
        elif children:
            # Only the groups of the first row are groups of columns to HTML, which knows no others.
            scope = "colgroup" if top else "col"
            yield Cell(context.fill(node.get("标题")), colspan=_width(node), scope=scope)
        else:
            yield Cell(context.fill(node.get("标题")), rowspan=depth, scope="col")


def _numbers(leaves: Sequence[Leaf]) -> Iterator[Cell]:
    """The head's row of 栏次: amounts are numbered through, or carry their formula."""
    number = 0
    for label, run in groupby(leaves, lambda leaf: leaf.is_label):
        columns = list(run)
        if label:
            yield Cell("栏次", colspan=len(columns), scope="row")
            continue
        for leaf in columns:
            number += leaf.is_amount
            formula = leaf.node.get("栏次")
            text = formula.text if formula else str(number)
            yield Cell(text, "number", scope="col") if leaf.is_amount else Cell()
