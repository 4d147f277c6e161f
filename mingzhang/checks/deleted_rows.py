"""Rows that the last commit has and the document has no more → the identities that lack them.

A row that was deleted is no figure of the document, so that a suspect would be an innocent one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.compound_faults import BUDGETS
from mingzhang.checks.rule import Equation
from mingzhang.facts.amount import Amount, Unit, typed_in
from mingzhang.facts.typed_entries import Entry, Key, label


@dataclass(frozen=True)
class Gone:
    """A deleted row: its key, and the amount of it (元) that an identity lacks."""

    key: Key
    amount: Decimal

    def words(self, unit: Unit) -> str:
        """What a clerk is told of a deleted row."""
        shown = f"{typed_in(self.amount, unit):,}"
        return f"上次提交里有“{label(self.key)}” {shown}，现在没有：这一行是不是误删了"


def explained_by_gone(
    failing: Iterable[Equation], gone: Iterable[Entry]
) -> Mapping[Equation, Gone]:
    """Failing equations that one deleted row, put back, would mend; where it mends most."""
    rows: dict[Key, dict[str, Decimal]] = defaultdict(dict)
    for entry in gone:
        if isinstance(entry.value, Decimal):
            rows[entry.key[:-1]][entry.key[-1]] = entry.value
    failing = list(failing)
    found = [dict(_lacking(failing, key, values)) for key, values in rows.items()]
    return max(found, key=len, default={})


def _lacking(
    failing: Iterable[Equation], key: Key, cells: Mapping[str, Decimal]
) -> Iterator[tuple[Equation, Gone]]:
    # What was spent is lacking together, whatever budget stood beside it.
    spent = (value for column, value in cells.items() if column not in BUDGETS)
    amounts = dict.fromkeys((*cells.values(), sum(cells.values()), sum(spent)))
    for equation in failing:
        size = Amount(abs(equation.residual.value), equation.residual.half)
        missing = next((a for a in amounts if a and size.agrees(Amount(abs(a)))), None)
        if missing is not None:
            yield equation, Gone(key, missing)
