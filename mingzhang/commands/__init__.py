"""The commands of ``mingzhang``, one module each: arguments → exit code and printed text."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.characters import inert, one_line
from mingzhang.reading.text import shown
from mingzhang.report.terminal import report

DONE, WRONG_DATA, WRONG_USE = 0, 1, 2


def show(diagnostics: Sequence[Diagnostic], *, colour: bool, whole: bool = False) -> None:
    """Print them for a person, files by their paths from here; ``whole``: all that one breaks."""
    from_here = [
        replace(one, place=one.place._replace(file=shown(one.place.file))) for one in diagnostics
    ]
    for line in report(from_here, colour=colour, whole=whole):
        print(inert(line))


def name_of(path: Path) -> str:
    """A path as a line for a person may hold it."""
    return one_line(str(shown(path)))
