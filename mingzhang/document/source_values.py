"""Source values (``源``, ``概况``): a file's node and its JSON Schema → what templates may ask for.

The schema says which keys there are, so a key that a template misspells is a fault of the template.
A text that the author left out is empty; a form asks whether it is there before it prints it.  A
count, a list or a text that he left out is no zero and no blank: it is taken down as absent once it
is printed, or decides or computes what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from mingzhang.document.printing_record import Record
from mingzhang.document.sentence_figures import Quantity
from mingzhang.document.template_faults import MisuseError
from mingzhang.facts.amount import UNKNOWN, Amount, Unit
from mingzhang.facts.figure import Absent, Figure
from mingzhang.facts.implied_zeros import (
    NO_FIGURE,
    NO_SCORE,
    NO_TEXT,
    Key,
    absent,
    no_rows,
    number_at,
)
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.own_list_figures import (
    Line,
    lines_at,
    lines_with_units,
    row_figure,
    silent_units,
)
from mingzhang.facts.reasons import LAST_YEAR
from mingzhang.facts.row_moves import row_key
from mingzhang.facts.row_names import row_name
from mingzhang.facts.source_rows import PLANS, amount_of
from mingzhang.facts.typed_entries import is_money
from mingzhang.forms.form_keys import MEASURE, TOLD_FOLLOWS
from mingzhang.forms.form_schema import OWN
from mingzhang.forms.list_columns import Column
from mingzhang.forms.own_figures import COUNT, SCORED
from mingzhang.forms.own_reasons import OwnReason
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import is_amount, is_gap, is_subject_code, listed
from mingzhang.reading.ways_out import NO_ROWS

# One who has nothing to write there can only ask the form.
NO_WORDS = f"{NO_TEXT}；可以不写的，由版式用“| 已填”来问"
Schema = Mapping[str, Any]
# A key and its schema → a subject's figure under it; none where its row says last year's, too.
OfSubject = Callable[[str, Schema], Figure | None]


class Counted(int):
    """A source value, a count, that stands ready for templates: it is recorded once one uses it."""

    _told: Callable[[], object]

    @classmethod
    def ready(cls, count: int, told: Callable[[], object]) -> Counted:
        """The source value of a count; ``told`` records that it is printed, or decides what is."""
        counted = cls(count)
        counted._told = told
        return counted

    def note(self) -> None:
        """Records that this source value, a count, is printed, or decides what is."""
        self._told()

    def _noted(self) -> Counted:
        self.note()
        return self

    def __int__(self) -> int:
        return self._noted().real

    def __add__(self, other: int) -> int:
        return int(self) + other

    def __sub__(self, other: int) -> int:
        return int(self) - other

    def __rsub__(self, other: int) -> int:
        return other - int(self)

    def __mul__(self, other: int) -> int:
        return int(self) * other

    __radd__, __rmul__ = __add__, __mul__

    def __str__(self) -> str:
        return f"{int(self._noted().real)}"

    def __format__(self, _: str) -> str:
        return str(self)

    def __bool__(self) -> bool:
        return bool(self._noted().real)

    def __eq__(self, other: object) -> bool:
        return self._noted().real == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: int) -> bool:
        return int.__lt__(self._noted().real, other)

    def __le__(self, other: int) -> bool:
        return int.__le__(self._noted().real, other)

    def __gt__(self, other: int) -> bool:
        return int.__gt__(self._noted().real, other)

    def __ge__(self, other: int) -> bool:
        return int.__ge__(self._noted().real, other)

    __hash__ = int.__hash__


class Unsaid(Counted):
    """A source value that was not typed, a count: what is done with it is recorded."""

    _record: Record
    _absent: Absent

    @classmethod
    def of(cls, record: Record, missing: Absent) -> Unsaid:
        """The source value of a count that nobody typed and would stand under a key."""
        unsaid = cls(0)
        unsaid._record, unsaid._absent = record, missing
        return unsaid

    def note(self) -> None:
        """Records that an untyped source value, a count, is printed, or decides what is."""
        self._record.absent[self._absent] = None

    def _itself(self, *_: object) -> Unsaid:
        self.note()
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself


class Gap(int):
    """A source value that is not known (缺), a count: with it no sum is known, and it prints so."""

    _sign: str

    @classmethod
    def of(cls, sign: str) -> Gap:
        """The source value of an unpublished count (缺), which prints as ``sign``."""
        gap = cls(0)
        gap._sign = sign
        return gap

    def _itself(self, *_: object) -> Gap:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself

    def __str__(self) -> str:
        return self._sign

    def __format__(self, _: str) -> str:
        return self._sign

    def __bool__(self) -> bool:
        """A source value that is a gap (缺) is not known to be none, so it is printed."""
        return True

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __gt__(self, _: int) -> bool:
        return True

    def __lt__(self, _: int) -> bool:
        return False

    __ge__, __le__ = __gt__, __lt__
    __hash__ = int.__hash__


class Unscored(Unsaid):
    """A source value, a number, that a form may leave out: asking for it is no use."""

    def __bool__(self) -> bool:
        return False


class Unwritten(str):
    """A source value that was not typed, a text: a form may ask for it, and not print it."""

    _record: Record
    _absent: Absent

    @classmethod
    def of(cls, record: Record, missing: Absent) -> Unwritten:
        """The source value of a text that nobody typed and would stand under a key."""
        unwritten = cls()
        unwritten._record, unwritten._absent = record, missing
        return unwritten

    def note(self) -> None:
        """Records that an untyped source value, a text, is printed, or decides what is."""
        self._record.absent[self._absent] = None

    def __eq__(self, other: object) -> bool:
        # What a template asks of an empty text is whether it is there.
        if other != "":
            self.note()
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class SubjectCode(str):
    """A source value, the code of a subject in a form's own row, that knows its subject's name."""

    called = ""

    @classmethod
    def of(cls, code: str, name: str) -> SubjectCode:
        """The source value of a code whose subject is called ``name``."""
        found = cls(code)
        found.called = name
        return found


class Unlisted(list[object]):
    """A source value that was not typed, a list: empty, but how many it has is not known."""

    def __init__(self, record: Record, missing: Absent) -> None:
        super().__init__()
        self.length = Unsaid.of(record, missing)

    def note(self) -> None:
        """Records that an untyped source value, a list, is printed, or decides what is."""
        bool(self.length)

    def __eq__(self, other: object) -> bool:
        self.note()
        return super().__eq__(other)

    __hash__ = None


class UnlistedRows(Unlisted):
    """A source value of untyped rows of a form's own: going through them prints none."""

    def __iter__(self) -> Iterator[object]:
        self.note()
        return super().__iter__()


