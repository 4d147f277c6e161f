"""The commands of ``mingzhang``, one module each: arguments → exit code and printed text."""

from collections.abc import Sequence

from mingzhang.diagnostics import Diagnostic
from mingzhang.report import report

DONE, WRONG_DATA, WRONG_USE = 0, 1, 2


def show(diagnostics: Sequence[Diagnostic], *, colour: bool) -> None:
    """Print them for a person."""
    for line in report(diagnostics, colour=colour):
        print(line)
