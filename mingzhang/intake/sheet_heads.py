"""Sheet heads: a sheet and a table's shape → where its title, unit and head are, by column.

Columns are told by the words above them, never by their number or address: one that was put in
between is simply not one of the form's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as File

from mingzhang.diagnostics import Diagnostic, Place, Severity
from mingzhang.grid.grid import LOST, Grid, Spot
from mingzhang.intake.table_shape import LEVELS, Path, Shape, with_blocks
from mingzhang.intake.word_matching import (
    UNIT,
    UNIT_ALONE,
    UNIT_BEHIND,
    YEAR,
    is_titled,
    plain,
    plain_head,
)

TITLE_ROWS, HEAD_ROWS = 8, 30
CALLED_CONTENTS = "目录"
CONTENTS = 3  # titles of tables that only a list of contents has
NUMBERED = "栏次"
BESIDE_UNIT, UNIT_WORD = 3, "单位"  # cells of a row in which a unit stands alone
YEAR_OF_TITLE = re.compile("^[^0-9(]*(20[0-9]{2})年(?:度)?[^0-9]*表(?:[(].*)?$")
YEAR_BEFORE = "(20[0-9]{2})年(?:度)?"
ANY_UNIT = re.compile("单位:[^:]{0,3}元|单位:美元|单位:[百十亿]")
AGENCY = re.compile("^(?:预算)?(部门|单位)(?!:).*表$")
NUMBER_BEFORE = re.compile("^(?:公开)?(?:表[0-9]+|[0-9]+表?)")
LABEL = re.compile(r"(编码|代码|名称)$")


@dataclass(frozen=True)
class Head:
    """The head of a sheet: its rows, which column of the sheet each of the form's is.

    A column of codes may be several of the sheet (类, 款, 项).  ``broad`` are columns of codes that
    one heading spans without saying which of them is which.
    """

    first: int
    end: int
    columns: Mapping[int, tuple[int, ...]]
    broad: tuple[int, ...] = ()


def titles_of(grid: Grid) -> Iterator[str]:
    """The texts of a sheet's head, its first rows, one of which may be its title."""
    for row in grid.top(TITLE_ROWS):
        for column in range(grid.size[1]):
            if grid.owns(row, column) and not grid.at(row, column).is_empty:
                yield grid.at(row, column).text


def shape_for(grid: Grid, shapes: Sequence[Shape]) -> Shape | None:
    """The table whose title the head of a sheet has; of several the longest.

    A sheet that names most of the tables, or is called so, is a list of contents, and none of them.
    """
    if is_contents(grid):
        return None
    texts = tuple(titles_of(grid))
    listed = {plain_head(spot.text) for spot in grid.spots.values()}
    named = sum(plain_head(s.table.title) in listed for s in shapes)
    if named >= CONTENTS or named == len(shapes) > 1:
        return None
    fitting = [s for s in shapes if any(is_titled(text, s.table.title) for text in texts)]
    if not fitting and unit_of(grid):
        # A title that only the sheet's name tells, maybe with the table's number before it.
        names = (grid.name, NUMBER_BEFORE.sub("", plain(grid.name)))
        fitting = [s for s in shapes if any(is_titled(name, s.table.title) for name in names)]
    return max(fitting, key=lambda shape: len(plain(shape.table.title)), default=None)


def is_contents(grid: Grid) -> bool:
    """Whether a sheet's name, or the first words of its head, call it a list of contents."""
    return CALLED_CONTENTS in map(plain, (grid.name, next(titles_of(grid), "")))


def agency_type_of(grids: Iterable[Grid]) -> str:
    """部门 or 单位, as most titles in sheet heads say; empty where they say neither."""
    titles = (YEAR.sub("", plain(text)) for grid in grids for text in titles_of(grid))
    found = Counter(m[1] for title in titles if (m := AGENCY.match(title)))
    return found.most_common(1)[0][0] if found else ""


