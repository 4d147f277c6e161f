"""Rows that moved: the rows of a form's lists → their figures beside last year's, and the reasons.

Last year's figure (上年) and the reason (原因) stand in the same row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mingzhang.facts.amount import Unit
from mingzhang.facts.own_list_figures import Sources, lines_at, row_figure
from mingzhang.facts.reasons import LAST_YEAR, Compared
from mingzhang.facts.row_names import row_name
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import REASONS, compared_path
from mingzhang.reading.node import Node


def row_key(row: Node, column: Column) -> str:
    """The key of a row that moved: by it the reasons know its figure."""
    return f"{column.name} {row.place}"


def compared_rows(columns: Iterable[Column], sources: Sources) -> Mapping[str, Compared]:
    """Rows that may have moved: figures beside last year's, by what their reasons know them."""
    return {
        row_key(row, column): _compared(row, column, unit)
        for column in columns
        for row, unit in lines_at(column.rows, sources) or ()
    }


def _compared(row: Node, column: Column, unit: Unit) -> Compared:
    inner = compared_path(column.inner)
    before = replace(column, inner=(LAST_YEAR, *inner))
    reason = row.get(REASONS, *inner)
    own = Node({REASONS: reason} if reason else {}, row.place)
    budgets = {LAST_YEAR: row_figure(row, before, unit)}
    return Compared(row_figure(row, column, unit), budgets, own, (*column.rows, row_name(row)))
