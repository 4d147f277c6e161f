"""A form's lists: the rows of a source's list → their figures and their sums.

What nobody typed in a row is not known, and so is no sum with it; a list that nobody typed is
missing, an empty one adds up to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import UNKNOWN, Amount, Unit, typed_in
from mingzhang.facts.figure import Absent, Figure, summed
from mingzhang.facts.implied_zeros import NO_FIGURE, NO_SCORE, absent
from mingzhang.facts.row_names import row_name
from mingzhang.facts.source_rows import GAP, PLANS, amount_of, is_figure
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.forms.dimensions import FUNDS, Bases, Groups
from mingzhang.forms.dimensions import chain as chain_of
from mingzhang.forms.form_schema import OWN
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import SCORED
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.ways_out import NO_ROWS

FINEST = 7  # the digits of a 项, which sums no others
Line = tuple[Node, Unit]  # a row, and the unit in which its money is typed
# Paths of columns, and the place of the row in which a document asks for it; None: in every row.
Cells = Collection[tuple[tuple[str, ...], Place | None]]


@dataclass(frozen=True)
class Computed(Node):
    """A number in a form's list that is computed, in the place of one that would be typed."""

    figure: Figure | None = field(default=None, compare=False)

    @classmethod
    def of(cls, figure: Figure, row: Node, unit: Unit) -> Computed:
        """What a row of a form's list says by a figure, as it would be typed in ``unit``."""
        value = typed_in(figure.amount.value, unit) if figure.is_known else GAP
        return cls(value, row.place, figure=figure)


@dataclass(frozen=True, eq=False)
class Sources:
    """The file that a form's lists are typed in, the unit of its money, those of its units.

    ``by_subject`` are the rows of lists that have one for each subject, typed or not.
    """

    own: Node
    unit: Unit
    units: tuple[Sources, ...] = ()
    by_subject: Mapping[tuple[str, ...], Sequence[Line]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Line]:
        """The file in which lists are typed, and then those of its units."""
        yield self.own, self.unit
        for source in self.units:
            yield from source


