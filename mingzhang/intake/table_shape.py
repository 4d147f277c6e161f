"""Table shape: a form's table full of marks → its columns by heads, its rows by code and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingzhang.document.paper_layout import placed
from mingzhang.document.table_values import Cell, Row, Table
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.marked_tables import target_of
from mingzhang.intake.word_matching import plain_head, plain_name

AMOUNT, NAME, CODE = "amount", "name", "code"
LEVELS = ("类", "款", "项")  # columns beside each other that together hold a code
Path = tuple[str, ...]
Cells = Mapping[tuple[int, int], Cell]


@dataclass(frozen=True)
class Line:
    """A row of a table's shape: what it is called, and what its amounts stand for, by column.

    ``origin`` has the form's column of one that was laid into another block of a sheet.
    """

    row: int
    code: str
    name: str
    targets: Mapping[int, Target]
    origin: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Segment:
    """Columns of a table's shape that belong together: those that name the row, then amounts."""

    codes: tuple[int, ...]
    names: tuple[int, ...]
    amounts: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Shape:
    """The shape of a table as it is looked for in a sheet."""

    table: Table
    paths: tuple[Path, ...]
    segments: tuple[Segment, ...]
    depth: int

    @property
    def words(self) -> frozenset[str]:
        """Every heading in the shape of a table."""
        return frozenset(word for path in self.paths for word in path)

    @property
    def sought(self) -> tuple[int, ...]:
        """The columns of a table's shape that are looked for in a sheet."""
        columns = (c for s in self.segments for c in (*s.codes, *s.names, *s.amounts))
        return tuple(sorted(columns))


def head_paths(table: Table) -> tuple[tuple[Path, ...], int]:
    """Each column's headings in a table's shape, and how many rows they take, without 栏次."""
    heads = [row for row in table.head if not any(cell.kind == "number" for cell in row.cells)]
    head = _spread(heads)
    columns = range(len(table.columns))
    return tuple(_path(head, column, len(heads)) for column in columns), len(heads)


def shape_of(table: Table) -> Shape:
    """The shape of a table of figures."""
    count = len(table.columns)
    body = _spread(table.body)
    paths, depth = head_paths(table)
    kinds = [_kind(column, body) for column in range(count)]
    segments = tuple(_segment(part, kinds, body, len(table.body)) for part in _parts(kinds))
    split = {
        c for c in range(count) if kinds[c] == CODE and paths[c][-1:] and paths[c][-1] in LEVELS
    }
    joined = tuple(path[:-1] if c in split else path for c, path in enumerate(paths))
    return Shape(table, joined, tuple(_joined(one, split) for one in segments), depth)


def with_blocks(shape: Shape, count: int) -> Shape | None:
    """The table's shape in so many blocks beside each other, if the form lays it out in others.

    Each block may have every row then: where a block ends is the sheet's own affair.
    """
    first, *others = shape.segments
    words = [_words(one, shape) for one in shape.segments]
    if not others or len(set(words)) > 1 or count == len(shape.segments):
        return None
    width, paths = len(words[0]), list[Path]()
    segments: list[Segment] = []
    for number in range(count):
        codes, names, amounts = _shares(first, number * width)
        every = ((line, one) for one in shape.segments for line in one.lines)
        # What a heading across several blocks is called stands in each of them.
        lines = (_laid(line, one, amounts) for line, one in every if any(line.targets.values()))
        segments.append(Segment(codes, names, amounts, tuple(lines)))
        paths += words[0]
    return Shape(shape.table, tuple(paths), tuple(segments), shape.depth)


def _words(segment: Segment, shape: Shape) -> tuple[Path, ...]:
    """The headings of a block of a table's shape."""
    columns = (*segment.codes, *segment.names, *segment.amounts)
    return tuple(shape.paths[column] for column in columns)


def _shares(first: Segment, start: int) -> tuple[tuple[int, ...], ...]:
    """The columns of a block of a shape that begins at a column: codes, names, amounts."""
    shares: list[tuple[int, ...]] = []
    for columns in (first.codes, first.names, first.amounts):
        shares.append(tuple(range(start, start + len(columns))))
        start += len(columns)
    return tuple(shares)


def _laid(line: Line, own: Segment, amounts: Sequence[int]) -> Line:
    """A row of a table's shape with its amounts in the columns of another block."""
    moved = dict(zip(own.amounts, amounts, strict=True))
    targets = {moved[column]: target for column, target in line.targets.items()}
    return replace(line, targets=targets, origin={new: old for old, new in moved.items()})


def _joined(segment: Segment, split: set[int]) -> Segment:
    """A shape's segment in which 类, 款 and 项 are one column of codes, the first of them."""
    parts = [column for column in segment.codes if column in split]
    return replace(segment, codes=tuple(c for c in segment.codes if c not in parts[1:]))


def _spread(rows: Iterable[Row]) -> Cells:
    """Every place of a table, for its shape, with the cell that covers it."""
    found: dict[tuple[int, int], Cell] = {}
    rows = tuple(rows)
    for number, cells in enumerate(placed(rows)):
        for column, cell in cells:
            for row in range(cell.rowspan):
                for beside in range(cell.colspan):
                    found[number + row, column + beside] = cell
    return found


def _path(head: Cells, column: int, depth: int) -> Path:
    words = [head[row, column].text for row in range(depth) if (row, column) in head]
    return tuple(dict.fromkeys(filter(None, map(plain_head, words))))


def _kind(column: int, body: Cells) -> str:
    kinds = [cell.kind for (_, x), cell in body.items() if x == column and cell.colspan == 1]
    return next((kind for kind in (AMOUNT, CODE, NAME) if kind in kinds), "")


def _parts(kinds: Sequence[str]) -> list[list[int]]:
    """Columns of a table's shape from a name up to and with the amounts that follow it."""
    parts: list[list[int]] = []
    before = AMOUNT
    for column, kind in enumerate(kinds):
        if not kind:
            continue
        if not parts or (kind != AMOUNT and before == AMOUNT):
            parts.append([])
        parts[-1].append(column)
        before = kind
    return parts


def _segment(columns: Sequence[int], kinds: Sequence[str], body: Cells, rows: int) -> Segment:
    of = {kind: tuple(c for c in columns if kinds[c] == kind) for kind in (CODE, NAME, AMOUNT)}
    lines = (_line(row, of, body) for row in range(rows))
    kept = tuple(line for line in lines if line.code or line.name or any(line.targets.values()))
    return Segment(of[CODE], of[NAME], of[AMOUNT], kept)


def _line(row: int, of: Mapping[str, tuple[int, ...]], body: Cells) -> Line:
    labels = [body.get((row, column), Cell()) for column in (*of[CODE], *of[NAME])]
    code = "".join(cell.text for cell in labels if cell.kind == CODE)
    name = next((cell.text for cell in labels if cell.kind == NAME), "")
    targets = {c: target_of(body[row, c].figure) for c in of[AMOUNT] if (row, c) in body}
    return Line(row, code, plain_name(name), targets)
