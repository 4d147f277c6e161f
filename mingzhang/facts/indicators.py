"""Indicators (指标): named figures by definition file → figures of this year and of last year.

A definition takes a point of the cube (``取``), reads a key of the source (``填``) or adds and
subtracts other indicators (``算``).  The file is data: another figure is another line.  A key that
nobody typed is no zero: the figure is absent, and whatever is computed with it is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

import yaml

from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.cube_query import SPENT, Query, query_of
from mingzhang.facts.figure import Figure, Term, computed, summed
from mingzhang.facts.implied_zeros import (
    NO_COUNT,
    NO_FIGURE,
    NO_SCORE,
    Key,
    Zeros,
    absent,
    contradicted,
    number_at,
)
from mingzhang.facts.own_list_figures import Line, Sources, column_figure, lines_at
from mingzhang.facts.source_rows import amount_of, is_figure
from mingzhang.facts.unknown_budgets import unbudgeted
from mingzhang.forms.dimensions import FUNDS, Bases
from mingzhang.forms.document_kind import Kind
from mingzhang.forms.form_identities import terms
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import HOW_MANY, SCORED
from mingzhang.reading.node import Node

UNKNOWN_BUDGET = "；没有公布的写“缺”"  # in a row that a table prints
# The funds whose budget may be typed as a whole: 年初预算: {政府性基金: …}
GIVEN_WHOLE = frozenset(FUNDS["财政拨款"])
FINAL = ".决算"  # last year's 三公 figures are typed without it: 上年: {三公经费: {合计: …}}


@dataclass(frozen=True)
class Definition:
    """How an indicator is defined: exactly one of ``query``, ``key``, ``column``, ``terms``.

    ``wanted`` is the key that must be typed where the query finds nothing, always or if there is
    something of the indicator ``beside``; ``hint`` is a way out for one who has no such figure;
    ``called`` is the word of a list's row by which its figure is called, ``within`` are the natures
    of fiscal spending that the money of a list is a part of; ``measure`` is the unit of what is no
    money; ``adds_up`` is whether those of several units have a sum, which averages have not;
    ``before`` is the column of a list's rows that last year's figure is the sum of.
    """

    name: str
    query: Query | None = None
    key: Key = ()
    terms: tuple[tuple[int, str], ...] = ()
    wanted: Key = ()
    beside: str = ""
    hint: str = ""
    measure: str = ""
    column: Column | None = None
    called: str = ""
    within: tuple[str, ...] = ()
    adds_up: bool = True
    before: Column | None = None

    def amount(self, node: Node, unit: Unit) -> Amount:
        """What was typed for an indicator (指标), money in ``unit``."""
        if not self.measure or node.number is None:
            return replace(amount_of(node, unit), measure=self.measure)
        return Amount(node.number, measure=self.measure)


@cache
def read_definitions(file: Path, kind: Kind) -> Mapping[str, Definition]:
    """The indicators that a kind of document defines; it may leave all to its form."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    rows = yaml.load(text, Loader=yaml.CSafeLoader) or {}
    return {name: definition_of(name, row, kind) for name, row in rows.items()}


def definition_of(name: str, row: Mapping[str, object], kind: Kind) -> Definition:
    """An indicator's definition in its author's words; ``ValueError`` for a wrong ``取``."""
    hint = str(row.get("改法", ""))
    if "取" in row:
        query = query_of(row["取"] if isinstance(row["取"], dict) else {}, kind)
        wanted, beside = _key(row.get("须填", "")), str(row.get("有", ""))
        return Definition(name, query, wanted=wanted, beside=beside, hint=hint)
    if "填" in row:
        within, called = row.get("属于"), str(row.get("按", ""))
        parts = tuple(map(str, within)) if isinstance(within, list) else ()
        return Definition(name, key=_key(row["填"]), hint=hint, called=called, within=parts)
    if HOW_MANY in row:
        return Definition(name, key=_key(row[HOW_MANY]), hint=hint)
    return Definition(name, terms=tuple(terms(str(row["算"]))))


