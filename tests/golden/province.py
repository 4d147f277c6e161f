"""What an agency of the province published of its budget: a text → its figures, as TSV files.

    python -m tests.golden.province SEED.txt tests/golden/jilin-insurance-2024-budget

The province's forms have no numbers, no 序号 and no codes: rows go by their names.  The text lost
the titles of the forms, but each begins with its line of 单位：万元, in the order of the contents.
Blank cells at the ends of rows were lost here and there, so where a row has many columns its
figures are compared in order, without the blanks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.golden.extract import FIGURE, Grid, Row, read_sections, write

SUMMARY = "收支预算总表"
INCOME = "收入预算总表"
SPENDING = "支出预算总表"
FISCAL = "财政拨款收支预算总表"
GENERAL = "一般公共预算拨款支出预算表"
BASIC = "一般公共预算基本支出预算表"
OFFICIAL = "一般公共预算“三公”经费支出预算表"
FUNDS = "政府性基金预算拨款支出预算表"
STATE_CAPITAL = "国有资本经营预算支出预算表"
PROJECTS = "项目支出预算表"
SERVICES = "财政拨款委托业务费支出预算表"
FIRST = "单位：万元"
LABELS = 4  # 类型, 一级项目, 二级项目 and unit of a project


def table_rows(title: str, grid: Grid) -> Iterator[Row]:
    """The rows of the form with that title that hold a figure."""
    reader = READERS.get(title)
    rows = reader(title, grid) if reader else ()
    return (row for row in rows if any(row.figures))


def read_tables(text: str) -> tuple[Row, ...]:
    """The rows of the budget's forms."""
    found = zip(READERS, _grids(text), strict=False)
    return tuple(row for title, grid in found for row in table_rows(title, grid))


def _two_sided(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        for side, cells in (("左", row[:4]), ("右", row[4:8])):
            if cells and _is_plain(cells[1:]):
                yield Row(table, side, cells[0], tuple(cells[1:]))


def _by_name(columns: int) -> Callable[[str, Grid], Iterator[Row]]:
    def read(table: str, grid: Grid) -> Iterator[Row]:
        for row in grid:
            cells = (*row[1 : 1 + columns], *[""] * (1 + columns - len(row)))
            if row[0] and _is_plain(cells):
                yield Row(table, "", row[0], cells)

    return read


def _in_order(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        if row[0] and _is_plain(row[1:]):
            yield Row(table, "", row[0], tuple(filter(None, row[1:])))


def _projects(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        figures = row[LABELS:]
        if _is_plain(figures):
            name = row[2] or row[0]
            yield Row(table, row[3], name, tuple(filter(None, figures)))


def _services(table: str, grid: Grid) -> Iterator[Row]:
    """The amounts, and whether it is bought in one or the other way."""
    for row in grid:
        if len(row) > 2 and row[1] and _is_plain(row[2:6]):
            yield Row(table, "", row[1], tuple(filter(None, row[2:8])))


def _is_plain(cells: Sequence[str]) -> bool:
    return any(cells) and all(not cell or FIGURE.fullmatch(cell) for cell in cells)


READERS: Mapping[str, Callable[[str, Grid], Iterator[Row]]] = {
    SUMMARY: _two_sided,
    INCOME: _in_order,
    SPENDING: _by_name(6),
    FISCAL: _two_sided,
    GENERAL: _by_name(5),
    BASIC: _by_name(3),
    OFFICIAL: _by_name(1),
    FUNDS: _by_name(3),
    STATE_CAPITAL: _by_name(3),
    PROJECTS: _projects,
    SERVICES: _services,
}


def _grids(text: str) -> list[list[list[str]]]:
    """The cells of each form, blanks taken out of them."""
    body = text[text.index(FIRST) : text.rindex("第三部分")]
    blocks = body.split(FIRST)[1:]
    return [
        [[re.sub(r"\s", "", cell) for cell in line.split("\t")] for line in lines if "\t" in line]
        for lines in map(str.splitlines, blocks)
    ]


def main(seed: Path, folder: Path) -> None:
    """Write both files of a published budget."""
    text = seed.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    sections = [(part.number, part.title, *part.figures) for part in read_sections(text)]
    rows = [(row.table, row.key, row.label, *row.figures) for row in read_tables(text)]
    write(folder / "narrative.tsv", sections)
    write(folder / "tables.tsv", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
