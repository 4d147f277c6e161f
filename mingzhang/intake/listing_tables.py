"""Listing: a table that lists what an agency has, row by row → the rows of the source.

Projects in the form's groups, budget units, lines of a form's own lists.  A row of the sheet is
known by the columns that it fills; groups and totals are held against the rows when the whole is
printed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from mingzhang.diagnostics import Diagnostic
from mingzhang.document.paper_layout import placed as laid
from mingzhang.document.table_values import Table
from mingzhang.facts.cube import Point
from mingzhang.facts.source_rows import OTHER
from mingzhang.facts.subject_catalogue import Catalogue
from mingzhang.facts.unit_sums import ELIMINATED
from mingzhang.forms.dimensions import FLOWS, FUNDS
from mingzhang.grid.grid import Grid, Spot
from mingzhang.intake.declared_money_lists import OwnList
from mingzhang.intake.layout_tokens import name_in
from mingzhang.intake.marked_tables import target_of
from mingzhang.intake.number_placing import (
    SUBJECT,
    Placed,
    Words,
    column_not_read,
    column_word,
    has_codes,
    not_read,
)
from mingzhang.intake.sheet_heads import Head, find_head
from mingzhang.intake.table_shape import Segment, Shape, head_paths
from mingzhang.intake.uncoded_units import stand_in
from mingzhang.intake.units_in_cells import with_units_read
from mingzhang.intake.word_matching import DASHES, plain, plain_name

PLANS, UNITS, SERVICES = "项目支出", "预算单位", "单位清单"
LISTS = frozenset((PLANS, UNITS, SERVICES))
# Without these words nobody knows what a row is.
NEEDED = {PLANS: ("名称",), UNITS: ("实施单位",), SERVICES: ()}
TOTAL, GENERAL = "合计", "一般公共预算"
THIS_YEAR, CARRIED, BOTH = "本年", "上年结转", "预算"
ALL, FISCAL = WHOLE = ("全部", "财政拨款")
MEMBERS = {FISCAL: FUNDS[FISCAL], ALL: (FISCAL, *FUNDS[FISCAL], OTHER, *FUNDS[OTHER])}
CODED = re.compile(r"^[0-9]+[-—]")  # 311-专项业务支出
UNIT_DIGITS = 6
CODE, UNIT_NAME = "代码", "实施单位"
SAID = ":"
# An agency's words below a head without figures: 本单位无此项支出, 本表为空表.
NOTHING = re.compile(r"空表|表为空|无数据|没有|不涉及|未安排|(?:^|[本我该此]\w{0,6})无")
NOTE = re.compile(rf"(?:注|说明|备注)\d*{SAID}")
SERIAL = ("序号", "行次")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Columns:
    """The columns of a listing: those of words by name, those of figures by what they are."""

    words: Mapping[str, int]
    figures: Mapping[int, tuple[Point, ...]]

    @property
    def first(self) -> str:
        """The words of the listing's column at the left; a unit may stand above them in it."""
        return min(self.words, key=lambda name: (self.words[name], name == UNIT_NAME))


@dataclass(frozen=True)
class Item:
    """A row of a listing that is read: its words, and the cells of its figures by column.

    A group has the words of its own level and of those above; ``subject`` is the code of a 项 that
    stands beside, which no form prints.
    """

    row: int
    words: Mapping[str, str]
    figures: Mapping[int, Spot]
    is_group: bool = False
    subject: str = ""


@dataclass(frozen=True)
class Listing:
    """A listing: what a sheet lists; ``columns`` are the form's, ``items`` rows but no groups.

    ``placed`` are the figures of its row 合计, ``grouped`` the keys by which the form groups
    projects, the outermost first; ``own`` is the form's list that the sheet prints.  ``is_empty``:
    the sheet says that there is nothing to list.  ``rest`` is what the form calls the money of
    projects that it does not list, with a placeholder for their subject.
    """

    grid: Grid
    table: Table
    columns: Columns
    head: Head
    unit: str
    items: tuple[Item, ...] = ()
    groups: tuple[Item, ...] = ()
    placed: tuple[Placed, ...] = ()
    grouped: tuple[str, ...] = ()
    own: OwnList | None = None
    is_empty: bool = False
    rest: str = ""


def columns_of(table: Table) -> Columns:
    """The columns of a listing in the form, as its tokens and marks stand."""
    words: dict[str, int] = {}
    figures: dict[int, set[Point]] = {}
    for row, cells in zip(table.body, laid(table.body), strict=True):
        for column, cell in cells:
            if name := name_in(cell.text):
                words.setdefault(name, column)
            target = target_of(cell.figure)
            # A key of the source's rows (填) is no figure that a list tells.
            if cell.kind == "amount" and target and isinstance(target, tuple) and not row.total:
                figures.setdefault(column, set()).update(target)
    return Columns(words, {column: tuple(sorted(found)) for column, found in figures.items()})


