"""Width digest: what of a table decides how it lies on paper → one hash, for any figures as wide.

Levels of rows count too: they say where a page may end.

A document is laid out again and again while it is written, and an edit moves few widths.
"""

from __future__ import annotations

from hashlib import blake2b

from mingzhang.document.table_values import Cell, Table

DIGITS = str.maketrans("123456789", "0" * 9)  # all digits are as wide


def shape(table: Table) -> bytes:
    """The digest of a table's widths."""
    line = (table.number, table.unit_line, table.period, table.money_unit)
    rows = ((r.level, *map(_cell, r.cells)) for part in (table.head, table.body) for r in part)
    weights = tuple(column.weight for column in table.columns)
    whole = (weights, table.landscape, len(table.head), line, table.notes, *rows)
    return blake2b(repr(whole).encode(), digest_size=16).digest()


def _cell(cell: Cell) -> tuple[object, ...]:
    text = cell.text.translate(DIGITS)
    return text, cell.kind, cell.colspan, cell.rowspan, cell.scope, cell.level