def measure_of(name: str, definitions: Mapping[str, Definition]) -> str:
    """In what an indicator is counted, or what it is computed from; empty for money."""
    definition = definitions.get(name, Definition(name))
    parts = (measure_of(term, definitions) for _, term in definition.terms)
    return definition.measure or next(filter(None, parts), "")


def _key(words: object) -> Key:
    return tuple(str(words).split(".")) if words else ()


class NoSuchIndicatorError(KeyError):
    """A kind of document has no indicator of the name that is asked for."""


@dataclass(frozen=True, eq=False)
class Indicators:
    """This year's indicators; ``stated`` holds those that were published otherwise (公布数).

    What a department did not type is the sum of what its units (``parts``) typed; ``is_line`` are
    those of a unit that is only a line of the department's source, ``not_had`` the figures that
    an agency of its kind cannot have: a department's are those of its other units; ``by_subject``
    are the rows of the form's lists that have one for each subject.
    """

    definitions: Mapping[str, Definition]
    cube: Cube
    source: Node
    unit: Unit
    stated: Mapping[str, Figure] = field(default_factory=dict)
    parts: tuple[Indicators, ...] = ()
    zeros: Zeros = field(default_factory=Zeros)
    is_line: bool = False
    not_had: frozenset[str] = frozenset()
    by_subject: Mapping[Key, Sequence[Line]] = field(default_factory=dict)
    _known: dict[str, Figure] = field(default_factory=dict, init=False, repr=False)

    def get(self, name: str) -> Figure | None:
        """The indicator called ``name``; None only where no definition has that name."""
        if name in self.definitions and name not in self._known:
            below = self._derive(self.definitions[name])
            stated = self.stated.get(name)
            terms = (Term(below),) if below.place else below.terms
            self._known[name] = replace(stated, terms=terms) if stated else below
        return self._known.get(name)

    def _derive(self, definition: Definition) -> Figure:
        if definition.query:
            return self._queried(definition, definition.query)
        if definition.column:
            return column_figure(definition.name, definition.column, self.sources, self.cube.bases)
        if definition.key:
            return self._typed(definition)
        return computed(
            definition.name, ((Term(self[name], sign)) for sign, name in definition.terms)
        )

    def __getitem__(self, name: str) -> Figure:
        figure = self.get(name)
        if figure is None:
            raise NoSuchIndicatorError(f"没有名为“{name}”的指标")
        return figure

    def _queried(self, definition: Definition, query: Query) -> Figure:
        figure = query.figure(self.cube)
        if self._tells_no_money():
            return self._absent(definition, definition.wanted or (SPENT,))
        if definition.wanted and not any(figure.typed()) and self._is_due(definition):
            return self._absent(definition, definition.wanted)
        if definition.wanted and (codes := tuple(self.unbudgeted_at(query))):
            return self.partly(definition, query, codes)
        return replace(figure, label=definition.name)

    def _tells_no_money(self) -> bool:
        """Whether an indicator of the accounts is not known, as the source tells none of them."""
        is_said = self.parts or self.cube.facts or self.cube.stated
        return not is_said and self.source.get(SPENT) is None

    def _is_due(self, definition: Definition) -> bool:
        """Whether an indicator that nobody typed is asked for: it belongs to something."""
        return not definition.beside or any(self[definition.beside].typed())

    def asked(self, query: Query) -> Figure:
        """What a table asks of budgets; none is an indicator, and what nobody typed is no zero."""
        parts = tuple(map(self._budget, query.points))
        label = " + ".join(part.label for part in parts)
        return parts[0] if len(parts) == 1 else summed(label, parts)

    def _budget(self, point: Point) -> Figure:
        query, figure = Query((point,)), self.cube.figure(point)
        codes = () if figure.lacks else tuple(self.unbudgeted_at(query))
        return self.partly(Definition(figure.label), query, codes) if codes else figure

    def unbudgeted_at(self, query: Query) -> Iterator[str]:
        """What an indicator has that was spent on without a budget, beside budgets."""
        return (code for point in query.points for code in unbudgeted(self.cube, point))

    def partly(self, definition: Definition, query: Query, codes: tuple[str, ...]) -> Figure:
        """An indicator of a budget of which only some subjects have a part: total unknown."""
        # What a unit's own file lacks is typed there.
        own = [(p, tuple(c for c in p.unbudgeted_at(query) if c in codes)) for p in self._folders]
        below = [part.partly(definition, query, lacks) for part, lacks in own if lacks]
        told = {code for _, lacks in own for code in lacks}
        if below and told.issuperset(codes):
            return summed(definition.name, below)
        point = query.points[0]
        key = (point.flow, f"科目 {'、'.join(dict.fromkeys(codes))}", point.basis)
        is_whole = bool(definition.wanted) and point.fund in GIVEN_WHOLE
        ways = f"；不知道的，只在顶层“{point.basis}”里写总数" if is_whole else ""
        ways = ways if definition.wanted else UNKNOWN_BUDGET
        missing = absent(self.source, key, f"{NO_FIGURE}{ways}", definition.hint)
        return Figure(definition.name, UNKNOWN, absent=missing)

    def _typed(self, definition: Definition) -> Figure:
        node = number_at(self.source, definition.key)
        if node:
            return Figure(definition.name, definition.amount(node, self.unit), node.place)
        if definition.adds_up and self.units_typed(definition.key):
            return summed(
                definition.name, (part.own(definition) for part in self.about(definition))
            )
        if self.zeros.is_unlisted(self.source, definition.key):
            return Figure(definition.name, Amount(measure=definition.measure))
        if zero := self.zero_above(definition.key):
            nothing = Amount(measure=definition.measure)
            return Figure(definition.name, nothing, terms=(Term(zero),))
        if self.lacks(definition.name):
            # That it is an agency of that kind was said: no form has to ask it once more.
            return Figure(definition.name, Amount(measure=definition.measure))
        return self._absent(definition, definition.key)

    def about(self, definition: Definition) -> Iterator[Indicators]:
        """The units that have to say an indicator: of a unit that is a line only its line's."""
        parts = (part for part in self.parts if not part.lacks(definition.name))
        return (p for p in parts if not p.is_line or p.source.get(definition.key[0]))

    def lacks(self, name: str) -> bool:
        """Whether the agency cannot have the indicator, and nobody typed it all the same."""
        definition = self.definitions.get(name)
        if definition is None or name not in self.not_had:
            return False
        return not number_at(self.source, definition.key) and not self.units_typed(definition.key)

    def own(self, definition: Definition) -> Figure:
        """What a unit says of a department's indicator; nothing where its form has none."""
        return self.get(definition.name) or self._absent(definition, definition.key)

    def _absent(self, definition: Definition, key: Key) -> Figure:
        asked = self.zeros.block(self.source, key)
        # The hint tells who need not say it: not to one who has told all that, and is asked.
        hint = "" if definition.name in self.not_had else definition.hint
        missing = absent(self.source, asked, self.way_out(key, definition), hint)
        amount = replace(UNKNOWN, measure=definition.measure)
        return Figure(definition.name, amount, absent=missing)

    @property
    def sources(self) -> Sources:
        """The files that indicators are typed in, also those of units, each with its money."""
        units = tuple(part.sources for part in self._folders)
        return Sources(self.source, self.unit, units, self.by_subject)

    @property
    def _folders(self) -> tuple[Indicators, ...]:
        """The units with files of their own, which indicators (指标) are asked of."""
        return tuple(part for part in self.parts if not part.is_line)

    def units_typed(self, key: Key) -> bool:
        """Whether a unit of the department typed an indicator under the key."""
        return any(number_at(part.source, key) for part in self.parts)

    def zero_above(self, key: Key) -> Figure | None:
        """The indicator whose zero makes the number under the key zero, too."""
        figures = (self[name] for name in self.zeros.follows.get(key, ()))
        return next((figure for figure in figures if figure.is_zero), None)

    def way_out(self, key: Key, definition: Definition | None = None) -> str:
        """What one types who has no indicator under the key, where a zero would be true."""
        if definition and (definition.measure in SCORED or not definition.adds_up):
            return NO_SCORE
        is_count = definition is None or bool(definition.measure)
        spent = [self[name] for name in self.zeros.follows.get(key, ())] if is_count else []
        is_some = spent and all(figure.is_known and figure.amount.value for figure in spent)
        return NO_COUNT if is_some else contradicted(self.source, key) or NO_FIGURE

    def is_zero(self, key: Key) -> bool:
        """Whether an indicator's key was left out because it can only be zero."""
        return self.zeros.is_unlisted(self.source, key) or bool(self.zero_above(key))


