"""Lattice: the drawn lines of a page → its ruled tables, each a lattice of cells.

Lines that meet belong to one table.  Between two places of the lattice is a border where a line
covers most of it; places without one are a merged cell.  The outer sides of a table are always
borders, drawn or not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingzhang.grid.grid import Span
from mingzhang.grid.pdf import pdf_limits
from mingzhang.grid.pdf.upright_page import Line

CLOSE = 250  # lines no farther apart are one
MEET = 300  # so near to each other lines touch
MOST = 0.6  # of a border that its lines must cover


@dataclass(frozen=True)
class Lattice:
    """The lattice of a ruled table: where columns and rows begin and end, cells as spans.

    ``ragged`` are the places of merged areas that are no rectangles: lines are missing there.
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[Span, ...]
    ragged: frozenset[tuple[int, int]] = frozenset()

    @property
    def area(self) -> int:
        """How much of the page a table's lattice of lines covers."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: int, y: int) -> bool:
        """Whether a point of the page lies in a table's lattice."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def place(self, x: int, y: int) -> tuple[int, int]:
        """The lattice's row and column in which a point lies."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def lattices(level: Iterable[Line], upright: Iterable[Line]) -> tuple[Lattice, ...]:
    """The lattices of drawn lines that make a page's tables, from above; no mere frames."""
    rows, columns = _joined(level), _joined(upright)
    found = (_lattice(*group) for group in _groups(rows, columns))
    kept = [one for one in found if one]
    return tuple(sorted(kept, key=lambda one: (one.ys[0], one.xs[0])))


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Pieces of one drawn line of a lattice put together."""
    found: list[Line] = []
    for group in _near(sorted(lines)):
        at = sum(line.at for line in group) // len(group)
        first, last = None, 0
        for line in sorted(group, key=lambda one: one.first):
            if first is not None and line.first <= last + CLOSE:
                last = max(last, line.last)
                continue
            if first is not None:
                found.append(Line(at, first, last))
            first, last = line.first, line.last
        if first is not None:
            found.append(Line(at, first, last))
    return found


def _near(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Drawn lines of a lattice at the same place, as near as a drawing program is exact."""
    group: list[Line] = []
    for line in lines:
        if group and line.at - group[0].at > CLOSE:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _groups(
    level: Sequence[Line], upright: Sequence[Line]
) -> Iterator[tuple[list[Line], list[Line]]]:
    """Drawn lines that meet, directly or by others, and so may be one lattice."""
    lines = (*level, *upright)
    roots = list(range(len(lines)))
    order = sorted(range(len(level)), key=lambda n: level[n].at)
    heights = [level[n].at for n in order]
    for number, line in enumerate(upright, len(level)):
        low = bisect_left(heights, line.first - MEET)
        high = bisect_right(heights, line.last + MEET)
        for other in order[low:high]:
            if level[other].first - MEET <= line.at <= level[other].last + MEET:
                roots[_root(roots, other)] = _root(roots, number)
    groups: dict[int, tuple[list[Line], list[Line]]] = {}
    for number, line in enumerate(lines):
        group = groups.setdefault(_root(roots, number), ([], []))
        group[number >= len(level)].append(line)
    yield from groups.values()


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _lattice(level: Sequence[Line], upright: Sequence[Line]) -> Lattice | None:
    if not level or not upright:
        return None
    ends = [end for line in level for end in (line.first, line.last)]
    tops = [end for line in upright for end in (line.first, line.last)]
    xs = _places([line.at for line in upright], (min(ends), max(ends)))
    ys = _places([line.at for line in level], (min(tops), max(tops)))
    if not (3 <= len(xs) <= pdf_limits.COLUMNS and 2 <= len(ys) <= pdf_limits.ROWS):
        return None
    cells, ragged = _cells(_Borders(xs, ys, _by_place(level, ys), _by_place(upright, xs)))
    if 3 * len(ragged) > (len(xs) - 1) * (len(ys) - 1):
        return None  # a drawing: the lines of a table nearly all enclose something
    return Lattice(xs, ys, cells, ragged)


def _places(found: Iterable[int], outer: tuple[int, int]) -> tuple[int, ...]:
    """Where a lattice's lines are, and its outer sides where no line is near."""
    places: list[int] = []
    inner = sorted(found)
    sides = [side for side in outer if all(abs(side - one) > MEET for one in inner)]
    for place in sorted((*inner, *sides)):
        if not places or place - places[-1] > CLOSE:
            places.append(place)
    return tuple(places)


def _by_place(lines: Iterable[Line], places: Sequence[int]) -> Mapping[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        nearest = min(range(len(places)), key=lambda n: abs(places[n] - line.at))
        found.setdefault(nearest, []).append(line)
    return found


@dataclass(frozen=True)
class _Borders:
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    level: Mapping[int, list[Line]]
    upright: Mapping[int, list[Line]]

    def below(self, row: int, column: int) -> bool:
        """Whether a line is drawn under a place of the lattice."""
        return _covers(self.level.get(row + 1, ()), self.xs[column], self.xs[column + 1])

    def right(self, row: int, column: int) -> bool:
        """Whether a line is drawn at the right of a place of the lattice."""
        return _covers(self.upright.get(column + 1, ()), self.ys[row], self.ys[row + 1])


def _covers(lines: Iterable[Line], first: int, last: int) -> bool:
    covered = sum(max(0, min(line.last, last) - max(line.first, first)) for line in lines)
    return covered >= MOST * (last - first)


def _cells(borders: _Borders) -> tuple[tuple[Span, ...], frozenset[tuple[int, int]]]:
    rows, columns = len(borders.ys) - 1, len(borders.xs) - 1
    roots = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            own = row * columns + column
            if column + 1 < columns and not borders.right(row, column):
                roots[_root(roots, own + 1)] = _root(roots, own)
            if row + 1 < rows and not borders.below(row, column):
                roots[_root(roots, own + columns)] = _root(roots, own)
    groups: dict[int, list[tuple[int, int]]] = {}
    for number in range(rows * columns):
        groups.setdefault(_root(roots, number), []).append(divmod(number, columns))
    cells: list[Span] = []
    ragged: list[tuple[int, int]] = []
    for places in groups.values():
        span = _span(places)
        if (span[2] - span[0] + 1) * (span[3] - span[1] + 1) == len(places):
            cells.append(span)
        else:
            cells += [(r, c, r, c) for r, c in places]
            ragged += places
    return tuple(sorted(cells)), frozenset(ragged)


def _span(places: Sequence[tuple[int, int]]) -> Span:
    rows, columns = zip(*places, strict=True)
    return min(rows), min(columns), max(rows), max(columns)
