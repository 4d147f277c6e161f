"""Reprinted: a paper's project forms, and those made of what was read → the cells that differ.

A rate, a score, a total, money that the list of projects has too: a form prints them, and they
follow from others.  What only the form says comes out as it was read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.document.paper_layout import placed as laid
from mingzhang.document.table_values import Cell, Table
from mingzhang.grid.grid import Spot
from mingzhang.grid.workbook_grids import number_in
from mingzhang.intake.project_sheets import Filled, line_of
from mingzhang.intake.word_matching import plain, plain_name

TOTALS = ("合计", "总分", "总计")


@dataclass(frozen=True)
class Unlike:
    """A cell of a form that is reprinted otherwise, and what it comes to (empty for no number).

    ``is_tail`` where the last digit differs by one, ``is_blank`` where a total was not printed.
    """

    spot: Spot
    meant: str = ""
    is_tail: bool = False
    is_blank: bool = False


def unlike(forms: Sequence[Filled], tables: Sequence[Table]) -> Iterator[tuple[Filled, Unlike]]:
    """Each cell of a project's form that is not as the tables reprinted from what was read."""
    made: dict[tuple[str, str], list[Table]] = defaultdict(list)
    for table in tables:
        for name in {plain_name(cell.text) for row in table.body for cell in row.cells}:
            made[table.layout, name].append(table)
    for filled in forms:
        own = made[filled.table.layout, plain_name(filled.name)]
        if own:
            yield from ((filled, one) for one in _of_form(filled, _chosen(filled, own)))


def _chosen(filled: Filled, own: list[Table]) -> Table:
    """Of the reprinted tables of projects of one name that of the same unit, else the next."""
    mine = [table for table in own if filled.agency and filled.agency in table.title]
    table = next(iter(mine or own))
    if len(own) > 1:
        own.remove(table)
    return table


def _of_form(filled: Filled, table: Table) -> Iterator[Unlike]:
    lines = [line_of(filled.grid, row) for row in range(filled.first, filled.grid.size[0])]
    rows = _lines(table)
    if len(lines) != len(rows):
        yield from _unordered([spot for line in lines for spot in line], rows)
        return
    seen: set[tuple[int, int]] = set()
    for line, row in zip(lines, rows, strict=True):
        new = [(spot.row, spot.column) not in seen for spot in line]
        seen.update((spot.row, spot.column) for spot in line)
        if len(line) != len(row):
            yield from _unordered([s for s, is_new in zip(line, new, strict=True) if is_new], [row])
            continue
        is_total = any(plain(spot.text) in TOTALS for spot in line)
        for spot, cell, is_new in zip(line, row, new, strict=True):
            if is_total and not spot.text and _number(cell.text):
                yield Unlike(spot, cell.text, is_blank=True)
            elif is_new and (one := _of_cell(spot, cell)):
                yield one


def _lines(table: Table) -> list[list[Cell]]:
    """The cells of each row of a reprinted form, a merged one in every row that it spans."""
    rows: list[dict[int, Cell]] = [{} for _ in table.body]
    for number, cells in enumerate(laid(table.body)):
        for column, cell in cells:
            for below in range(number, min(number + cell.rowspan, len(rows))):
                rows[below][column] = cell
    return [[row[column] for column in sorted(row)] for row in rows]


def _of_cell(spot: Spot, cell: Cell) -> Unlike | None:
    printed, meant = _number(spot.text), _number(cell.text)
    if printed is None or printed == meant:
        return None
    if meant is None:
        return Unlike(spot) if printed and cell.kind in ("amount", "percent", "number") else None
    apart, last = abs(printed - meant), max(_last(printed), _last(meant))
    if apart * 2 <= last and _last(printed) != _last(meant):
        return None  # the same, written with fewer digits
    return Unlike(spot, cell.text, is_tail=apart <= last)


def _number(text: str) -> Decimal | None:
    return number_in(plain(text).removesuffix("%"))


def _last(number: Decimal) -> Decimal:
    """What one of a number's last digit is worth, as a form is reprinted."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _unordered(spots: Sequence[Spot], rows: Sequence[Sequence[Cell]]) -> Iterator[Unlike]:
    """Numbers of rows laid out otherwise, which the reprinted form does not have."""
    cells = {id(cell): cell for row in rows for cell in row}.values()
    made = Counter(number.normalize() for c in cells if (number := _number(c.text)) is not None)
    lacking: list[Spot] = []
    for spot in {(spot.row, spot.column): spot for spot in spots}.values():
        number = _number(spot.text)
        if not number:
            continue
        if made[number.normalize()] > 0:
            made[number.normalize()] -= 1
        else:
            lacking.append(spot)
    left = {number: count for number, count in made.items() if count}
    meant = next((c.text for c in cells if _is_only(c, left)), "") if len(lacking) == 1 else ""
    yield from (Unlike(spot, meant) for spot in lacking)


def _is_only(cell: Cell, left: Mapping[Decimal, int]) -> bool:
    """Whether a cell of a reprinted form has the one number that is left over."""
    number = _number(cell.text)
    return len(left) == 1 and number is not None and number.normalize() in left
