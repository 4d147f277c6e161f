"""Second reading: grids of a PDF and its pages → the grids without figures that read otherwise.

A grid is made by way of lines, columns and pieces of tables put together.  Here a figure is read
once more in the order in which the library tells the PDF's characters, from its cell's place on the
paper alone.  Where the two readings differ, neither is believed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.grid.grid import LOST, Area, Grid, Spot
from mingzhang.grid.pdf.ruled_tables import Page
from mingzhang.grid.pdf.text_lines import NARROW
from mingzhang.grid.pdf.upright_page import Box, Sheet

TILE = 2000  # hundredths of a point: a page is looked up by squares
FIGURE = re.compile(r"[-0-9.,%]+")
OF_FIGURES = frozenset("0123456789.,%-")


class _Drawn(NamedTuple):
    """A character of figures: its number in the order of the library, its place on paper."""

    number: int
    x: int
    y: int
    text: str


Tiles = Mapping[tuple[int, int], Sequence[_Drawn]]


def read_twice(
    file: Path, grids: Iterable[Grid], pages: Iterable[Page]
) -> tuple[tuple[Grid, ...], tuple[Diagnostic, ...]]:
    """The grids of a PDF without the figures that its pages show otherwise, and what those are."""
    tiles = {page.sheet.number: _tiles(page.sheet) for page in pages}
    kept: list[Grid] = []
    found: list[Diagnostic] = []
    for grid in grids:
        unlike = dict(_unlike(grid, tiles))
        lost = {(s.row, s.column): Spot(s.row, s.column, LOST + s.text) for s in unlike}
        kept.append(replace(grid, spots={**grid.spots, **lost}) if lost else grid)
        found += _told(file, grid, unlike)
    return tuple(kept), tuple(found)


def _unlike(grid: Grid, tiles: Mapping[int, Tiles]) -> Iterator[tuple[Spot, str]]:
    """The figures of a PDF's grid that its pages show otherwise, each with what they show."""
    for place, area in sorted(grid.areas.items()):
        spot = grid.spots.get(place)
        text = spot.text.translate(NARROW) if spot else ""
        if spot is None or not FIGURE.fullmatch(text):
            continue
        shown = "".join(one.text for one in sorted(_within(tiles.get(area.page, {}), area)))
        if shown != text:
            yield spot, shown


def _told(file: Path, grid: Grid, unlike: Mapping[Spot, str]) -> Iterator[Diagnostic]:
    """One finding for each page of a PDF, at the first figure that is read in two ways."""
    pages: dict[int, Spot] = {}
    for spot in unlike:
        pages.setdefault(grid.place(spot).page, spot)
    for page, spot in pages.items():
        both = f"照位置读是“{spot.text}”，照文件里的先后读是“{unlike[spot]}”"
        where = f"{grid.cell(spot)}的数字两遍读得不一样（{both}）"
        count = sum(grid.place(one).page == page for one in unlike)
        message = f"{where}，没有读这样的格（这一页的这张表有 {count} 格）。"
        yield Diagnostic(Place(file, page=page), "MZ882", message, "请对着原件人工核对这几格。")


def _tiles(sheet: Sheet) -> Tiles:
    """The characters of figures on a PDF's page, by the square of the paper they stand in."""
    found: dict[tuple[int, int], list[_Drawn]] = defaultdict(list)
    for number, letter in enumerate(sheet.letters):
        text = letter.text.translate(NARROW)
        if text in OF_FIGURES:
            left, low, _, _ = sheet.on_paper(Box(*letter.box.middle, *letter.box.middle))
            found[left // TILE, low // TILE].append(_Drawn(number, left, low, text))
    return found


def _within(tiles: Tiles, area: Area) -> Iterator[_Drawn]:
    """The characters of figures in an area of a PDF's page."""
    left, low, right, high = area.box
    for x in range(left // TILE, right // TILE + 1):
        for y in range(low // TILE, high // TILE + 1):
            for one in tiles.get((x, y), ()):
                if left <= one.x < right and low <= one.y < high:
                    yield one
