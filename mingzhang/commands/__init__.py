"""The commands of ``mingzhang``, one module each: arguments → exit code and printed text."""

from collections.abc import Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.characters import inert, one_line
from mingzhang.reading.text import shown
from mingzhang.report.terminal import report

DONE, WRONG_DATA, WRONG_USE = 0, 1, 2


def show(diagnostics: Sequence[Diagnostic], *, colour: bool, whole: bool = False) -> None:
    """Print them for a person; ``whole``: with all that one cause breaks."""
    for line in report(diagnostics, colour=colour, whole=whole):
        print(inert(line))


def name_of(path: Path) -> str:
    """A path as a line for a person may hold it."""
    return one_line(str(shown(path)))
