"""Listed: the lists and project forms of a paper → their cells, and the sums that these keep.

A row of a list adds up across its columns, a group and the total add up the rows below them; a
form's total of money adds up its sources.  A whole counts only where its parts are all there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from mingzhang.facts.amount import Amount, total
from mingzhang.facts.cube import Point
from mingzhang.facts.evaluated_projects import SOURCES
from mingzhang.facts.unit_sums import ELIMINATED
from mingzhang.forms.dimensions import FUNDS, Groups
from mingzhang.grid.grid import Grid, Spot
from mingzhang.inspection.claimed_sums import Culprit, Sum, mended
from mingzhang.inspection.explained_by_unread import unsure_cells
from mingzhang.intake.layout_tokens import EVALUATED
from mingzhang.intake.listing_tables import (
    CODE,
    SERVICES,
    UNIT_NAME,
    UNITS,
    Item,
    Listing,
    rows_of_total,
)
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.project_sheets import Filled
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.table_shape import head_paths
from mingzhang.intake.word_matching import plain

Atoms = frozenset[tuple[str, str]]  # the finest funds and bases that a column holds
TOTAL = "合计"
NOTHING = Amount()
ROWS = "rows"  # a sum of what stands below each other
Key = TypeVar("Key")


@dataclass(frozen=True)
class Lists:
    """The lists and the project forms of a paper whose cells are read."""

    listings: tuple[Listing, ...] = ()
    forms: tuple[Filled, ...] = ()


@dataclass(frozen=True)
class Listed:
    """The cells of lists and forms that no other table has, what they are called, their sums."""

    cells: tuple[Placed, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()


def listed(lists: Lists, bases: Groups) -> Listed:
    """Every cell of the paper's lists and forms that holds money, with the sums they keep."""
    found = [_of_list(one, bases) for one in lists.listings]
    found += [_of_form(one, bases) for one in lists.forms]
    return Listed(
        tuple(cell for one in found for cell in one.cells),
        {number: name for one in found for number, name in one.names.items()},
        tuple(each for one in found for each in one.sums),
    )


# Lists

Row = Mapping[int, Placed]


def _of_list(listing: Listing, bases: Groups) -> Listed:
    rows = {item.row: _row(listing, item.row, item.figures) for item in _items(listing)}
    totals = {row: _total_row(listing, row) for row in rows_of_total(listing)}
    atoms = {c: _atoms(points, bases) for c, points in listing.columns.figures.items()}
    parts = {column: found for column in atoms if (found := _parts(column, atoms))}
    sums = [
        *_across(listing, (*rows.values(), *totals.values()), parts),
        *_down(listing, rows, totals),
    ]
    unsure = unsure_cells(listing.grid)
    known = {id(one) for one in listing.placed}
    cells = [c for row in (*rows.values(), *totals.values()) for c in row.values()]
    return Listed(
        tuple(cell for cell in cells if id(cell) not in known),
        dict(_names(listing, rows)),
        tuple(one for one in sums if one.holds or not _is_open(one, unsure)),
    )


def _is_open(one: Sum, unsure: Iterable[tuple[int, int]]) -> bool:
    """Whether a listed sum may lack a part: an amount in its column, or row, was not read."""
    whole = one.whole.spot
    return any(
        column == whole.column if one.kind[-1] == ROWS else row == whole.row
        for row, column in unsure
    )


def _items(listing: Listing) -> tuple[Item, ...]:
    return tuple(sorted((*listing.items, *listing.groups), key=lambda item: item.row))


def _row(listing: Listing, row: int, figures: Mapping[int, Spot]) -> Row:
    return {column: _cell(listing, (row, column), spot) for column, spot in figures.items()}


def _cell(listing: Listing, where: tuple[int, int], spot: Spot) -> Placed:
    number, table = spot.number, listing.table.key
    assert number is not None  # noqa: S101 (a list's figures are its cells with numbers)
    return Placed(listing.grid, spot, (), number, listing.unit, table, where)


def _total_row(listing: Listing, row: int) -> Row:
    """The cells of a row 合计: those that stand in other tables too, and others of a list."""
    own = {one.cell[1]: one for one in listing.placed if one.spot.row == row}
    columns = listing.head.columns
    spots = {
        column: listing.grid.at(row, columns[column][0])
        for column in listing.columns.figures
        if column in columns and column not in own
    }
    more = {column: spot for column, spot in spots.items() if spot.number is not None}
    return {**_row(listing, row, more), **own}


