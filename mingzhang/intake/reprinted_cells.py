"""Printed: what was read, printed again → the cells of lists and of forms that come out otherwise.

A table of figures is held against the account cell by cell.  What a list or a form says goes into
rows of the source; whether these rows say all of it, sums too, only their own table can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.document.paper_layout import placed as laid
from mingzhang.document.table_values import Cell, Table
from mingzhang.facts.amount import Unit
from mingzhang.grid.grid import Grid, Spot
from mingzhang.grid.workbook_grids import number_in
from mingzhang.intake.listing_tables import Listing
from mingzhang.intake.project_sheets import Filled
from mingzhang.intake.sheet_figures import converted
from mingzhang.intake.word_matching import plain
from mingzhang.publish.spreadsheet_numbers import number_of

HINT = (
    "请核对这一格和它所在的各行、各级小计，改正填错的一格再导入；都没有填错、是版式印不出的，"
    "在工作簿的副本里空着这一格导入，再在来源里填写。"
)
PLACES = Decimal("0.01")
Numbers = Mapping[int, Decimal]


def misprinted(
    listings: Sequence[Listing], forms: Sequence[Filled], tables: Sequence[Table]
) -> Iterator[Diagnostic]:
    """Each cell that is not reprinted by the tables made of what was read."""
    for listing in listings:
        own = next((t for t in tables if t.key == listing.table.key), None)
        if own is not None:
            yield from _of_list(listing, own)
    for layout in {filled.table.layout for filled in forms}:
        read = [one for one in forms if one.table.layout == layout]
        made = [table for table in tables if table.layout == layout]
        for filled in read:
            if table := _own(filled, made):
                made.remove(table)
            yield from _of_form(filled, table)


def _own(filled: Filled, made: Sequence[Table]) -> Table | None:
    """The table that reprints a project's sheet, wherever the sheet stands in its workbook."""
    named = [one for one in made if _names(one, plain(filled.name))]
    return min(named or made, key=lambda one: len([*_of_form(filled, one)]), default=None)


def _names(table: Table, name: str) -> bool:
    return any(plain(cell.text) == name for row in table.body for cell in row.cells)


def _of_list(listing: Listing, table: Table) -> Iterator[Diagnostic]:
    """A list's cells beside those reprinted; blank cells and zeros say the same."""
    printed = [numbers for numbers in map(_printed, laid(table.body)) if numbers]
    for number, (spots, numbers) in enumerate(_rows_of(listing)):
        other = printed[number] if number < len(printed) else {}
        for column, said in numbers.items():
            shown = other.get(column, Decimal(0))
            if not _agree(converted(said, listing.unit, _unit(table)), shown):
                yield _told(listing.grid, spots[column], f"印出的是 {shown:f}")


def _rows_of(listing: Listing) -> Iterator[tuple[Mapping[int, Spot], Numbers]]:
    columns = listing.head.columns
    for row in range(listing.head.end, listing.grid.size[0]):
        spots = {
            column: listing.grid.at(row, columns[column][0])
            for column in listing.columns.figures
            if column in columns
        }
        numbers = {column: spot.number for column, spot in spots.items() if spot.number}
        if numbers:
            yield spots, numbers


def _printed(cells: Sequence[tuple[int, Cell]]) -> dict[int, Decimal]:
    found = {column: number_of(cell) for column, cell in cells if cell.kind == "amount"}
    return {column: number.value for column, number in found.items() if number and number.value}


def _unit(table: Table) -> Unit:
    return Unit.YUAN if "单位：元" in table.money_unit else Unit.WAN


def _agree(one: Decimal, other: Decimal) -> bool:
    return one.quantize(PLACES) == other.quantize(PLACES)


def _of_form(filled: Filled, table: Table | None) -> Iterator[Diagnostic]:
    """Whether every number of a project sheet is among those reprinted in its form."""
    cells = [] if table is None else [cell for row in table.body for cell in row.cells]
    printed = Counter(number for cell in cells if (number := _number(cell)) is not None)
    unweighted = filled.score if "资金分值" not in filled.words else None
    for spot in filled.grid.numbers():
        if not spot.number or spot is unweighted:
            continue
        if printed[_plain(spot.number)] > 0:
            printed[_plain(spot.number)] -= 1
        elif spot.row >= filled.first and not _is_piece(filled.grid, spot):
            yield _told(filled.grid, spot, "这张表印不出它")


def _is_piece(grid: Grid, spot: Spot) -> bool:
    """Whether a number is reprinted beside: its merged area was taken apart, each cell filled."""
    before = (grid.at(spot.row, spot.column - 1), grid.at(spot.row - 1, spot.column))
    is_merged = any(span[0] <= spot.row <= span[2] for span in grid.spans)
    return not is_merged and any(one.text == spot.text for one in before)


def _number(cell: Cell) -> Decimal | None:
    number = number_of(cell)
    found = number.value if number else number_in(cell.text)
    return None if found is None else _plain(found)


def _plain(number: Decimal) -> Decimal:
    return number.normalize()


def _told(grid: Grid, spot: Spot, what: str) -> Diagnostic:
    message = f"{grid.cell(spot)} 是 {spot.text[:30]}，照读入的各行，{what}。"
    operands = (Operand(grid.cell(spot), spot.text[:30]),)
    return Diagnostic(Place(Path(grid.file)), "MZ813", message, HINT, operands=operands)
