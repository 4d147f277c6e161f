"""Gathered: the grids of a paper and a form → every number with what it stands for.

A name that belongs to another code is told and then passed over: the row is that of its code.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject_catalogue import Catalogue, read_catalogue
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.marked_tables import Expected, Form, expected
from mingzhang.intake.number_placing import CODE_LENGTHS, Placed, Words, codes_in, read_sheet
from mingzhang.intake.sheet_figures import Told, told, unit_for
from mingzhang.intake.sheet_heads import shape_for
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
    form's tables that found no place.
    """

    marks: Expected
    placed: tuple[Placed, ...] = ()
    said: Told | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    tables: frozenset[str] = frozenset()
    left: tuple[tuple[Grid, str], ...] = ()
    unread: int = 0


def gather(grids: Sequence[Grid], form: Form) -> Gathered:
    """Every number of the tables, in the unit that they have."""
    catalogue = read_catalogue(form.project.catalogue, form.year)
    marks = expected(form, codes_in(grids, catalogue))
    if marks.region is None:
        return Gathered(marks, found=marks.found)
    aliases, found = read_aliases(marks.region)
    words, shapes = Words(catalogue, aliases.rows), tuple(map(shape_of, marks.tables))
    told_of, left, seen = list(found), list[tuple[Grid, str]](), dict[str, Grid]()
    placed, unread = list[Placed](), 0
    for own in grids:
        grid = renamed(own, aliases.heads)
        shape = shape_for(grid, shapes)
        title = shape.table.title if shape else ""
        if shape is None or shape.table.layout not in READ:
            left += [(grid, title)] if any(grid.numbers()) else []
        elif shape.table.key in seen:
            told_of.append(_repeated(grid, seen[shape.table.key], title))
        else:
            seen[shape.table.key] = grid
            told_of += _misnamed(grid, catalogue)
            reading = read_sheet(_with_names(grid, catalogue), shape, words)
            placed += (replace(one, grid=grid) for one in reading.placed)
            told_of += reading.found
            unread += reading.unread
    unit = unit_for(placed)
    said, _ = told(placed, Unit.named(unit))
    tables = frozenset(seen)
    return Gathered(marks, tuple(placed), said, unit, tuple(told_of), tables, tuple(left), unread)


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
    """The grid in which every code has its own name."""
    right = {
        (spot.row, spot.column): replace(spot, text=name)
        for spot, _, name, _ in _named(grid, catalogue)
    }
    return replace(grid, spots={**grid.spots, **right}) if right else grid
