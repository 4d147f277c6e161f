"""Placing: sheets and shapes → every number with what it stands for, or why it was not read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.document.table_values import Table
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Point
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.grid.grid import LOST, Grid, Spot
from mingzhang.intake.declared_money_lists import OwnList, own_lists
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.sheet_heads import (
    Head,
    foreign_unit,
    head_in_blocks,
    is_code_label,
    units_in_head,
    units_of,
)
from mingzhang.intake.table_shape import Line, Segment, Shape, head_paths
from mingzhang.intake.units_in_cells import is_money, with_units_read
from mingzhang.intake.word_matching import DASHES, PAGE, is_note, plain, plain_name

CODE_LENGTHS = (3, 5, 7)
OF_SUBJECTS = ("功能科目", "经济科目")  # layouts of which every row is a subject
LONGEST = 20  # characters of a cell that a message quotes
MOST = 12  # names of columns in a message
WAITING = frozenset(("…", "……", "...", "XX", "xx"))


@dataclass(frozen=True, eq=False)
class Placed:
    """A placed number of a sheet, and what the form prints there; ``cell`` is the form's own.

    ``unit`` is that of the sheet's money; of a count (辆, 人次) it is the count's own.

    One that only adds up the rows of a list (``is_sum``) is no figure of the source's lines.
    """

    grid: Grid
    spot: Spot
    target: Target
    number: Decimal
    unit: str
    table: str
    cell: tuple[int, int]
    is_sum: bool = False

    @property
    def said(self) -> str:
        """A placed number as a message says it: where it stands, and what is there."""
        return f"{self.where} 是 {self.number:f} {self.unit}"

    @property
    def where(self) -> str:
        """The sheet and the cell of a placed number."""
        return self.grid.cell(self.spot)


@dataclass(frozen=True)
class Reading:
    """What a sheet gave: its placed numbers, its blank cells, and what is wrong with it.

    ``nothing`` is what the form prints in blank cells, ``gaps`` where the sheet says that a
    figure is not known; ``names`` is what it calls subjects that the catalogue lacks, or has
    another name for.  ``lacking`` are the form's columns that it does not have, ``spoilt`` the
    cells that hold no number, in words, with what would stand there.  ``unread`` cells found no
    place; ``found`` tells those of a column together, ``headless`` are the messages of columns.
    """

    placed: tuple[Placed, ...] = ()
    nothing: tuple[Target, ...] = ()
    gaps: tuple[Target, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    found: tuple[Diagnostic, ...] = ()
    lacking: tuple[tuple[str, frozenset[Point]], ...] = ()
    spoilt: tuple[tuple[str, frozenset[Point]], ...] = ()
    unread: int = 0
    headless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The words by which numbers are placed: subjects' names, and other names of the form's rows.

    ``gap`` is the form's sign for a figure that is not known; ``grouped`` are the keys by which it
    groups projects, ``lists`` its own lists of money, by their keys, ``measures`` the units of the
    named figures that are no money.  ``rest`` is what the form calls the money of projects that it
    does not list (无项目).
    """

    catalogue: Catalogue
    rows: Mapping[str, str] = field(default_factory=dict)
    gap: str = ""
    rest: str = ""
    grouped: tuple[str, ...] = ()
    lists: Mapping[str, OwnList] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)

    def of_form(self, account: Account) -> Words:
        """The words with those that the form of an account has for placed numbers."""
        named = account.indicators.definitions
        counted = {name: one.measure for name, one in named.items() if one.measure}
        own = own_lists(account)
        return replace(self, grouped=account.grouped, lists=own, measures=counted)