def other_years(
    grids: Iterable[Grid], year: int, forms: Iterable[tuple[Grid, str]] = ()
) -> tuple[Diagnostic, ...]:
    """A warning where titles in sheet heads name another year than the document's.

    ``forms`` are sheets of projects, whose names may have a year: theirs stands before the title.
    """
    found: dict[int, list[Grid]] = {}
    titled = [
        (grid, re.compile(YEAR_BEFORE + re.escape(plain_head(title)))) for grid, title in forms
    ]
    for grid, words in (*((grid, YEAR_OF_TITLE) for grid in grids), *titled):
        years = [int(m[1]) for text in titles_of(grid) if (m := words.search(plain(text)))]
        if years and year not in years:
            found.setdefault(years[0], []).append(grid)
    return tuple(_other_year(one, sheets, year) for one, sheets in found.items())


def _other_year(said: int, sheets: Sequence[Grid], year: int) -> Diagnostic:
    more = f"等 {len(sheets)} 张表" if len(sheets) > 1 else ""
    message = (
        f"工作表“{sheets[0].name}”{more}的标题写的是 {said} 年，导入的是 {year} 年的文档；"
        "照这一年读了。"
    )
    way = "上年的工作簿加 --last-year 导入" if said < year else "--last-year 要的是上年的工作簿"
    hint = f"请核对拿对了工作簿没有；{way}。"
    return Diagnostic(Place(File(sheets[0].file)), "MZ826", message, hint, Severity.WARNING)


def unit_of(grid: Grid) -> str:
    """The unit of money in a sheet's head; empty where it names none, or several."""
    found = units_of(grid)
    return next(iter(found)) if len(found) == 1 else ""


def foreign_unit(grid: Grid) -> Spot | None:
    """The cell in a sheet's head with a unit of money which is none of ours."""
    for (row, _), spot in sorted(grid.spots.items()):
        if row in grid.top(TITLE_ROWS) and ANY_UNIT.search(plain(spot.text)):
            return spot
    return None


def units_of(grid: Grid) -> Mapping[str, Spot]:
    """Each unit that a sheet's head names, with the first cell that does.

    Where none says 单位：万元, what says it in other words: （万元） alone, behind the heads of
    columns, or below the table.
    """
    if (found := stated_units(grid)) or foreign_unit(grid):
        return found
    rows = [[*dict.fromkeys(filter(_is_filled, grid.row(row)))] for row in range(grid.size[0])]
    words = [spots for spots in rows if all(spot.number is None for spot in spots)]
    top = [spots for spots in words if spots and spots[0].row in grid.top(TITLE_ROWS)]
    alone = (spot for spots in top if len(spots) <= BESIDE_UNIT for spot in spots)
    below = (spot for spots in words for spot in spots if UNIT_WORD in plain(spot.text))
    return (
        _said(UNIT_ALONE.fullmatch, alone)
        or _said(UNIT_BEHIND.search, (spot for spots in top for spot in spots))
        or _said(UNIT_ALONE.fullmatch, below)
    )


def _is_filled(spot: Spot) -> bool:
    return not spot.is_empty


def stated_units(grid: Grid) -> Mapping[str, Spot]:
    """Each unit of which the rows of a sheet's head say that it is the unit."""
    spots = (spot for at, spot in sorted(grid.spots.items()) if at[0] in grid.top(TITLE_ROWS))
    return _said(UNIT.search, spots)


def units_in_head(grid: Grid, head: Head) -> Mapping[str, Spot]:
    """Each unit that the heads of the form's columns in a sheet have behind their words."""
    columns = sorted({column for taken in head.columns.values() for column in taken})
    rows = range(head.first, head.end)
    return _said(UNIT_BEHIND.search, (grid.at(row, c) for row in rows for c in columns))


def _said(
    search: Callable[[str], re.Match[str] | None], spots: Iterable[Spot]
) -> Mapping[str, Spot]:
    """The units that cells of a sheet's head say, each with its first cell."""
    found: dict[str, Spot] = {}
    for spot in spots:
        if said := search(plain(spot.text)):
            found.setdefault(said[1], spot)
    return found


MOST_BLOCKS = 6  # no sheet has as many beside each other


