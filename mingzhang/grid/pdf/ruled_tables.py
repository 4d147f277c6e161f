"""Ruled: a page → its ruled tables, each cell with its text, and the words above each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mingzhang.grid.grid import LOST, Span
from mingzhang.grid.pdf.broken_lines import unbroken
from mingzhang.grid.pdf.numbers_across_lines import across, overprinted
from mingzhang.grid.pdf.table_lattice import Lattice, lattices
from mingzhang.grid.pdf.text_lines import Text, texts_of
from mingzhang.grid.pdf.upright_page import Box, Letter, Sheet
from mingzhang.grid.workbook_grids import number_in

FEW_ROWS = 3  # of figures side by side without lines


@dataclass(frozen=True)
class RuledCell:
    """A cell of a ruled table: its rows (first, last), sides, text, and sure number."""

    rows: tuple[int, int]
    left: int
    right: int
    text: str
    number: Decimal | None
    page: int
    row: int
    box: tuple[int, int, int, int]
    is_sure: bool = True


@dataclass(frozen=True)
class Ruled:
    """A ruled table: its first page, the sides of its columns, its cells, the words above it.

    ``last`` is the page on which it ends, ``is_end`` whether it is the last one of that page.
    """

    page: int
    last: int
    xs: tuple[int, ...]
    height: int
    cells: tuple[RuledCell, ...]
    above: tuple[tuple[Text, ...], ...] = ()
    is_first: bool = False
    is_end: bool = False

    def row(self, number: int) -> tuple[RuledCell, ...]:
        """The cells that begin in a row of a ruled table."""
        return tuple(cell for cell in self.cells if cell.rows[0] == number)


@dataclass(frozen=True)
class Page:
    """The ruled tables of a page from above, and the lines of text outside of them.

    ``unruled`` are figures side by side without lines around them, by their row; ``below`` are the
    lines below its last table.
    """

    sheet: Sheet
    tables: tuple[Ruled, ...] = ()
    texts: tuple[tuple[Text, ...], ...] = ()
    unruled: tuple[str, ...] = field(default=())
    below: tuple[tuple[Text, ...], ...] = ()


def page_of(sheet: Sheet) -> Page:
    """The ruled tables of a PDF's page."""
    found = lattices(sheet.level, sheet.upright)
    inside: list[list[Letter]] = [[] for _ in found]
    outside: list[Letter] = []
    for letter in sheet.letters:
        (inside[n] if (n := _owner(letter, found)) >= 0 else outside).append(letter)
    # A character that is not told, and is in no cell, is no part of a title.
    texts = _by_line(texts_of(one for one in outside if one.text != LOST))
    tables = []
    for number, lattice in enumerate(found):
        top = max((one.ys[-1] for one in found[:number]), default=0)
        above = tuple(line for line in texts if top <= line[0].box.middle[1] < lattice.ys[0])
        table = _ruled(sheet, lattice, inside[number], above)
        tables.append(table)
    if tables:
        tables[0] = _marked(tables[0], is_first=True)
        tables[-1] = _marked(tables[-1], is_end=True)
    low = max((one.ys[-1] for one in found), default=0)
    below = tuple(line for line in texts if line[0].box.middle[1] >= low)
    return Page(sheet, tuple(tables), texts, _unruled(texts), below)


def _marked(table: Ruled, *, is_first: bool = False, is_end: bool = False) -> Ruled:
    return replace(table, is_first=table.is_first or is_first, is_end=table.is_end or is_end)


def _owner(letter: Letter, found: Sequence[Lattice]) -> int:
    """The number of the smallest ruled table around a character; -1 outside of all."""
    x, y = letter.box.middle
    holding = [number for number, one in enumerate(found) if one.holds(x, y)]
    return min(holding, key=lambda number: found[number].area, default=-1)


