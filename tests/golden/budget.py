"""What an agency published of its budget: the text of a disclosure → its figures, as TSV files.

    python -m tests.golden.budget SEED.txt tests/golden/yanbian-2024-budget

As ``extract.py`` does for final accounts: ``narrative.tsv`` holds a line per section of part three,
``tables.tsv`` a line per table row that holds any figure. The tables go by their titles. The forms
number their rows (序号); a row's key is its side, its code, or its place in the project table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.golden.extract import FIGURE, MARKUP, Grid, Row, after, read_sections, write

TITLES: Mapping[str, str] = {
    "预算表1": "收支总表",
    "预算表2": "收入总表",
    "预算表3": "支出总表",
    "预算表4": "财政拨款收支总表",
    "预算表5": "一般公共预算支出表",
    "预算表6": "一般公共预算基本支出表",
    "预算表9": "项目支出表",
}
GENERAL = TITLES["预算表5"]
OFFICIAL = "一般公共预算“三公”经费支出表"
FUNDS = "政府性基金预算支出表"
STATE_CAPITAL = "国有资本经营预算支出表"
GOAL = "项目支出绩效目标表"
# A heading that begins a table, and one that ends it without beginning another.
STARTS = re.compile(r"(?:本年)?(?P<title>[^（(]+?)\s*(?:[（(]预算表\d+[）)])?")
ENDS = ("财政拨款委托业务费支出预算表", "第三部分")
NUMBER = re.compile(r"\d+")
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}|\d{6}")
MONEY = ("年度资金总额", "其中：财政拨款", "其他资金")
# What the cells of the PDF cut off.
CUT = {
    "一般公共预算拨款收": "一般公共预算拨款收入",
    "政府性基金预算拨款": "政府性基金预算拨款收入",
    "国有资本经营预算拨": "国有资本经营预算拨款收入",
    "二、财政专户管理资金收": "二、财政专户管理资金收入",
}


def read_tables(text: str) -> tuple[Row, ...]:
    """The rows of the budget's forms, each once."""
    grids = _grids(text)
    names = {row[0]: tuple(row[1:3]) for _, grid in grids for row in grid if len(row) == 9}
    rows = (row for title, grid in grids for row in _published(title, grid, names))
    return tuple(dict.fromkeys(rows))


