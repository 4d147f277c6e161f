"""Hidden cells: the rows and columns of a workbook's sheet that are hidden → what stands there.

A filter that was left on hides good rows, and a clerk hides what he no longer wants: nobody can
tell these apart.  So hidden cells are read like all others, and whoever imports them is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.grid.grid import Grid, letters

# Some programs write each element with a prefix: <x:row>.
ROW, COLUMN = (re.compile(rb"<(?:\w+:)?%s\s[^>]*>" % name) for name in (b"row", b"col"))
ATTRIBUTE = re.compile(rb"\s(r|min|max|hidden)=[\"']([0-9a-z]+)[\"']")
YES = (b"1", b"true")
MOST_COLUMNS = 16_384  # that a sheet can have
FEW = 4  # sheets that a message names


@dataclass(frozen=True)
class Hidden:
    """The rows and the columns of a sheet that are hidden, from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def hidden_in(sheet: bytes) -> Hidden:
    """What the XML of a sheet hides."""
    rows = (int(one[b"r"]) - 1 for one in _hidden(ROW, sheet) if b"r" in one)
    columns = (
        range(int(one[b"min"]) - 1, min(int(one[b"max"]), MOST_COLUMNS))
        for one in _hidden(COLUMN, sheet)
        if b"min" in one and b"max" in one
    )
    return Hidden(frozenset(rows), frozenset(column for each in columns for column in each))


def _hidden(element: re.Pattern[bytes], sheet: bytes) -> Iterator[Mapping[bytes, bytes]]:
    """The attributes of each element that is hidden."""
    for found in element.finditer(sheet):
        attributes = dict(ATTRIBUTE.findall(found[0]))
        if attributes.get(b"hidden") in YES:
            yield attributes


def told_hidden(
    file: Path, sheets: Iterable[tuple[Grid, Hidden]], code: str
) -> Iterator[Diagnostic]:
    """That hidden cells with numbers were read, once for a workbook."""
    found = [
        (grid, where, count) for grid, own in sheets for where, count in [_read(grid, own)] if count
    ]
    if found:
        each = "；".join(f"工作表“{grid.name}”的{where}" for grid, where, _ in found[:FEW])
        more = f"；等 {len(found)} 张表" if len(found) > FEW else ""
        count = sum(number for *_, number in found)
        message = f"隐藏的行、列也照着读了，里面有 {count} 个数：{each}{more}。"
        hint = "请在 Excel 里全选各表，取消隐藏行、列，清除筛选，看一遍这些数；不要的删去，再导入。"
        yield Diagnostic(Place(file), code, message, hint, Severity.WARNING)


def _read(grid: Grid, hidden: Hidden) -> tuple[str, int]:
    """The hidden rows and columns of a grid that have numbers, in words; how many these are."""
    spots = [s for s in grid.numbers() if s.row in hidden.rows or s.column in hidden.columns]
    rows = sorted({spot.row for spot in spots} & hidden.rows)
    columns = sorted({spot.column for spot in spots} & hidden.columns)
    where = [f"第 {_range([str(n + 1) for n in one])} 行" for one in _runs(rows)]
    where += [f"{_range([letters(n) for n in one])} 列" for one in _runs(columns)]
    return "、".join(where), len(spots)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Hidden rows or columns that are beside each other."""
    for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        yield [number for _, number in run]


def _range(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
