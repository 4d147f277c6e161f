"""Notes: a Markdown text → the same without ``<!-- … -->``, which its authors write for themselves.

Every other line keeps its number, so that messages speak of the author's own lines.
"""

from __future__ import annotations

import re
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.reading.source_text import LINE_END, place_at

_NOTE = re.compile("<!--.*?-->", re.DOTALL)
_OPEN, _CLOSE = "<!--", "-->"
OPEN_NOTE = "MZ720"


def without_notes(text: str, file: Path) -> str | Diagnostic:
    """The text that may be published; a note without an end, or an end alone, is an error.

    Otherwise what was meant for colleagues would be printed.
    """
    rest = _NOTE.sub(_line_ends, text)
    for mark, other in ((_OPEN, _CLOSE), (_CLOSE, _OPEN)):
        if mark in rest:
            place = place_at(text, _where(text, mark), file)
            message = f"批注的“{mark}”没有配对的“{other}”，批注会被刊出。"
            hint = "批注写成 <!-- … -->，不会刊出；请补上另一半，或删去这个记号。"
            return Diagnostic(place, OPEN_NOTE, message, hint)
    return rest


def _line_ends(note: re.Match[str]) -> str:
    return "".join(LINE_END.findall(note.group()))


def _where(text: str, mark: str) -> int:
    """The offset of the mark outside of any whole note."""
    blanked = _NOTE.sub(lambda note: " " * len(note.group()), text)
    return blanked.index(mark)
