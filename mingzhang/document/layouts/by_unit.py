"""单位清单: the lines of a form's own list of money , unit by unit.

``清单`` says which, ``填`` which of a line's words a column prints; the first such column names the
lines, units and the total.  With ``小计: 否`` the department and its units are headings without
sums, and what names several lines stands once before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from mingzhang.document.filled import Filled, of_rows, rows_where
from mingzhang.document.heads import HEAD_KEYS, Head, Leaf, form_head
from mingzhang.document.layouts.form import COMMON_KEYS, Form
from mingzhang.document.layouts.units import ABOVE, WHOLE, no_superior
from mingzhang.document.region import NO
from mingzhang.document.spec import FLAG, TEXT, Context
from mingzhang.document.table import Cell, Row
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.lists import Line
from mingzhang.facts.source import text
from mingzhang.facts.subject import TOTAL
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.reading.node import Node

LIST, SUBTOTALS = "清单", "小计"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, LIST: TEXT, SUBTOTALS: FLAG}
LINE = 2  # the level of a line
Lines = Sequence[Line]


def by_unit(spec: Node, context: Context) -> Iterator[Form]:
    """The form; without any line it is published empty, with 合计 alone."""
    context.check(spec, KEYS, ("标题", "列", LIST))
    asked = spec.get(LIST)
    name = asked.text if asked and context.indicator(asked) else ""
    definition = context.account.indicators.definitions.get(name)
    column = definition.column if definition else None
    listed = (".".join(column.rows),) if column else ()
    head = form_head(spec, context, listed)
    head.check_shown((), context)
    flat = spec.get(SUBTOTALS)
    is_flat = flat is not None and flat.text == NO
    lines = context.account.lists.get(name, ())
    for line in lines:
        context.record.use(line.node)
    body = (_flat_rows if is_flat else _rows)(head, lines, context)
    yield Form(head.columns, head.rows, head.numbered(body))


def _flat_rows(head: Head, lines: Lines, context: Context) -> Iterator[Row]:
    """The names of department and unit, then the lines, those of one name together."""
    above = _superior(context) if lines else ""
    key = _named_by(head)
    for name in (above,) if above else ():
        yield _row({key: name}, None, 1, head, context)
    for unit in context.account.units:
        own = [line for line in lines if line.unit == unit.code]
        if own:
            yield _row({key: unit.name}, None, 1, head, context)
        for called, members in groupby(own, lambda line: line.words.get(key, "")):
            told = list(members)
            for number, line in enumerate(told):
                span = len(told) if number == 0 else 0
                yield _row({**line.words, key: called}, [line], 2, head, context, span)


def _superior(context: Context) -> str:
    """The department above a unit, which the unit's own budget names; a department has none."""
    account = context.account
    above = text(account.source, ABOVE)
    if not above and account.agency_type != WHOLE:
        context.record.absent[no_superior(account.source)] = None
    return above


def _rows(head: Head, lines: Lines, context: Context) -> Iterator[Row]:
    key = _named_by(head)
    yield _row({key: TOTAL}, lines, 0, head, context)
    for unit in context.account.units:
        own = [line for line in lines if line.unit == unit.code]
        if own:
            yield _row({key: unit.name}, own, 1, head, context)
        for line in own:
            yield _row(line.words, [line], 2, head, context)


def _named_by(head: Head) -> str:
    return next((leaf.filled.key for leaf in head.leaves if leaf.filled), "")


def _row(
    words: Mapping[str, str],
    lines: Lines | None,
    level: int,
    head: Head,
    context: Context,
    span: int = 1,
) -> Row:
    """``span`` is over how many rows the name goes: none where one above goes on."""
    key = _named_by(head)
    cells = (
        _filled(leaf, leaf.filled, lines or (), level, context)
        if leaf.filled and leaf.is_amount
        else _label(leaf, words, key, level, span)
        if leaf.filled
        else context.amount(None if lines is None else _figure(leaf, lines))
        for leaf in head.leaves
        if span or not leaf.filled or leaf.filled.key != key
    )
    return Row(tuple(cells), level, total=not level)


def _filled(leaf: Leaf, filled: Filled, lines: Lines, level: int, context: Context) -> Cell:
    """A number of the line's own; above the lines what adds up."""
    places = {line.place for line in lines}
    found = rows_where(filled, lambda row: row.place in places, context)
    if not found or not (level == LINE or filled.is_added):
        return Cell()
    return leaf.amount(of_rows(filled, lines[0].figure.label, found, context), context)


def _label(leaf: Leaf, words: Mapping[str, str], key: str, level: int, span: int) -> Cell:
    own = leaf.filled.key if leaf.filled else ""
    if own == key:
        return Cell(words.get(own, ""), "name", rowspan=span, scope="row", level=level)
    return Cell(words.get(own, ""), "text", level=level)


def _figure(leaf: Leaf, lines: Lines) -> Figure:
    funds = [point.fund for point in leaf.query.points] if leaf.query else []
    named = (line for line in lines if any(fund in chain(line.fund, FUNDS) for fund in funds))
    return summed(lines[0].name if lines else "", (line.figure for line in named))