def _by_line(texts: Iterable[Text]) -> tuple[tuple[Text, ...], ...]:
    """Texts of one height on a page together, outside of ruled tables."""
    lines: list[list[Text]] = []
    for text in texts:
        last = lines[-1][-1].box if lines else None
        same = last and last.top <= text.box.middle[1] <= last.bottom and last.right < text.box.left
        if same:
            lines[-1].append(text)
        else:
            lines.append([text])
    return tuple(tuple(line) for line in lines)


def _unruled(texts: Iterable[tuple[Text, ...]]) -> tuple[str, ...]:
    """Rows of figures without ruled lines, where there are so many that they are a table."""
    rows = [line for line in texts if sum(number_in(one.text) is not None for one in line) > 1]
    return tuple(" ".join(t.text for t in row) for row in rows) if len(rows) >= FEW_ROWS else ()


def _ruled(
    sheet: Sheet, lattice: Lattice, letters: Iterable[Letter], above: tuple[tuple[Text, ...], ...]
) -> Ruled:
    owner = {
        (row, column): span
        for span in lattice.cells
        for row in range(span[0], span[2] + 1)
        for column in range(span[1], span[3] + 1)
    }
    held: dict[Span, list[Letter]] = {span: [] for span in lattice.cells}
    for letter in letters:
        held[owner[lattice.place(*letter.box.middle)]].append(letter)
    lines = dict(_lines(lattice, held))
    cells = tuple(_cell(sheet, lattice, span, lines[span]) for span in lattice.cells)
    shared = across(held) | overprinted(held)
    together = {n for span, own in lines.items() if _holds_several(own) for n in _rows_of(span)}
    cells = tuple(_unsure(cell) if together & set(_rows_of(cell.rows)) else cell for cell in cells)
    cells = tuple(
        _unsure(cell) if span in shared else cell
        for span, cell in zip(lattice.cells, cells, strict=True)
    )
    height = len(lattice.ys) - 1
    return Ruled(sheet.number, sheet.number, lattice.xs, height, cells, above)


def _rows_of(span: Sequence[int]) -> range:
    """The rows that a ruled cell spans, whose first and last are given, or sides between."""
    return range(span[0], span[len(span) // 2] + 1)


def _holds_several(lines: Iterable[str]) -> bool:
    """Whether a ruled cell holds figures below each other: lines between are missing.

    Then a single figure beside them may be of any of these rows.
    """
    return sum(number_in(line) is not None for line in lines) > 1


def _lines(
    lattice: Lattice, held: Mapping[Span, Sequence[Letter]]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The lines of each ruled cell, a number that its width broke as one.

    Codes stand before the words of a row, with nothing but other digits before them.
    """
    words: dict[int, int] = {}  # by row, the first column with any
    for span, letters in sorted(held.items()):
        width = lattice.xs[span[3] + 1] - lattice.xs[span[1]]
        lines = unbroken(letters, width, may_be_code=span[1] <= words.get(span[0], span[1]))
        if lines and not "".join(lines).isdecimal():
            words.update({row: min(span[1], words.get(row, span[1])) for row in _rows_of(span)})
        yield span, lines


def _unsure(cell: RuledCell) -> RuledCell:
    return replace(cell, number=None, is_sure=False) if cell.text else cell


def _cell(
    sheet: Sheet, lattice: Lattice, span: tuple[int, int, int, int], lines: Sequence[str]
) -> RuledCell:
    xs, ys = lattice.xs, lattice.ys
    box = Box(xs[span[1]], ys[span[0]], xs[span[3] + 1], ys[span[2] + 1])
    is_sure = span[:2] not in lattice.ragged
    return RuledCell(
        (span[0], span[2]),
        box.left,
        box.right,
        "".join(lines),
        number_of(lines) if is_sure else None,
        sheet.number,
        span[0] + 1,
        sheet.on_paper(box),
        is_sure=is_sure or not lines,
    )


def number_of(lines: Sequence[str]) -> Decimal | None:
    """The number of a ruled cell's lines: one number, wrapped or not.

    Two numbers below each other are none: a line between their rows is missing.
    """
    several = len(lines) > 1 and number_in(lines[0]) is not None
    return None if several else number_in("".join(lines))
