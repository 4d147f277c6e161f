"""Sheets: a project's form of labels and values (自评, 绩效目标) → what its project's keys say.

The form is laid out once with tokens; its rows are found again in the sheet by their fixed words,
in their order, and a cell has the key of the token that stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.document.paper_layout import placed as laid
from mingzhang.document.table_values import Cell, Table
from mingzhang.facts.cube import Point
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.layout_tokens import TOKEN, name_in
from mingzhang.intake.marked_tables import target_of
from mingzhang.intake.sheet_heads import TITLE_ROWS, titles_of, units_of
from mingzhang.intake.word_matching import is_titled, plain, plain_head

FORMS = frozenset(("自评", "绩效目标"))
# What a label says of a unit or of a sum differs between documents.
AMOUNTS = re.compile(r"\((?:元|千元|万元|[0-9.]+)\)")
UNIT = re.compile(r"\((元|千元|万元)\)")
REPEATED = re.compile(r"[0-9]$")
Values = Mapping[str, Spot]


@dataclass(frozen=True)
class Expected:
    """A cell of a project's sheet in the form: fixed words, a token's name, or figures.

    ``item`` numbers the item of a list whose row it is in.
    """

    label: str = ""
    name: str = ""
    target: tuple[Point, ...] = ()
    item: str = ""


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

    ``first`` is its first row that is the form's, ``missing`` are labels of the form that it lacks.
    """

    grid: Grid
    table: Table
    unit: str
    words: dict[str, Spot] = field(default_factory=dict)
    items: list[Values] = field(default_factory=list)
    figures: dict[tuple[Point, ...], Spot] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    first: int = 0

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
                _expected(grid[row, column], is_total=line.total)
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
        return Expected()
    return Expected(label=label_of(cell.text))


def label_of(text: str) -> str:
    """Fixed words of a project sheet, without a unit or sum in brackets behind them."""
    return AMOUNTS.sub("", plain_head(text))


def begins(grid: Grid, table: Table) -> bool:
    """Whether the first fixed words of a project's form stand near the top of the sheet."""
    first = next((row for row in form_rows(table) if row.labels), None)
    rows = grid.top(TITLE_ROWS)
    return first is not None and any(_fits(first, line_of(grid, row)) for row in rows)


def read_form(grid: Grid, table: Table, unit: str) -> Filled:
    """A project sheet's cells by the form's keys."""
    filled = Filled(grid, table, unit or _unit_in(grid))
    rows = form_rows(table)
    lines = [line_of(grid, row) for row in range(grid.size[0])]
    at = 0
    for number, row in enumerate(rows):
        if row.repeated == "2":
            continue
        after = next((r for r in rows[number + 1 :] if r.repeated != "2" and r.labels), None)
        if row.repeated:
            at = _read_items(row, after, lines, at, filled)
            continue
        found = next((n for n in range(at, len(lines)) if _fits(row, lines[n])), None)
        if found is None:
            filled.missing.append("、".join(label for _, label in row.labels))
            continue
        _read_row(row, lines[found], filled)
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
    found = {m[1] for spot in grid.spots.values() if (m := UNIT.search(plain(spot.text)))}
    return found.pop() if len(found) == 1 else ""


def form_units(grid: Grid, table: Table) -> Mapping[str, Spot]:
    """Each unit that the title or a label of a project's sheet names, with its cell.

    What an indicator says in brackets is its own.
    """
    labels = {label for row in form_rows(table) for _, label in row.labels}
    found = dict(units_of(grid))
    for _, spot in sorted(grid.spots.items()):
        said = UNIT.search(plain(spot.text))
        if said and label_of(spot.text) in labels:
            found.setdefault(said[1], spot)
    return found


def line_of(grid: Grid, row: int) -> list[Spot]:
    """The cells of a project sheet's row, each merged area once."""
    spots = (grid.at(row, column) for column in range(grid.size[1]))
    return list({(spot.row, spot.column): spot for spot in spots}.values())


def _fits(row: FormRow, line: Sequence[Spot]) -> bool:
    """Whether a project sheet's line has the form row's fixed words in their places."""
    if len(line) < len(row.cells):
        return False
    return all(label_of(line[at].text) == label for at, label in row.labels)


def _read_row(row: FormRow, line: Sequence[Spot], filled: Filled) -> None:
    for cell, spot in zip(row.cells, line, strict=False):
        if cell.target:
            filled.figures[cell.target] = spot
        elif cell.name and not spot.is_empty:
            filled.words.setdefault(cell.name, spot)


def _read_items(
    row: FormRow, after: FormRow | None, lines: Sequence[Sequence[Spot]], at: int, filled: Filled
) -> int:
    """Rows of items of a project sheet until the form's next row; the number of that."""
    while at < len(lines) and _is_item(row, lines[at]):
        if after is not None and _fits(after, lines[at]):
            break
        filled.items.append(dict(_values(row, lines[at])))
        at += 1
    return at


def _is_item(row: FormRow, line: Sequence[Spot]) -> bool:
    """Whether a project sheet's line is an item: its side heading, and something in a cell."""
    return _fits(row, line) and any(_values(row, line))


def _values(row: FormRow, line: Sequence[Spot]) -> Iterator[tuple[str, Spot]]:
    for cell, spot in zip(row.cells, line, strict=False):
        if cell.name and not spot.is_empty:
            yield cell.name, spot