def find_head(grid: Grid, shape: Shape) -> Head | None:
    """The head of a table in a sheet; None where no row looks like it."""
    rows = _head_rows(grid, shape)
    if not rows:
        return None
    first, end = rows[0], _after_numbers(grid, rows[-1] + 1)
    paths = [_path(grid, column, rows) for column in range(grid.size[1])]
    columns, broad = _matched(shape, _with_levels(paths, grid, end))
    if len(columns) < len(shape.sought):
        wider = _matched(shape, _with_levels(_taken_apart(grid, rows), grid, end))
        columns, broad = max((columns, broad), wider, key=lambda found: len(found[0]))
    if broad and _are_levels(grid, broad, end):
        codes = {column for segment in shape.segments for column in segment.codes}
        return Head(first, end, {**dict.fromkeys(codes - columns.keys(), broad), **columns})
    return Head(first, end, columns, broad)


def head_in_blocks(grid: Grid, shape: Shape) -> tuple[Head | None, Shape]:
    """The head of a table in a sheet, with the shape in as many blocks as the sheet has."""
    head = find_head(grid, shape)
    if head is None or set(shape.sought) <= head.columns.keys():
        return head, shape
    for other in filter(None, (with_blocks(shape, count) for count in range(1, MOST_BLOCKS))):
        found = find_head(grid, other)
        if found and not found.broad and set(other.sought) <= found.columns.keys():
            return found, other
    return head, shape


def _with_levels(paths: Sequence[Path], grid: Grid, end: int) -> Sequence[Path]:
    """The words above each column of a sheet, with 类, 款, 项 where the row of 栏次 has them."""
    words = [plain_head(spot.text) for spot in grid.row(end - 1)]
    if LEVELS[0] not in words or any(path[-1:] == LEVELS[:1] for path in paths):
        return paths
    both = zip(paths, words, strict=True)
    return [(*path, word) if word in LEVELS else path for path, word in both]


def _are_levels(grid: Grid, columns: Sequence[int], end: int) -> bool:
    """Whether columns below one heading of a sheet hold 类, 款 and 项, by the digits there."""
    beside = [*range(columns[0], columns[0] + len(columns))]
    if list(columns) != beside or not 1 < len(columns) <= len(LEVELS):
        return False
    rows = range(end, grid.size[0])
    for level, column in enumerate(columns):
        own = (plain(grid.at(row, column).text) for row in rows if grid.owns(row, column))
        whole = {3, 5, 7} if level == 0 else {1, 2, 3 + 2 * level}
        if any(text.isdigit() and len(text) not in whole for text in own):
            return False
    return True


def _head_rows(grid: Grid, shape: Shape) -> list[int]:
    words, found = shape.words | set(LEVELS), list[int]()
    for row in grid.top(HEAD_ROWS):
        spots = grid.row(row)
        if found and any(spot.number is not None for spot in spots):
            break  # a row of figures, though it is called as some column is
        texts = {plain_head(spot.text) for spot in spots} - {""}
        own = {text for text in texts if text in words}
        # 编码 and 名称 below a heading of both, which the form may have in one row.
        is_split = bool(found and texts) and all(map(_label, texts))
        is_head = bool(own) and len(own) * 2 >= len(texts) and (found or len(own) > 1)
        is_deep = len(found) >= shape.depth and not own & set(LEVELS)
        if is_split:
            is_head, is_deep = True, False
        if is_head and not is_deep:
            found.append(row)
        elif found:
            break
    return found


def _path(grid: Grid, column: int, rows: Sequence[int]) -> Path:
    words = (plain_head(grid.at(row, column).text) for row in rows)
    return tuple(dict.fromkeys(filter(None, words)))


def _taken_apart(grid: Grid, rows: Sequence[int]) -> list[Path]:
    """The words above each column in a sheet's head whose merged areas were taken apart.

    The heading of a group stands above its first column then, and blanks above the others.
    """
    columns = range(grid.size[1])
    words = {(row, c): plain_head(grid.at(row, c).text) for row in rows for c in columns}
    for level, row in enumerate(rows[:-1]):
        group: int | None = None
        for column in columns:
            if not any(words[below, column] for below in rows[level + 1 :]):
                group = None  # a heading of one column, or none
            elif words[row, column]:
                group = column
            elif group is not None and all(
                words[above, column] == words[above, group] for above in rows[:level]
            ):
                words[row, column] = words[row, group]
    return [
        tuple(dict.fromkeys(filter(None, (words[row, column] for row in rows))))
        for column in columns
    ]


