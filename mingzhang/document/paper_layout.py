"""Paper layout: a table → how it lies on A4: upright where its figures fit, else wide.

Widths are reckoned in points at the size that the style sheet sets forms in; a column that shows
more than its weight allows borrows from those that have room to spare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from mingzhang.document.spare_widths import Narrow, gifts
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.document.text_width import end_of, text_width
from mingzhang.document.width_digest import shape

# As in style.css: width and height within the margins, what borders and padding add.
UPRIGHT, WIDE = (Decimal(481), Decimal(700)), (Decimal(717), Decimal(470))
TEXT = (Decimal(442), Decimal(620))  # the same of a page of text
PADDING = Decimal(6)
PART, HEADING, NOTE = Decimal(52), Decimal(36), Decimal(13)
GAP = Decimal(14)  # below a form
SCANT = Decimal("0.25")  # of a page; the last one of a long table holds more, where it can
FILLED = Decimal("0.4")  # of a page; the last one of a long table that is turned early
WORDS = Decimal(6)  # characters that a column of words needs at least
FIGURES = Decimal("3.7")  # likewise a column of figures, for its heading's sake
TIGHT = Decimal(3)  # how much more than its weight a column of words asks for where room is scarce
TENTH = Decimal("0.1")
KEPT = 1 << 8  # tables of which it is known how they lie: those of some documents
WORD_KINDS = ("name", "text")
EXACT_KINDS = ("amount", "percent", "code", "number")


@dataclass(frozen=True)
class Text:
    """A table's text on paper: its size, its line, space in rows, and its title's line."""

    size: Decimal
    line: Decimal
    row: Decimal
    title: Decimal


NORMAL = Text(Decimal(9), Decimal(11), Decimal("2.8"), Decimal(24))
DENSE = Text(Decimal(8), Decimal("9.5"), Decimal("1.8"), Decimal(20))
ROWS = ((NORMAL, False), (NORMAL, True), (DENSE, False), (DENSE, True))


class Turn(NamedTuple):
    """A row of a long table that, laid out, may begin its last page; that page's height then."""

    row: int
    height: Decimal


@dataclass(frozen=True)
class Paper:
    """The layout of a table on paper: ``widths`` of its columns in %, upright or wide.

    A ``long`` table takes more than one page, a ``fresh`` one begins one; ``last`` is the height of
    what stands on its last page, without headings, in points; ``turn`` is the row of the body that
    begins this page whatever room is left above it, ``turns`` where that may be.  ``leads`` says of
    each row whether its first cell stands in the first column, ``kept`` which of its cells stays in
    view while a screen scrolls sideways: that with the row's name.  ``rooms`` is how many
    characters fit a line of each cell.  An ``inlaid`` table lies among the text, as wide as it.
    """

    widths: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    leads: tuple[bool, ...]
    kept: tuple[int | None, ...]
    rooms: tuple[tuple[Decimal, ...], ...] = ()
    wide: bool = False
    inlaid: bool = False
    dense: bool = False
    long: bool = False
    last: Decimal = Decimal(0)
    fresh: bool = False
    turn: int | None = None
    turns: Turn | None = None

    @property
    def turned(self) -> tuple[Paper, ...]:
        """The long table laid out with more rows on its last paper page, where that can be."""
        at = self.turns
        return (replace(self, turn=at.row, last=at.height),) if at else ()


# By shape: how tables lie that were laid out before.
KNOWN: dict[tuple[object, ...], tuple[Paper, ...]] = {}


def lay_out(table: Table, *, opens_part: bool = False, goes_on: bool = False) -> Paper:
    """Paper layout: upright where it fits, smaller rows where they save a nearly empty page.

    ``opens_part`` says that the part's heading stands above it, ``goes_on`` that no heading does.
    """
    key = (shape(table), opens_part, goes_on)
    if key not in KNOWN:
        _make_room()
        KNOWN[key] = (_laid_out(table, opens_part=opens_part, goes_on=goes_on),)
    return KNOWN[key][0]


def lay_out_in_text(table: Table) -> Paper | None:
    """How a table lies on paper among the text; none where it has no room there."""
    key = (shape(table), lay_out_in_text)
    if key not in KNOWN:
        _make_room()
        sheets = (_Sheet(table, TEXT, Decimal(0), *rows) for rows in ROWS)
        fitting = (sheet for sheet in sheets if sheet.fits and sheet.height <= TEXT[1])
        KNOWN[key] = tuple(sheet.paper() for sheet in islice(fitting, 1))
    return next(iter(KNOWN[key]), None)