def is_listed(table: Table) -> bool:
    """Whether a form's table is a list of which a row says what it is."""
    return set(NEEDED.get(table.layout, ("",))) <= columns_of(table).words.keys()


def list_shape(table: Table) -> Shape:
    """The shape by which the head of a listing's sheet is found."""
    columns = columns_of(table)
    paths, depth = head_paths(table)
    names = tuple(sorted(set(columns.words.values())))
    return Shape(table, paths, (Segment((), names, tuple(columns.figures), ()),), depth)


def read_list(grid: Grid, table: Table, unit: str, words: Words) -> Listing | None:
    """The listing's rows in a sheet; None where the form's head is not found in it."""
    head, columns = find_head(grid, list_shape(table)), columns_of(table)
    own = _own_list(columns, words)
    needed = (columns.first, own.called) if own else NEEDED[table.layout]
    if head is None or any(columns.words.get(name) not in head.columns for name in needed):
        return None
    own_columns = {column for c in columns.figures for column in head.columns.get(c, ())}
    grid = with_units_read(grid, own_columns, head.end, unit)
    listing = Listing(
        grid, table, columns, head, unit, grouped=words.grouped, own=own, rest=words.rest
    )
    reader = {PLANS: _Plans, UNITS: _Units, SERVICES: _Services}[table.layout](listing)
    below = range(head.end, grid.size[0])
    items = tuple(reader.items(below))
    rows = tuple(item for item in items if not item.is_group)
    groups = tuple(item for item in items if item.is_group)
    is_empty = not items and any(map(reader.says_nothing, below))
    placed = tuple(_totals(listing))
    return replace(listing, items=rows, groups=groups, placed=placed, is_empty=is_empty)


def _own_list(columns: Columns, words: Words) -> OwnList | None:
    flows = (points[0].flow for points in columns.figures.values())
    return next((words.lists[flow] for flow in flows if flow in words.lists), None)


def _totals(listing: Listing) -> Iterator[Placed]:
    """The figures of a listing's row 合计, which are points of the cube."""
    table, grid = listing.table, listing.grid
    targets = {
        column: (number, target)
        for number, (row, cells) in enumerate(zip(table.body, laid(table.body), strict=True))
        if row.total
        for column, cell in cells
        if (target := target_of(cell.figure)) and target[0][0] in FLOWS
    }
    for row in rows_of_total(listing):
        for column, (number, target) in targets.items():
            own = listing.head.columns.get(column)
            spot = grid.at(row, own[0]) if own else Spot(row, 0)
            if spot.number is not None:
                where = (number, column)
                yield Placed(grid, spot, target, spot.number, listing.unit, table.key, where, True)


def unread(listing: Listing, catalogue: Catalogue) -> Iterator[list[Spot]]:
    """The numbers of a listing by column, of those that are not the form's.

    序号 only counts rows, and codes are no numbers.
    """
    grid, head = listing.grid, listing.head
    own = {column for columns in head.columns.values() for column in columns}
    heads = range(head.first, head.end)
    found: dict[int, list[Spot]] = {}
    for spot in grid.numbers():
        is_counted = any(plain(grid.at(row, spot.column).text) in SERIAL for row in heads)
        if spot.row >= head.end and spot.column not in own and not is_counted:
            found.setdefault(spot.column, []).append(spot)
    yield from (s for c, s in found.items() if not has_codes(grid, head, c, catalogue))


def column_unread(listing: Listing, spots: Sequence[Spot]) -> Diagnostic:
    """The finding on the numbers of a listing's column that found no place."""
    if len(spots) == 1:
        return not_read(listing.grid, spots[0])
    return column_not_read(listing.grid, listing.head, spots)


def figures_of(grid: Grid) -> tuple[Spot, ...]:
    """The numbers of a listing's sheet but those that count its rows."""
    counted = {spot.column for spot in grid.spots.values() if plain(spot.text) in SERIAL}
    return tuple(spot for spot in grid.numbers() if spot.column not in counted)


def rows_of_total(listing: Listing) -> Iterator[int]:
    """The rows of a listing's sheet that are called 合计."""
    taken = [listing.head.columns.get(c) for c in listing.columns.words.values()]
    for row in range(listing.head.end, listing.grid.size[0]):
        if any(plain(listing.grid.at(row, own[0]).text) == TOTAL for own in taken if own):
            yield row


