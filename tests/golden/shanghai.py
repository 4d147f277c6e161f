"""What agencies of the city published: the text of a final or a budget → its figures, as TSV files.

    python -m tests.golden.shanghai SEED.txt tests/golden/putuo-social-work-2024-final

The city's forms have no numbers, so they go by their titles.  The text lost those: a form begins
with the first line of its head, and goes on below the same line on the next page.  The parts of a
budget are numbered 一、二、 without 第…部分, and its sections anew in each of them: a section goes
by both numbers (六一), one without a number of its own by that of its part (四).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.golden.extract import FIGURE, Grid, Row, Section, read_sections, sentence_figures, write

YEAR = re.compile(r"^\d{4}年")
UNIT = re.compile(r"^(?:部门|单位)")
# A list that goes on in the line: “其中：1、…。2、…”
INLINE = re.compile(r"(?<=[。：\s])(?=\d+、)")
FINAL = ("收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表")
BUDGET = ("财务收支预算总表", "收入预算总表", "支出预算总表", "财政拨款收支预算总表")
OFFICIAL = "“三公”经费和机关运行经费预算表"
# The first line of a form's head, by the words that no other form has there.
HEADS = {
    "项目|本年收入合计|财政拨款收入": FINAL[1],
    "项目|本年支出合计|基本支出": FINAL[2],
    "项目|合计|基本支出": "一般公共预算财政拨款支出决算表",
    "经济分类科目编码|科目名称|决算数": "一般公共预算财政拨款基本支出决算表",
    "财政拨款“三公”经费": "财政拨款“三公”经费支出决算表",
    "项目|年初结转和结余|本年收入": "政府性基金预算财政拨款收入支出决算表",
    "本年收入|本年支出": BUDGET[0],
    "项目|收入预算": BUDGET[1],
    "项目|支出预算": BUDGET[2],
    "财政拨款收入|财政拨款支出": BUDGET[3],
    "项目|一般公共预算支出": "一般公共预算支出功能分类预算表",
    "项目|政府性基金预算支出": "政府性基金预算支出功能分类预算表",
    "项目|国有资本经营预算支出": "国有资本经营预算支出功能分类预算表",
    "项目|一般公共预算基本支出": "一般公共预算基本支出部门预算经济分类预算表",
    "“三公”经费预算数|机关运行经费预算数": OFFICIAL,
}
PARTS_OF_BUDGET = {"预算编制说明": "四", "其他相关情况说明": "六", "项目经费情况说明": "七"}


def table_rows(title: str, grid: Grid) -> Iterator[Row]:
    """The rows of the form with that title that hold a figure.

    A budget's title begins with the year; a sister form has some of these titles without.
    """
    is_budget = bool(YEAR.match(title))
    name = UNIT.sub("", YEAR.sub("", title))
    return _rows_of(name, grid) if is_budget == ("预算表" in name or name in BUDGET) else iter(())


def _rows_of(name: str, grid: Grid) -> Iterator[Row]:
    reader = READERS.get(name)
    rows = reader(name, grid) if reader else ()
    return (row for row in rows if any(row.figures))


def _sided(left: int, right: int, table: str, grid: Grid) -> Iterator[Row]:
    """Income at the left, spending at the right: a name and figures on each side."""
    for row in grid:
        cells = (*row, *[""] * (left + right + 2 - len(row)))
        ends = (("左", cells[: left + 1]), ("右", cells[left + 1 : left + right + 2]))
        for side, (name, *figures) in ends:
            if name and _is_plain(figures):
                yield Row(table, side, name, tuple(figures))


def _coded(labels: int, columns: int, table: str, grid: Grid) -> Iterator[Row]:
    """A code, in one cell or in parts, a name, and figures."""
    for row in grid:
        cells = (*row, *[""] * (labels + columns - len(row)))
        figures = cells[labels : labels + columns]
        if cells[0] and _is_plain(figures):
            yield Row(table, "".join(cells[: labels - 1]), cells[labels - 1], tuple(figures))


def _halves(table: str, grid: Grid) -> Iterator[Row]:
    """Two blocks side by side, each with a code, a name and a figure; a total without a code."""
    for row in grid:
        for cells in (row[:3], row[3:6]):
            if len(cells) == 3 and _is_plain(cells[2:]):
                key, label = (cells[0], cells[1]) if cells[1] else ("", cells[0])
                yield Row(table, key, label, (cells[2],))


def _single(table: str, grid: Grid) -> Iterator[Row]:
    for row in grid:
        if _is_plain(row):
            yield Row(table, "", "", tuple(row))


def _is_plain(cells: Sequence[str]) -> bool:
    return any(cells) and all(not cell or FIGURE.fullmatch(cell) for cell in cells)


READERS: Mapping[str, Callable[[str, Grid], Iterator[Row]]] = {
    FINAL[0]: partial(_sided, 1, 1),
    FINAL[1]: partial(_coded, 2, 7),
    FINAL[2]: partial(_coded, 2, 6),
    FINAL[3]: partial(_sided, 1, 4),
    "一般公共预算财政拨款支出决算表": partial(_coded, 2, 3),
    "一般公共预算财政拨款基本支出决算表": _halves,
    "财政拨款“三公”经费支出决算表": _single,
    "政府性基金预算财政拨款收入支出决算表": partial(_coded, 2, 6),
    "国有资本经营预算财政拨款收入支出决算表": partial(_coded, 2, 6),
    BUDGET[0]: partial(_sided, 1, 1),
    BUDGET[1]: partial(_coded, 4, 5),
    BUDGET[2]: partial(_coded, 4, 3),
    BUDGET[3]: partial(_sided, 1, 4),
    "一般公共预算支出功能分类预算表": partial(_coded, 4, 3),
    "政府性基金预算支出功能分类预算表": partial(_coded, 4, 3),
    "国有资本经营预算支出功能分类预算表": partial(_coded, 4, 3),
    "一般公共预算基本支出部门预算经济分类预算表": partial(_coded, 3, 3),
    OFFICIAL: _single,
}


def read_tables(text: str) -> tuple[Row, ...]:
    """The rows of the published forms."""
    grids: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    summaries = 0
    for line in text.splitlines():
        cells = [re.sub(r"\s", "", cell) for cell in line.split("\t")]
        words = [cell for cell in cells if cell]
        if title := _begun("|".join(words), summaries):
            summaries += words == ["收入", "支出"]
            current = grids.setdefault(title, [])
        elif current is not None and len(cells) > 1:
            current.append(cells)
        elif len(cells) == 1 and words:
            current = None
    return tuple(row for title, grid in grids.items() for row in _rows_of(title, grid))


def _begun(words: str, summaries: int) -> str:
    """The form that a line begins; the two summaries of a final have the same first line."""
    if words == "收入|支出":
        return FINAL[0] if summaries == 0 else FINAL[3]
    return next((title for head, title in HEADS.items() if words.startswith(head)), "")


def read_narrative(text: str) -> tuple[Section, ...]:
    """The sections that explain the figures."""
    if "第四部分" in text or "预算编制说明" not in text:
        return read_sections(INLINE.sub("\n", text) + "\n第四部分 名词解释\n")
    found: dict[str, tuple[str, list[str]]] = {}
    part = number = ""
    for line in INLINE.sub("\n", text[text.index("第三部分") :]).splitlines():
        words = YEAR.sub("", line.strip()).removeprefix("部门")
        heading = re.fullmatch(r"([一二三四五六七八九十]+)、(.+)", line.strip())
        if words in PARTS_OF_BUDGET:
            part = number = PARTS_OF_BUDGET[words]
            found[number] = (words, [])
        elif heading and part == PARTS_OF_BUDGET["其他相关情况说明"]:
            number = part + heading[1]
            found[number] = (heading[2], [])
        elif number:
            found[number][1].append(line)
    return tuple(
        Section(name, title, sentence_figures(lines))
        for name, (title, lines) in found.items()
        if sentence_figures(lines)
    )


def main(seed: Path, folder: Path) -> None:
    """Write both files of a published document."""
    text = seed.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    sections = [(part.number, part.title, *part.figures) for part in read_narrative(text)]
    rows = [(row.table, row.key, row.label, *row.figures) for row in read_tables(text)]
    write(folder / "narrative.tsv", sections)
    write(folder / "tables.tsv", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
