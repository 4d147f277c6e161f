"""Sheets: a project's form of labels and values (自评, 绩效目标) → what its project's keys say.

The form is laid out once with tokens; its rows are found again in the sheet by their fixed words,
in their order, and a cell has the key of the token that stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingzhang.document.paper_layout import placed as laid
from mingzhang.document.table_values import Cell, Table
from mingzhang.facts.cube import Point
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.layout_tokens import TOKEN, name_in
from mingzhang.intake.marked_tables import target_of
from mingzhang.intake.sheet_heads import TITLE_ROWS, stated_units, titles_of
from mingzhang.intake.word_matching import is_titled, plain, plain_head

FORMS = frozenset(("自评", "绩效目标"))
# What a label says of a unit or of a sum differs between documents.
AMOUNTS = re.compile(r"\((?:元|千元|万元|[0-9.]+)\)")
UNIT = re.compile(r"\((元|千元|万元)\)")
REPEATED = re.compile(r"[0-9]$")
LEVELS = ("一级", "二级")
Values = Mapping[str, Spot]


@dataclass(frozen=True)
class Expected:
    """A cell of a project's sheet in the form: fixed words, a token's name, or figures.

    ``item`` numbers the item of a list whose row it is in, ``column`` is the one that it begins
    in; one that ``is_tall`` may stand in a row above; of a ``is_score`` the form computes points.
    """

    label: str = ""
    name: str = ""
    target: tuple[Point, ...] = ()
    item: str = ""
    column: int = 0
    is_tall: bool = False
    is_score: bool = False


@dataclass(frozen=True)
class FormRow:
    """A row of a project's sheet; ``item`` tells whether there are as many as the project has."""

    cells: tuple[Expected, ...]

    @property
    def labels(self) -> tuple[tuple[int, str], ...]:
        """The fixed words of a row of a project's sheet, with their place in it."""
        return tuple((at, cell.label) for at, cell in enumerate(self.cells) if cell.label)

    @property
    def repeated(self) -> str:
        """1 or 2 for a row of a project's sheet that repeats for each item."""
        return next((cell.item for cell in self.cells if cell.item), "")


@dataclass
class Filled:
    """What a project's sheet says: words by name, items in their order, figures by meaning.

    ``first`` is its first row that is the form's, ``missing`` are labels of the form that it lacks;
    ``score`` are the points for spending the money, of a weight that no other cell may say.
    """

    grid: Grid
    table: Table
    unit: str
    words: dict[str, Spot] = field(default_factory=dict)
    items: list[Values] = field(default_factory=list)
    figures: dict[tuple[Point, ...], Spot] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    first: int = 0
    score: Spot | None = None

    @property
    def name(self) -> str:
        """The name of the project whose sheet is filled."""
        return self.words["名称"].text if "名称" in self.words else ""

    @property
    def agency(self) -> str:
        """Whose the project's sheet is: what it says, or what stands before its title."""
        if "实施单位" in self.words:
            return self.words["实施单位"].text
        lines = (text for text in titles_of(self.grid) if is_titled(text, self.table.title))
        return next((text.replace(self.table.title, "") for text in lines), "")


def form_rows(table: Table) -> tuple[FormRow, ...]:
    """The rows of the project form, each cell in every row that it spans (project sheets)."""
    grid: dict[tuple[int, int], Cell] = {}
    for row, cells in enumerate(laid(table.body)):
        for column, cell in cells:
            for below in range(cell.rowspan):
                grid[row + below, column] = cell
    return tuple(
        FormRow(
            tuple(
                replace(
                    _expected(grid[row, column], is_total=line.total),
                    column=column,
                    is_tall=grid[row, column].rowspan > 1,
                )
                for column in range(len(table.columns))
                if (row, column) in grid
            )
        )
        for row, line in enumerate(table.body)
    )


def _expected(cell: Cell, *, is_total: bool) -> Expected:
    target = target_of(cell.figure) if cell.figure else ()
    if isinstance(target, tuple) and target:
        return Expected(target=target)
    name = name_in(cell.text)
    if name is not None:
        found = TOKEN.search(cell.text)
        number = REPEATED.search(found[1]) if found else None
        return Expected(name="" if is_total else name, item=number[0] if number else "")
    if cell.kind in ("number", "percent"):
        return Expected(is_score=cell.kind == "number" and not is_total)
    return Expected(label=label_of(cell.text))


def label_of(text: str) -> str:
    """Fixed words of a project sheet, without a unit or sum in brackets behind them."""
    return AMOUNTS.sub("", plain_head(text))


def begins(grid: Grid, table: Table) -> bool:
    """Whether the first fixed words of a project's form stand near the top of the sheet."""
    first = next((row for row in form_rows(table) if row.labels), None)
    rows = grid.top(TITLE_ROWS)
    return first is not None and any(_line(first, grid, row, table) for row in rows)


def read_form(grid: Grid, table: Table) -> Filled:
    """A project sheet's cells by the form's keys."""
    filled = Filled(grid, table, _unit_in(grid))
    rows = form_rows(table)
    at = 0
    for number, row in enumerate(rows):
        if row.repeated == "2":
            continue
        after = next((r for r in rows[number + 1 :] if r.repeated != "2" and r.labels), None)
        if row.repeated:
            at = _read_items(row, after, at, filled)
            continue
        fitting = ((n, _line(row, grid, n, table)) for n in range(at, grid.size[0]))
        found, line = next(((n, line) for n, line in fitting if line), (None, []))
        if found is None:
            filled.missing.append("、".join(label for _, label in row.labels))
            continue
        _read_row(row, line, filled)
        filled.first = filled.first or found
        at = found + 1
    _read_above(filled)
    return filled


