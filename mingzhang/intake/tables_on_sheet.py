"""Tables on a sheet: several of a form's tables below each other on one sheet → a grid for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mingzhang.document.table_values import Table
from mingzhang.grid.grid import Grid
from mingzhang.intake.listing_tables import LISTS, list_shape
from mingzhang.intake.project_sheets import FORMS, begins
from mingzhang.intake.sheet_heads import find_head, is_contents
from mingzhang.intake.table_shape import Shape, shape_of
from mingzhang.intake.word_matching import is_titled, plain

# 表4, 公开05表: what stands above a title
WORD = "表"
NUMBER = re.compile("[一-鿿]{0,6}表?[0-9-]{1,5}表?")


def tables_on(grid: Grid, shapes: Sequence[Shape]) -> tuple[Grid, ...]:
    """The sheet's tables, each from its title on; the sheet itself where it has one, or none.

    A title begins a table only where its head stands below it: a list of contents has none.
    """
    titles = () if is_contents(grid) else tuple(_titles(grid, shapes))
    if len(titles) < 2:
        return (grid,)
    starts = (grid.first, *(_start(grid, row) for row in titles[1:]), grid.size[0])
    return tuple(_part(grid, first, end) for first, end in pairwise(starts))


def _titles(grid: Grid, shapes: Sequence[Shape]) -> list[int]:
    """The rows of a sheet that are the title of a table."""
    rows: list[int] = []
    for (row, _), spot in sorted(grid.spots.items()):
        text = spot.text if WORD in spot.text else ""
        fitting = (shape.table for shape in shapes if is_titled(text, shape.table.title))
        if text and row not in rows and any(_is_headed(grid, row, table) for table in fitting):
            rows.append(row)
    return rows


def _is_headed(grid: Grid, row: int, table: Table) -> bool:
    """Whether a table's head stands below that row of the sheet."""
    below = _part(grid, row, grid.size[0])
    if table.layout in FORMS:
        return begins(below, table)
    shape = list_shape(table) if table.layout in LISTS else shape_of(table)
    return find_head(below, shape) is not None


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
