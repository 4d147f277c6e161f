"""Sums that a table prints: a total and what stands beside (below) it → the money that neither has.

A column 合计 beside those of funds, and a line 合计 under those of natures, are read as their sum.
Where the form left one out and the document has money there, no column (line) prints that money,
and what is printed does not add up.  A form that shows only some of it says so: 其中：….
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from mingzhang.diagnostics import Diagnostic, Operand
from mingzhang.document.contradicting_titles import finest, groups_of
from mingzhang.document.form_specs import Context
from mingzhang.facts.cube_query import (
    BASIS,
    FIELDS,
    INCOME,
    Query,
    query_of,
    with_fiscal_income,
)
from mingzhang.facts.figure import Figure, summed
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import shown

CODE = "MZ519"
TOTAL = re.compile(r"(?:合计|总计|小计)数?")
WHOLE = "总计"  # of both sides; it is named for that of spending
# 其中：（一） begins the list of all parts, whose next has another number.
SOME_OF_IT = re.compile(r"其中(?![：:]\s*[（(]?[一二三四五六七八九十\d])")
OTHERS = 3  # as many more lines are shown
TYPED = "填"  # what a named figure is that comes from a key, not from the cube
# By which dimensions what is left out is told: the finest points differ in these.
TOLD_BY = {"收支": 0, "性质": 2, "资金": 3, BASIS: 4}
Atom = tuple[str, ...]


@dataclass(frozen=True)
class Summand:
    """A column or a line of sums: its title, and what its figures are made of.

    ``atoms`` are the finest points of the cube and the typed keys; None where that is not known
    (a difference, an own list).  ``queries`` are how the cube is asked for them; ``other`` is
    what it is the sum of on the side of income, where the figure is named for that of spending.
    """

    title: Node | None
    atoms: frozenset[Atom] | None = frozenset()
    queries: tuple[Query, ...] = ()
    total: bool = False
    other: Summand | None = None

    def __add__(self, other: Summand) -> Summand:
        """This summand with what another is made of."""
        known = self.atoms is not None and other.atoms is not None
        atoms = (self.atoms or frozenset()) | (other.atoms or frozenset())
        return replace(
            self, atoms=atoms if known else None, queries=(*self.queries, *other.queries)
        )


def summand(
    title: Node | None, query: Query | None, name: str, context: Context, *, total: bool = False
) -> Summand:
    """The summand that a column or line is: of its ``query``, else of its named figure."""
    made = _asked(query, context) if query else _named(name, context)
    is_total = total or bool(title and TOTAL.search(context.fill(title)))
    income = name.replace(WHOLE, f"{INCOME}{WHOLE}")
    has_other = income != name and income in context.account.indicators.definitions
    other = replace(_named(income, context), title=title) if has_other else None
    return replace(made, title=title, total=is_total, other=other)


def _asked(query: Query, context: Context) -> Summand:
    return Summand(None, finest(query, context.account.kind.bases), (query,))


def _named(name: str, context: Context) -> Summand:
    """What a named figure of a sum is made of; of one that subtracts, that is not known."""
    definition = context.account.indicators.definitions.get(name)
    if definition and definition.query:
        return _asked(definition.query, context)
    if definition and definition.key:
        return Summand(None, frozenset({(TYPED, name)}))
    made = Summand(None, frozenset() if definition and definition.terms else None)
    for sign, term in definition.terms if definition else ():
        made += _named(term, context) if sign > 0 else Summand(None, None)
    return made


def is_some_of_it(one: Summand, context: Context) -> bool:
    """Whether a column or line says that it is only some of a sum."""
    return one.title is not None and bool(SOME_OF_IT.search(context.fill(one.title)))


def quiet_query(words: Mapping[str, object], context: Context) -> Query | None:
    """The query of a summand's merged ``取``; None for a faulty one, of which others tell."""
    try:
        return with_fiscal_income(query_of(words, context.account.kind), context.account.kind)
    except ValueError:
        return None


def check_beside(summands: Sequence[Summand], context: Context) -> None:
    """Notes the money that a total column's sum has, and none of the columns beside it.

    One basis alone (上年结转) beside a total is a remark on it; a fund or a nature is a part.
    """
    for whole in (one for one in summands if one.total):
        parts = [one for one in summands if one is not whole]
        atoms = whole.atoms or frozenset()
        within = [one for one in parts if one.atoms and one.atoms <= atoms]
        if len(within) > 1 or not _is_of_a_basis(within, atoms):
            check_sum(whole, parts, context)