class Listed(list[object]):
    """The source values of a typed list: whether it has rows decides what is printed."""

    def __init__(self, members: Iterable[object], node: Node, schema: Schema, to: Record) -> None:
        super().__init__(members)
        self.node, self.schema, self.record = node, schema, to

    def __bool__(self) -> bool:
        self.record.present[self.node.place] = (self.node, self.schema)
        return len(self) > 0

    def __iter__(self) -> Iterator[object]:
        """Going through typed source values says how many there are, so each of them counts."""
        bool(self)
        for row in self.node.rows():
            self.record.present[row.place] = (row, self.schema["items"])
        return super().__iter__()


@dataclass(frozen=True, eq=False)
class OwnFigure(Quantity):
    """The source value of a form's own key, as a figure; a form may ask whether it is there.

    One that is there then decides what is printed.
    """

    record: Record | None = None

    @property
    def is_there(self) -> bool:
        """Whether anybody said this source value."""
        return self.figure is not None and not self.figure.absent

    def note(self) -> None:
        """Records that this source value, a figure, decides what is printed."""
        if self.figure and self.record:
            self.record.figure(self.figure)

    def __bool__(self) -> bool:
        if self.is_there:
            self.note()
        return self.is_there


@dataclass(frozen=True)
class Typed:
    """The values of a source file as templates see them: tree, figures, the record.

    ``unit`` is the unit of money in which its author types.  ``in_units`` are the lists whose rows
    a department has in its units' files, ``lists`` what a form goes through instead; ``name_of``
    says how a subject is called, ``reasons`` are the form's own.
    """

    root: Node
    record: Record
    indicators: Indicators | None = None
    unit: Unit = Unit.WAN
    in_units: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    name_of: Callable[[str], str] | None = None
    reasons: tuple[OwnReason, ...] = ()

    def count(self, key: Key) -> int:
        """The source value of a count under a key; an untyped one is recorded when used."""
        node = number_at(self.root, key)
        if node and node.number is not None:
            self.record.use(node)
            return int(node.number)
        if node:
            self.record.use(node)
            return self._gap(node)
        if self.indicators and self.indicators.is_zero(key):
            return 0
        if self.indicators and self.indicators.units_typed(key) and (total := self.named(key)):
            return self._of_units(total)
        hint = self.indicators.way_out(key) if self.indicators else NO_FIGURE
        return Unsaid.of(self.record, self.absent(key, hint))

    def _of_units(self, together: OwnFigure) -> int:
        """The source value of a count that a department leaves to its units, who typed it."""
        figure = together.figure
        if figure is None or figure.is_known:
            together.note()
            return int(figure.amount.value) if figure else 0
        return Unsaid.of(self.record, figure.lacks[0]) if figure.lacks else Gap.of(self.record.gap)

    def number(self, key: Key, hint: str = NO_FIGURE) -> Decimal | int:
        """The source value of a number under a key, likewise; ``hint`` is what to type for none."""
        node = number_at(self.root, key)
        self.record.use(node)
        if node and node.number is not None:
            return node.number
        if node:
            return self._gap(node)
        return Unscored.of(self.record, self.absent(key, hint))

    def _gap(self, node: Node) -> Gap:
        """The source value of what was typed as not known."""
        self.record.gaps.add(node.place)
        return Gap.of(self.record.gap)

    def absent(self, key: Key, hint: str) -> Absent:
        """Tells what an author has to type for a source value that a template uses."""
        asked = self.indicators.zeros.block(self.root, key) if self.indicators else key
        return absent(self.root, asked, hint)

    def unlisted(self, key: Key, *, is_own: bool) -> Unlisted:
        """The source value of a list under a key that nobody typed."""
        kind = UnlistedRows if is_own else Unlisted
        return kind(self.record, absent(self.root, key, no_rows(key)))

    def lines(self, key: Key) -> Sequence[Line] | None:
        """The source values of a list's rows that a department leaves to its units."""
        if self.indicators is None:
            return None
        sources = self.indicators.sources
        self.record.absent.update(dict.fromkeys(silent_units(key, sources)))
        return lines_at(key, sources)

    def demand_here(self, key: Key) -> None:
        """Raises a template's fault for source values whose rows the units' files have.

        What the department types there are reasons and 公布数: to go through them prints a part.
        """
        if len(key) == 1 and key[0] in self.in_units:
            raise MisuseError(
                f"“源.{key[0]}”是来源文件的各行，部门汇总各单位的，这些行在各单位的文件里。"
                f"请走名单，每个数都是各单位合起来的：{listed(self.lists)}。"
            )

    def projects(self) -> Sequence[Line]:
        """The source values of a department's projects: its units' and its own; else none."""
        sources = self.indicators.sources if self.indicators else None
        return lines_with_units((PLANS,), sources) if sources and sources.units else ()

    def named(self, key: Key) -> OwnFigure | None:
        """The source value, a figure, under a form's own key; None without figures."""
        name = ".".join(key)
        if self.indicators is None or name not in self.indicators.definitions:
            return None
        return OwnFigure(key[-1], self.indicators.get(name), record=self.record)

    def money(self, key: Key) -> OwnFigure:
        """The source value of money under a key: by its name, else as it was typed."""
        definitions = self.indicators.definitions if self.indicators else {}
        name = next((name for name, one in definitions.items() if one.key == key), None)
        if self.indicators and name:
            return OwnFigure(key[-1], self.indicators.get(name), record=self.record)
        node, label = number_at(self.root, key), ".".join(key)
        missing = None if node else self.absent(key, NO_FIGURE)
        amount = amount_of(node, self.unit) if node else UNKNOWN
        figure = Figure(label, amount, node.place if node else None, absent=missing)
        return OwnFigure(key[-1], figure, record=self.record)

    def figure(self, row: Node, column: Column) -> OwnFigure:
        """The source value of a form's own figure in a row; unknown where nobody typed it."""
        first, *inner = column.inner
        was = first == LAST_YEAR and bool(inner)
        now = replace(column, inner=tuple(inner)) if was else column
        about = row_key(row, now)
        figure = row_figure(row, column, self.unit)
        self.record.cells.add(((*column.rows, *column.inner), row.place))
        found = OwnFigure(
            column.inner[-1], figure, (*column.rows, row_name(row)), record=self.record
        )
        if was:
            return replace(found, base=(about, LAST_YEAR))
        reason = next((one for one in self.reasons if one.against.name == column.name), None)
        base = (row_key(row, reason.of), reason.base) if reason else ("", "")
        return replace(found, about=about, base=base)

    def is_by_subject(self, key: Key) -> bool:
        """Whether the source values of a list are rows of every subject, typed or not."""
        return self.indicators is not None and key in self.indicators.by_subject

    def member(self, node: Node, schema: Schema, key: Key) -> OwnFigure:
        """The source value of a typed figure that is itself a member of a list."""
        measure = _measure(schema)
        if measure and node.number is not None:
            amount = Amount(node.number, measure=measure)
        else:
            amount = replace(amount_of(node, self.unit), measure=measure)
        figure = Figure(".".join(key), amount, node.place)
        return OwnFigure(key[-1], figure, record=self.record)


