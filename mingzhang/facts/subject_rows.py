"""Rows by subject (级次, 取): a form's list of its own → a row for each subject that has money.

A number that the form takes from the account (取) is computed in every row for the row's subject;
a list with a level (级次) has a row for each subject of the level, so that nobody types the figure,
or forgets one.  What the author types in a row (the reason, last year's number) stands in it; last
year's number that he does not type is what last year's document says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube_query import Query, query_of
from mingzhang.facts.figure import Figure, Term
from mingzhang.facts.own_list_figures import Computed, Line
from mingzhang.facts.source_nodes import text
from mingzhang.facts.source_rows import amount_of, is_figure
from mingzhang.forms import form_keys as k
from mingzhang.forms.document_kind import Kind
from mingzhang.forms.list_columns import taken_columns
from mingzhang.forms.own_figures import LAST_YEAR, Path, compared_path
from mingzhang.reading.node import Node

SUBJECT = k.SUBJECT


@dataclass(frozen=True)
class Taken:
    """A number in the rows by subject: its path in the row, what is taken, and last year's, too."""

    inner: Path
    query: Query
    is_compared: bool

    def figure(self, cube: Cube, code: str) -> Figure:
        """What an account has of the row's subject."""
        return self._of(code).figure(cube)

    def _of(self, code: str) -> Query:
        return Query(tuple(point._replace(subject=code) for point in self.query.points))


@dataclass(frozen=True)
class SubjectList:
    """A list of rows by subject: its path, the lengths of its subjects' codes, its numbers."""

    path: Path
    lengths: frozenset[int]
    taken: tuple[Taken, ...]

    def codes(self, cube: Cube) -> set[str]:
        """The subjects of the list's levels of which the account knows a figure."""
        points = (point for one in self.taken for point in one.query.points)
        return {
            code
            for point in points
            for code in cube.subjects(point.flow, point.fund, point.basis)
            if len(code) in self.lengths and _some(cube, point, code)
        }


def _some(cube: Cube, point: Point, code: str) -> bool:
    figure = cube.figure(point._replace(subject=code))
    return not figure.is_zero


def subject_lists(
    keys: k.Keys, kind: Kind
) -> tuple[tuple[SubjectList, ...], tuple[Diagnostic, ...]]:
    """The lists of rows by subject that a form declares, and what is wrong in what they take."""
    found: dict[Path, SubjectList] = {}
    faults: list[Diagnostic] = []
    for path, row, inner, declared in taken_columns(keys):
        asked = declared.get(k.TAKEN) or declared
        try:
            query = query_of({key: value.plain() for key, value in asked.items()}, kind)
        except ValueError as error:
            message = f"“{'.'.join(inner)}”：{error}。"
            faults.append(Diagnostic(asked.place, "MZ085", message, f"请改正“{k.TAKEN}”。"))
            continue
        if len(path) > 1:
            message = f"“{'.'.join(path)}”用了“{k.TAKEN}”，它却写在一组键里。"
            faults.append(Diagnostic(asked.place, "MZ086", message, "请把这个列表写在最外层。"))
            continue
        if row.get(k.EACH, k.BELOW, SUBJECT) is None:
            message = f"“{'.'.join(inner)}”用了“{k.TAKEN}”，行里却没有“{SUBJECT}”这个键。"
            hint = f"{k.TAKEN} 的数是这一行的科目的：请加 {SUBJECT}: {{类型: 功能科目, …}}。"
            faults.append(Diagnostic(asked.place, "MZ086", message, hint))
            continue
        levels = row.get(k.LEVEL)
        said = [one.text for one in (tuple(levels.rows()) or (levels,))] if levels else []
        lengths = frozenset(k.DIGITS[one] for one in said if one in k.DIGITS)
        one = found.get(path, SubjectList(path, lengths, ()))
        is_compared = k.text(declared, k.BEFORE) == k.YES
        found[path] = replace(one, taken=(*one.taken, Taken(inner, query, is_compared)))
    return tuple(found.values()), tuple(faults)


def subject_rows(
    lists: Iterable[SubjectList], source: Node, unit: Unit, cube: Cube, before: Cube | None
) -> Mapping[Path, Sequence[Line]]:
    """The rows by subject of an account, beside last year's (``before``), each with its numbers."""
    return {
        one.path: [
            (_filled(row, one, unit, (cube, before)), unit) for row in _rows(one, source, cube)
        ]
        for one in lists
    }


def _rows(one: SubjectList, source: Node, cube: Cube) -> Iterator[Node]:
    """The rows that the author typed, and those of subjects that he need not type, by code."""
    node = source.get(*one.path)
    typed = [(text(row, SUBJECT), row) for row in (node.rows() if node else ())]
    untyped = one.codes(cube) - {code for code, _ in typed}
    made = ((code, _row(code, one, source, cube)) for code in untyped)
    yield from (row for _, row in sorted((*typed, *made), key=itemgetter(0)))


def _row(code: str, one: SubjectList, source: Node, cube: Cube) -> Node:
    """A row by subject that nobody typed: it stands where the first of its money was typed."""
    places = (f.place for taken in one.taken for f in taken.figure(cube, code).typed())
    place = next((place for place in places if place), source.place)
    return Node({SUBJECT: Node(code, place)}, place, {SUBJECT: place})


def _filled(row: Node, one: SubjectList, unit: Unit, years: tuple[Cube, Cube | None]) -> Node:
    """A row by subject with what is taken of this year's account, and last year's."""
    cube, before = years
    code = text(row, SUBJECT)
    for taken in one.taken:
        row = _with(row, taken.inner, _stated(row, taken, taken.figure(cube, code), unit))
        path = (LAST_YEAR, *compared_path(taken.inner))
        figure = taken.figure(before, code) if before and taken.is_compared else None
        if figure and not figure.lacks and row.get(*path) is None:
            row = _with(row, path, Computed.of(figure, row, unit))
    return row


def _stated(row: Node, taken: Taken, figure: Figure, unit: Unit) -> Node:
    """What is taken in a row by subject; what the author typed of it is a 公布数 of that."""
    typed = row.get(*taken.inner)
    if typed is None or not is_figure(typed):
        return Computed.of(figure, row, unit)
    stated = Figure(figure.label, amount_of(typed, unit), typed.place, terms=(Term(figure),))
    return Computed(typed.value, typed.place, typed.keys, typed.raw, figure=stated)


def _with(row: Node, path: Path, value: Node) -> Node:
    """A row by subject with a value under a path."""
    *above, last = path
    inner = row.get(*above) if above else row
    held = dict(inner.items()) if inner else {}
    made = Node({**held, last: value}, (inner or row).place, dict(inner.keys) if inner else {})
    for depth in range(len(above), 0, -1):
        outer = row.get(*above[: depth - 1]) if depth > 1 else row
        held = dict(outer.items()) if outer else {}
        places = dict(outer.keys) if outer else {}
        made = Node({**held, above[depth - 1]: made}, (outer or row).place, places)
    return made
