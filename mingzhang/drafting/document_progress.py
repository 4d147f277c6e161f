"""Progress: what was found in a document → what is to be filled, confirmed and corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.reading.unfilled_places import UNFILLED

# What is told where nobody has typed anything yet: a reason, last year's figures, a key.
NO_REASON, REASON = "MZ401", "原因"
NOT_TYPED = frozenset({UNFILLED, NO_REASON, "MZ402", "MZ410"})
READY = "可以公开"


@dataclass(frozen=True)
class Progress:
    """A document's progress by what its author has to do: fill, confirm, correct."""

    to_fill: tuple[Diagnostic, ...] = ()
    to_confirm: tuple[Diagnostic, ...] = ()
    to_correct: tuple[Diagnostic, ...] = ()

    @property
    def reasons(self) -> int:
        """How many reasons a document's progress waits for."""
        return sum(
            one.code == NO_REASON or (one.code == UNFILLED and REASON in one.message)
            for one in self.to_fill
        )

    @property
    def state(self) -> str:
        """A document's progress in one word for a board."""
        if self.to_correct:
            return "待改"
        if self.to_fill:
            return "待填"
        return "待确认" if self.to_confirm else READY


def progress(found: Iterable[Diagnostic]) -> Progress:
    """A document's progress, what is to be done, from its findings; notes ask for nothing."""
    fill, confirm, correct = [], [], []
    for diagnostic in found:
        if diagnostic.code in NOT_TYPED:
            fill.append(diagnostic)
        elif diagnostic.severity is Severity.ERROR:
            correct.append(diagnostic)
        elif diagnostic.severity is Severity.WARNING:
            confirm.append(diagnostic)
    return Progress(tuple(fill), tuple(confirm), tuple(correct))
