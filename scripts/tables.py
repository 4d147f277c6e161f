"""A face and new bytes of one of its tables → the face with those, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable


def put_table(file: Path, tag: str, data: bytes) -> None:
    """Write the table; outlines that were looked at would be written anew, which takes minutes."""
    part = file.with_suffix(".part")
    with TTFont(file, recalcTimestamp=False) as font:
        font[tag] = DefaultTable(tag)
        font[tag].data = data
        font.save(part, reorderTables=None)
    part.replace(file)