def _names(listing: Listing, rows: Mapping[int, Row]) -> Iterator[tuple[int, str]]:
    """What the cells of a list are called: 医疗保障专家评审费 / 本年财政拨款/一般公共预算."""
    paths, _ = head_paths(listing.table)
    words = {item.row: _called(item, listing) for item in _items(listing)}
    for row, cells in rows.items():
        for column, cell in cells.items():
            yield id(cell), " / ".join(filter(None, (words[row], "/".join(paths[column]))))


def _called(item: Item, listing: Listing) -> str:
    if listing.table.layout == UNITS:
        return item.words.get(UNIT_NAME, "")
    own = listing.own.called if listing.own else "名称"
    return item.words.get(own) or next(filter(None, reversed(tuple(item.words.values()))), "")


def _across(
    listing: Listing, rows: Iterable[Row], parts: Mapping[int, tuple[int, ...]]
) -> Iterator[Sum]:
    """The sums that the cells of a list's rows keep across its columns."""
    kind = ("list", listing.table.key, "columns")
    for row in rows:
        for whole, columns in parts.items():
            cells = tuple(row[column] for column in columns if column in row)
            if whole in row and cells:
                yield Sum(row[whole], cells, kind)


def _down(listing: Listing, rows: Mapping[int, Row], totals: Mapping[int, Row]) -> Iterator[Sum]:
    """The sums that groups and the total of a list keep of the cells below."""
    below = [(rows[row], members) for row, members in _members(listing)]
    every = _leaves(listing)
    below += [(row, every) for row in totals.values()]
    for whole, members in below:
        for column, cell in whole.items():
            cells = tuple(rows[m.row][column] for m in members if column in rows[m.row])
            if cells:
                yield Sum(cell, cells, ("list", listing.table.key, ROWS))


def short_totals(listing: Listing, bases: Groups) -> tuple[tuple[Placed, Amount], ...]:
    """The cells of a row 合计 that all exceed the listed rows, as one row more would have it.

    What the columns exceed these by adds up across as the cells of a row do; a single column may be
    a wrong digit as well.  Of units without codes nobody knows which are listed below others.
    """
    leaves = [_row(listing, item.row, item.figures) for item in _leaves(listing)]
    if not leaves and listing.table.layout == UNITS:
        return ()
    atoms = {c: _atoms(points, bases) for c, points in listing.columns.figures.items()}
    for row in rows_of_total(listing):
        cells = _total_row(listing, row)
        apart = {c: amount_of(cell) - _added(leaves, c) for c, cell in cells.items()}
        short = {c: own for c, own in apart.items() if not own.agrees(NOTHING)}
        across = [(c, parts) for c in apart if (parts := _parts(c, atoms))]
        is_row = all(
            apart[c].agrees(total(apart[p] for p in parts if p in apart)) for c, parts in across
        )
        if len(short) > 1 and across and is_row and all(own.value > 0 for own in short.values()):
            return tuple((cells[c], own) for c, own in short.items())
    return ()


def _added(rows: Iterable[Row], column: int) -> Amount:
    """What the listed cells of a column come to."""
    return total(amount_of(row[column]) for row in rows if column in row)


def _leaves(listing: Listing) -> list[Item]:
    """Listed rows that are no sums of cells: what units pay each other is taken off."""
    return [
        item
        for item in _items(listing)
        if not item.is_group or plain(item.words.get(UNIT_NAME, "")) == ELIMINATED
    ]


def _members(listing: Listing) -> Iterator[tuple[int, list[Item]]]:
    """The row of each group in a list and the rows whose cells belong to it."""
    leaves, groups = _leaves(listing), [g for g in listing.groups if g.figures]
    groups = [group for group in groups if group not in leaves]
    for group in groups:
        if listing.table.layout == SERVICES:
            after = min((g.row for g in listing.groups if g.row > group.row), default=None)
            yield group.row, [m for m in leaves if group.row < m.row < (after or m.row + 1)]
        elif listing.table.layout == UNITS:
            if len(groups) == 1:
                yield group.row, leaves
            elif code := plain(group.words.get(CODE, "")):
                yield group.row, [m for m in leaves if plain(m.words[CODE]).startswith(code)]
        else:
            yield group.row, [m for m in leaves if _is_below(m, group)]


def _is_below(item: Item, group: Item) -> bool:
    said = {name: text for name, text in group.words.items() if text}
    return bool(said) and said.items() <= item.words.items()


