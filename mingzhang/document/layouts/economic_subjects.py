"""经济科目: blocks of economic subjects side by side, every 款 of the form, and two totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mingzhang.document.filled_columns import (
    BY_ECONOMIC,
    Filled,
    at_subject,
    by_subject,
    has_rows,
    words,
)
from mingzhang.document.form_specs import COUNT, LIST, TEXT, Context
from mingzhang.document.layouts.layout_result import (
    COMMON_KEYS,
    Form,
    Listed,
    at,
    check_listed,
    depth,
    read_list,
)
from mingzhang.document.shown_codes import CODE, NAME
from mingzhang.document.table_heads import HEAD_KEYS, Leaf, check_amounts, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.source_rows import BASIC, economic_nature
from mingzhang.forms.dimensions import NATURES
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, "块": LIST, "合计": LIST}
TOTAL_KEYS = {"标题": TEXT, "指标": TEXT, "块数": COUNT}
BLOCK_HINT = (
    "“列”依次分给各块，每一块到一个金额列为止，例如 科目代码、科目名称、决算数；"
    "一行一个科目、几列金额的表，用“版面: 功能科目”和“收支: 经济分类”。"
)
Block = tuple[tuple[Leaf, ...], tuple[Listed, ...]]


def economic(spec: Node, context: Context) -> Iterator[Form]:
    """The table of economic subjects; ``块: [[301, 303], [302]]`` says the 类 of each block."""
    context.check(spec, KEYS, ("标题", "列", "块"))
    head = form_head(spec, context, BY_ECONOMIC)
    check_amounts(head, context)
    blocks = [
        (leaves, tuple(_shown(leaves[-1], members, context)))
        for leaves, members in _blocks(spec, _columns(head.leaves, context), context)
    ]
    _check_blocks(blocks, context)
    _check(head.leaves, tuple(s for _, block in blocks for s in block), context)
    body = [*_rows(blocks, context), *_totals(spec, blocks, context)]
    yield Form(head.columns, head.rows, tuple(body))


def _blocks(spec: Node, columns: list[tuple[Leaf, ...]], context: Context) -> list[Block]:
    """The column blocks of the table by economic subject, each with its subjects."""
    listed = read_list("economic", context, spec.place)
    members = [_members(node, listed, context) for node in rows(spec, "块")]
    if len(columns) != len(members):
        place = (spec.get("块") or spec).place
        hint = "每一块的列以金额列结束，例如 科目代码、科目名称、决算数。"
        message = f"“列”里有 {len(columns)} 块，“块”里写了 {len(members)} 块。"
        context.fault(place, "MZ517", message, hint)
    return list(zip(columns, members, strict=False))


def _check_blocks(blocks: Sequence[Block], context: Context) -> None:
    """Blocks of economic subjects whose columns name none, or have no money of theirs."""
    for leaves, members in blocks:
        codes = [subject.code for subject in members if depth(subject.code) == 1]
        points = leaves[-1].query.points if leaves[-1].query else ()
        asked = {point.nature for point in points}
        empty = [code for code in codes if asked and asked <= _foreign(code, context)]
        said = ""
        if all(leaf.shows not in (CODE, NAME) for leaf in leaves):
            block = "、".join(codes)
            said = f"列出 {block} 的一块没有“显示: 编码”或“显示: 名称”的列，看不出是哪个科目的数。"
        elif empty:
            natures = "、".join(sorted(asked))
            said = f"{'、'.join(empty)} 类没有“性质: {natures}”的支出，这一列里只会是空的。"
        if said:
            context.fault(leaves[-1].node.place, "MZ517", said, BLOCK_HINT)


def _foreign(code: str, context: Context) -> set[str]:
    """The natures of basic spending that money of an economic subject does not have."""
    return {*NATURES[BASIC]} - {economic_nature(code, context.account.catalogue)}


def _shown(leaf: Leaf, members: Sequence[Listed], context: Context) -> Iterator[Listed]:
    """Economic subjects that have a line: all but those that are listed only with a figure."""
    for subject in members:
        figure = context.figure(at(leaf.query, subject.code)) if subject.needs_figure else None
        if not subject.needs_figure or (figure and not figure.is_zero):
            yield subject


def _columns(leaves: Sequence[Leaf], context: Context) -> list[tuple[Leaf, ...]]:
    """Columns by block of the economic table: up to and with an amount of the cube."""
    ends = [i + 1 for i, leaf in enumerate(leaves) if leaf.is_amount and not leaf.filled]
    if rest := leaves[max(ends, default=0) :]:
        message = "这一列后面没有金额列，不在哪一块里，下面什么也不印。"
        context.fault(rest[0].node.place, "MZ517", message, BLOCK_HINT)
    return [tuple(leaves[a:b]) for a, b in zip((0, *ends), ends, strict=False)]


def _members(node: Node, listed: Sequence[Listed], context: Context) -> tuple[Listed, ...]:
    """The economic subjects of a block's 类, which the form must list."""
    if not isinstance(node.value, tuple):
        context.fault(node.place, "MZ513", f"每一块应是类的{LIST}。", "例如 [301, 303]。")
    for member in node.rows():
        if not any(subject.code == member.text for subject in listed):
            hint = "科目清单在版式的 lists/economic.yaml。"
            context.fault(member.place, "MZ514", f"科目清单没有类“{member.text}”。", hint)
    classes = [member.text for member in node.rows()]
    return tuple(s for code in classes for s in listed if s.code[:3] == code)