@dataclass(frozen=True)
class Branch:
    """The source values of a branch; ``源.三公经费.公务接待费`` in a template.

    One that is, or is below, a row of a list knows that ``row``.  That of a subject, of which there
    may be several rows, or units' rows, finds a form's own figures ``at`` it, as tables do.
    """

    node: Node | None
    schema: Schema
    typed: Typed
    key: Key = ()
    in_list: bool = False
    row: Node | None = None
    rows: Key = ()
    at: OfSubject | None = None
    subject: str = ""

    def __getitem__(self, key: str) -> object:
        """The source value below ``key``; ``KeyError`` where the schema has no such key."""
        return self._value(key, self.schema["properties"][key])

    def __iter__(self) -> Iterator[tuple[str, object]]:
        """Official name and source value of every key in the schema, in its order."""
        for key, schema in self.schema["properties"].items():
            yield schema["title"], self[key]

    def __bool__(self) -> bool:
        """Whether the author typed any source value in this branch: that decides what is said."""
        if self.node:
            self.typed.record.present[self.node.place] = (self.node, self.schema)
        return self.is_there

    @property
    def is_there(self) -> bool:
        """Whether anybody typed a source value in this branch."""
        return self.node is not None

    def note(self) -> None:
        """Records that an untyped branch of source values decides what is printed."""
        self.typed.record.absent[self._absent(self.key, NO_FIGURE)] = None

    def counted(self) -> None:
        """Records that this row of source values is counted: what says which it is, is used."""
        due = self.schema.get("required", ())
        for node in (self.node.get(key) for key in due) if self.node and due else (self.node,):
            self.typed.record.use(node)

    def _value(self, key: str, schema: Schema) -> object:
        node = self.node.get(key) if self.node else None
        path = (*self.key, key)
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if "object" in kinds:
            return replace(self, node=node, schema=schema, key=path)
        if "array" in kinds:
            return self._members(node, schema, path)
        figure = self._figure(schema, path)
        if figure is not None:  # one that nobody typed is false, and a figure all the same
            return figure
        if not self.in_list and "integer" in kinds:
            return self.typed.count(path)
        is_number = kinds == ["number"] or (is_gap(schema) and bool(_measure(schema)))
        if not self.in_list and is_number:
            # What has a highest value is a score, whatever its unit is.
            is_score = "maximum" in schema or _measure(schema) in SCORED
            return self.typed.number(path, NO_SCORE if is_score else NO_FIGURE)
        return self._text(node, schema) if node else self._unwritten(path)

    def _text(self, node: Node, schema: Schema) -> str:
        """A source value that is text; of a subject's code with its name."""
        self.typed.record.use(node)
        if self.typed.name_of and is_subject_code(schema):
            return SubjectCode.of(node.text, self.typed.name_of(node.text))
        return node.text

    def _figure(self, schema: Schema, path: Key) -> Quantity | None:
        """A source value as a figure: money, which a filter converts; in a row a form's own count.

        Money printed as it was typed would be 元 before the word 万元.
        """
        is_own = OWN in schema and _is_figure(schema)
        if not is_own and not is_money(schema, path[-1]):
            return None
        if self.in_list:
            inner, follows = path[len(self.rows) :], tuple(schema.get(TOLD_FOLLOWS, {}).items())
            column = Column(self.rows, inner, _measure(schema), follows=follows)
            figure = self.at(".".join(inner), schema) if self.at else None
            if figure:
                self.typed.record.cells.update((path, one.place) for one in figure.typed())
                return OwnFigure(inner[-1], figure, record=self.typed.record)
            return self.typed.figure(self.row, column) if self.row else None
        return None if _measure(schema) else self.typed.money(path)

    def _unwritten(self, path: Key) -> Unwritten:
        """The source value of an untyped text."""
        return Unwritten.of(self.typed.record, self._absent(path, NO_WORDS))

    def _absent(self, path: Key, hint: str) -> Absent:
        """A source value that is not there; one of a row would stand in that row."""
        row = self.row if self.in_list else None
        if self.at:  # which of the rows of a subject would say it, its code tells
            path = (*self.rows, f"{self.subject} {'.'.join(path[len(self.rows) :])}")
        return Absent(path, row.place, hint) if row else absent(self.typed.root, path, hint)

    def _members(self, node: Node | None, schema: Schema, path: Key) -> list[object]:
        """The source values of a list; a single text counts as one where that is allowed."""
        if path == (PLANS,) and (projects := self.typed.projects()):
            return [self._member(row, schema["items"], path, unit) for row, unit in projects]
        self.typed.demand_here(path)
        if node is None or self.typed.is_by_subject(path):
            is_own, is_of_rows = OWN in schema, "properties" in schema["items"]
            # What units say in words is not what their department says.
            may_be_theirs = is_own and is_of_rows and not self.in_list
            lines = self.typed.lines(path) if may_be_theirs else None
            if lines is not None:
                return [self._member(row, schema["items"], path, unit) for row, unit in lines]
            if not self.in_list:
                return self.typed.unlisted(path, is_own=is_own)
            missing = self._absent(path, NO_ROWS)
            return Unlisted(self.typed.record, missing) if is_own else []
        rows = list(node.rows()) or ([node] if node.text else [])
        members = (self._member(row, schema["items"], path) for row in rows)
        return Listed(members, node, schema, self.typed.record)

    def _member(self, row: Node, schema: Schema, path: Key, unit: Unit | None = None) -> object:
        """The source value of a list's member; ``unit`` is its money's, from another file."""
        typed = replace(self.typed, unit=unit) if unit else self.typed
        if schema["type"] == "object":
            return Branch(row, schema, typed, path, in_list=True, row=row, rows=path)
        if _is_figure(schema):
            return typed.member(row, schema, path)
        typed.record.use(row)
        return row.text


