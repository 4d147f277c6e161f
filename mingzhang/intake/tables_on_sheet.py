"""Tables on a sheet: several of a form's tables below or beside each other → a grid for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mingzhang.document.table_values import Table
from mingzhang.grid.grid import Grid
from mingzhang.intake.listing_tables import LISTS, list_shape
from mingzhang.intake.project_sheets import FORMS, begins
from mingzhang.intake.sheet_heads import Head, find_head, stated_units
from mingzhang.intake.table_shape import Shape, shape_of
from mingzhang.intake.word_matching import is_titled, plain

# 表4, 公开05表: what stands above a title
WORD = "表"
NUMBER = re.compile("[一-鿿]{0,6}表?[0-9-]{1,5}表?")


def tables_on(grid: Grid, shapes: Sequence[Shape]) -> tuple[Grid, ...]:
    """The sheet's tables, each from its title on; the sheet itself where it has one, or none.

    A title begins a table only where its head stands below it: a list of contents has none.
    """
    beside = _beside(grid, shapes)
    titles = sorted({*_titles(grid, shapes), *beside})
    # What stands above the first title is of its table, but for a list of contents.
    listed = [row for row in _named(grid, shapes) if titles and row < titles[0]]
    if len(titles) < 2 and not beside and not listed:
        return (grid,)
    starts = [_start(grid, row) for row in titles[0 if listed else 1 :]]
    bands = (
        _part(grid, first, end) for first, end in pairwise((grid.first, *starts, grid.size[0]))
    )
    return tuple(part for band in bands for part in _side_by_side(band, shapes))


def _side_by_side(grid: Grid, shapes: Sequence[Shape]) -> tuple[Grid, ...]:
    """The tables that stand beside each other in some rows of a sheet; those rows where none do."""
    for titles in _beside(grid, shapes).values():
        starts = [0]
        for one, other in pairwise(titles):
            cuts = (c for c in range(one + 1, other + 1) if c == other or _is_blank(grid, c - 1))
            parts = ((c, _columns(grid, starts[-1], c), _columns(grid, c)) for c in cuts)
            known = [(_found(left, shapes) * _found(right, shapes), c) for c, left, right in parts]
            if max(known)[0]:
                starts.append(max(known)[1])
        ends = (*starts[1:], grid.size[1])
        return tuple(_columns(grid, *each) for each in zip(starts, ends, strict=True))
    return (grid,)


def _beside(grid: Grid, shapes: Sequence[Shape]) -> dict[int, list[int]]:
    """The rows of a sheet with titles of several tables, each with the columns of these."""
    found: dict[int, dict[str, int]] = {}
    for (row, column), spot in sorted(grid.spots.items()):
        if WORD in spot.text and any(is_titled(spot.text, s.table.title) for s in shapes):
            found.setdefault(row, {}).setdefault(plain(spot.text), column)
    return {row: [*each.values()] for row, each in found.items() if len(each) > 1}


def _is_blank(grid: Grid, column: int) -> bool:
    """Whether nothing stands in a column of a sheet, as between two tables; titles may span it."""
    return not any(at[1] == column for at in grid.spots)


def _found(grid: Grid, shapes: Sequence[Shape]) -> int:
    """How many columns of the table whose title a part of a sheet has are found in it."""
    titled = (
        shape
        for shape in shapes
        if any(is_titled(spot.text, shape.table.title) for spot in grid.spots.values())
    )
    heads = (_head(grid, shape.table) for shape in titled)
    return max((len(head.columns) for head in heads if head), default=0)


def _columns(grid: Grid, first: int, end: int | None = None) -> Grid:
    """Some columns of a sheet, which keep their letters; the sheet's only unit is theirs too."""
    end = grid.size[1] if end is None else end
    spots = {at: spot for at, spot in grid.spots.items() if first <= at[1] < end}
    spans = tuple(span for span in grid.spans if first <= span[1] < end)
    part = replace(grid, spots=spots, spans=spans, size=(grid.size[0], end))
    units = {} if stated_units(part) else stated_units(grid)
    own = {(spot.row, spot.column): spot for spot in units.values() if len(units) == 1}
    return replace(part, spots={**spots, **own})


def _titles(grid: Grid, shapes: Sequence[Shape]) -> list[int]:
    """The rows of a sheet that are the title of a table: its head stands before the next one.

    In a list of contents above the tables none does.
    """
    named = _named(grid, shapes)
    parts = ((row, _part(grid, row, end)) for row, end in pairwise((*named, grid.size[0])))
    return [row for row, part in parts if any(_is_headed(part, one) for one in named[row])]


def _named(grid: Grid, shapes: Sequence[Shape]) -> dict[int, list[Table]]:
    """The rows of a sheet in which titles of tables stand, each with those tables."""
    named: dict[int, list[Table]] = {}
    for (row, _), spot in sorted(grid.spots.items()):
        text = spot.text if WORD in spot.text else ""
        fitting = [shape.table for shape in shapes if is_titled(text, shape.table.title)]
        if fitting:
            named.setdefault(row, []).extend(fitting)
    return named


def _is_headed(below: Grid, table: Table) -> bool:
    """Whether a table's head stands in these rows of the sheet, its title's and those below."""
    if table.layout in FORMS:
        return begins(below, table)
    return _head(below, table) is not None


def _head(grid: Grid, table: Table) -> Head | None:
    """The head of a table on a sheet."""
    return find_head(grid, list_shape(table) if table.layout in LISTS else shape_of(table))


def _start(grid: Grid, row: int) -> int:
    """The row that a table begins with: that of its title, or of its number right above."""
    texts = [plain(spot.text) for spot in grid.row(row - 1) if not spot.is_empty]
    return row - 1 if texts and all(map(NUMBER.fullmatch, texts)) else row


def _part(grid: Grid, first: int, end: int) -> Grid:
    """The rows of a sheet from one up to another, which keep their numbers."""
    spots = {at: spot for at, spot in grid.spots.items() if first <= at[0] < end}
    spans = tuple(span for span in grid.spans if first <= span[0] < end)
    areas = {at: area for at, area in grid.areas.items() if first <= at[0] < end}
    return replace(
        grid, spots=spots, spans=spans, size=(end, grid.size[1]), areas=areas, first=first
    )