def _atoms(points: Iterable[Point], bases: Groups) -> Atoms:
    return frozenset(
        (fund, basis)
        for point in points
        for fund in _finest(point.fund, FUNDS)
        for basis in _finest(point.basis, bases)
    )


def _finest(name: str, groups: Groups) -> Iterator[str]:
    parts = groups.get(name, ())
    if not parts:
        yield name
    for part in parts:
        yield from _finest(part, groups)


def _parts(whole: int, atoms: Mapping[int, Atoms]) -> tuple[int, ...]:
    """The columns of listed cells that a column sums, the widest; none where one lacks."""
    inside = {column: own for column, own in atoms.items() if own < atoms[whole]}
    widest = [c for c, own in inside.items() if not any(own < other for other in inside.values())]
    held = [atom for column in widest for atom in inside[column]]
    complete = len(held) == len(set(held)) and set(held) == atoms[whole]
    return tuple(widest) if complete else ()


# Forms of projects


def _of_form(filled: Filled, bases: Groups) -> Listed:
    cells = {
        points: Placed(
            filled.grid, spot, (), spot.number, filled.unit, filled.table.key, (spot.row, 0)
        )
        for points, spot in filled.figures.items()
        if spot.number is not None
    }
    names = {id(c): " / ".join((filled.name, _form_words(p))) for p, c in cells.items()}
    return Listed(tuple(cells.values()), names, tuple(_form_sums(filled, cells, bases)))


def _form_words(points: tuple[Point, ...]) -> str:
    """What a cell of a project form's money is called, as of a list: 财政拨款 全年执行数."""
    fund = TOTAL if points[0].fund in (TOTAL, "全部") else "、".join(p.fund for p in points)
    return f"{fund} {points[0].basis}" if points[0].flow == EVALUATED else fund


def _form_sums(
    filled: Filled, cells: Mapping[tuple[Point, ...], Placed], bases: Groups
) -> Iterator[Sum]:
    kind = ("list", filled.table.key, "form")
    by_basis: dict[str, dict[int, Atoms]] = {}
    every = list(filled.figures)
    for number, points in enumerate(every):
        by_basis.setdefault(points[0].basis, {})[number] = _form_atoms(points, bases)
    for atoms in by_basis.values():
        for whole in atoms:
            parts = [cells[every[n]] for n in _parts(whole, atoms) if every[n] in cells]
            if parts and every[whole] in cells:
                yield Sum(cells[every[whole]], tuple(parts), kind)


def _form_atoms(points: Sequence[Point], bases: Groups) -> Atoms:
    """The listed cells of a 自评, its own sources of money; a row may stand for several."""
    if points[0].flow != EVALUATED:
        return _atoms(points, bases)
    funds = SOURCES if points[0].fund == TOTAL else [point.fund for point in points]
    return frozenset((fund, points[0].basis) for fund in funds)


# Mending


def mended_lists(lists: Lists, found: Sequence[Culprit]) -> Lists:
    """The listed cells, and forms, as they should be for the claimed sums to hold."""
    spots: dict[int, dict[tuple[int, int], Spot]] = defaultdict(dict)
    for one in mended((culprit.cell for culprit in found), found):
        spot = replace(one.spot, text=f"{one.number:f}", number=one.number)
        spots[id(one.grid)][spot.row, spot.column] = spot
    listings = (_list_with(one, spots[id(one.grid)]) for one in lists.listings)
    forms = (_form_with(one, spots[id(one.grid)]) for one in lists.forms)
    return Lists(tuple(listings), tuple(forms))


def _grid_with(grid: Grid, spots: Mapping[tuple[int, int], Spot]) -> Grid:
    return replace(grid, spots={**grid.spots, **spots})


def _list_with(listing: Listing, spots: Mapping[tuple[int, int], Spot]) -> Listing:
    def other(items: Iterable[Item]) -> tuple[Item, ...]:
        """Listed items with the same cells changed in each."""
        return tuple(replace(item, figures=_with(item.figures, spots)) for item in items)

    items, groups = other(listing.items), other(listing.groups)
    return replace(listing, grid=_grid_with(listing.grid, spots), items=items, groups=groups)


def _form_with(filled: Filled, spots: Mapping[tuple[int, int], Spot]) -> Filled:
    figures = _with(filled.figures, spots)
    return replace(filled, grid=_grid_with(filled.grid, spots), figures=figures)


def _with(figures: Mapping[Key, Spot], spots: Mapping[tuple[int, int], Spot]) -> dict[Key, Spot]:
    return {key: spots.get((spot.row, spot.column), spot) for key, spot in figures.items()}
