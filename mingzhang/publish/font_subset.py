"""Subset: the font files of a PDF → the same without places for glyphs that nobody drew.

WeasyPrint keeps the number of every glyph: a face of 63,164 brings as many places.
A CFF font says itself which numbers (CID) its glyphs have: only those that are drawn keep a place,
and pages, widths and texts of the PDF stay as they are (PDF 32000-1, 9.7.4.2).  A glyph is copied
byte for byte, for no subroutine is left in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from fontTools.cffLib import CFFFontSet, TopDict
from fontTools.ttLib import TTFont

OPEN_TYPE = "/OpenType"
BARE = "/CIDFontType0C"


def close_gaps(pdf: Any) -> None:  # noqa: ANN401 (pydyf is not typed)
    """A finisher of font subsets: an OpenType file with CFF outlines keeps those drawn."""
    drawn = _drawn(pdf)
    for item in pdf.objects:
        if item.reference in drawn and item.extra.get("Subtype") == OPEN_TYPE:
            item.stream[:] = [_dense(b"".join(item.stream), drawn[item.reference])]
            item.extra["Subtype"] = BARE


def _drawn(pdf: Any) -> dict[bytes, set[int]]:  # noqa: ANN401 (pydyf is not typed)
    """The numbers of the glyphs to be in a font's subset: those whose widths the PDF tells."""
    known = {item.reference: item for item in pdf.objects}
    found: dict[bytes, set[int]] = {}
    for font in known.values():
        if isinstance(font, dict) and font.get("Subtype") == "/CIDFontType0":
            file = known[font["FontDescriptor"]].get("FontFile3")
            found.setdefault(file, set()).update(_numbers(font["W"]))
    return found


def _numbers(widths: list[Any]) -> Iterator[int]:
    """Widths in a subset font, ``[first [width …] …]`` → every glyph's number that has one."""
    for first, following in pairwise(widths):
        if isinstance(following, list):
            yield from range(first, first + len(following))


def _dense(file: bytes, drawn: set[int]) -> bytes:
    font = TTFont(BytesIO(file), lazy=True, recalcBBoxes=False)
    outlines: CFFFontSet = font["CFF "].cff
    top = outlines.topDictIndex[0]
    _keep(top, sorted({0} | drawn))
    written = BytesIO()
    outlines.compile(written, font)
    return written.getvalue()


def _keep(top: TopDict, numbers: list[int]) -> None:
    index = top.CharStrings.charStringsIndex
    index.items = [index[number] for number in numbers]
    top.charset = [top.charset[number] for number in numbers]
    top.CharStrings.charStrings = {name: place for place, name in enumerate(top.charset)}
    top.FDSelect.gidArray = [top.FDSelect[number] for number in numbers]
    top.numGlyphs = len(numbers)
