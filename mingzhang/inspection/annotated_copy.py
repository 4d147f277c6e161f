"""Marked: a PDF and what was found in it → a copy with a note at each finding."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Severity
from mingzhang.grid.grid import Area
from mingzhang.grid.pdf.pdf_limits import MEMORY, SECONDS
from mingzhang.reading.stray_characters import one_line

MARKER = Path(__file__).with_name("annotating_process.py")
POINT = 100
EDGE, STEP, WIDE = 12, 16, 24  # points: notes without a cell stand below each other at the corner


def marked(
    data: bytes, found: Sequence[Diagnostic], areas: Mapping[Diagnostic, Area]
) -> bytes | None:
    """The annotated copy of a PDF; None where the PDF cannot be written."""
    notes = json.dumps(_notes(found, areas)).encode()
    command = [sys.executable, "-I", str(MARKER), str(MEMORY), str(SECONDS)]
    try:
        run = subprocess.run(  # noqa: S603 (our own interpreter and file, numbers)
            command, input=notes + b"\n" + data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return run.stdout if not run.returncode and run.stdout.startswith(b"%PDF") else None


def _notes(
    found: Sequence[Diagnostic], areas: Mapping[Diagnostic, Area]
) -> list[tuple[int, float, float, float, float, str]]:
    """The annotations of the copy: each finding with a page, at its cell or the page's corner."""
    notes: list[tuple[int, float, float, float, float, str]] = []
    at_corner: dict[int, int] = {}
    for one in found:
        page = one.place.page
        if not page or one.severity is Severity.NOTE:
            continue
        text = one_line(f"{one.code} {one.message}")
        if area := areas.get(one):
            left, low, right, high = (length / POINT for length in area.box)
        else:
            number = at_corner[page] = at_corner.get(page, -1) + 1
            left, low = EDGE, EDGE + STEP * number
            right, high = left + WIDE, low + EDGE
        notes.append((page - 1, left, low, right, high, text))
    return notes
