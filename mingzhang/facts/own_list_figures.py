"""A form's lists: the rows of a source's list → their figures and their sums.

What nobody typed in a row is not known, and so is no sum with it; a list that nobody typed is
missing, an empty one adds up to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.implied_zeros import NO_FIGURE, NO_ROWS, absent
from mingzhang.facts.row_names import row_name
from mingzhang.facts.source_rows import amount_of, is_figure
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.list_columns import Column
from mingzhang.reading.node import Node

Line = tuple[Node, Unit]  # a row, and the unit in which its money is typed
Sources = Sequence[Line]  # the document's own file, and then those of its units


def lines_at(path: tuple[str, ...], sources: Sources) -> list[Line] | None:
    """The rows of a form's own list; its units' rows where the document has none itself."""
    own, *units = ((source.get(*path), unit) for source, unit in sources)
    found = [own] if own[0] else units
    if not any(node for node, _ in found):
        return None
    return [(row, unit) for node, unit in found if node for row in node.rows()]


def row_figure(row: Node, column: Column, unit: Unit) -> Figure:
    """What a row of a form's own list says in a column; unknown where it says nothing."""
    label = f"{row_name(row)}.{'.'.join(column.inner)}"
    node = row.get(*column.inner)
    if node is None or not is_figure(node):
        key = (column.rows[0], ".".join((*column.rows[1:], label)))
        missing = Absent(key, row.place, NO_FIGURE)
        return Figure(label, replace(UNKNOWN, measure=column.measure), absent=missing)
    if column.measure and node.number is not None:
        return Figure(label, Amount(node.number, measure=column.measure), node.place)
    amount = replace(amount_of(node, unit), measure=column.measure)
    return Figure(label, amount, node.place)


def column_figure(name: str, column: Column, sources: Sources) -> Figure:
    """The sum of a column of a form's own list."""
    lines = lines_at(column.rows, sources)
    nothing = Amount(measure=column.measure)
    if lines is None:
        missing = absent(sources[0][0], column.rows, NO_ROWS)
        return Figure(name, replace(UNKNOWN, measure=column.measure), absent=missing)
    parts = [row_figure(row, column, unit) for row, unit in _finest(lines)]
    return summed(name, parts) if parts else Figure(name, nothing)


def _finest(lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of an own list without those that sum others: 合计, a 类 or 款 above its 项."""
    codes = {_code(row) for row, _ in lines} - {""}
    for row, unit in lines:
        code = _code(row)
        if code != TOTAL and not (code and _is_above(code, codes)):
            yield row, unit


def _code(row: Node) -> str:
    value = row.get("科目")
    return value.text if value else ""


def _is_above(code: str, codes: Iterable[str]) -> bool:
    return any(other.startswith(code) and other != code for other in codes)