@dataclass
class _Reader:
    """Reads a listing's rows one after the other; ``above`` is what groups above are called."""

    listing: Listing
    above: dict[str, str] = field(default_factory=dict)

    def items(self, rows: Sequence[int]) -> Iterator[Item]:
        """The rows of a listing's sheet that are no groups."""
        last = max((row for row in rows if self._figures(row)), default=-1)
        figures = (spot for row in rows for spot in self._figures(row).values())
        has_money = any(spot.number for spot in figures)
        for row in rows:
            words = self._words(row)
            if any(plain(text) == TOTAL for text in words.values()) or not any(words.values()):
                continue
            if row > last >= 0 and all(SAID in plain(text) for text in words.values() if text):
                continue  # 制表人：张某
            if NOTE.match(self._lone(row)) or (not has_money and self.says_nothing(row)):
                continue
            found = self.item(words)
            is_group = found is None
            kept = self.above if found is None else found
            yield Item(row, dict(kept), self._figures(row), is_group, self._subject(row))

    def item(self, words: Mapping[str, str]) -> Mapping[str, str] | None:
        """A listing's row of words with those of its groups; None for a group."""
        raise NotImplementedError

    def says_nothing(self, row: int) -> bool:
        """Whether a row says that there is nothing to list: 本部门没有项目支出，故本表无数据."""
        return bool(NOTHING.search(self._lone(row)))

    def _lone(self, row: int) -> str:
        """What the only cell of a row says, which may be as wide as the listing; else nothing."""
        columns = [column for own in self.listing.head.columns.values() for column in own]
        spots = {spot for c in columns if (spot := self.listing.grid.at(row, c)).text}
        return plain(spots.pop().text) if len(spots) == 1 else ""

    def _words(self, row: int) -> dict[str, str]:
        columns = self.listing.head.columns
        return {
            name: self.listing.grid.at(row, columns[column][0]).text.strip()
            for name, column in self.listing.columns.words.items()
            if column in columns
        }

    def _subject(self, row: int) -> str:
        """The code of a 项 in a listing's row, in a column called so."""
        grid, head = self.listing.grid, self.listing.head
        columns = range(grid.size[1])
        called = (c for c in columns if SUBJECT in column_word(grid, head, c))
        codes = (plain(grid.at(row, column).text) for column in called)
        return next((code for code in codes if code.isdigit()), "")

    def _figures(self, row: int) -> dict[int, Spot]:
        columns = self.listing.head.columns
        spots = {
            column: self.listing.grid.at(row, columns[column][0])
            for column in self.listing.columns.figures
            if column in columns
        }
        return {column: spot for column, spot in spots.items() if spot.number is not None}


class _Plans(_Reader):
    """Reads a listing of projects below their groups, or beside them."""

    def items(self, rows: Sequence[int]) -> Iterator[Item]:
        """The rows of a listing of projects but the one of what is not listed: no project's."""
        called = map(re.escape, PLACEHOLDER.split(self.listing.rest))
        rest = re.compile(".+".join(called)) if self.listing.rest else None
        for one in super().items(rows):
            if one.is_group or not (rest and rest.fullmatch(one.words["名称"])):
                yield one

    def item(self, words: Mapping[str, str]) -> Mapping[str, str] | None:
        """A listing's row with a project's name."""
        grouped = self.listing.grouped
        for level, key in enumerate(grouped):
            if name := words.get(key):
                self.above = {above: self.above.get(above, "") for above in grouped[:level]}
                self.above[key] = name if level else CODED.sub("", name)
        return {**words, **self.above} if words.get("名称") else None


class _Units(_Reader):
    """A listing of budget units; the department above them has a shorter code.

    Where no row has a code, the department's row says what those below it add up to.
    """

    def items(self, rows: Sequence[int]) -> Iterator[Item]:
        """The rows of a listing of units, and groups."""
        found = tuple(super().items(rows))
        if any(self._words(one.row).get(CODE) for one in found):
            yield from found
            return
        units = [replace(one, words=self._words(one.row), is_group=False) for one in found]
        units = [one for one in units if one.words[UNIT_NAME] != ELIMINATED]
        above = units[:1] if len(units) > 1 and _is_sum(units[0], units[1:]) else []
        yield from (replace(one, is_group=one in above) for one in units)

    def item(self, words: Mapping[str, str]) -> Mapping[str, str] | None:
        """A listing's row with a unit's code."""
        if len(plain(words.get("代码", ""))) >= UNIT_DIGITS:
            return words
        self.above = dict(words)
        return None