def other_ways(table: Table) -> tuple[Paper, ...]:
    """All layouts on paper of a table that takes one page."""
    key = (shape(table), other_ways)
    if key not in KNOWN:
        _make_room()
        KNOWN[key] = tuple(_other_ways(table))
    return KNOWN[key]


def _other_ways(table: Table) -> Iterator[Paper]:
    sizes = (UPRIGHT, WIDE) if table.landscape else (UPRIGHT,)
    sheets = (_Sheet(table, size, Decimal(0), *rows) for size in sizes for rows in ROWS)
    return (sheet.paper() for sheet in sheets if sheet.fits)


@lru_cache(maxsize=1 << 10)
def _same(room: Decimal) -> Decimal:
    """The one number that stands for all equal ones: a layout that is kept has one a cell."""
    return room


def _make_room() -> None:
    """Lets go of known paper layouts before they grow without end."""
    if len(KNOWN) >= KEPT:
        KNOWN.clear()


def _laid_out(table: Table, *, opens_part: bool, goes_on: bool) -> Paper:
    above = Decimal(0) if goes_on else heading(opens_part=opens_part)
    sizes = (UPRIGHT, WIDE) if table.landscape else (UPRIGHT,)
    sheets = [_Sheet(table, size, above, *rows) for size in sizes for rows in ROWS]
    fitting = [sheet for sheet in sheets if sheet.fits]
    whole = next((sheet for sheet in fitting if sheet.height <= sheet.size[1]), None)
    sheet = whole or next((s for s in fitting if not s.is_lavish), (*fitting, sheets[-1])[0])
    return sheet.paper(long=not whole)


def lay_out_forms(tables: Sequence[Table], *, opens_part: bool = False) -> tuple[Paper, ...]:
    """The layout of small forms, as many on a sheet of paper as it holds."""
    key = (*map(shape, tables), opens_part)
    if key not in KNOWN:
        _make_room()
        KNOWN[key] = tuple(_forms_laid_out(tables, opens_part=opens_part))
    return KNOWN[key]


def _forms_laid_out(tables: Sequence[Table], *, opens_part: bool) -> Iterator[Paper]:
    room, rest = UPRIGHT[1] - heading(opens_part=opens_part), tuple(tables)
    while rest:
        sheets = max((_fitting(rest, room, rows) for rows in ROWS), key=len)
        if sheets:
            yield from (sheet.paper() for sheet in sheets)
        else:
            yield lay_out(rest[0], opens_part=opens_part, goes_on=len(rest) < len(tables))
        room, rest = UPRIGHT[1], rest[max(len(sheets), 1) :]


def _fitting(tables: Iterable[Table], room: Decimal, rows: tuple[Text, bool]) -> list[_Sheet]:
    """The first of the tables that, laid out on paper, fit together into the room."""
    found: list[_Sheet] = []
    for table in tables:
        sheet = _Sheet(table, UPRIGHT, Decimal(0), *rows)
        room -= sheet.height
        if room < 0 or not sheet.fits:
            break
        found.append(sheet)
        room -= GAP
    return found


def heading(*, opens_part: bool) -> Decimal:
    """The height on paper of a section's heading, with that of its part, in points."""
    return PART + HEADING if opens_part else HEADING