def _published(title: str, grid: Grid, names: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    if title == GENERAL:
        # Its column of codes was cut off; its rows are those of 支出总表 in the same order.
        grid = [[row[0], *names.get(row[0], row[1:3]), *row[3:]] for row in grid]
    elif title == TITLES["预算表1"]:
        grid = [[row[0], *(CUT.get(cell, cell) for cell in row[1:])] for row in grid]
    elif title == TITLES["预算表9"]:
        grid = [_without_blank_columns(row) for row in grid]
    yield from table_rows(title, grid)


def table_rows(title: str, grid: Grid) -> Iterator[Row]:
    """The rows of the form with that number or title that hold a figure."""
    name = TITLES.get(title, title)
    reader = READERS.get(name) or (_goal if name.endswith(GOAL) else None)
    rows = reader(name, grid) if reader else ()
    return (row for row in rows if any(row.figures))


def _two_sided(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        if len(row) >= 7 and NUMBER.fullmatch(row[0]):
            for side, cells in (("左", row[1:4]), ("右", row[4:7])):
                yield Row(table, side, cells[0], tuple(cells[1:]))


def _by_unit(table: str, grid: Grid) -> Iterator[Row]:
    """The text lost a column: the figures of a row are compared in order, without its blanks."""
    for row in grid:
        if NUMBER.fullmatch(row[0]):
            yield Row(table, row[1], row[2], tuple(filter(None, row[3:])))


def _by_code(columns: int) -> Callable[[str, Grid], Iterator[Row]]:
    def read(table: str, grid: Grid) -> Iterator[Row]:
        for row in grid:
            cells = (*row[3 : 3 + columns], *[""] * (3 + columns - len(row)))
            if NUMBER.fullmatch(row[0]) and "合计" in row[1:3]:
                yield Row(table, "", "合计", cells)
            elif NUMBER.fullmatch(row[0]) and CODE.fullmatch(row[1]):
                yield Row(table, row[1], row[2], cells)

    return read


def _listed(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        if len(row) == 2 and (not row[1] or FIGURE.fullmatch(row[1])):
            yield Row(table, "", row[0], tuple(row[1:]))


def _one_fund(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        if all(not cell or FIGURE.fullmatch(cell) for cell in row[1:]):
            yield Row(table, "", row[0], tuple(row[1:]))


def _projects(table: str, grid: Grid) -> Iterator[Row]:
    """序号, 类型, 一级项目, 二级项目, 项目单位 and eight amounts."""
    for row in grid:
        if not NUMBER.fullmatch(row[0]) or len(row) < 13:
            continue
        kind, group, plan, unit = row[1:5]
        figures = tuple(row[5:13])
        if plan:
            yield Row(table, "二级项目", f"{plan} {unit}", figures)
        elif group:
            yield Row(table, "一级项目", group, figures)
        else:
            yield Row(table, "类型" if kind != "合计" else "", kind, figures)


def _without_blank_columns(row: Sequence[str]) -> list[str]:
    """The published form has two columns for the type, and one that is always blank."""
    if len(row) < 15:
        return list(row)
    number, code, kind, group, plan, unit, _, *figures = row
    is_group = bool(group or plan)
    label = "" if is_group else "-".join(filter(None, (code, kind)))
    return [number, label, group, plan, unit, *figures]


def _goal(title: str, grid: Grid) -> Iterator[Row]:
    """A project's goal: its money, then an indicator a row; its last cells are value and weight."""
    name = next((*after(row, "项目名称"), "")[0] for row in grid if "项目名称" in row)
    if not name:
        return  # the form of an agency that published no goal
    table = f"{GOAL} {name} {re.sub(r'20[0-9][0-9]年.*', '', title)}"
    start = next(at for at, row in enumerate(grid) if "三级指标" in row)
    for row in grid[:start]:
        for label in (cell for cell in row if cell in MONEY):
            yield Row(table, "资金", label, after(row, label)[:1])
    for row in grid[start + 1 :]:
        cells = [cell for cell in row if cell]
        weight = [cells.pop()] if cells and NUMBER.fullmatch(cells[-1]) else [""]
        if len(cells) > 1:
            yield Row(table, "指标", cells[-2], (cells[-1], *weight))


READERS: Mapping[str, Callable[[str, Grid], Iterator[Row]]] = {
    TITLES["预算表1"]: _two_sided,
    TITLES["预算表2"]: _by_unit,
    TITLES["预算表3"]: _by_code(6),
    TITLES["预算表4"]: _two_sided,
    GENERAL: _by_code(5),
    TITLES["预算表6"]: _by_code(3),
    OFFICIAL: _listed,
    FUNDS: _one_fund,
    STATE_CAPITAL: _one_fund,
    TITLES["预算表9"]: _projects,
}


def _grids(text: str) -> list[tuple[str, list[list[str]]]]:
    """The cells of each form by title; a form that goes on over a page comes twice."""
    body = text[text.index("### 收支总表") : text.rindex("第三部分")]
    grids: list[tuple[str, list[list[str]]]] = []
    for line in body.splitlines():
        cells = [re.sub(r"\s", "", MARKUP.sub("", cell)) for cell in line.split("\t")]
        if len(cells) > 1 and grids:
            grids[-1][1].append(cells)
        elif title := _title(cells[0].strip("#")):
            grids.append((title, []))
    return grids


def _title(line: str) -> str:
    """The title of the form that a line begins; empty for any other line."""
    match = STARTS.fullmatch(line)
    title = match["title"].strip() if match else ""
    return title if title in READERS or title in ENDS or title.endswith(GOAL) else ""


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