@dataclass(frozen=True, eq=False)
class Typed:
    """Last year's indicators (指标) as the author typed them under 上年, or in a list's rows."""

    definitions: Mapping[str, Definition]
    source: Node | None
    unit: Unit
    sources: Sources
    bases: Bases = field(default_factory=Bases)
    _known: dict[str, Figure | None] = field(default_factory=dict, repr=False)

    def get(self, name: str) -> Figure | None:
        """Last year's indicator as typed, else computed from typed parts; else None.

        Of a group (三公经费) whose whole was typed as zero every part is zero.
        """
        if name not in self._known:
            self._known[name] = self._typed(name) or self._added(name) or self._left_out(name)
        return self._known[name]

    def _typed(self, name: str) -> Figure | None:
        # Beside rows that say it the sum is no second figure: it is told as printed nowhere.
        if in_rows := self.in_rows(name):
            return in_rows
        for key in (name, name.removesuffix(FINAL)):
            node = self.source.get(*key.split(".")) if self.source else None
            if node and is_figure(node):
                counted = Definition(name, measure=measure_of(name, self.definitions))
                return Figure(f"上年 {key}", counted.amount(node, self.unit), node.place)
        return None

    def in_rows(self, name: str) -> Figure | None:
        """Last year's indicator as the sum of what the rows of a list typed of it."""
        definition = self.definitions.get(name)
        column = definition.before if definition else None
        # An empty list says nothing of last year.
        if column is None or lines_at(column.rows, self.sources) == []:
            return None
        return column_figure(f"上年 {name}", column, self.sources, self.bases)

    def _added(self, name: str) -> Figure | None:
        definition = self.definitions.get(name)
        parts = [(sign, self.get(part)) for sign, part in definition.terms] if definition else []
        terms = [Term(figure, sign) for sign, figure in parts if figure]
        complete = bool(parts) and len(terms) == len(parts)
        return computed(f"上年 {name}", terms) if complete else None

    def _left_out(self, name: str) -> Figure | None:
        nothing = Amount(measure=measure_of(name, self.definitions))
        return Figure(f"上年 {name}", nothing) if self._is_left_out(name) else None

    def _is_left_out(self, name: str) -> bool:
        """Whether a whole that last year's indicator is a part of was typed as zero."""
        whole = self._wholes.get(name)
        typed = self._typed(whole.name) if whole else None
        if typed or not whole:
            return bool(typed and typed.is_zero)
        return self._is_left_out(whole.name)

    @cached_property
    def _wholes(self) -> Mapping[str, Definition]:
        """The first sum, in its own group, that last year's indicator is a part of."""
        sums = [d for d in self.definitions.values() if _is_grouped(d.name) and _adds_up(d)]
        pairs = ((part, d) for d in reversed(sums) for _, part in d.terms if _is_grouped(part))
        return dict(pairs)


