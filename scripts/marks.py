"""A face → the same with ``chws``: two full-width marks side by side share one half-em of blank.

The faces that Debian has know the halves of their marks (``halt``), but not when to use them.  With
the rule in the face itself, text and tags stay as they are, and lines are broken at true widths.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fontTools.otlLib.builder import buildLookup, buildPairPosClassesSubtable, buildValue
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from scripts.tables import put_table

FEATURE = "chws"
OPENING = "‘“〔〈《「『〖【（［｛"
CLOSING = "’”〕〉》」』〗】）］｝、。，．：；！？"


def add_spacing(file: Path) -> None:
    """Write the rule into the face; one that has it is left alone."""
    if (rules := _with_spacing(file)) is not None:
        put_table(file, "GPOS", rules)


def _with_spacing(file: Path) -> bytes | None:
    """The face's table of positions with the rule; none where it has the rule."""
    with TTFont(file, lazy=True) as font:
        table = font["GPOS"].table
        if any(record.FeatureTag == FEATURE for record in table.FeatureList.FeatureRecord):
            return None
        table.LookupList.Lookup.append(_lookup(font))
        table.LookupList.LookupCount += 1
        _register(table, len(table.LookupList.Lookup) - 1)
        return bytes(font["GPOS"].compile(font))


def _lookup(font: TTFont) -> otTables.Lookup:
    """After a closing mark, and between two opening ones, the next mark moves up by half an em."""
    half = -font["head"].unitsPerEm // 2
    opening = tuple(_in_half(font, OPENING, right=True))
    closing = tuple(_in_half(font, CLOSING, right=False))
    moved = (buildValue({"XAdvance": half}), None)
    pairs = {(closing, closing): moved, (closing, opening): moved, (opening, opening): moved}
    subtable = buildPairPosClassesSubtable(pairs, font.getReverseGlyphMap())
    return buildLookup([subtable])


def _in_half(font: TTFont, marks: str, *, right: bool) -> Iterator[str]:
    """The marks' glyphs that are an em wide and leave one half of it blank."""
    glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    for name in (names[ord(mark)] for mark in marks if ord(mark) in names):
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        left, _, end, _ = pen.bounds
        if glyphs[name].width == em and (left >= em / 2 if right else end <= em / 2):
            yield name


def _register(table: otTables.GPOS, lookup: int) -> None:
    """Make the feature known to every script and language, among the others by its name."""
    feature = otTables.Feature()
    feature.FeatureParams, feature.LookupListIndex, feature.LookupCount = None, [lookup], 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = FEATURE, feature
    records = table.FeatureList.FeatureRecord
    place = sum(other.FeatureTag < FEATURE for other in records)
    records.insert(place, record)
    table.FeatureList.FeatureCount += 1
    for system in _systems(table):
        moved = (index + (index >= place) for index in system.FeatureIndex)
        system.FeatureIndex = sorted((*moved, place))
        system.FeatureCount += 1


def _systems(table: otTables.GPOS) -> Iterator[otTables.LangSys]:
    for script in (record.Script for record in table.ScriptList.ScriptRecord):
        yield from filter(None, [script.DefaultLangSys])
        yield from (record.LangSys for record in script.LangSysRecord)
