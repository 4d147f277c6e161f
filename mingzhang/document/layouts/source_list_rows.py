"""逐行: a row for each row of a list of the source, whatever a form declares in it.

``列表`` says which list.  A column prints a key of its rows (填), or the code or name of their
subject (显示), or of the one under another key (both); equal cells of neighbouring rows are one
with ``合并: 是``.  合计 adds up the numbers whose declaration says 汇总, without the
rows that sum others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.document.filled_columns import Filled, list_schema
from mingzhang.document.form_specs import TEXT, Context, is_yes
from mingzhang.document.layouts.layout_result import COMMON_KEYS, TOTAL_KEYS, Form, with_total
from mingzhang.document.shown_codes import NAME, OF_A_CODE, shown_code
from mingzhang.document.table_heads import (
    HEAD_KEYS,
    MERGED,
    Head,
    Leaf,
    form_head,
)
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.amount import Unit
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.implied_zeros import absent
from mingzhang.facts.own_list_figures import Line, finest_at, lines_at, row_figure, silent_units
from mingzhang.facts.some_rows import of_kind
from mingzhang.facts.source_nodes import text
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import NO_ROWS

LIST_OF = "列表"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS, LIST_OF: TEXT}
SUBJECT = "科目"


@dataclass(frozen=True)
class _Cells:
    """The cells of a table row made from a source list's row, and the figures they show."""

    row: Node
    cells: tuple[Cell, ...]
    figures: tuple[Figure | None, ...]


def by_row(spec: Node, context: Context) -> Iterator[Form]:
    """A table of a source list's rows; without any it is empty, an untyped list is missing."""
    context.check(spec, KEYS, ("标题", LIST_OF, "列"))
    node = spec.get(LIST_OF)
    if node is None:  # that it is lacking is told, and why no column can be filled
        return
    section = node.text
    if list_schema(section, context) is None:
        hint = "写 keys.yaml 里类型是“行”的键；在一组里面的写全，例如 整体绩效.指标。"
        context.fault(node.place, "MZ087", f"“{section}”不是这个版式的列表。", hint)
        return
    head = form_head(spec, context, (section,))
    head.check_shown(OF_A_CODE, context)
    _check_columns(head, context)
    lines = _lines(section, context)
    made = [_row(line, head, context) for line in lines]
    body = head.numbered(_merged([one.cells for one in made], head))
    if any(leaf.filled and leaf.filled.is_added for leaf in head.leaves):
        body = tuple(with_total(_total(head, made, context), body, spec, context))
    yield Form(head.columns, head.rows, body)


def _check_columns(head: Head, context: Context) -> None:
    for leaf in head.leaves:
        if leaf.is_amount and not leaf.filled:
            hint = "这种表的列写“填: 列表.键”或“显示: 名称”。"
            context.fault(leaf.node.place, "MZ512", "这一列没有“填”，也没有“显示”。", hint)


def _lines(section: str, context: Context) -> Sequence[Line]:
    path = tuple(section.split("."))
    sources = context.account.indicators.sources
    lines, silent = lines_at(path, sources), silent_units(path, sources)
    nobody = (absent(context.account.source, path, NO_ROWS),)
    context.record.absent.update(dict.fromkeys(nobody if lines is None else silent))
    return lines or ()


def _row(line: Line, head: Head, context: Context) -> _Cells:
    row, unit = line
    figures = tuple(_figure(leaf, row, unit) for leaf in head.leaves)
    cells = (
        leaf.amount(figure, context) if leaf.is_amount else _words(leaf, row, context)
        for leaf, figure in zip(head.leaves, figures, strict=True)
    )
    named = list(cells)
    first = next((i for i, cell in enumerate(named) if cell.figure is None), None)
    if first is not None:
        named[first] = named[first]._replace(kind="name", scope="row")
    return _Cells(row, tuple(named), figures)


def _figure(leaf: Leaf, row: Node, unit: Unit) -> Figure | None:
    if not (leaf.is_amount and leaf.filled):
        return None
    return row_figure(row, leaf.filled.column, unit)


def _words(leaf: Leaf, row: Node, context: Context) -> Cell:
    if leaf.filled:
        return _typed(leaf.filled, row, context)
    code = text(row, SUBJECT)
    context.record.use(row.get(SUBJECT))
    said = shown_code(code, leaf.shows, context.account.catalogue)
    return Cell(said, "name" if leaf.shows == NAME else "code")


def _typed(filled: Filled, row: Node, context: Context) -> Cell:
    node = row.get(*filled.column.inner)
    context.record.use(node)
    parts = [node.text, *(one.text for one in node.rows())] if node else []
    told = (filled.told(part, context.account.catalogue) for part in parts)
    return Cell("；".join(filter(None, told)), "text")


def _merged(rows: Sequence[tuple[Cell, ...]], head: Head) -> list[Row]:
    """The source list's rows, one cell for equal ones below each other where the form says so.

    A column is merged only within what the columns to its left have in common.
    """
    merged = [i for i, leaf in enumerate(head.leaves) if is_yes(leaf.node, MERGED)]
    spans = {(i, at): n for at in merged for i, n in _spans(rows, merged, at).items()}
    return [
        Row(
            tuple(
                cell._replace(rowspan=spans.get((i, at), 1))
                for at, cell in enumerate(row)
                if spans.get((i, at), 1)
            )
        )
        for i, row in enumerate(rows)
    ]


def _spans(rows: Sequence[tuple[Cell, ...]], merged: Sequence[int], at: int) -> Mapping[int, int]:
    """By row of the source list: over how many a column's cell goes; none where one goes on."""
    left = [i for i in merged if i <= at]
    spans: dict[int, int] = {}
    first = 0
    for number, row in enumerate(rows):
        same = number and all(row[i].text == rows[first][i].text for i in left) and row[at].text
        first = first if same else number
        spans[number] = 0 if same else 1
        spans[first] += 1 if same else 0
    return spans


def _total(head: Head, made: Sequence[_Cells], context: Context) -> Row:
    width = head.labels + (1 if head.serial else 0)
    label = Cell(TOTAL, "name", colspan=width, scope="row")
    cells = (
        _total_cell(leaf, at, made, context)
        for at, leaf in enumerate(head.leaves)
        if at >= head.labels
    )
    return Row((label, *cells) if width else tuple(cells), total=True)


def _total_cell(leaf: Leaf, at: int, made: Sequence[_Cells], context: Context) -> Cell:
    if not (leaf.is_amount and leaf.filled and leaf.filled.is_added):
        return Cell()
    account = context.account
    column = of_kind(leaf.filled.column, account.kind)
    finest = finest_at((column,), account.indicators.sources, account.kind.bases)
    counted = {id(row) for row, _ in finest}
    figures = [one.figures[at] for one in made if id(one.row) in counted]
    total = summed(f"{TOTAL} {leaf.filled.key}", (figure for figure in figures if figure))
    if not figures:
        total = replace(total, amount=replace(total.amount, measure=leaf.filled.column.measure))
    return context.amount(total)
