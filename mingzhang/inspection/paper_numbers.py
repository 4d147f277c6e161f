"""Gathered: the grids of a paper and a form → every number with what it stands for.

A name that belongs to another code is told and then passed over: the row is that of its code.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.grid.grid import Grid, Spot
from mingzhang.grid.workbook_grids import number_in
from mingzhang.inspection.explained_by_unread import unsure_cells
from mingzhang.inspection.listed_cells import Lists
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.listing_tables import (
    LISTS,
    PLANS,
    Listing,
    column_unread,
    figures_of,
    is_listed,
    read_list,
    unread,
)
from mingzhang.intake.marked_tables import Expected, Form, expected
from mingzhang.intake.missing_tables import Missing, missing_of
from mingzhang.intake.number_placing import (
    CODE_LENGTHS,
    Placed,
    Reading,
    Words,
    codes_in,
    not_read,
    read_sheet,
)
from mingzhang.intake.project_sheets import FORMS, form_units, read_form
from mingzhang.intake.sheet_figures import Told, told, unit_for
from mingzhang.intake.sheet_heads import shape_for, unit_of
from mingzhang.intake.sheet_names import names_in
from mingzhang.intake.source_from_grids import READ
from mingzhang.intake.table_shape import Shape, shape_of
from mingzhang.intake.word_matching import plain, plain_name
from mingzhang.intake.workbook_aliases import Aliases, read_aliases, renamed

REPEATED, MISNAMED = "MZ814", "MZ892"
SEVERAL = 2  # units of money in one form


@dataclass(frozen=True)
class Gathered:
    """The numbers gathered from a paper's tables.

    ``tables`` are the keys of the form's that were found, ``left`` the grids with numbers that are
    not read, each with the title of the form's table that it is, ``unread`` the cells of the
    form's tables that found no place; ``lists`` are its lists and its projects' forms.  ``same``
    has names whose figures are those of others; ``lacking`` are the tables and columns of the form
    without which others come to something else; ``is_list_open`` whether a number of the list of
    projects was not read.
    """

    marks: Expected
    placed: tuple[Placed, ...] = ()
    lists: Lists = field(default_factory=Lists)
    said: Told | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    tables: frozenset[str] = frozenset()
    left: tuple[tuple[Grid, str], ...] = ()
    unread: int = 0
    same: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[Missing, ...] = ()
    is_list_open: bool = False

    @property
    def absent(self) -> tuple[str, ...]:
        """The titles of the form's tables of numbers that the paper lacks."""
        return self._absent(READ)

    @property
    def is_partial(self) -> bool:
        """Whether the paper lacks a table of the form, or cells of one: it may tell more."""
        return bool(self.absent or self.unread or any(title for _, title in self.left))

    @property
    def is_listless(self) -> bool:
        """Whether tables are missing, or not whole, that project forms and counts are held to."""
        return bool(self.lacking or self.is_list_open or self._absent((PLANS,)))

    def _absent(self, layouts: Collection[str]) -> tuple[str, ...]:
        own = (table for table in self.marks.tables if table.layout in layouts)
        return tuple(table.title for table in own if table.key not in self.tables)

    def with_found(self, *found: Diagnostic) -> Gathered:
        """The numbers gathered from a paper with more findings."""
        return replace(self, found=(*self.found, *found))

    def without(self, grid: Grid, shape: Shape | None) -> Gathered:
        """With a grid that is not read; one that only counts its rows holds no numbers."""
        title = shape.table.title if shape else ""
        return replace(self, left=(*self.left, (grid, title))) if figures_of(grid) else self

    def without_forms(self, *, but_whole: bool = False) -> Gathered:
        """The numbers of the paper with its project forms among what is not read.

        Those of which every number was read may stay.
        """
        kept = tuple(one for one in self.lists.forms if but_whole and _is_whole(one.grid))
        forms = ((one.grid, one.table.title) for one in self.lists.forms if one not in kept)
        return replace(self, left=(*self.left, *forms), lists=replace(self.lists, forms=kept))

    def with_reading(self, grid: Grid, reading: Reading) -> Gathered:
        """The numbers of the paper with those of a form's table that stands in a grid."""
        placed = (replace(one, grid=grid) for one in reading.placed)
        more = replace(self, placed=(*self.placed, *placed), unread=self.unread + reading.unread)
        return more.with_found(*reading.found)


def _is_whole(grid: Grid) -> bool:
    """Whether every number that a paper's grid prints was read."""
    return all(one.number is not None or number_in(one.text) is None for one in grid.spots.values())


def gather(grids: Sequence[Grid], form: Form) -> Gathered:
    """Gathers every number of a paper's tables, in the unit that they have."""
    catalogue = read_catalogue(form.project.catalogue, form.year)
    marks = expected(form, codes_in(grids, catalogue), names_in(grids, catalogue))
    if marks.region is None:
        return Gathered(marks, found=marks.found)
    aliases, found = read_aliases(marks.region)
    words, shapes = _words(marks, catalogue, aliases), tuple(map(shape_of, marks.tables))
    got = Gathered(marks, found=tuple(found), same=aliases.same)
    taken = _Taken(catalogue, words)
    for grid in (renamed(own, aliases.heads) for own in grids):
        got = _with_grid(got, grid, shape_for(grid, shapes), taken)
    unit = unit_for(got.placed)
    said = replace(told(got.placed, Unit.named(unit))[0], blank=tuple(taken.blank))
    own = [shape for shape in shapes if shape.table.layout in READ]
    lacking = missing_of(own, taken.seen, taken.readings)
    return replace(got, said=said, unit=unit, tables=frozenset(taken.seen), lacking=lacking)


