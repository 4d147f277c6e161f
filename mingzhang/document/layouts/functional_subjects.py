"""功能科目: a row per 类, 款 and 项 that has a figure, and 合计."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.document.filled_columns import BY_SUBJECT, FLOWS, at_subject, by_subject, words
from mingzhang.document.form_specs import LIST, Context
from mingzhang.document.layouts.layout_result import (
    COMMON_KEYS,
    LEVELS,
    TOTAL_KEYS,
    Form,
    at,
    depth,
    loose,
    with_total,
)
from mingzhang.document.sentence_figures import numeral
from mingzhang.document.shown_codes import CODE, CODE_PARTS, NAME, OF_A_CODE
from mingzhang.document.table_heads import (
    HEAD_KEYS,
    Head,
    Leaf,
    check_amounts,
    form_head,
)
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.cube import level
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows
from mingzhang.facts.subject_catalogue import TOTAL, ancestors
from mingzhang.reading.node import Node

KEYS = {**COMMON_KEYS, **HEAD_KEYS, **TOTAL_KEYS, "级次": LIST}
NUMBERED = "类序号"  # the setting for forms that number the 类: 一、社会保障和就业支出


def functional(spec: Node, context: Context) -> Iterator[Form]:
    """The table of functional subjects; ``合计: 末行`` puts the total last, ``级次`` omits 项."""
    context.check(spec, KEYS, ("标题", "列"))
    head = form_head(spec, context, BY_SUBJECT)
    head.check_shown(OF_A_CODE, context)
    check_amounts(head, context)
    levels = {context.choice(node, tuple(LEVELS)) for node in rows(spec, "级次")} or set(LEVELS)
    context.record.by_subject.update(_flows(head.leaves))
    found = _found(head.leaves, context)
    codes = [code for code in found if level(code) in levels]
    names = _names(codes, context)
    body = [_row(code, head, found[code], names[code], context) for code in codes]
    body += _loose(head, context) if codes else ()
    body = with_total(_total(head, context), body, spec, context)
    yield Form(head.columns, head.rows, head.numbered(body))


Figures = tuple[Figure | None, ...]


def _found(leaves: Sequence[Leaf], context: Context) -> dict[str, Figures]:
    """Functional subjects that have a figure in any column, or such a code below, in order."""
    used: dict[str, Figures] = {}
    above: set[str] = set()
    for code in sorted(_candidates(leaves, context), reverse=True):
        figures = tuple(_figure(leaf, code, context) for leaf in leaves)
        if code in above or any(map(_is_something, leaves, figures)):
            used[code] = figures
            above.update(ancestors(code))
    return dict(sorted(used.items()))


def _is_something(leaf: Leaf, figure: Figure | None) -> bool:
    """Whether a column gives a functional subject a row: an untyped key does not."""
    if figure is None or (leaf.filled and not figure.is_known):
        return False
    return not figure.is_zero


def _candidates(leaves: Sequence[Leaf], context: Context) -> set[str]:
    cube = context.account.cube
    points = {point for leaf in leaves if leaf.query for point in leaf.query.points}
    kinds = {(point.flow, point.fund, point.basis) for point in points}
    return {code for kind in kinds for code in cube.subjects(*kind)}


def _flows(leaves: Sequence[Leaf]) -> Iterator[str]:
    """The flows that a table of functional subjects lists, by the cube or by a source's rows."""
    for leaf in leaves:
        yield from (point.flow for point in (leaf.query.points if leaf.query else ()))
        if leaf.filled:
            yield FLOWS.get(leaf.filled.section, "")


def _figure(leaf: Leaf, code: str, context: Context) -> Figure | None:
    if leaf.filled:
        return by_subject(leaf.filled, code, context) if leaf.is_amount else None
    return context.figure(at(leaf.query, code))


def _names(codes: Sequence[str], context: Context) -> Mapping[str, str]:
    """The names of functional subjects; the 类 are numbered where the region says so."""
    names = {code: context.account.catalogue.name(code) for code in codes}
    if context.region.is_on(NUMBERED):
        classes = [code for code in codes if depth(code) == LEVELS["类"]]
        names |= {code: f"{numeral(n)}、{names[code]}" for n, code in enumerate(classes, 1)}
    return names


def _row(code: str, head: Head, figures: Figures, name: str, context: Context) -> Row:
    columns = zip(head.leaves, figures, strict=True)
    cells = (
        leaf.amount(figure, context) if leaf.is_amount else _label(leaf, code, name, context)
        for leaf, figure in columns
    )
    return Row(tuple(cells), depth(code))


def _label(leaf: Leaf, code: str, name: str, context: Context) -> Cell:
    if leaf.filled:
        return words(leaf.filled, at_subject(leaf.filled, code, context.account), context)
    if leaf.shows == CODE:
        return Cell(code, "code", level=depth(code))
    if part := CODE_PARTS.get(leaf.shows):
        return Cell(code[part], "code", level=depth(code))
    return Cell(name, "name", scope="row", level=depth(code))


def _loose(head: Head, context: Context) -> Iterator[Row]:
    """A row below the functional subjects for what has none, so that they add up to 合计."""
    figures = [loose(leaf.query, context) for leaf in head.leaves]
    if all(figure is None or figure.is_zero for figure in figures):
        return
    label = Cell(context.setting("无科目"), "name", scope="row", level=depth("208"))
    yield Row(
        tuple(
            context.amount(figure) if leaf.is_amount else label if leaf.shows == NAME else Cell()
            for leaf, figure in zip(head.leaves, figures, strict=True)
        ),
        depth("208"),
    )


def _total(head: Head, context: Context) -> Row:
    label = Cell(TOTAL, "name", colspan=head.labels, scope="row")
    cells = (_total_cell(leaf, context) for leaf in head.leaves[head.labels :])
    return Row((label, *cells) if head.labels else tuple(cells), total=True)


def _total_cell(leaf: Leaf, context: Context) -> Cell:
    if not leaf.is_amount:
        return Cell()
    return leaf.amount(leaf.indicator or _figure(leaf, "", context), context)