def _check(leaves: Sequence[Leaf], listed: tuple[Listed, ...], context: Context) -> None:
    check_listed([leaf.query for leaf in leaves if leaf.query], listed, context)


def _rows(blocks: Sequence[Block], context: Context) -> Iterator[Row]:
    for subjects in zip_longest(*(members for _, members in blocks)):
        cells = (
            _cell(leaf, subject, context)
            for (leaves, _), subject in zip(blocks, subjects, strict=True)
            for leaf in leaves
        )
        yield Row(tuple(cells))


def _cell(leaf: Leaf, subject: Listed | None, context: Context) -> Cell:
    if subject is None:
        return Cell(kind="text" if leaf.is_label else "amount")
    level = depth(subject.code)
    if leaf.filled:
        return _filled(leaf, leaf.filled, subject.code, context)._replace(level=level)
    if leaf.is_amount:
        return context.amount(context.figure(at(leaf.query, subject.code)))._replace(level=level)
    if leaf.shows == CODE:
        return Cell(subject.code, "code", level=level)
    return Cell(subject.name, "name", scope="row", level=level)


def _filled(leaf: Leaf, filled: Filled, code: str, context: Context) -> Cell:
    """What rows of an economic subject say; one that nothing was spent on has no row."""
    if not leaf.is_amount:
        return words(filled, at_subject(filled, code, context.account), context)
    if not has_rows(filled, code, context.account):
        return Cell(kind="amount")
    return leaf.amount(by_subject(filled, code, context), context)


def _totals(spec: Node, blocks: Sequence[Block], context: Context) -> Iterator[Row]:
    """The last row below economic subjects: each total spans its blocks but the last amount."""
    cells: list[Cell] = []
    widths = [len(leaves) for leaves, _ in blocks]
    for node in rows(spec, "合计"):
        context.check(node, TOTAL_KEYS, ("标题", "指标"))
        count, name = node.get("块数"), node.get("指标")
        taken = int(count.text) if count and count.text.isdecimal() else 1
        span, widths = sum(widths[:taken]) - 1, widths[taken:]
        title = context.fill(node.get("标题"))
        cells.append(Cell(title, "name", colspan=max(span, 1), scope="row"))
        cells.append(context.amount(context.indicator(name) if name else None))
    if widths and cells:
        place = (spec.get("合计") or spec).place
        context.fault(
            place, "MZ517", "“合计”没有占满各块。", "请检查“块数”，合起来应等于块的个数。"
        )
    if cells:
        yield Row(tuple(cells), total=True)