def _read_above(filled: Filled) -> None:
    """The word that a project sheet's form has between title and table, where one cell may be it.

    What says a unit, a number or an agency in so many words (单位：万元) is none.
    """
    table, grid = filled.table, filled.grid
    asked = [name for text in (table.unit_line, table.period) if (name := name_in(text))]
    own = {plain(table.title), plain(table.number), plain(grid.name)}
    spots = (spot for row in range(filled.first) for spot in line_of(grid, row))
    said = [s for s in spots if (text := plain(s.text)) and ":" not in text and text not in own]
    words = [spot for spot in said if not is_titled(spot.text, table.title)]
    if len(asked) == len(words) == 1:
        filled.words.setdefault(asked[0], words[0])


def _unit_in(grid: Grid) -> str:
    """The unit that a project sheet's head says, else the one that any of its cells does."""
    if len(stated := stated_units(grid)) == 1:
        return next(iter(stated))
    found = {m[1] for spot in grid.spots.values() if (m := UNIT.search(plain(spot.text)))}
    return found.pop() if len(found) == 1 else ""


def form_units(grid: Grid, table: Table) -> Mapping[str, Spot]:
    """Each unit that the title or a label of a project's sheet names, with its cell.

    What an indicator says in brackets is its own.
    """
    labels = {label for row in form_rows(table) for _, label in row.labels}
    found = dict(stated_units(grid))
    for _, spot in sorted(grid.spots.items()):
        said = UNIT.search(plain(spot.text))
        if said and label_of(spot.text) in labels:
            found.setdefault(said[1], spot)
    return found


def line_of(grid: Grid, row: int) -> list[Spot]:
    """The cells of a project sheet's row, each merged area once; not the margin left of all."""
    spots = (grid.at(row, column) for column in range(_margin(grid), grid.size[1]))
    return list({(spot.row, spot.column): spot for spot in spots}.values())


def _margin(grid: Grid) -> int:
    """How many columns left of a project's sheet are empty."""
    return min((column for _, column in grid.spots), default=0)


def _line(row: FormRow, grid: Grid, at: int, table: Table) -> list[Spot]:
    """The cells of a project sheet's line that are the form row's; none where it is another.

    Where no area of the line is merged its cells may be the pieces of such areas: they are taken
    at the form's own columns, if there are as many.
    """
    line, width = line_of(grid, at), len(table.columns)
    is_apart = len(line) == width == grid.size[1] - _margin(grid) and len(row.cells) < width
    is_apart |= len(line) == width and any(cell.is_tall or _is_level(cell) for cell in row.cells)
    found = _put_together(row, grid, at) if is_apart else line
    return found if _fits(row, found) else line if _fits(row, line) else []


def _put_together(row: FormRow, grid: Grid, at: int) -> list[Spot]:
    """The cells of a project sheet's line at the form's columns, blanks of a tall one filled."""
    margin, found, is_new = _margin(grid), list[Spot](), False
    for cell in row.cells:
        spot = grid.at(at, margin + cell.column)
        above = (grid.at(n, margin + cell.column) for n in range(at - 1, -1, -1))
        if spot.is_empty and (cell.is_tall or (_is_level(cell) and not is_new)):
            spot = next((one for one in above if not one.is_empty), spot)
        elif _is_level(cell):
            is_new = True
        found.append(spot)
    return found


def _is_level(cell: Expected) -> bool:
    """Whether a project's sheet says a cell once for several items below each other: 一级, 二级."""
    return bool(cell.item) and cell.name in LEVELS


def _fits(row: FormRow, line: Sequence[Spot]) -> bool:
    """Whether a project sheet's line has the form row's fixed words in their places."""
    if len(line) < len(row.cells):
        return False
    return all(label_of(line[at].text) == label for at, label in row.labels)


def _read_row(row: FormRow, line: Sequence[Spot], filled: Filled) -> None:
    has_money = any(cell.target for cell in row.cells)
    for cell, spot in zip(row.cells, line, strict=False):
        if cell.target:
            filled.figures[cell.target] = spot
        elif cell.is_score and has_money and spot.number is not None:
            filled.score = filled.score or spot
        elif cell.name and not spot.is_empty:
            filled.words.setdefault(cell.name, spot)


def _read_items(row: FormRow, after: FormRow | None, at: int, filled: Filled) -> int:
    """Rows of items of a project sheet until the form's next row; the number of that."""
    grid, table = filled.grid, filled.table
    while at < grid.size[0]:
        line = _line(row, grid, at, table)
        is_item = any(_values(row, line))  # its side heading, and something in a cell
        if not is_item or (after is not None and _line(after, grid, at, table)):
            break
        filled.items.append(dict(_values(row, line)))
        at += 1
    return at


def _values(row: FormRow, line: Sequence[Spot]) -> Iterator[tuple[str, Spot]]:
    for cell, spot in zip(row.cells, line, strict=False):
        if cell.name and not spot.is_empty:
            yield cell.name, spot
