"""Glyphs that were set: what WeasyPrint says → the characters that it could not show.

A check asks the faces before anything is set (``undrawable_characters``); this is asked once more
of what was set, so that a document with an empty box in it is never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.render import Document
from mingzhang.document.undrawable_characters import found

# What WeasyPrint says of a character that the faces of its place lack.
UNSHOWN = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$")


def unshown_glyphs(document: Document, complaints: Iterable[str]) -> Iterator[Diagnostic]:
    """A finding for each character without a glyph in the PDF's fonts."""
    matches = filter(None, map(UNSHOWN.search, complaints))
    return found({chr(int(match[1], 16)): "" for match in matches}, document)