def _is_sum(one: Item, others: Sequence[Item]) -> bool:
    """Whether a row's figures in a listing are the sums of other rows'."""
    columns = {column for item in (one, *others) for column in item.figures}
    return bool(columns) and all(
        _number_in(one, column) == sum((_number_in(o, column) for o in others), Decimal(0))
        for column in columns
    )


def _number_in(item: Item, column: int) -> Decimal:
    spot = item.figures.get(column)
    return spot.number or Decimal(0) if spot else Decimal(0)


class _Services(_Reader):
    """A listing of a form's own; a line without what it is about is the name of those below."""

    def item(self, words: Mapping[str, str]) -> Mapping[str, str] | None:
        """A listing's row that says what it is about; a name above is a unit's or a project's."""
        first, own = self.listing.columns.first, self.listing.own
        if own is None or not words.get(own.called):
            self.above = {UNIT_NAME: words.get(first, "")}
            return None
        self.above[first] = words.get(first) or self.above.get(first, "")
        return {**words, **self.above}


def figures_by_fund(item: Item, columns: Columns) -> Iterator[tuple[str, str, Spot]]:
    """The finest figures of a listing's row: fund, basis, cell; sums are not told again."""
    for column, spot in item.figures.items():
        points = columns.figures[column]
        if len(points) == 1 and _is_fine(points[0]) and spot.number:
            yield points[0].fund, points[0].basis, spot


def of_several_funds(item: Item, columns: Columns) -> Iterator[tuple[str, str, Spot]]:
    """The figures of a listing's row that no finer column tells: group of funds, basis, cell."""
    for column, spot in item.figures.items():
        points = columns.figures[column]
        is_whole = len(points) == 1 and points[0].fund in WHOLE
        if is_whole and spot.number and not _is_split(points[0], columns):
            yield points[0].fund, points[0].basis, spot


def _is_split(whole: Point, columns: Columns) -> bool:
    """Whether other columns of a listing tell the money of a group of funds by fund or by basis."""
    members = MEMBERS[whole.fund]
    others = [point for points in columns.figures.values() for point in points if point != whole]
    return any(
        other.basis == whole.basis or BOTH in (other.basis, whole.basis)
        if other.fund in members
        else other.fund == whole.fund and whole.basis == BOTH
        for other in others
    )


def unsplit_by_fund(item: Item, columns: Columns) -> Iterator[tuple[str, Spot]]:
    """The figures of a listing's row that are of this year and carried over in one, by fund."""
    finer = {p[0].fund for p in columns.figures.values() if len(p) == 1 and p[0].basis != BOTH}
    for column, spot in item.figures.items():
        points = columns.figures[column]
        is_whole = points[0].fund in (*WHOLE, *finer) or points[0].basis != BOTH
        if len(points) == 1 and not is_whole and spot.number:
            yield points[0].fund, spot


def of_this_year(listing: Listing) -> Listing:
    """The listing of a workbook that has no other than fiscal money carried over.

    A form may have one column for all of it, whichever year it is of: then it is of this year.
    """
    figures = listing.columns.figures
    split = {points[0].fund for points in figures.values() if points[0].basis != BOTH}
    own = {
        column: points
        if len(points) > 1 or points[0].fund in (*WHOLE, *split)
        else (points[0]._replace(basis=THIS_YEAR),)
        for column, points in figures.items()
    }
    return replace(listing, columns=replace(listing.columns, figures=own))


def _is_fine(point: Point) -> bool:
    return point.fund not in WHOLE and point.basis != BOTH


def is_filled(text: str) -> bool:
    """Whether a listing's cell of words says anything."""
    return bool(text) and plain(text) not in DASHES


def unit_codes(listings: Sequence[Listing]) -> Mapping[str, str]:
    """The codes of the units in a listing by their names."""
    return {
        plain_name(item.words.get(UNIT_NAME, "")): code_of(item)
        for listing in listings
        if listing.table.layout == UNITS
        for item in listing.items
    }


def code_of(item: Item) -> str:
    """The code of a unit in a listing, or what stands in for one that the form does not print."""
    return plain(item.words.get(CODE, "")) or stand_in(plain_name(item.words.get(UNIT_NAME, "")))


def number_at(item: Item, columns: Columns, fund: str, basis: str) -> Decimal | None:
    """The number of a listing's row in the column of that fund and basis."""
    for column, spot in item.figures.items():
        if any((p.fund, p.basis) == (fund, basis) for p in columns.figures[column][:1]):
            return spot.number if len(columns.figures[column]) == 1 else None
    return None