@dataclass
class _Sheet:
    """A sheet while its numbers are placed."""

    grid: Grid
    shape: Shape
    head: Head
    unit: str
    words: Words
    placed: list[Placed] = field(default_factory=list)
    nothing: list[Target] = field(default_factory=list)
    gaps: list[Target] = field(default_factory=list)
    spoilt: list[tuple[str, frozenset[Point]]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    used: set[tuple[int, int]] = field(default_factory=set)
    last: int = -1  # of the rows that are the form's

    def tell(self, code: str, message: str, hint: str) -> None:
        """Notes what is wrong with a sheet whose numbers are placed."""
        self.found.append(Diagnostic(Place(Path(self.grid.file)), code, message, hint))


def read_sheet(grid: Grid, shape: Shape, words: Words) -> Reading:
    """Places all numbers of a sheet, under the table whose title it has."""
    (head, shape), said = head_in_blocks(grid, shape), units_of(grid)
    said = {**said, **units_in_head(grid, head)} if head else said
    if len(said) != 1:
        return Reading(found=(no_unit(grid, said),))
    if head is None:
        return Reading(found=(no_head(grid, shape.table),))
    sheet = _Sheet(grid, shape, head, next(iter(said)), words)
    sheet.grid = with_units_read(grid, _amount_columns(sheet), head.end, sheet.unit)
    if head.broad:
        cells = "、".join(grid.cell(Spot(head.first, column)) for column in head.broad)
        message = f"{cells} 几列编码共用一个表头，分不清哪一列是类、款、项。"
        sheet.tell("MZ807", message, "请在表头下一行分别写明“类”“款”“项”，或合成一列编码。")
        return Reading(found=tuple(sheet.found))
    for segment in shape.segments:
        _read_segment(sheet, segment)
    unread = _unread(sheet)
    headless = tuple(_tell_unread(sheet, unread))
    return Reading(
        tuple(sheet.placed),
        tuple(sheet.nothing),
        tuple(sheet.gaps),
        tuple(sheet.names),
        tuple(sheet.found),
        tuple(_lacking(sheet)),
        tuple(sheet.spoilt),
        sum(map(len, unread.values())),
        headless,
    )


def _lacking(sheet: _Sheet) -> Iterator[tuple[str, frozenset[Point]]]:
    """The columns of numbers to place that a sheet's head does not have."""
    for segment in sheet.shape.segments:
        for column in segment.amounts:
            targets = [line.targets.get(column, ()) for line in segment.lines]
            points = frozenset(p for t in targets if isinstance(t, tuple) for p in t)
            if column not in sheet.head.columns and points:
                yield _column_words(sheet, column), points


def _column_words(sheet: _Sheet, column: int) -> str:
    name = sheet.shape.paths[column][-1:]
    return f"“{sheet.shape.table.title}”（工作表“{sheet.grid.name}”）的“{''.join(name)}”一列"


def no_unit(grid: Grid, said: Mapping[str, Spot]) -> Diagnostic:
    """That no numbers are placed as a sheet does not say its unit of money, or names several."""
    if len(said) > 1:
        return several_units(grid, said)
    message = f"工作表“{grid.name}”没有写明金额单位。"
    if spot := foreign_unit(grid):
        message = f"{grid.cell(spot)} 写的“{spot.text[:LONGEST]}”不是程序认得的金额单位。"
    hint = "请在表的标题下写“单位：元”或“单位：万元”，表里的数也用它，再导入。"
    return Diagnostic(Place(Path(grid.file)), "MZ805", message, hint)


def several_units(grid: Grid, said: Mapping[str, Spot]) -> Diagnostic:
    """That numbers are not placed as a sheet names more than one unit, each with its cell."""
    each = "，".join(f"{grid.cell(spot)} 写的是“{unit}”" for unit, spot in said.items())
    message = f"工作表“{grid.name}”写了几种金额单位：{each}。"
    hint = "请看表里的数是哪一种，改正另一处，再导入。"
    return Diagnostic(Place(Path(grid.file)), "MZ822", message, hint)


def no_head(grid: Grid, table: Table) -> Diagnostic:
    """The finding that no numbers are placed: a sheet has a form's title and not its head."""
    message = f"工作表“{grid.name}”的标题是“{table.title}”，没有找到这张表的表头。"
    paths, _ = head_paths(table)
    names = [*dict.fromkeys(path[-1] for path in paths if path)]
    more = f"等 {len(names)} 列" if len(names) > MOST else ""
    hint = f"请照版式写各列的名称：{'、'.join(names[:MOST])}{more}。不用这张表的，删去它再导入。"
    return Diagnostic(Place(Path(grid.file)), "MZ806", message, hint)


def _read_segment(sheet: _Sheet, segment: Segment) -> None:
    columns = sheet.head.columns
    amounts = {c: columns[c][0] for c in segment.amounts if c in columns}
    rows = range(sheet.head.end, sheet.grid.size[0])
    keys = _keys(sheet, segment, rows, amounts)
    seen: dict[int, int] = {}
    at = -1
    for row, code, name in keys:
        index = _index(segment, code, (name, sheet.words.rows.get(name, name)), at)
        if index is None:
            continue
        if index in seen:
            _tell_twice(sheet, segment.lines[index], (seen[index], row), amounts)
            continue
        seen[index], at = row, index
        sheet.last = max(sheet.last, row)
        _read_row(sheet, segment.lines[index], row, amounts)


def _index(segment: Segment, code: str, names: tuple[str, ...], at: int) -> int | None:
    """Which line of the form a row is, for placing: by code, next of its name, or any of it."""
    if not segment.codes and not segment.names:
        return 0 if segment.lines else None
    named = [
        number
        for number, line in enumerate(segment.lines)
        if (code and line.code == code) or (not (code and line.code) and line.name in names)
    ]
    later = [number for number in named if number > at]
    return next(iter(later or named), None)


def _keys(
    sheet: _Sheet, segment: Segment, rows: Iterable[int], amounts: Mapping[int, int]
) -> Iterator[tuple[int, str, str]]:
    """The rows of a sheet that numbers are placed at, each with its code and plain name."""
    if not segment.codes and not segment.names:
        yield from ((row, "", "") for row in _only_rows(sheet, rows, amounts))
        return
    columns = sheet.head.columns
    codes = [columns[c] for c in segment.codes if c in columns]
    names = [columns[c][0] for c in segment.names if c in columns]
    above = _Above(sheet, has_levels=any(len(taken) > 1 for taken in codes))
    for row in rows:
        texts = [sheet.grid.at(row, column).text for column in names]
        code = above.code(row, codes[0]) if codes else ""
        name = next((plain_name(text) for text in texts if text), "")
        label = plain_name(sheet.grid.at(row, codes[0][0]).text) if codes else ""
        if not code and not name and label and not label.isdigit():
            name = label  # 合计 stands in the column of codes
        if not code and not name:
            name = _name_beside(sheet.grid, row, amounts.values())
        if not above.is_right(row, code, name):
            continue
        if code or name:
            yield row, code, name


def _only_rows(sheet: _Sheet, rows: Iterable[int], amounts: Mapping[int, int]) -> list[int]:
    """The rows with numbers to place of a table whose rows have no names.

    One with a word beside its number (联系电话) is none where another has numbers alone.
    """
    spots = {row: [sheet.grid.at(row, c) for c in range(sheet.grid.size[1])] for row in rows}
    found = [
        row for row in spots if any(spots[row][c].number is not None for c in amounts.values())
    ]
    bare = [row for row in found if not any(map(_is_word, spots[row]))]
    return bare or found


def _is_word(spot: Spot) -> bool:
    """Whether a cell beside numbers to be placed says something."""
    return spot.number is None and plain(spot.text) not in ("", *DASHES, *WAITING)


def _name_beside(grid: Grid, row: int, amounts: Iterable[int]) -> str:
    """What stands before a row's number to be placed where a merged name was taken apart."""
    first = next((c for c in sorted(amounts) if grid.at(row, c).number is not None), 0)
    before = (grid.at(row, column) for column in reversed(range(first)))
    spot = next((one for one in before if not one.is_empty), None)
    return plain_name(spot.text) if spot and spot.number is None else ""


@dataclass
class _Above:
    """The codes above, for placing: what a blank stands for, and below what a row belongs."""

    sheet: _Sheet
    has_levels: bool
    parts: list[str] = field(default_factory=lambda: ["", "", ""])
    parents: dict[int, str] = field(default_factory=dict)

    def code(self, row: int, columns: Sequence[int]) -> str:
        """A row's code, to place its numbers: joined, or 类, 款, 项 with blanks as above."""
        grid = self.sheet.grid
        texts = [plain(grid.at(row, column).text) for column in columns]
        if not self.has_levels:
            return texts[0] if texts[0].isdigit() else ""
        texts = [t if grid.owns(row, c) else "" for t, c in zip(texts, columns, strict=True)]
        widths = (3, 2, 2)
        if whole := next((t for t in texts if t.isdigit() and len(t) in CODE_LENGTHS[1:]), ""):
            self.parts = [whole[:3], whole[3:5], whole[5:]]
            return whole
        own = [t.zfill(w) if t.isdigit() else "" for t, w in zip(texts, widths, strict=False)]
        if not any(own):
            return ""
        deepest = max(number for number, text in enumerate(own) if text)
        for number, text in enumerate(own[: deepest + 1]):
            self.parts[number] = text or self.parts[number]
        return "".join(self.parts[: deepest + 1])

    def is_right(self, row: int, code: str, name: str) -> bool:
        """Whether a row may have its numbers placed: its code, name and parent are right."""
        if not code:
            return True
        fault = self._fault(code, name)
        if fault:
            where = self.sheet.grid.cell(Spot(row, 0))
            self.sheet.used.update((row, c) for c in range(self.sheet.grid.size[1]))
            self.sheet.tell("MZ808", f"{where.rstrip()} 一行的科目 {code} {fault}", CODE_HINT)
        self.parents = {n: p for n, p in self.parents.items() if n < len(code)} | {len(code): code}
        return not fault

    def _fault(self, code: str, name: str) -> str:
        if len(code) not in CODE_LENGTHS:
            return f"有 {len(code)} 位数字：类 3 位、款 5 位、项 7 位。"
        above = max((p for p in self.parents.values() if len(p) < len(code)), key=len, default="")
        if not code.startswith(above):
            return f"不在上一级 {above} 之下。"
        known = self.sheet.words.catalogue.get(code)
        if known and name and plain_name(known.name) != name:
            others = [s for s in self._named(name) if len(s) == len(code)]
            if others:
                # Many 款 have a subject of that name: the one beside is meant.
                meant = next((s for s in others if _is_beside(s, code)), others[0])
                return f"是“{known.name}”，表里写的“{name}”是 {meant}。"
        if not known and name:
            # No 款 has two subjects of one name.
            alike = [s for s in self._named(name) if _is_beside(s, code)]
            if alike:
                return f"目录里没有，“{name}”是 {alike[0]}。"
        # Where the cells of code and name are merged, the code stands for both.
        is_word = bool(name) and not name.isdigit()
        if is_word and not (known and plain_name(known.name) == name):
            self.sheet.names.append((code, name))
        return ""

    def _named(self, name: str) -> Iterator[str]:
        subjects = self.sheet.words.catalogue.subjects.items()
        return (code for code, subject in subjects if plain_name(subject.name) == name)


CODE_HINT = (
    "请改正编码或名称，再导入；当年的目录改了编码的，先用 mingzhang catalogue import 导入它。"
)


def _is_beside(one: str, other: str) -> bool:
    """Whether two rows' codes, for placing numbers, are of one length below the same 类 or 款."""
    return len(one) == len(other) and one[:-2] == other[:-2]


def _read_row(sheet: _Sheet, line: Line, row: int, amounts: Mapping[int, int]) -> None:
    table = sheet.shape.table.key
    for column, own in amounts.items():
        target = line.targets.get(column)
        if not target or not sheet.grid.owns(row, own):
            continue
        spot, cell = sheet.grid.at(row, own), (line.row, line.origin.get(column, column))
        unit = _unit(sheet, target)
        if spot.number is not None and (unit == sheet.unit or not is_money(spot)):
            sheet.used.add((row, own))
            sheet.placed.append(Placed(sheet.grid, spot, target, spot.number, unit, table, cell))
        elif spot.is_empty or plain(spot.text) in DASHES:
            sheet.used.add((row, own))
            sheet.nothing.append(target)
        elif sheet.words.gap and spot.text == sheet.words.gap:
            sheet.used.add((row, own))
            sheet.gaps.append(target)
        elif isinstance(target, tuple):
            sheet.spoilt.append((f"{sheet.grid.cell(spot)} 的数", frozenset(target)))


def _unit(sheet: _Sheet, target: Target) -> str:
    """The unit of a placed number: of a sheet's money, or of what a cell counts."""
    return sheet.words.measures.get(target, sheet.unit) if isinstance(target, str) else sheet.unit


def _tell_twice(
    sheet: _Sheet, line: Line, rows: tuple[int, int], amounts: Mapping[int, int]
) -> None:
    column = next(iter(amounts.values()), 0)
    first, second = (sheet.grid.cell(Spot(row, column)) for row in rows)
    name = " ".join(filter(None, (line.code, line.name))) or "这一行"
    sheet.tell("MZ809", f"“{name}”有两行：{first} 和 {second}。", "请只留一行。")
    sheet.used.update((rows[1], own) for own in amounts.values())


def _amount_columns(sheet: _Sheet) -> set[int]:
    return {
        sheet.head.columns[c][0]
        for segment in sheet.shape.segments
        for c in segment.amounts
        if c in sheet.head.columns
    }


def _unread(sheet: _Sheet) -> dict[int, list[Spot]]:
    """Every number, and every word in a column of amounts, that found no place, by column."""
    grid, labels, amounts = sheet.grid, _label_columns(sheet), _amount_columns(sheet)
    heads = {column: _head_words(sheet, column) for column in amounts}
    above = {plain(s.text) for at, s in grid.spots.items() if at[0] < sheet.head.first}
    unread: dict[int, list[Spot]] = {}
    for (row, column), spot in sorted(grid.spots.items()):
        if row < sheet.head.end or column in labels or (row, column) in sheet.used:
            continue
        is_again = spot.number is None and plain(spot.text) in above
        if is_again or plain(spot.text) in heads.get(column, ()):
            continue  # the head once more, as on every page
        if not spot.number and spot.number is not None and _is_unnamed(grid, spot, amounts):
            continue  # a column filled with zeros down to rows that are not there
        if PAGE.fullmatch(plain(spot.text)) or (row > sheet.last >= 0 and is_note(spot.text)):
            continue
        if spot.number is not None or (column in amounts and _is_spoilt(grid, spot)):
            unread.setdefault(column, []).append(spot)
    return unread


def _is_unnamed(grid: Grid, spot: Spot, amounts: Container[int]) -> bool:
    """Whether nothing says what a cell in a column of numbers to be placed is of."""
    before = reversed(range(spot.column))
    label = (grid.at(spot.row, c) for c in takewhile(lambda c: c not in amounts, before))
    return spot.column in amounts and not any(map(_is_word, label))


def _head_words(sheet: _Sheet, column: int) -> frozenset[str]:
    """What stands above a column of numbers to be placed."""
    rows = range(sheet.head.first, sheet.head.end)
    texts = (plain(sheet.grid.at(row, column).text) for row in rows)
    return frozenset(text for text in texts if text and not text.isdigit())


def _tell_unread(sheet: _Sheet, unread: Mapping[int, Sequence[Spot]]) -> Iterator[str]:
    """Notes which numbers of a sheet found no place; whole columns as one."""
    amounts, typed = _amount_columns(sheet), _typed_columns(sheet)
    for column, spots in unread.items():
        if column in typed:
            sheet.found.append(column_not_read(sheet.grid, sheet.head, spots, TYPED_HINT))
        elif column not in amounts and len(spots) > 1:
            whole = column_not_read(sheet.grid, sheet.head, spots)
            sheet.found.append(whole)
            yield whole.message
        else:
            sheet.found += [not_read(sheet.grid, one, _hint(sheet, one)) for one in spots]


def _hint(sheet: _Sheet, spot: Spot) -> str:
    """What to do about a number that was not placed: a name alone may be of a subject unknown."""
    known = {plain_name(one.name) for one in sheet.words.catalogue.subjects.values()}
    name = plain_name(_name_before(sheet.grid, spot))
    is_coded = any(segment.codes for segment in sheet.shape.segments)
    is_of_subjects = sheet.shape.table.layout in OF_SUBJECTS and not is_coded
    is_unknown = bool(name) and name not in known and is_of_subjects
    return NAMED_HINT if is_unknown else UNREAD_HINT


def _name_before(grid: Grid, spot: Spot) -> str:
    """The nearest word before a number that was not placed."""
    before = (grid.at(spot.row, column) for column in reversed(range(spot.column)))
    return next((one.text for one in before if one.text and not _is_digits(one)), "")


def _typed_columns(sheet: _Sheet) -> frozenset[int]:
    """Columns that place no numbers, in which the form prints a key of rows (填)."""
    return frozenset(
        own
        for segment in sheet.shape.segments
        for column in segment.amounts
        if segment.lines and not any(line.targets.get(column) for line in segment.lines)
        for own in sheet.head.columns.get(column, ())
    )


def column_not_read(grid: Grid, head: Head, spots: Sequence[Spot], hint: str = "") -> Diagnostic:
    """The finding that a column's numbers were not placed, and its head."""
    name = column_word(grid, head, spots[0].column)
    called = f"“{name}”一列" if name else "一列没有表头，"
    message = f"{grid.cell(spots[0])} 起{called}的 {len(spots)} 个数没有读入。"
    if hint == TYPED_HINT and LAST_YEAR in name:
        hint = LAST_YEAR_HINT
    return Diagnostic(Place(Path(grid.file)), "MZ810", message, hint or UNREAD_HINT)


def column_word(grid: Grid, head: Head, column: int) -> str:
    """What stands right above the numbers of a column that were not placed."""
    rows = range(head.first, head.end)
    heads = dict.fromkeys(plain(grid.at(row, column).text) for row in rows)
    return next((text for text in reversed(heads) if text and not text.isdigit()), "")


def has_codes(grid: Grid, head: Head, column: int, catalogue: Catalogue) -> bool:
    """Whether a column holds codes, of units or subjects, which are no numbers to be placed."""
    word = column_word(grid, head, column)
    below = (grid.at(row, column) for row in range(head.end, grid.size[0]))
    codes = [plain(spot.text) for spot in below if spot.number is not None]
    return is_code_label(word) or (SUBJECT in word and all(map(catalogue.get, codes)))


SUBJECT = "科目"


def not_read(grid: Grid, spot: Spot, hint: str = "") -> Diagnostic:
    """The finding that a sheet's number found no place."""
    row = f"（{name}）" if (name := _row_words(grid, spot)) else ""
    text = spot.text[:30].replace(LOST, "□")
    message = f"{grid.cell(spot)}{row} 的“{text}”没有读入。"
    return Diagnostic(Place(Path(grid.file)), "MZ810", message, hint or UNREAD_HINT)


def _row_words(grid: Grid, spot: Spot) -> str:
    """What the row of a number that was not placed is called: its code, and the nearest name."""
    left = [grid.at(spot.row, column) for column in reversed(range(spot.column))]
    names = (n for n, one in enumerate(left) if one.text and not _is_digits(one))
    number = next(names, None)
    if number is None:
        return next((one.text for one in reversed(left) if one.text), "")[:LONGEST_NAME]
    before = left[number + 1].text if number + 1 < len(left) else ""
    code = (
        before if before[:1].isdigit() and before.isalnum() else ""
    )  # which may have a slip of the hand
    return f"{code} {left[number].text}".strip()[:LONGEST_NAME]


def _is_digits(spot: Spot) -> bool:
    return spot.number is not None or plain(spot.text).isdigit()


LONGEST_NAME = 40  # characters of a row's name in a message
TYPED_HINT = (
    "这一列印的是来源各行里的一个键，不是由表算出的数：请在来源的各行里填写它；"
    "加 --partial 导入其余的数。"
)
LAST_YEAR = "上年"
LAST_YEAR_HINT = (
    "这一列是上年的数，不从今年的表里读：请在来源的“上年”里填写它，旁边有上年的文件夹的，"
    "程序自己取；加 --partial 导入其余的数。"
)
UNREAD_HINT = (
    "版式的这张表没有这一行或这一列，或者它不是数。请照版式改正行、列的名称，或删去它；"
    "确实不用导入的，加 --partial 导入其余的数。"
)
NAMED_HINT = (
    "目录里没有叫这个名称的科目：名称写错了的，请改正；没有写错的，请在名称前面加一列它的编码，"
    "或者先用 mingzhang catalogue import 导入当年的科目目录，再导入；"
    "确实不用导入的，加 --partial 导入其余的数。"
)


def _is_spoilt(grid: Grid, spot: Spot) -> bool:
    """Whether a word is in the place of a number: not a dash, nor a note across the sheet."""
    text = plain(spot.text)
    merged = any(span[:2] == (spot.row, spot.column) for span in grid.spans)
    # The cells of an area that was taken apart have its words once more.
    again = spot.column > 0 and grid.at(spot.row, spot.column - 1).text == spot.text
    is_word = merged or (again and is_note(text))
    return text not in DASHES and text not in WAITING and not is_word


def _label_columns(sheet: _Sheet) -> set[int]:
    """The columns of a sheet that name rows, or number them, not placed numbers."""
    columns = sheet.head.columns
    named = {
        own
        for segment in sheet.shape.segments
        for c in (*segment.codes, *segment.names)
        for own in columns.get(c, ())
    }
    heads = range(sheet.head.first, sheet.head.end)
    return named | {
        column
        for column in range(sheet.grid.size[1])
        if any(plain(sheet.grid.at(row, column).text) in ("行次", "序号") for row in heads)
        or has_codes(sheet.grid, sheet.head, column, sheet.words.catalogue)
    } - _amount_columns(sheet)


def codes_in(grids: Iterable[Grid], catalogue: Catalogue) -> tuple[str, ...]:
    """Every subject that numbers may be placed at: by code, in one column or three, or name."""
    named: dict[str, list[str]] = {}
    for code, subject in catalogue.subjects.items():
        named.setdefault(plain_name(subject.name), []).append(code)
    found: set[str] = set()
    for grid in grids:
        for row in range(grid.size[0]):
            texts = [plain(spot.text) for spot in grid.row(row)]
            found.update(t for t in texts if t.isdigit() and len(t) in CODE_LENGTHS)
            found.update(code for t in texts for code in named.get(plain_name(t), ()))
            found.update(_joined(texts))
        found.update(_below(grid))
    return tuple(sorted(code for code in found if code[:1] in "23"))


def _joined(texts: Sequence[str]) -> Iterator[str]:
    """Codes of rows to place numbers, joined from 类, 款 and 项 in neighbouring cells."""
    for number, text in enumerate(texts):
        if text.isdigit() and len(text) == CODE_LENGTHS[0]:
            code = text
            for part in texts[number + 1 : number + 3]:
                if not (part.isdigit() and len(part) <= len("01")):
                    break
                code += part.zfill(2)
                yield code


def _below(grid: Grid) -> Iterator[str]:
    """Codes of rows to place numbers, where a blank means the 类 or 款 of the row above."""
    for column in range(max(grid.size[1] - 2, 0)):
        parts = ["", ""]
        for row in range(grid.size[0]):
            texts = [plain(grid.at(row, column + n).text) for n in range(3)]
            if texts[0].isdigit() and len(texts[0]) == CODE_LENGTHS[0]:
                parts = [texts[0], ""]
            if texts[1].isdigit() and len(texts[1]) <= len("01"):
                parts[1] = texts[1].zfill(2)
            if all(parts) and texts[2].isdigit() and len(texts[2]) <= len("01"):
                yield "".join(parts) + texts[2].zfill(2)
