"""Collect: the grids of workbooks and a form → the source that they make, or what prevents it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.amount import Unit
from mingzhang.facts.subject import read_catalogue
from mingzhang.grid.grid import Grid
from mingzhang.intake.aliases import read_aliases, renamed
from mingzhang.intake.expected import Expected, Form, expected
from mingzhang.intake.placing import Placed, Reading, Words, codes_in, read_sheet
from mingzhang.intake.sheet_figures import told, unit_for
from mingzhang.intake.sheet_heads import shape_for
from mingzhang.intake.solve import Solved, solve
from mingzhang.intake.table_shape import Shape, shape_of

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


def collect(grids: Sequence[Grid], form: Form) -> Collected:
    """The source of a form's document, in the unit that the tables have."""
    catalogue = read_catalogue(form.project.catalogue, form.year)
    marks = expected(form, codes_in(grids, catalogue))
    if marks.region is None:
        return Collected(found=marks.found)
    aliases, found = read_aliases(marks.region)
    words = Words(catalogue, aliases.rows)
    readings, left = _read([renamed(grid, aliases.heads) for grid in grids], marks, words)
    placed = tuple(one for reading in readings for one in reading.placed)
    found = (*found, *left, *(fault for reading in readings for fault in reading.found))
    unit = unit_for(placed)
    said, conflicts = told(placed, Unit.named(unit))
    found = (*found, *conflicts)
    if not placed or any(fault.code not in UNREAD for fault in found):
        return Collected(placed, None, unit, found or (_nothing(grids, form),))
    solved = solve(said, placed, replace(form, unit=unit), marks)
    return Collected(placed, solved, unit, (*found, *solved.found))


def _nothing(grids: Sequence[Grid], form: Form) -> Diagnostic:
    file = Path(grids[0].file) if grids else Path()
    message = f"工作簿里没有版式“{form.name}”的表，什么也没有读入。"
    hint = "请核对 --form 写的版式，和各张表的标题；版式的各张表见它的 disclosure.xlsx。"
    return Diagnostic(Place(file), "MZ806", message, hint)


def _read(
    grids: Iterable[Grid], marks: Expected, words: Words
) -> tuple[list[Reading], tuple[Diagnostic, ...]]:
    shapes = tuple(map(shape_of, marks.tables))
    readings: list[Reading] = []
    found: list[Diagnostic] = []
    seen: dict[str, Grid] = {}
    for grid in grids:
        shape = shape_for(grid, shapes)
        if shape is None or shape.table.layout not in READ:
            found += _left(grid, shape)
        elif shape.table.key in seen:
            found.append(_repeated(seen[shape.table.key], grid, shape))
        else:
            seen[shape.table.key] = grid
            readings.append(read_sheet(grid, shape, words))
    return readings, tuple(found)


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
