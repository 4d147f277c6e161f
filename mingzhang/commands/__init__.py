"""The commands of ``mingzhang``, one module each: arguments → exit code and printed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingzhang.diagnostics import Diagnostic

DONE, WRONG_DATA, WRONG_USE = 0, 1, 2


def show(diagnostics: Sequence[Diagnostic], *, colour: bool, whole: bool = False) -> None:
    """Print them for a person, files by their paths from here; ``whole``: all that one breaks."""
    if not diagnostics:
        return
    # Whoever only asks for help waits for none of this.
    from mingzhang.reading.source_text import shown  # noqa: PLC0415
    from mingzhang.reading.stray_characters import inert  # noqa: PLC0415
    from mingzhang.report.terminal_report import report  # noqa: PLC0415

    from_here = [
        replace(one, place=one.place._replace(file=shown(one.place.file))) for one in diagnostics
    ]
    # All at once: a terminal is written to for each print, and a province has ten thousand lines.
    print("\n".join(map(inert, report(from_here, colour=colour, whole=whole))))


def name_of(path: Path) -> str:
    """A path as a line for a person may hold it."""
    from mingzhang.reading.source_text import shown  # noqa: PLC0415
    from mingzhang.reading.stray_characters import one_line  # noqa: PLC0415

    return one_line(str(shown(path)))
