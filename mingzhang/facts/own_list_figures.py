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

OF_A_SUM = ("资金", "口径", "单位")  # what the rows of a sum have in common with it
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


def sums_of(column: Column, sources: Sources) -> Iterator[tuple[str, Figure, Figure]]:
    """Each row of a form's list that sums others: its name, its figure in a column, and their sum.

    Only what was typed is added: a blank in a row below adds nothing to what the tables print.
    """
    lines = lines_at(column.rows, sources) or []
    finest = [*_finest(lines)]
    for row, unit in (line for line in lines if not any(line[0] is one for one, _ in finest)):
        parts = [row_figure(one, column, own) for one, own in finest if _is_part(one, row)]
        typed = [figure for figure in parts if figure.absent is None]
        stated = row_figure(row, column, unit)
        if typed and stated.absent is None:
            yield row_name(row), stated, summed("各行之和", typed)


def finest_at(path: tuple[str, ...], sources: Sources) -> Iterator[Line]:
    """The rows of a form's own list without those that sum others."""
    return _finest(lines_at(path, sources) or [])


def _is_part(row: Node, whole: Node) -> bool:
    """Whether a row of a form's list is one of those that another row of it sums."""
    code = _code(whole)
    is_below = code == TOTAL or _code(row).startswith(code)
    return is_below and all(_said(row, key) == _said(whole, key) for key in OF_A_SUM)


def _finest(lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of an own list without those that sum others: 合计, a 类 or 款 above its 项."""
    codes = {_code(row) for row, _ in lines} - {""}
    for row, unit in lines:
        code = _code(row)
        if code != TOTAL and not (code and _is_above(code, codes)):
            yield row, unit


def _code(row: Node) -> str:
    return _said(row, "科目")


def _said(row: Node, key: str) -> str:
    value = row.get(key)
    return value.text if value else ""


def _is_above(code: str, codes: Iterable[str]) -> bool:
    return any(other.startswith(code) and other != code for other in codes)
