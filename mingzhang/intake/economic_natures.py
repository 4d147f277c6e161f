"""Economic natures: money by what it buys, basic spending and projects in one → each of them.

A sum that is told beside both of its parts says nothing more; beside one of them it tells the
other.  Alone it is of the only nature that its fund has money of, where there is only one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Point
from mingzhang.facts.subject_catalogue import TOTAL

ECONOMIC, SPENT, BASIC, PROJECT = "经济分类", "支出", "基本支出", "项目支出"
CLASS = 3  # digits of a 类


def is_unsplit(point: Point) -> bool:
    """Whether it is all spending under an economic subject, whatever its nature."""
    return point.flow == ECONOMIC and point.nature == TOTAL and bool(point.subject)


def by_nature(points: Mapping[Point, Decimal]) -> Mapping[Point, Decimal]:
    """The points, those that have a nature to be told apart replaced by it."""
    told = {point: number for point, number in points.items() if not is_unsplit(point)}
    for point, number in points.items():
        if is_unsplit(point):
            for own, part in _apart(point, number, points):
                told.setdefault(own, part)
    return told


def _apart(
    point: Point, number: Decimal, points: Mapping[Point, Decimal]
) -> Iterator[tuple[Point, Decimal]]:
    basic, project = (points.get(point._replace(nature=n)) for n in (BASIC, PROJECT))
    if basic is None and project is None:
        if nature := _only_nature(point, points):
            yield point._replace(nature=nature), number
        return
    missing = BASIC if basic is None else PROJECT
    rest = EXACT.subtract(number, (project if basic is None else basic) or Decimal(0))
    # A part that is more than the whole is an error of the sheet, which the whole's cell shows.
    if rest >= 0:
        yield point._replace(nature=missing), rest


def _only_nature(point: Point, points: Mapping[Point, Decimal]) -> str:
    """The one nature of a fund's economic spending; empty where it has several, or nobody told.

    It is the only one that the fund has, or the only one of which the subjects tell the whole.
    """
    whole = [
        p for p, number in points.items() if number and p[:3] == (SPENT, point.basis, point.fund)
    ]
    totals = [p for p in whole if p.nature == TOTAL and p.subject]
    for nature in (BASIC, PROJECT):
        if totals and all(points.get(p._replace(nature=nature)) == points[p] for p in totals):
            return nature
    bought = _whole(point, points)
    alike = [n for n in (BASIC, PROJECT) if _whole(_spent(point, n), points) == bought]
    return alike[0] if len(alike) == 1 and bought else ""


def _spent(point: Point, nature: str) -> Point:
    return point._replace(flow=SPENT, nature=nature)


def _whole(like: Point, points: Mapping[Point, Decimal]) -> Decimal:
    """What the economic or other subjects of the first level come to, of a fund and nature."""
    alike = (p for p in points if p._replace(subject="") == like._replace(subject=""))
    return sum((points[p] for p in alike if len(p.subject) == CLASS), Decimal(0))
