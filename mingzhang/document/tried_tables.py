"""Tables of a document whose templates are tried: made once, as no template is asked for them.

Also what a page shows of them, to tell whether they are the same with other settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.computation_graph import Answers
from mingzhang.document.printing_record import Record
from mingzhang.document.table_values import Table

Made = tuple[tuple[Table, ...], tuple[Diagnostic, ...]]
Seen = tuple[object, ...]


@dataclass(frozen=True)
class TriedTables:
    """The tables of tried documents, what is wrong in them, and what they took down."""

    made: Made
    record: Record = field(default_factory=Record)

    @cached_property
    def said(self) -> Seen:
        """What the tried tables say; those that no trial can have otherwise are left out."""
        return (*map(_said, self.made[0]), self.made[1])

    @cached_property
    def origins(self) -> Seen:
        """How the figures of the tried tables come about, as a page tells it."""
        answers = Answers()
        asked = [answers.of_cell(cell) for table in self.made[0] for cell in table.cells()]
        return (*asked, answers.nodes)


def _said(table: Table) -> Seen:
    heads = (table.key, table.layout, table.title, table.number, table.project, table.notes)
    line = (table.unit_line, table.period, table.money_unit, table.landscape, table.columns)
    rows = ((row.level, row.total, *_cells(row.cells)) for row in (*table.head, *table.body))
    return (heads, line, *rows)


def _cells(cells: Iterable[tuple[object, ...]]) -> Seen:
    return tuple((*cell[:2], *cell[3:]) for cell in cells)
