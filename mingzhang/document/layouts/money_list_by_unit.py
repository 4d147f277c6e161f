"""单位清单: the lines of a form's own list of money , unit by unit.

``清单`` says which, ``填`` which of a line's words a column prints; the first such column names the
lines, units and the total.  With ``小计: 否`` the department and its units are headings without
sums, and what names several lines stands once before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mingzhang.document.filled_columns import Filled, of_rows, rows_where
from mingzhang.document.form_specs import FLAG, TEXT, Context
from mingzhang.document.layouts.budget_units import ABOVE, WHOLE, no_superior
from mingzhang.document.layouts.layout_result import COMMON_KEYS, Form
from mingzhang.document.region_folder import NO
from mingzhang.document.table_heads import HEAD_KEYS, Head, Leaf, form_head
from mingzhang.document.table_values import Cell, Row
from mingzhang.facts.figure import Figure, summed
from mingzhang.facts.own_money_lists import Line
from mingzhang.facts.source_nodes import text
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, chain
from mingzhang.reading.node import Node

LIST, SUBTOTALS = "清单", "小计"
KEYS = {**COMMON_KEYS, **HEAD_KEYS, LIST: TEXT, SUBTOTALS: FLAG}
LINE = 2  # the level of a line
Lines = Sequence[Line]


def by_unit(spec: Node, context: Context) -> Iterator[Form]:
    """The money list by unit; without any line it is published empty, with 合计 alone."""
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
    _tell_unprinted(name, lines, context)
    table = _Table(name, head, context)
    body = (table.flat_rows if is_flat else table.rows)(lines)
    yield Form(head.columns, head.rows, head.numbered(body))


def _tell_unprinted(name: str, lines: Lines, context: Context) -> None:
    """Faults for the lines of a money list that say no unit: the total alone would have them.

    An agency that lists no units is its own one, without a code.  Lines of a unit that nobody
    knows are told by the rule on units (MZ322).
    """
    codes = {unit.code for unit in context.account.units}
    for line in lines:
        if not line.unit and line.unit not in codes:
            message = f"“{name}”的这一行没有写“单位”，表里没有它的行，合计却会加上它。"
            hint = "这张表按单位列出：请在这一行写“单位”，它是“单位”清单里的代码。"
            context.fault(line.place, "MZ739", message, hint)


@dataclass(frozen=True)
class _Table:
    """A money list by unit: the name of the figure that sums it, and the head of its columns."""

    name: str
    head: Head
    context: Context

    @property
    def key(self) -> str:
        """The word of a money line that names it in the list by unit."""
        return next((leaf.filled.key for leaf in self.head.leaves if leaf.filled), "")

    def flat_rows(self, lines: Lines) -> Iterator[Row]:
        """The money list's rows with unit names at their left, those of one name together."""
        above = _superior(self.context) if lines else ""
        if above:
            yield self._row({self.key: above}, None, 1)
        for unit in self.context.account.units:
            own = [line for line in lines if line.unit == unit.code]
            if own:
                yield self._row({self.key: unit.name}, None, 1)
            for called, members in groupby(own, lambda line: line.words.get(self.key, "")):
                told = list(members)
                for number, line in enumerate(told):
                    span = len(told) if number == 0 else 0
                    yield self._row({**line.words, self.key: called}, [line], LINE, span)

    def rows(self, lines: Lines) -> Iterator[Row]:
        """The rows of the money list by unit: the total, then each unit with its lines."""
        yield self._row({self.key: TOTAL}, lines, 0)
        for unit in self.context.account.units:
            own = [line for line in lines if line.unit == unit.code]
            if own:
                yield self._row({self.key: unit.name}, own, 1)
            for line in own:
                yield self._row(line.words, [line], LINE)

    def _row(self, words: Mapping[str, str], lines: Lines | None, level: int, span: int = 1) -> Row:
        """A row of the list by unit; ``span`` is over how many the name goes, or none."""
        cells = (
            self._filled(leaf, leaf.filled, lines or (), level)
            if leaf.filled and leaf.is_amount
            else self._label(leaf.filled.key, words, level, span)
            if leaf.filled
            else self.context.amount(None if lines is None else self._figure(leaf, lines))
            for leaf in self.head.leaves
            if span or not leaf.filled or leaf.filled.key != self.key
        )
        return Row(tuple(cells), level, total=not level)

    def _filled(self, leaf: Leaf, filled: Filled, lines: Lines, level: int) -> Cell:
        """A number of a money line's own in the list by unit; above it what adds up."""
        places = {line.place for line in lines}
        found = rows_where(filled, lambda row: row.place in places, self.context)
        if not found or not (level == LINE or filled.is_added):
            return Cell()
        figure = of_rows(filled, lines[0].figure.label, found, self.context)
        return leaf.amount(figure, self.context)

    def _label(self, own: str, words: Mapping[str, str], level: int, span: int) -> Cell:
        if own == self.key:
            return Cell(words.get(own, ""), "name", rowspan=span, scope="row", level=level)
        return Cell(words.get(own, ""), "text", level=level)

    def _figure(self, leaf: Leaf, lines: Lines) -> Figure:
        funds = [point.fund for point in leaf.query.points] if leaf.query else []
        meant = (line for line in lines if any(fund in chain(line.fund, FUNDS) for fund in funds))
        return summed(self.name, (line.figure for line in meant))


def _superior(context: Context) -> str:
    """The department above the list's unit, which a unit's own budget names."""
    account = context.account
    above = text(account.source, ABOVE)
    context.record.use(account.source.get(ABOVE))
    if not above and account.agency_type != WHOLE:
        context.record.absent[no_superior(account.source)] = None
    return above