@dataclass(frozen=True, eq=False)
class LastYear:
    """Last year's indicators: what the author typed under 上年, else what was published.

    ``published`` are those of last year's own document, None where there is none; of a department
    that has neither it is what its ``units`` say together, where every one of them says it that
    can have it (``not_had``: this year's figures that it cannot have); ``unsaid`` are the figures
    that last year's own document leaves open.  A figure of which the
    department takes something off (``now``: this year's) is no such sum: what one unit gave
    another would count twice.
    """

    typed: Typed
    published: Indicators | None = None
    units: tuple[LastYear, ...] = ()
    not_had: frozenset[str] = frozenset()
    now: Indicators | None = None
    unsaid: frozenset[str] = frozenset()

    def get(self, name: str) -> Figure | None:
        """Last year's value of an indicator (指标); None where nobody says it."""
        if typed := self.typed.get(name):
            return typed
        if name in self.unsaid:
            return None
        return self.published.get(name) if self.published else self.of_units(name)

    def of_units(self, name: str) -> Figure | None:
        """Last year's indicator as the units' sum; None where one does not say it."""
        definition = self.typed.definitions.get(name)
        if definition and not definition.adds_up:
            return None
        found = [unit.get(name) for unit in self.units if not unit.lacks(name)]
        figures = [figure for figure in found if figure]
        is_whole = bool(figures) and len(figures) == len(found)
        if not is_whole or (self.is_doubled(name) and not all(one.is_zero for one in figures)):
            return None
        return summed(f"上年 {name}", figures)

    def beside(self, *names: str, apart: Collection[str] = ()) -> tuple[Figure, ...]:
        """Last year's indicators of those names, or none where one of them is not known.

        Beside what the author typed what was published is not for him to mend: it has no place.
        What he typed otherwise than it was published (``apart``) may be of other units: it is held
        against nothing that was published.
        """
        typed = [name for name in names if self.typed.get(name)]
        if len(typed) < len(names) and any(name in apart for name in typed):
            return ()
        is_typed = bool(typed)
        figures = [(self.said_here if is_typed else self.said_there)(name) for name in names]
        known = tuple(figure for figure in figures if figure and figure.is_known)
        return known if len(known) == len(names) else ()

    def sums(self, apart: Collection[str] = ()) -> Iterator[tuple[Figure, Figure]]:
        """Each whole of last year's indicators that is stated, beside the sum of its parts."""
        for name in filter(_is_grouped, self.typed.definitions):
            signs = self.typed.definitions[name].terms
            names = (name, *(part for _, part in signs))
            known = self.beside(*names, apart=apart) if signs else ()
            if known and (known[0].place or not self.typed.get(name)):
                terms = (Term(one, sign) for (sign, _), one in zip(signs, known[1:], strict=True))
                yield known[0], computed("各项之和", terms)

    def said_here(self, name: str) -> Figure | None:
        """Last year's indicator; what was published of it has no place in this year's source."""
        figure = self.get(name)
        if figure is None or self.typed.get(name):
            return figure
        return Figure(f"上年公布的 {name}", figure.amount)

    def said_there(self, name: str) -> Figure | None:
        """Last year's indicator, where its own document says it."""
        figure = self.get(name)
        return figure and computed(f"上年 {name}", (Term(figure),))

    def is_doubled(self, name: str) -> bool:
        """Whether money between units is twice in their sum of last year's indicator."""
        years = (one for one in (self.now, self.published) if one and one.cube.eliminated)
        return any(is_reduced(one.get(name), one.cube) for one in years)

    def lacks(self, name: str) -> bool:
        """Whether the agency could not have last year's indicator, and nobody typed it."""
        if self.typed.get(name):
            return False
        if self.published:
            return self.published.lacks(name)
        return name in self.not_had and all(unit.lacks(name) for unit in self.units)


def is_reduced(figure: Figure | None, cube: Cube) -> bool:
    """Whether something is taken off (抵销) in an indicator's figure, or in what it states."""
    off = {id(one) for one in cube.eliminated.values()}
    seen: set[int] = set()
    left = [figure] if figure else []
    while left:
        one = left.pop()
        if id(one) in off:
            return True
        seen.add(id(one))
        left += [term.figure for term in one.terms if id(term.figure) not in seen]
    return False


def _is_grouped(name: str) -> bool:
    """Whether an indicator is typed below another key: 三公经费: {公务接待费: …}."""
    return "." in name


def _adds_up(definition: Definition) -> bool:
    """Whether an indicator is a sum; of a difference nothing follows for what was left out."""
    return all(sign > 0 for sign, _ in definition.terms)
