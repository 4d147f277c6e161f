"""Page filling: how the tables of a part lie one by one → how they lie so that no page is scant.

A page is scant that ends in its upper third though its part goes on.  Tables follow each other
until one does not fit; where that leaves a scant page, other breaks are sought, and tables may lie
in other ways than they would alone; a long one may begin its last page earlier.  Where no page is
scant, nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from itertools import islice

from mingzhang.document.paper_layout import (
    GAP,
    UPRIGHT,
    WIDE,
    Paper,
    heading,
    lay_out,
    lay_out_forms,
    lay_out_in_text,
    other_ways,
)
from mingzhang.document.table_values import Table

SLACK = Decimal(12)  # points by which a table may be higher or lower than it was reckoned to be
# As in style.css: a page's margin above, and its third, in points.
MARGIN = {False: Decimal(71), True: Decimal(62)}
THIRD = {False: Decimal(842) / 3, True: Decimal(595) / 3}
ROOM = {False: UPRIGHT[1], True: WIDE[1]}


@dataclass(frozen=True)
class Piece:
    """A table to fill a page: how it lies, and ``others`` in which it may lie."""

    paper: Paper
    others: Callable[[], tuple[Paper, ...]] = tuple
    heading: Decimal = Decimal(0)


@dataclass(frozen=True)
class _Plan:
    """How pieces fill pages; the lesser ``cost`` is the better plan."""

    cost: tuple[int, int, int]  # scant pages, pages, pieces that lie in another way
    papers: tuple[Paper, ...]


def lay_out_part(
    sections: Sequence[Sequence[Table]], in_text: Container[int] = ()
) -> list[tuple[Paper, ...]]:
    """How tables of a part's sections lie to fill its pages; a section without one is a text.

    ``in_text`` are the sections (from 0) whose tables stand among the text, where they have room.
    """
    alone = [
        _in_text(tables) if n in in_text else tuple(_alone(tables, opens_part=not n))
        for n, tables in enumerate(sections)
    ]
    laid = iter(_filled(sections, alone))
    return [tuple(islice(laid, len(tables))) for tables in sections]


def _in_text(tables: Sequence[Table]) -> tuple[Paper, ...]:
    """Tables among the text; all fill pages of their own where one of them has no room there."""
    papers = tuple(filter(None, map(lay_out_in_text, tables)))
    if len(papers) == len(tables):
        return papers
    return tuple(lay_out(table, goes_on=True) for table in tables)


def _alone(tables: Sequence[Table], *, opens_part: bool) -> Iterable[Paper]:
    if len(tables) > 1:
        return lay_out_forms(tables, opens_part=opens_part)
    return (lay_out(table, opens_part=opens_part) for table in tables)


def _filled(
    sections: Sequence[Sequence[Table]], alone: Sequence[Sequence[Paper]]
) -> Iterator[Paper]:
    run: list[Piece] = []
    for number, (tables, papers) in enumerate(zip(sections, alone, strict=True)):
        if all(paper.inlaid for paper in papers):
            yield from _spread(run, ends_part=False)
            yield from papers
            run = []
            continue
        for piece in _pieces(tables, papers, heading(opens_part=not number)):
            if piece.paper.long:
                yield from _spread(run, ends_part=False)
                run = []
            run.append(piece)
    yield from _spread(run, ends_part=True)


def _pieces(tables: Sequence[Table], papers: Sequence[Paper], heading: Decimal) -> Iterator[Piece]:
    """A section's tables for page filling; of many only a long one may lie otherwise."""
    for number, (table, paper) in enumerate(zip(tables, papers, strict=True)):
        # Asked for each of the pages on which it may stand.
        ways = cache(partial(_otherwise, table, paper))
        others = ways if len(tables) == 1 or paper.long else tuple
        yield Piece(paper, others, Decimal(0) if number or paper.long else heading)


def _otherwise(table: Table, paper: Paper) -> tuple[Paper, ...]:
    return paper.turned if paper.long else other_ways(table)


def _spread(run: Sequence[Piece], *, ends_part: bool) -> tuple[Paper, ...]:
    """How pieces that follow each other fill pages; of a long one the last page counts."""
    papers = tuple(one.paper for one in run)
    scant = max(_scant(run, ends_part, spared) for spared in (Decimal(0), SLACK))
    plan = _best(run, ends_part) if scant else None
    return plan.papers if plan and plan.cost[0] < scant else papers


def _scant(run: Sequence[Piece], ends_part: bool, spared: Decimal) -> int:
    """How many scant pages there are where each page takes what fits."""
    pages: list[list[Piece]] = []
    for one in run:
        if pages and _fits([*pages[-1], one], spared):
            pages[-1].append(one)
        else:
            pages.append([one])
    counted = pages[:-1] if ends_part else pages
    return sum(_is_scant([one.paper for one in page], _headings(page)) for page in counted)


def _fits(page: Sequence[Piece], spared: Decimal) -> bool:
    wide = {one.paper.wide for one in page}
    height = _height([one.paper for one in page], _headings(page))
    return len(wide) == 1 and height <= ROOM[wide.pop()] - spared


def _headings(page: Sequence[Piece]) -> Decimal:
    return sum((one.heading for one in page), Decimal(0))


def _height(papers: Sequence[Paper], headings: Decimal) -> Decimal:
    return sum((paper.last for paper in papers), headings + GAP * (len(papers) - 1))


def _is_scant(papers: Sequence[Paper], headings: Decimal) -> bool:
    wide = papers[0].wide
    return MARGIN[wide] + _height(papers, headings) - SLACK < THIRD[wide]


def _best(run: Sequence[Piece], ends_part: bool) -> _Plan:
    @cache
    def best(start: int) -> _Plan:
        """The plan that fills pages best from a paper of the run on."""
        if start == len(run):
            return _Plan((0, 0, 0), ())
        return min(_plans(start), key=lambda plan: plan.cost)

    def _plans(start: int) -> Iterator[_Plan]:
        """The plans that fill pages from a paper of the run on."""
        # Of plans as good the first is taken: that whose first page holds most.
        for end in range(len(run), start, -1):
            for papers in _ways(run[start:end]):
                scant = _is_scant(papers, _headings(run[start:end]))
                counts = scant and not (ends_part and end == len(run))
                first = replace(papers[0], fresh=start > 0)
                changed = sum(a is not b.paper for a, b in zip(papers, run[start:end], strict=True))
                rest = best(end)
                cost = (rest.cost[0] + counts, rest.cost[1] + 1, rest.cost[2] + changed)
                yield _Plan(cost, (first, *papers[1:], *rest.papers))

    return best(0)


def _ways(page: Sequence[Piece]) -> Iterator[tuple[Paper, ...]]:
    """How pieces that fill a page may lie together; a single one may always lie as it does."""
    if len(page) == 1:
        yield (page[0].paper,)
        if page[0].paper.long:
            yield from ((paper,) for paper in page[0].others())
    for wide in (False, True):
        fitting = [[p for p in (one.paper, *_beside(one)) if p.wide is wide] for one in page]
        if all(fitting):
            ways = (tuple(p[0] for p in fitting), tuple(min(p, key=_tall) for p in fitting))
            room = ROOM[wide] - SLACK
            yield from (way for way in ways if _height(way, _headings(page)) <= room)


def _beside(one: Piece) -> tuple[Paper, ...]:
    """In which ways a piece may lie beside others to fill a page; a long one gives no room."""
    return () if one.paper.long else one.others()


def _tall(paper: Paper) -> Decimal:
    return paper.last
