"""What the last commit has where a figure changed since → values to hold a suspect against, words.

Of a figure that is told to be wrong its author sees what stood there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.facts.amount import Unit, typed_in
from mingzhang.facts.typed_entries import Before, Entry, Kind
from mingzhang.reading.ways_out import together


def committed_values(changed: Before) -> dict[Place, Decimal]:
    """The committed values of figures that changed; of a new one, and of 缺, there is none."""
    return {
        place: before.value
        for place, before in changed.items()
        if before and isinstance(before.value, Decimal)
    }


def with_committed(
    found: Iterable[Diagnostic], history: Callable[[], Before], unit: Unit
) -> Iterator[Diagnostic]:
    """Findings with the committed value of the figure that is blamed first, where it changed.

    The history is asked where a figure is told to be wrong beside others: of a document that only
    lacks something, or has warnings, nothing is read twice, and its result waits for no commit.
    """
    every = tuple(found)
    changed = history() if any(map(_is_of_figures, every)) else {}
    for one in every:
        before = changed.get(one.place) if one.severity is not Severity.NOTE else None
        yield replace(one, hint=together((_words(before, unit), one.hint))) if before else one


def _is_of_figures(one: Diagnostic) -> bool:
    """Whether an error holds figures against each other, and may be of a committed one."""
    return one.severity is Severity.ERROR and bool(one.operands or one.difference is not None)


def _words(before: Entry, unit: Unit) -> str:
    """What is said of a committed value: money in the document's unit, all else as it is."""
    value = before.value
    if isinstance(value, str):
        return f"上次提交的是“{value}”。"
    shown = f"{typed_in(value, unit):,}" if before.kind is Kind.MONEY else f"{value}"
    return f"上次提交的是 {shown}。"