@dataclass
class _Sheet:
    """A table laid out on a sheet of paper, ``tight`` where words get what figures spare."""

    table: Table
    size: tuple[Decimal, Decimal]
    heading: Decimal
    text: Text
    tight: bool
    fits: bool = field(init=False)
    _widths: list[Decimal] = field(init=False)

    def __post_init__(self) -> None:
        wanted = needs(self.table, self.text.size)
        weights = [column.weight for column in self.table.columns]
        if self.tight:
            words = _word_columns(self.table)
            weights = [w * TIGHT if n in words else w for n, w in enumerate(weights)]
        whole = sum(weights, Decimal(0))
        self._widths = lent([weight * self.size[0] / whole for weight in weights], wanted)
        self.fits = all(w >= n for w, n in zip(self._widths, wanted, strict=True))
        if self.fits:
            columns = self._columns(wanted, weights)
            ways = (self._widths, *gifts(columns, PADDING, self.text.size))
            self._widths = min(ways, key=self._height_with) if len(ways) > 1 else ways[0]

    def _columns(self, wanted: list[Decimal], weights: list[Decimal]) -> list[Narrow]:
        """The columns on the paper with the words of the cells that stand in one of them."""
        heads: list[list[Decimal]] = [[] for _ in weights]
        body: list[list[tuple[Decimal, int]]] = [[] for _ in weights]
        for column, cell in single(self.table):
            width = (text_width(cell.text) + _indent(cell)) * self.text.size
            if _is_head(cell):
                heads[column].append(width)
            elif not is_exact(cell):
                body[column].append((width, cell.rowspan))
        known = zip(self._widths, wanted, weights, heads, body, strict=True)
        return [Narrow(w, need, weight, tuple(t), tuple(b)) for w, need, weight, t, b in known]

    def _height_with(self, widths: list[Decimal]) -> Decimal:
        """How high the rows on paper are with other widths of the columns, which it takes on."""
        self._widths = widths
        return sum(map(self._row, placed((*self.table.head, *self.table.body))), Decimal(0))

    def paper(self, *, long: bool = False) -> Paper:
        """A table as it lies on this sheet of paper."""
        widths = tuple(self._percentages)
        rows = list(placed((*self.table.head, *self.table.body)))
        leads = tuple(bool(cells) and cells[0][0] == 0 for cells in rows)
        kept = tuple(_kept(rows))
        groups = tuple(_grouped(self.table, widths))
        rooms = tuple(tuple(self._room(start, cell) for start, cell in cells) for cells in rows)
        last = self._last if long else self.height - self.heading
        return Paper(
            *(widths, groups, leads, kept, rooms),
            wide=self.size is WIDE,
            inlaid=self.size is TEXT,
            dense=self.text is DENSE,
            long=long,
            last=last,
            turns=self._turn() if long else None,
        )

    @property
    def _percentages(self) -> Iterator[str]:
        """The widths on paper of a table's columns, together never above 100 %."""
        whole = sum(self._widths, Decimal(0))
        for width in self._widths:
            yield f"{(width * 100 / whole).quantize(Decimal('0.01'), ROUND_DOWN)}%"

    @cached_property
    def height(self) -> Decimal:
        """The height on paper of a table's heading, rows and notes."""
        return self.heading + self._caption + sum(self._rows, self._notes)

    @property
    def is_lavish(self) -> bool:
        """Whether the last paper page of a table would be nearly empty."""
        return self._last < self.size[1] * SCANT

    @cached_property
    def _rows(self) -> tuple[Decimal, ...]:
        """The height on paper of each row, those of the head first."""
        return tuple(map(self._row, placed((*self.table.head, *self.table.body))))

    def _row(self, cells: Sequence[tuple[int, Cell]]) -> Decimal:
        lines = max((self._cell_lines(x, c) for x, c in cells), default=Decimal(1))
        return lines * self.text.line + self.text.row

    @property
    def _notes(self) -> Decimal:
        return sum((self._lines(n, self.size[0]) * NOTE for n in self.table.notes), Decimal(0))

    @cached_property
    def _last(self) -> Decimal:
        """The height of what a long table has on its last paper page, below the repeated head."""
        heads = len(self.table.head)
        head = sum(self._rows[:heads], Decimal(0))
        height = self.heading + self._caption + head
        for row in self._rows[heads:]:
            height = height + row if height + row <= self.size[1] else head + row
        return height + self._notes

    def _turn(self) -> Turn | None:
        """The last row from which on rows, with the head, take enough of a paper page."""
        heads, body = len(self.table.head), self.table.body
        height = sum(self._rows[:heads], self._notes)
        for row in range(len(body) - 1, 0, -1):
            height += self._rows[heads + row]
            if height >= self.size[1] * FILLED and _parts(body, row):
                return Turn(row, height) if height <= self.size[1] else None
        return None

    @property
    def _caption(self) -> Decimal:
        table = self.table
        line = table.unit_line or table.period or table.money_unit
        return self.text.title + NOTE * (bool(table.number) + bool(line))

    def _width(self, start: int, cell: Cell) -> Decimal:
        """The width on paper that a cell has for its text."""
        width = sum(self._widths[start : start + cell.colspan], Decimal(0))
        return width - PADDING - _indent(cell) * self.text.size

    def _room(self, start: int, cell: Cell) -> Decimal:
        return _same((self._width(start, cell) / self.text.size).quantize(TENTH, ROUND_DOWN))

    def _cell_lines(self, start: int, cell: Cell) -> Decimal:
        return self._lines(cell.text, self._width(start, cell)) / cell.rowspan

    def _lines(self, text: str, width: Decimal) -> Decimal:
        size = self.text.size
        lines = text_width(text) * size / max(width, size)
        return max(lines.to_integral_value(ROUND_CEILING), Decimal(1))


