"""Collect: the grids of workbooks and a form → the source that they make, or what prevents it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject import read_catalogue
from mingzhang.grid.grid import Grid
from mingzhang.intake.aliases import read_aliases, renamed
from mingzhang.intake.expected import Expected, Form, expected
from mingzhang.intake.heads import shape_for
from mingzhang.intake.placing import Placed, Reading, Words, codes_in, read_sheet
from mingzhang.intake.shape import Shape, shape_of
from mingzhang.intake.solve import Solved, solve
from mingzhang.intake.told import Told, told, unit_for

# The forms of table that are read; the others list what an agency has, row by row.
READ = frozenset(("收支两栏", "功能科目", "经济科目", "单行", "清单"))
UNREAD = frozenset(("MZ810", "MZ811"))  # what may stay behind where the author says so


@dataclass(frozen=True)
class Collected:
    """All that was read; ``solved`` is the source, None where the sheets alone prevent it."""

    placed: tuple[Placed, ...] = ()
    solved: Solved | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()

    @property
    def prevents(self) -> tuple[Diagnostic, ...]:
        """What nobody can agree to leave behind."""
        return tuple(d for d in self.found if d.code not in UNREAD)


@dataclass(frozen=True)
class Gathered:
    """What the sheets say before anything is made of it; ``blank`` are cells without a number.

    ``tables`` are the keys of the form's that were found, ``left`` the sheets with numbers that are
    not read, each with the title of the form's that it is.
    """

    marks: Expected
    placed: tuple[Placed, ...] = ()
    blank: tuple[tuple[str, tuple[int, int], str], ...] = ()
    said: Told | None = None
    unit: str = ""
    found: tuple[Diagnostic, ...] = ()
    conflicts: tuple[Diagnostic, ...] = ()
    tables: frozenset[str] = frozenset()
    left: tuple[tuple[Grid, str], ...] = ()


def gather(grids: Sequence[Grid], form: Form, *, keeps_misnamed: bool = False) -> Gathered:
    """Every number of the sheets with what it stands for, in the unit that the tables have.

    ``keeps_misnamed``: rows whose code has another name are read, and told.
    """
    catalogue = read_catalogue(form.project.catalogue, form.year)
    marks = expected(form, codes_in(grids, catalogue))
    if marks.region is None:
        return Gathered(marks, found=marks.found)
    aliases, found = read_aliases(marks.region)
    words = Words(catalogue, aliases.rows, keeps_misnamed)
    sheets = _read([renamed(grid, aliases.heads) for grid in grids], marks, words)
    readings, left = sheets.readings, sheets.found
    placed = tuple(one for reading in readings for one in reading.placed)
    blank = tuple(one for reading in readings for one in reading.blank)
    found = (*found, *left, *(fault for reading in readings for fault in reading.found))
    unit = unit_for(placed)
    said, conflicts = told(placed, Unit.named(unit))
    tables, unread = frozenset(sheets.seen), tuple(sheets.left)
    return Gathered(marks, placed, blank, said, unit, found, conflicts, tables, unread)


def collect(grids: Sequence[Grid], form: Form) -> Collected:
    """The source of a form's document, in the unit that the tables have."""
    got = gather(grids, form)
    if got.said is None:
        return Collected(found=got.found)
    placed, unit, found = got.placed, got.unit, (*got.found, *got.conflicts)
    if not placed or any(fault.code not in UNREAD for fault in found):
        return Collected(placed, None, unit, found or (_nothing(grids, form),))
    solved = solve(got.said, placed, replace(form, unit=unit), got.marks)
    return Collected(placed, solved, unit, (*found, *solved.found))


def _nothing(grids: Sequence[Grid], form: Form) -> Diagnostic:
    file = Path(grids[0].file) if grids else Path()
    message = f"工作簿里没有版式“{form.name}”的表，什么也没有读入。"
    hint = "请核对 --form 写的版式，和各张表的标题；版式的各张表见它的 disclosure.xlsx。"
    return Diagnostic(Place(file), "MZ806", message, hint)


@dataclass
class _Sheets:
    """All sheets while they are read."""

    readings: list[Reading] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, Grid] = field(default_factory=dict)
    left: list[tuple[Grid, str]] = field(default_factory=list)


def _read(grids: Iterable[Grid], marks: Expected, words: Words) -> _Sheets:
    shapes = tuple(map(shape_of, marks.tables))
    sheets = _Sheets()
    for grid in grids:
        shape = shape_for(grid, shapes)
        if shape is None or shape.table.layout not in READ:
            if any(grid.numbers()):
                sheets.left.append((grid, shape.table.title if shape else ""))
            sheets.found += _left(grid, shape)
        elif shape.table.key in sheets.seen:
            sheets.found.append(_repeated(sheets.seen[shape.table.key], grid, shape))
        else:
            sheets.seen[shape.table.key] = grid
            sheets.readings.append(read_sheet(grid, shape, words))
    return sheets


def _repeated(one: Grid, other: Grid, shape: Shape) -> Diagnostic:
    message = (
        f"两张工作表都是“{shape.table.title}”：{one.file} 的“{one.name}”，"
        f"{other.file} 的“{other.name}”。"
    )
    hint = "请删去多出的一张（常是复制后留下的），再导入。"
    return Diagnostic(Place(Path(other.file)), "MZ814", message, hint)


def _left(grid: Grid, shape: Shape | None) -> list[Diagnostic]:
    """A sheet that is not read, if it has any number."""
    numbers = list(grid.numbers())
    if not numbers:
        return []
    what = f"是“{shape.table.title}”，这种表还不能导入" if shape else "不是这个版式的表"
    first = grid.cell(numbers[0])
    message = f"工作表“{grid.name}”{what}，其中 {len(numbers)} 个数没有读入（{first} 起）。"
    hint = "这张表的数请在来源里填写；加 --partial 导入其余各表。"
    return [Diagnostic(Place(Path(grid.file)), "MZ811", message, hint)]
