"""Rows that moved: the rows of a form's lists → their figures beside last year's, and the reasons.

Last year's figure (上年) and the reason (原因) stand in the same row, and so do the other numbers
that the row's own reasons (解释) compare a figure with.
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
from mingzhang.forms.own_reasons import OwnReason
from mingzhang.reading.node import Node


def row_key(row: Node, column: Column) -> str:
    """The key of a row that moved: by it the reasons know its figure."""
    return f"{column.name} {row.place}"


def compared_rows(
    columns: Iterable[Column], reasons: Iterable[OwnReason], sources: Sources
) -> Mapping[str, Compared]:
    """Rows that may have moved: figures beside their bases, by what their reasons know them."""
    of_rows = tuple(one for one in reasons if one.rows)
    yearly = {column.name: column for column in columns}
    every = {**{one.of.name: one.of for one in of_rows}, **yearly}
    return {
        row_key(row, column): _compared(
            row, column, unit, [one for one in of_rows if one.of.name == name], name in yearly
        )
        for name, column in every.items()
        for row, unit in lines_at(column.rows, sources) or ()
    }


def _compared(
    row: Node, column: Column, unit: Unit, reasons: Iterable[OwnReason], is_yearly: bool
) -> Compared:
    inner = compared_path(column.inner)
    said = {REASONS: row.get(REASONS, *inner)} | {one.base: row.get(*one.key) for one in reasons}
    own = Node({key: node for key, node in said.items() if node}, row.place)
    before = replace(column, inner=(LAST_YEAR, *inner))
    budgets = {LAST_YEAR: row_figure(row, before, unit)} if is_yearly else {}
    budgets |= {one.base: row_figure(row, one.against, unit) for one in reasons}
    keys = {one.base: one.key for one in reasons}
    now = row_figure(row, column, unit)
    return Compared(now, budgets, own, (*column.rows, row_name(row)), keys)
