"""Gathered: the grids of a paper and a form → every number with what it stands for.

A name that belongs to another code is told and then passed over: the row is that of its code.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.marked_tables import Expected, Form, expected
from mingzhang.intake.number_placing import (
    CODE_LENGTHS,
    Placed,
    Reading,
    Words,
    codes_in,
    read_sheet,
)
from mingzhang.intake.sheet_figures import Told, told, unit_for
from mingzhang.intake.sheet_heads import shape_for
from mingzhang.intake.sheet_names import names_in
from mingzhang.intake.source_from_grids import READ
from mingzhang.intake.table_shape import shape_of
from mingzhang.intake.word_matching import plain, plain_name
from mingzhang.intake.workbook_aliases import read_aliases, renamed

REPEATED, MISNAMED = "MZ814", "MZ892"


@dataclass(frozen=True)
class Gathered:
    """What a paper's tables say.

    ``tables`` are the keys of the form's that were found, ``left`` the grids with numbers that are
    not read, each with the title of the form's table that it is, ``unread`` the cells of the
    form's tables that found no place.  ``same`` has names whose figures are those of others.
    """

    marks: Expected
    placed: tuple[Placed, ...] = ()
    said: Told | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    tables: frozenset[str] = frozenset()
    left: tuple[tuple[Grid, str], ...] = ()
    unread: int = 0
    same: Mapping[str, str] = field(default_factory=dict)

    def with_found(self, *found: Diagnostic) -> Gathered:
        """The numbers gathered from a paper with more findings."""
        return replace(self, found=(*self.found, *found))

    def with_reading(self, grid: Grid, reading: Reading) -> Gathered:
        """With what a table of the form says, which stands in a grid."""
        placed = (replace(one, grid=grid) for one in reading.placed)
        more = replace(self, placed=(*self.placed, *placed), unread=self.unread + reading.unread)
        return more.with_found(*reading.found)


def gather(grids: Sequence[Grid], form: Form) -> Gathered:
    """Gathers every number of a paper's tables, in the unit that they have."""
    catalogue = read_catalogue(form.project.catalogue, form.year)
    marks = expected(form, codes_in(grids, catalogue), names_in(grids, catalogue))
    if marks.region is None:
        return Gathered(marks, found=marks.found)
    aliases, found = read_aliases(marks.region)
    words, shapes = Words(catalogue, aliases.rows), tuple(map(shape_of, marks.tables))
    got = Gathered(marks, found=tuple(found), same=aliases.same)
    seen: dict[str, Grid] = {}
    blank: list[Target] = []
    for own in grids:
        grid = renamed(own, aliases.heads)
        shape = shape_for(grid, shapes)
        title = shape.table.title if shape else ""
        if shape is None or shape.table.layout not in READ:
            got = replace(got, left=(*got.left, *([(grid, title)] if any(grid.numbers()) else ())))
        elif shape.table.key in seen:
            got = got.with_found(_repeated(grid, seen[shape.table.key], title))
        else:
            seen[shape.table.key] = grid
            reading = read_sheet(_with_names(grid, catalogue), shape, words)
            got = got.with_found(*_misnamed(grid, catalogue)).with_reading(grid, reading)
            blank += reading.nothing
    unit = unit_for(got.placed)
    said = replace(told(got.placed, Unit.named(unit))[0], blank=tuple(blank))
    return replace(got, said=said, unit=unit, tables=frozenset(seen))


def _repeated(grid: Grid, first: Grid, title: str) -> Diagnostic:
    message = f"{grid.name}与{first.name}都是“{title}”，后一张没有核对。"
    return Diagnostic(Place(Path(grid.file)), REPEATED, message)


def _named(grid: Grid, catalogue: Catalogue) -> Iterator[tuple[Spot, str, str, str]]:
    """Each name beside the code of another subject: its cell, code, right name, other's code."""
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
    """The paper's grid in which every code has its own name."""
    right = {
        (spot.row, spot.column): replace(spot, text=name)
        for spot, _, name, _ in _named(grid, catalogue)
    }
    return replace(grid, spots={**grid.spots, **right}) if right else grid