def _after_numbers(grid: Grid, end: int) -> int:
    """The row of a sheet, below its head, after that of 栏次."""
    while end < grid.size[0] and all(spot.is_empty for spot in grid.row(end)):
        end += 1
    spots = [spot for spot in grid.row(end) if not spot.is_empty] if end < grid.size[0] else []
    numbers = [(at, spot.number) for at, spot in enumerate(spots, 1) if spot.number is not None]
    counted = len(numbers) > 1 and all(number == at for at, number in numbers)
    named = any(plain(spot.text) == NUMBERED for spot in spots)
    lost = sum(spot.text == LOST for spot in spots)
    return end + 1 if named or (counted and len(numbers) + lost == len(spots)) else end


def _same(asked: Path, found: Path) -> bool:
    return asked == found


def _within(asked: Path, found: Path) -> bool:
    """Whether a head of a sheet has all words of the other, in order, to the same last one."""
    if not asked or not found or asked[-1] != found[-1]:
        return False
    short, long = sorted((asked, found), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def _last(asked: Path, found: Path) -> bool:
    return bool(asked and found) and asked[-1] == found[-1]


def _alike(asked: Path, found: Path) -> bool:
    """Whether both heads are of codes, or both of names, whatever forms call them."""
    ends = [_label(path[-1]) for path in (asked, found) if path]
    return len(ends) == 2 and bool(ends[0]) and ends[0] == ends[1]


def is_code_label(word: str) -> bool:
    """Whether a heading of a sheet says that codes stand below it."""
    return _label(word) == "编码"


def _label(word: str) -> str:
    """What a heading of a sheet says its column labels rows with: 编码 or 名称."""
    found = LABEL.search(word)
    return "编码" if word == LEVELS[0] else found[1].replace("代码", "编码") if found else ""


def _matched(
    shape: Shape, paths: Sequence[Path]
) -> tuple[Mapping[int, tuple[int, ...]], tuple[int, ...]]:
    """Each sought column with those of the sheet, and the columns of a head too broad for codes."""
    groups = _groups(paths)
    found: dict[int, tuple[int, ...]] = {}
    broad: list[int] = []
    codes = {column for segment in shape.segments for column in segment.codes}
    for fits in (_same, _within, _last, _alike):
        _match(shape, groups, found, fits)
    for column in codes - found.keys():
        fitting = [taken for base, taken in groups if _alike(shape.paths[column], base)]
        broad += [one for taken in fitting for one in taken] if len(fitting) > 1 else []
    return found, tuple(broad)


def _groups(paths: Sequence[Path]) -> list[tuple[Path, tuple[int, ...]]]:
    """The columns below a sheet's head by their words; neighbouring 类, 款, 项 are one column."""
    groups: list[tuple[Path, tuple[int, ...]]] = []
    for column, path in enumerate(paths):
        beside = groups[-1][0] if groups and groups[-1][1][-1] == column - 1 else ()
        # 款 and 项 belong to the 类 beside them, whether or not the heading above is merged.
        bare = path in (LEVELS[1:2], LEVELS[2:]) and bool(beside)
        inner = bare or (path[-1:] and path[-1] in LEVELS and len(path) > 1)
        base = beside if bare else path[:-1] if inner else path
        if inner and path[-1] != LEVELS[0] and groups and groups[-1][0] == base:
            groups[-1] = (base, (*groups[-1][1], column))
        elif base:
            groups.append((base, (column,)))
    return groups


def _match(
    shape: Shape,
    groups: Sequence[tuple[Path, tuple[int, ...]]],
    found: dict[int, tuple[int, ...]],
    fits: Callable[[Path, Path], bool],
) -> None:
    """Enter the columns of a sheet's head that have as many of the same words here as there."""
    taken = set(found.values())
    for path in dict.fromkeys(shape.paths):
        asked = [c for c in shape.sought if shape.paths[c] == path and c not in found]
        free = [columns for base, columns in groups if columns not in taken and fits(path, base)]
        if asked and len(asked) == len(free):
            found.update(zip(asked, free, strict=True))
            taken.update(free)
