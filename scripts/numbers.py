"""A face → the same without the characters that a PDF would show by the glyph of another.

A PDF takes a glyph's number for its CID.  In some faces of Debian's the two part ways after the
common characters: for a dash or a € of theirs another glyph would be shown, or none.  Without
them the next face of the list of families has its turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from scripts.tables import put_table

PREFIX = "cid"  # fontTools' name of a glyph that is known by its CID


def drop_misnumbered(file: Path) -> None:
    """Take them out of the face's table of characters; a face that has none is left alone."""
    with TTFont(file, lazy=True) as font:
        lost = set(misnumbered(font))
        for table in font["cmap"].tables if lost else ():
            for code in lost & table.cmap.keys():
                del table.cmap[code]
        data = bytes(font["cmap"].compile(font)) if lost else b""
    if data:
        put_table(file, "cmap", data)


def misnumbered(font: TTFont) -> Iterator[int]:
    """The characters whose glyph has another number than its CID."""
    for code, name in font.getBestCmap().items():
        if name.startswith(PREFIX) and int(name.removeprefix(PREFIX)) != font.getGlyphID(name):
            yield code
