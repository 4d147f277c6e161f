"""Counts of a row that stand in each other's columns: an account → rows of a form's own lists.

For MZ413.  No sum has both, and each may be what it says; that all other rows have the small number
in one column and the large one in the other is the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from mingzhang.checks.rule import Finding
from mingzhang.diagnostics import Operand
from mingzhang.facts.account import Account
from mingzhang.facts.own_groups import OCCASIONS, PEOPLE
from mingzhang.facts.own_list_figures import lines_at, own_lists
from mingzhang.facts.row_names import row_name
from mingzhang.forms.form_keys import MEASURE
from mingzhang.forms.own_figures import SCORED
from mingzhang.reading.document_folder import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema

OTHERS, BESIDE_SCORES = 3, 2  # rows that a row is held against; a score is no other count
Counts = Sequence[tuple[Node, Decimal, Decimal]]


def exchanged_counts(account: Account) -> Iterator[Finding]:
    """Counts of a row exchanged: 95 meetings and 4 points, where others have 4 and 92."""
    schema: Schema = account.folder.schemas[DISCLOSURE]
    for path in own_lists(schema):
        units = dict(_counted(path, schema))
        rows = [row for row, _ in lines_at(path, account.indicators.sources) or ()]
        for small, large in permutations(units, 2):
            counts = list(_typed(rows, small, large))
            both = units[small], units[large]
            needed = BESIDE_SCORES if {*both} & {*SCORED} else OTHERS
            # That there are fewer persons than meetings is told of each row alone.
            is_told = both[0] in OCCASIONS and both[1] == PEOPLE
            if both[0] != both[1] and not is_told and len(counts) > needed:
                yield from (_told(row, small, large) for row in _exchanged(counts))


def _counted(path: Sequence[str], schema: Schema) -> Iterator[tuple[str, str]]:
    """The columns of counts in a list, that may be exchanged, and their units."""
    for name in path:
        schema = schema["properties"][name]
    fields: Mapping[str, Schema] = schema["items"]["properties"]
    yield from ((name, unit) for name, one in fields.items() if (unit := one.get(MEASURE)))


def _typed(rows: Sequence[Node], small: str, large: str) -> Iterator[tuple[Node, Decimal, Decimal]]:
    for row in rows:
        one, other = row.get(small), row.get(large)
        if one and other and one.number is not None and other.number is not None:
            yield row, one.number, other.number


def _exchanged(counts: Counts) -> Iterator[Node]:
    """The rows whose two counts, exchanged, are as in all others, and not as they are typed."""
    for row, one, other in counts:
        least = min(b for beside, _, b in counts if beside is not row)
        most = max(a for beside, a, _ in counts if beside is not row)
        if most < least <= one and other <= most:
            yield row


def _told(row: Node, small: str, large: str) -> Finding:
    cells = [(key, cell) for key in (small, large) if (cell := row.get(key))]
    said = "，".join(f"{key} {cell.text}" for key, cell in cells)
    what = f"“{row_name(row)}”{said}，与别的各行相反，像是写反了。"
    operands = tuple(Operand(key, cell.text, cell.place) for key, cell in cells)
    return Finding(cells[0][1].place, what, operands=operands)