def _is_of_a_basis(parts: Iterable[Summand], atoms: frozenset[Atom]) -> bool:
    """Whether parts of a sum have not all of its bases."""
    bases = {atom[TOLD_BY[BASIS]] for atom in atoms if atom[0] != TYPED}
    parted = {atom[TOLD_BY[BASIS]] for one in parts for atom in one.atoms or () if atom[0] != TYPED}
    return parted < bases


def check_sum(whole: Summand, parts: Sequence[Summand], context: Context) -> bool:
    """Notes the money that a sum has and no part of it prints; whether the document has any."""
    if whole.title is None or not _is_judged(whole, parts, context):
        return False
    atoms = whole.atoms or frozenset()
    within = [one.atoms for one in parts if one.atoms and one.atoms <= atoms]
    left = atoms.difference(*within)
    if not left:
        return False
    if whole.other and not within:
        return check_sum(whole.other, parts, context)
    told = _told(left, atoms, whole.queries, context) if within else ()
    found = [one for one in told if one[1].is_known and not one[1].is_zero]
    if found:
        _note(whole.title, found, context)
    return bool(found)


def _is_judged(whole: Summand, parts: Iterable[Summand], context: Context) -> bool:
    """Whether it is known what a sum and its parts are made of, and all parts are meant."""
    subjects = {atom[1] for atom in whole.atoms or () if atom[0] != TYPED}
    for one in parts:
        if is_some_of_it(one, context) or one.atoms is None:
            return False
        if any(atom[0] != TYPED and atom[1] not in subjects for atom in one.atoms):
            return False
    return bool(whole.atoms)


def _told(
    left: frozenset[Atom], atoms: frozenset[Atom], queries: Sequence[Query], context: Context
) -> Iterator[tuple[str, Figure]]:
    """What is left out of a sum, by the fund, nature, basis, flow or key of which nothing is in."""
    for _, name in (atom for atom in left if atom[0] == TYPED):
        if figure := context.account.indicators.get(name):
            yield name, figure
    points = {atom for atom in left if atom[0] != TYPED}
    kept = {atom for atom in atoms if atom[0] != TYPED} - points
    for dimensions in (*combinations(TOLD_BY, 1), *combinations(TOLD_BY, 2)):
        gone, known = ({_values(atom, dimensions) for atom in some} for some in (points, kept))
        if gone - known:
            for values in sorted(gone - known):
                yield "、".join(values), _figure(tuple(dimensions), values, queries, context)
            return


def _values(atom: Atom, dimensions: Iterable[str]) -> Atom:
    return tuple(atom[TOLD_BY[dimension]] for dimension in dimensions)


def _figure(dimensions: Atom, values: Atom, queries: Iterable[Query], context: Context) -> Figure:
    """The figure of one fund (nature, basis, flow) in what a sum asks the cube for."""
    points = {point for query in queries for point in query.points}
    groups = groups_of(context.account.kind.bases)
    for dimension, value in zip(dimensions, values, strict=True):
        field, known = FIELDS[dimension], groups.get(dimension)
        above = known.chains.get(value, (value,)) if known else (value,)
        points = {
            point._replace(**{field: value}) for point in points if getattr(point, field) in above
        }
    return summed("、".join(values), map(context.account.cube.figure, sorted(points)))


def _note(title: Node, found: Sequence[tuple[str, Figure]], context: Context) -> None:
    """Tells an author's line of money without a column; of a trial account, the form's own line."""
    said = "、".join(f"“{what}”{figure.amount.worded(context.unit)}" for what, figure in found)
    text = context.fill(title)
    lines = [one for _, figure in found for one in figure.typed() if one.place and not one.is_zero]
    if not lines or context.is_trial:
        message = f"“{text}”里有{said}，旁边的各列（各行）都没有印，相加不等于“{text}”。"
        hint = (
            "请加一列（一行）印它，或者写进哪一列（行）的“取”；只列其中一部分的，标题写“其中：…”。"
        )
        context.fault(title.place, CODE, message, hint)
        return
    column = title.place._replace(file=shown(title.place.file))
    (first, *others), unit = lines, context.account.unit
    more = [Operand(one.label, f"{one.amount.displayed(unit):,}", one.place) for one in others]
    context.faults.append(
        Diagnostic(
            first.place or title.place,
            CODE,
            f"{said}只印在“{text}”里，旁边没有一列（一行）印它，相加不等于“{text}”。",
            "请核对这一行的资金、性质和口径，写错了的改正；没有写错的，是版式的表少了一列（一行），"
            "请管版式的人加上，或者用有这一列的版式。",
            operands=(*more[:OTHERS], Operand(f"版式的“{text}”", "", column)),
            suspects=tuple(dict.fromkeys(one.place for one in lines if one.place)),
            about=frozenset(word for one in lines for word in one.label.split()),
        )
    )