def own_lists(schema: Schema, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of a form's own lists in the schema of a source."""
    for name, below in schema.get("properties", {}).items():
        if OWN in below and "properties" in below.get("items", {}):
            yield (*above, name)
        yield from own_lists(below, (*above, name))


def lines_at(path: tuple[str, ...], sources: Sources) -> list[Line] | None:
    """The rows of a form's own list; its units' rows where the document has none itself.

    So has a unit that is a department.
    """
    if path in sources.by_subject:
        return [*sources.by_subject[path]]
    if own := sources.own.get(*path):
        return [(row, sources.unit) for row in own.rows()]
    said = [lines for unit in sources.units if (lines := lines_at(path, unit)) is not None]
    return [*chain.from_iterable(said)] if said else None


def lines_with_units(path: tuple[str, ...], sources: Sources) -> list[Line]:
    """The rows of a list that a document adds to those of its units: theirs first."""
    theirs = (line for unit in sources.units for line in lines_with_units(path, unit))
    own = sources.own.get(*path)
    return [*theirs, *((row, sources.unit) for row in (own.rows() if own else ()))]


def silent_units(path: tuple[str, ...], sources: Sources) -> Iterator[Absent]:
    """The units that say nothing of a list of which others do, and that is left to them."""
    is_own = sources.own.get(*path) or path in sources.by_subject
    if is_own or lines_at(path, sources) is None:
        return
    for unit in sources.units:
        if lines_at(path, unit) is None:
            yield absent(unit.own, path, NO_ROWS)
        yield from silent_units(path, unit)


def row_figure(row: Node, column: Column, unit: Unit) -> Figure:
    """What a row of a form's own list says in a column; unknown where it says nothing."""
    label = f"{row_name(row)}.{'.'.join(column.inner)}"
    node = row.get(*column.inner)
    if isinstance(node, Computed) and node.figure:
        return replace(node.figure, label=label)
    if node is None and is_zero_with(row, column):
        return Figure(label, Amount(measure=column.measure))
    if node is None or not is_figure(node):
        key = (column.rows[0], ".".join((*column.rows[1:], label)))
        missing = Absent(key, row.place, NO_SCORE if column.measure in SCORED else NO_FIGURE)
        return Figure(label, replace(UNKNOWN, measure=column.measure), absent=missing)
    if column.measure and node.number is not None:
        return Figure(label, Amount(node.number, measure=column.measure), node.place)
    amount = replace(amount_of(node, unit), measure=column.measure)
    return Figure(label, amount, node.place)


def rows_asked(column: Column, cells: Cells | None) -> set[Place | None]:
    """In which rows of a form's own list a document prints a column, blank too; None: in all.

    Nobody knows it of a document that was not made.
    """
    path = (*column.rows, *column.inner)
    return {None} if cells is None else {place for one, place in cells if one == path}


def is_zero_with(row: Node, column: Column) -> bool:
    """Whether what a row of a list leaves out is zero (随) with another figure of the row."""
    beside = ((row.get(name), is_blank_zero) for name, is_blank_zero in column.follows)
    return any(
        is_blank_zero if node is None else node.number is not None and not node.number
        for node, is_blank_zero in beside
    )


def column_figure(name: str, column: Column, sources: Sources, bases: Bases) -> Figure:
    """The sum of a column of a form's own list, or the number of its rows."""
    lines = lines_at(column.rows, sources)
    nothing, unknown = (replace(amount, measure=column.measure) for amount in (Amount(), UNKNOWN))
    if lines is None:
        return Figure(name, unknown, absent=absent(sources.own, column.rows, NO_ROWS))
    asked = [line for line in _Sums((column,), bases).finest(lines) if column.takes(line[0])]
    silent = silent_units(column.rows, sources)
    gaps = [Figure(name, unknown, absent=missing) for missing in silent]
    if not column.inner and not gaps:
        return Figure(name, Amount(Decimal(len(asked)), measure=column.measure))
    parts = [*(row_figure(row, column, unit) for row, unit in asked if column.inner), *gaps]
    return summed(name, parts) if parts else Figure(name, nothing)


def sums_of(column: Column, sources: Sources, bases: Bases) -> Iterator[tuple[str, Figure, Figure]]:
    """Each row of a form's list that sums others: its name, its figure in a column, and their sum.

    Only what was typed is added: a blank in a row below adds nothing to what the tables print.
    """
    sums = _Sums((column,), bases)
    lines = [line for line in lines_at(column.rows, sources) or () if sums.says(line[0])]
    finest = sums.finest(lines)
    for row, unit in (line for line in lines if sums.may_sum(line[0])):
        parts = [row_figure(one, column, own) for one, own in finest if sums.is_part(one, row)]
        if parts:
            yield row_name(row), row_figure(row, column, unit), summed("各行之和", parts)


def finest_at(columns: Sequence[Column], sources: Sources, bases: Bases) -> list[Line]:
    """The rows of a form's own list without those that sum others in these columns."""
    return _Sums(columns, bases).finest(lines_at(columns[0].rows, sources) or [])


@dataclass(frozen=True)
class _Sums:
    """Which rows of a list sum which others, as far as some of its columns go."""

    columns: Sequence[Column]
    bases: Bases

    def finest(self, lines: Sequence[Line]) -> list[Line]:
        """The rows that are no sums of others.

        Where the finer rows say nothing in these columns, what is said above them is the finest.
        """
        said = [row for row, _ in lines if self.says(row)]
        every = [row for row, _ in lines]
        wide = [row for row in said if self.may_sum(row)]
        return [
            (row, unit)
            for row, unit in lines
            if not self._has_parts(row, said if self.says(row) else every)
            and (self.says(row) or not any(self.is_part(row, one) for one in wide))
        ]

    def _has_parts(self, row: Node, others: Sequence[Node]) -> bool:
        return self.may_sum(row) and any(self.is_part(one, row) for one in others)

    def says(self, row: Node) -> bool:
        """Whether a row has a figure, or a gap, in one of the columns."""
        return any((node := row.get(*c.inner)) and is_figure(node) for c in self.columns)

    def may_sum(self, row: Node) -> bool:
        """Whether a row may sum others: it is of all subjects, or of a wide one; no project is."""
        code = row.text_at("科目")
        return code == TOTAL or (0 < len(code) < FINEST and self.columns[0].rows != (PLANS,))

    def is_part(self, row: Node, whole: Node) -> bool:
        """Whether a row is one of those that another row sums: finer, and of the same money."""
        code, own = whole.text_at("科目"), row.text_at("科目")
        is_below = own != code and (code == TOTAL or own.startswith(code))
        return is_below and all(
            not wanted or wanted in chain_of(said, groups)
            for wanted, said, groups in self._words(row, whole)
        )

    def _words(self, row: Node, whole: Node) -> Iterator[tuple[str, str, Groups]]:
        """What a wider row is of and one below it is of; what the wider one has all of is empty."""
        fund = self.columns[0].fund
        yield whole.text_at("资金") or fund, row.text_at("资金") or fund, FUNDS
        yield whole.text_at("口径"), row.text_at("口径") or self.bases.leaf, self.bases
        yield whole.text_at("单位"), row.text_at("单位"), Groups()