# What a form may ask for (已填), beside figures; and what of it is not there.
SAID = (int, str, list, Branch)
UNSAID = (Unsaid, Unwritten, Unlisted)


def is_said(value: object) -> bool:
    """Whether anybody said a source value; one that is there then decides what is printed."""
    if isinstance(value, Listed | Branch):
        bool(value)
    return not _is_lacking(value)


def decides(value: object) -> bool:
    """A source value that is not there is recorded, and words are let be.

    It is false: what a condition says stays as it is.
    """
    asked: Any = getattr(value, "__self__", value)  # a text's own function stands for it
    if _is_lacking(asked):
        asked.note()
    return False


def _is_lacking(value: object) -> bool:
    return isinstance(value, UNSAID) or not getattr(value, "is_there", True)


def _is_figure(schema: Schema) -> bool:
    """Whether a source value is to be money or a number, or 缺."""
    return is_amount(schema) or schema["type"] in ("number", "integer")


def _measure(schema: Schema) -> str:
    """The unit of a source value that is a number; none where it is money."""
    kinds = schema["type"]
    return str(schema.get(MEASURE, "")) or (COUNT if "integer" in kinds else "")


def row_of(
    source: object, block: str, row: Node | None, subject: str, at: OfSubject
) -> Branch | None:
    """The source values of a subject's row of a block, with every key that the form knows in it."""
    if not isinstance(source, Branch):
        return None
    schema = source.schema["properties"][block]["items"]
    branch = Branch(row, schema, source.typed, (block,), in_list=True, row=row, rows=(block,))
    return replace(branch, at=at, subject=subject)
