"""Rows that a table lacks: a 款 with a figure and without its 项, which another table has.

Where the row is the only one below its 款 no claimed sum fails, for there is none; and the source
made of the tables would say the 款 in place of the 项, or that nobody knows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mingzhang.facts.cube import Point
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.missing_tables import points_of
from mingzhang.intake.number_placing import Placed

Rows = Mapping[str, Placed]


def lacking_rows(
    placed: Iterable[Placed], gaps: Iterable[Target], depths: Mapping[str, int]
) -> Iterator[tuple[Placed, Placed]]:
    """A cell of each row that a table has nothing below, and one that stands there in another.

    ``gaps`` are the figures that nobody knows: a row with one is not a row of nothing.  ``depths``
    has the digits of the finest subjects that the form prints in each table.
    """
    tables = dict(enumerate(_tables(placed, gaps)))
    for number, rows in tables.items():
        others = [own for other, own in tables.items() if other != number]
        for code, one in rows.items():
            if not _below(code, rows, depths.get(one.table, 0)):
                depth = depths.get(one.table, 0)
                found = (row for own in others for row in _below(code, own, depth))
                yield from ((one, row) for row in _first(found))


def _tables(placed: Iterable[Placed], gaps: Iterable[Target]) -> tuple[Rows, ...]:
    """The rows of each table that have something, or of which that is not known, by subject."""
    unknown = {_row(point) for target in gaps for point in points_of(target)}
    tables: dict[int, dict[str, Placed]] = defaultdict(dict)
    for one in placed:
        code = subject_of(one)
        if code and (one.number or _row(points_of(one.target)[0]) in unknown):
            tables[id(one.grid)].setdefault(code, one)
    return tuple(tables.values())


def bare_rows(
    placed: Iterable[Placed], gaps: Iterable[Target], depths: Mapping[str, int]
) -> Iterator[Placed]:
    """Cells of rows below which no table lists any, though beside them others of their rank do.

    Their agency may know no more; or the one row below was left out of the only table that has it.
    """
    tables = _tables(placed, gaps)
    told = set[str]()
    for rows in tables:
        depth = depths.get(next(iter(rows.values())).table, 0)
        bare = {c for c in rows if len(c) < depth and not _below(c, rows, depth)}
        ranks = {len(code) for code in rows if _below(code, rows, depth)}
        for code in sorted(bare):
            is_known = any(_below(code, other, depth) for other in tables) or code in told
            if len(code) in ranks and not is_known:
                told.add(code)
                yield rows[code]


def _row(point: Point) -> tuple[str, ...]:
    """What the cells of a row of a table share, known or not."""
    return point.flow, point.basis, point.subject


def _below(code: str, rows: Rows, depth: int) -> Sequence[Placed]:
    """What stands in a table below a subject, as deep as the table that is asked of lists rows."""
    return [
        one
        for other, one in rows.items()
        if other != code and other.startswith(code) and len(other) <= depth
    ]


def _first(found: Iterator[Placed]) -> Sequence[Placed]:
    one = next(found, None)
    return (one,) if one else ()


def subject_of(one: Placed | None) -> str:
    """The subject of a cell that stands for one point; empty where it is none or several."""
    points = points_of(one.target) if one else ()
    return points[0].subject if len(points) == 1 else ""