@dataclass
class _Taken:
    """What is known while the numbers of a paper are gathered, and which tables are taken."""

    catalogue: Catalogue
    words: Words
    seen: dict[str, Grid] = field(default_factory=dict)
    blank: list[Target] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def _with_grid(got: Gathered, grid: Grid, shape: Shape | None, taken: _Taken) -> Gathered:
    """The paper's numbers with those of one of its tables."""
    if shape is not None and shape.table.layout in FORMS:
        return _with_form(got, grid, shape)
    if shape is None or shape.table.layout not in (*READ, *LISTS):
        return got.without(grid, shape)
    if shape.table.key in taken.seen:
        return got.with_found(_repeated(grid, taken.seen[shape.table.key], shape.table.title))
    taken.seen[shape.table.key] = grid
    if shape.table.layout in LISTS:
        return _with_list(got, grid, shape, taken.words)
    reading = read_sheet(_with_names(grid, taken.catalogue), shape, taken.words)
    taken.blank += reading.nothing
    taken.readings.append(reading)
    return got.with_found(*_misnamed(grid, taken.catalogue)).with_reading(grid, reading)


def _words(marks: Expected, catalogue: Catalogue, aliases: Aliases) -> Words:
    """What a paper's tables of numbers may call things."""
    words = Words(catalogue, aliases.rows)
    return words.of_form(marks.account) if marks.account else words


def _with_list(got: Gathered, grid: Grid, shape: Shape, words: Words) -> Gathered:
    """The paper's numbers with a list's; without it where its rows or money are not known."""
    unit = unit_of(grid)
    listing = read_list(grid, shape.table, unit, words) if is_listed(shape.table) and unit else None
    if listing is None:
        return got.without(grid, shape)
    lists = replace(got.lists, listings=(*got.lists.listings, listing))
    columns, unsure = [*unread(listing, words.catalogue)], [*_unsure(listing)]
    more = [column_unread(listing, spots) for spots in columns]
    more += [not_read(grid, spot) for spot in unsure]
    placed = (*got.placed, *listing.placed)
    count = got.unread + sum(map(len, columns)) + len(unsure)
    is_open = got.is_list_open or (bool(more) and shape.table.layout == PLANS)
    got = replace(got, placed=placed, lists=lists, unread=count, is_list_open=is_open)
    return got.with_found(*more)


def _unsure(listing: Listing) -> Iterator[Spot]:
    """The amounts of a paper's list, in columns of money, that could not be read."""
    columns = listing.head.columns
    money = {own for c in listing.columns.figures for own in columns.get(c, ())}
    for row, column in unsure_cells(listing.grid):
        if row >= listing.head.end and column in money:
            yield listing.grid.at(row, column)


def _with_form(got: Gathered, grid: Grid, shape: Shape) -> Gathered:
    """The paper's numbers with those of a project's form; without another form than this one's."""
    filled = read_form(grid, shape.table)
    is_read = filled.name and filled.unit and len(form_units(grid, shape.table)) < SEVERAL
    if not is_read or filled.missing:
        return got.without(grid, shape)
    return replace(got, lists=replace(got.lists, forms=(*got.lists.forms, filled)))


def _repeated(grid: Grid, first: Grid, title: str) -> Diagnostic:
    message = f"{grid.name}与{first.name}都是“{title}”，后一张没有核对。"
    return Diagnostic(Place(Path(grid.file)), REPEATED, message)


def _named(grid: Grid, catalogue: Catalogue) -> Iterator[tuple[Spot, str, str, str]]:
    """Names in a paper beside another subject's code: cell, code, right name, the other's code."""
    codes: dict[tuple[str, int], str] = {}
    for code, subject in catalogue.subjects.items():
        codes.setdefault((plain_name(subject.name), len(code)), code)
    for row in range(grid.size[0]):
        texts = [(spot, plain(spot.text)) for spot in grid.row(row)]
        for (_, code), (spot, name) in itertools.pairwise(texts):
            known = catalogue.get(code) if len(code) in CODE_LENGTHS and code.isdigit() else None
            other = codes.get((plain_name(name), len(code)))
            if known and other and plain_name(known.name) != plain_name(name):
                yield spot, code, known.name, other


def _misnamed(grid: Grid, catalogue: Catalogue) -> Iterator[Diagnostic]:
    for spot, code, name, other in _named(grid, catalogue):
        message = f"{grid.cell(spot)}：科目 {code} 是“{name}”，印的“{spot.text}”是 {other}。"
        hint = "请与编制单位核对：编码和名称有一个写错了，或者行错位了。"
        yield Diagnostic(Place(Path(grid.file)), MISNAMED, message, hint)


def _with_names(grid: Grid, catalogue: Catalogue) -> Grid:
    """The paper's grid of numbers in which every code has its own name."""
    right = {
        (spot.row, spot.column): replace(spot, text=name)
        for spot, _, name, _ in _named(grid, catalogue)
    }
    return replace(grid, spots={**grid.spots, **right}) if right else grid