def _parts(body: Sequence[Row], row: int) -> bool:
    """Whether a paper page may end above the row: a class or section keeps its first row."""
    above = body[row - 1].level
    return not above or body[row].level <= above


def needs(
    table: Table, size: Decimal, measure: Callable[[str], Decimal] = text_width
) -> list[Decimal]:
    """What each column needs on paper: its figures on one line, words by ``WORDS`` characters.

    ``measure`` says how wide a figure is, in characters.
    """
    found = [2 * size + PADDING] * len(table.columns)
    for start, cell in single(table):
        unbroken = cell.text if is_exact(cell) else end_of(cell.text)
        width = max(_need(cell), measure(unbroken))
        found[start] = max(found[start], width * size + PADDING)
    return found


def single(table: Table) -> Iterator[tuple[int, Cell]]:
    """The cells that span a single column on paper, with that column."""
    for cells in placed((*table.head, *table.body)):
        for start, cell in cells:
            if cell.colspan == 1 and start < len(table.columns):
                yield start, cell


def _word_columns(table: Table) -> frozenset[int]:
    return frozenset(n for n, c in single(table) if c.kind in WORD_KINDS and not _is_head(c))


def _need(cell: Cell) -> Decimal:
    width = text_width(cell.text) + _indent(cell)
    if is_exact(cell):
        return max(width, FIGURES) if cell.kind == "amount" else width
    return max(
        min(width, WORDS if cell.kind == "name" else WORDS / 2), text_width(end_of(cell.text))
    )


def is_exact(cell: Cell) -> bool:
    """Whether a cell stands on one line on paper: a figure or a code, no heading."""
    return cell.kind in EXACT_KINDS and not _is_head(cell)


def _is_head(cell: Cell) -> bool:
    return cell.scope in ("col", "colgroup")


def _indent(cell: Cell) -> int:
    return max(cell.level - 1, 0) if cell.kind == "name" else 0


def lent(shares: list[Decimal], needs: list[Decimal]) -> list[Decimal]:
    """Widths on paper after columns with room to spare gave to those that need more."""
    missing = sum((max(n - s, Decimal(0)) for s, n in zip(shares, needs, strict=True)), Decimal(0))
    spare = sum((max(s - n, Decimal(0)) for s, n in zip(shares, needs, strict=True)), Decimal(0))
    if missing > spare:
        scale = sum(shares, Decimal(0)) / sum(needs, Decimal(0))
        return [need * scale for need in needs]
    part = missing / spare if spare else Decimal(0)
    return [max(s, n) - max(s - n, Decimal(0)) * part for s, n in zip(shares, needs, strict=True)]


def placed(rows: Iterable[Row]) -> Iterator[list[tuple[int, Cell]]]:
    """Each row's cells with their columns in the grid for the paper's layout, counted from 0."""
    taken: dict[int, int] = {}
    for row in rows:
        column, found = 0, []
        own: dict[int, int] = {}
        for cell in row.cells:
            while taken.get(column, 0):
                column += 1
            found.append((column, cell))
            own |= dict.fromkeys(range(column, column + cell.colspan), cell.rowspan)
            column += cell.colspan
        taken = _left(taken, own)
        yield found


def _kept(rows: Sequence[Sequence[tuple[int, Cell]]]) -> Iterator[int | None]:
    """Which cell of each row, laid out on paper, has its name and spans no other column."""
    named = [[x for x, c in cells if c.scope == "row" and c.colspan == 1] for cells in rows]
    # Of two sides with their names the first counts, though it has fewer.
    firsts = [names[0] for names in named if len(names) > 1] or [n[0] for n in named if n]
    column = Counter(firsts).most_common(1)[0][0] if firsts else None
    for cells in rows:
        yield next((n for n, (x, c) in enumerate(cells) if x == column and _can_stay(c)), None)


def _can_stay(cell: Cell) -> bool:
    return cell.colspan == 1 and (bool(cell.scope) or not cell.text)


def _left(taken: Mapping[int, int], own: Mapping[int, int]) -> dict[int, int]:
    """For how many rows below this one each column on the paper stays taken."""
    below = {column: rows - 1 for column, rows in {**taken, **own}.items()}
    return {column: rows for column, rows in below.items() if rows}


def _grouped(table: Table, widths: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The column widths on paper by the headings of the first head row."""
    spans = [cell.colspan for cell in table.head[0].cells] if table.head else [len(widths)]
    ends = list(accumulate(spans))
    for start, end in zip((0, *ends), ends, strict=False):
        yield widths[start:end]
