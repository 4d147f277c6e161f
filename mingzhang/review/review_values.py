"""Changes, as values: what of a document is otherwise in another version of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mingzhang.facts.amount import CENTS, EXACT, Unit, ratio
from mingzhang.facts.typed_entries import Key, Kind

Words = tuple[tuple[str, str], ...]
SCORED, TOTAL = "自评表", "合计"
TOTALS, ROWS = frozenset({"公布数", "项目合计", TOTAL}), frozenset({"支出", "基本支出", "收入"})
ECONOMIC, FUNCTIONAL = 5, 7  # digits of the code of a detail
SAME, OLD, NEW = "=", "-", "+"


@dataclass(frozen=True)
class Commit:
    """As a review's value: when and in which commit a line was last written, never by whom."""

    id: str
    date: str

    def __str__(self) -> str:
        return f"{self.id} {self.date}".strip()


@dataclass(frozen=True)
class FigureChange:
    """A change of a typed figure, as a value; None where a version lacks it.  Money is in 元.

    ``label`` says what it is, ``place`` where it stands, ``shown`` the cells that show just it;
    ``more`` is how many further entries came or went with it.
    """

    key: Key
    label: str
    kind: Kind
    unit: Unit
    old: Decimal | None
    new: Decimal | None
    place: str
    commit: Commit | None = None
    shown: tuple[str, ...] = ()
    more: int = 0

    @property
    def is_control(self) -> bool:
        """Whether a reviewed value is a published total, held against its details."""
        return is_control(self.key)

    @property
    def difference(self) -> Decimal:
        """A reviewed figure's new value less the old; what is absent counts as zero."""
        return EXACT.subtract(self.new or Decimal(0), self.old or Decimal(0))

    @property
    def percent(self) -> Decimal | None:
        """A reviewed difference in % of the old value; None where that was zero or absent."""
        return ratio(self.difference, abs(self.old)) if self.old else None

    def text(self, value: Decimal | None) -> str:
        """A reviewed figure's value as its author would write it; — where it is not there."""
        if value is None:
            return "—"
        return money(value, self.unit) if self.kind is Kind.MONEY else f"{value.normalize():,f}"

    @property
    def difference_text(self) -> str:
        """A reviewed value's difference in words: +12.00（+6.38%）."""
        size = self.text(self.difference)
        sign = "+" if self.difference > 0 else ""
        rate = self.percent
        tail = "" if rate is None else f"（{'+' if rate > 0 else ''}{rate}%）"
        return f"{sign}{size}{tail}"

    @property
    def what(self) -> str:
        """Whether a reviewed value is 新增 or 删去; empty where both versions have it."""
        if self.old is not None and self.new is not None:
            return ""
        more = f"（连同其他 {self.more} 项）" if self.more else ""
        return f"{'新增' if self.old is None else '删去'}{more}"


def is_control(key: Key) -> bool:
    """Whether a reviewed value's key is a total's: 公布数, 项目合计, a 类 or a 款."""
    section, *rest = key[1:] if len(key) > 1 and key[0] == SCORED else key
    code = rest[0].partition(" ")[0] if rest else ""
    finest = ECONOMIC if section == "基本支出" else FUNCTIONAL
    is_group = code.isdecimal() and section in ROWS and len(code) < finest
    return section in TOTALS or code == TOTAL or is_group


def money(value: Decimal, unit: Unit) -> str:
    """An amount among a review's values: exact in its unit, at least two decimals."""
    number = EXACT.divide(value, unit.worth).normalize(EXACT)
    exponent = number.as_tuple().exponent
    decimals = max(CENTS, -exponent if isinstance(exponent, int) else CENTS)
    return f"{number:,.{decimals}f}"


@dataclass(frozen=True)
class TextChange:
    """A change of a typed text, as a value; empty where a version lacks it."""

    key: Key
    label: str
    old: str
    new: str
    place: str


@dataclass(frozen=True)
class CellChange:
    """A change of a table's cell, as a value; an empty text shows none."""

    table: str
    row: str
    column: str
    id: str
    old: str
    new: str
    difference: Decimal | None = None

    @property
    def words(self) -> str:
        """Which cell of a table a changed value of the review is in, in words."""
        return f"{self.table} {' / '.join(filter(None, (self.row, self.column)))}"


@dataclass(frozen=True)
class Moved:
    """Changes of cells that moved alike, as a value: one figure in several places."""

    cells: tuple[CellChange, ...]

    @property
    def first(self) -> CellChange:
        """The cell whose value stands for all that moved alike in a review."""
        return self.cells[0]


@dataclass(frozen=True)
class SentenceChange:
    """A change of a sentence, as a value; ``words`` are pieces, each kept, old or new."""

    part: str
    section: str
    old: str
    new: str
    words: Words = field(default=(), compare=False)

    @property
    def heading(self) -> str:
        """The heading, a review's value, under which a changed sentence stands."""
        return self.section or self.part


@dataclass(frozen=True)
class ReasonLeft:
    """As a review's value: a reason that was left although the figure that it explains moved.

    Each of ``moves`` says what moved, from where to where; ``turned`` that up became down or level.
    """

    key: Key
    text: str
    place: str
    moves: tuple[str, ...]
    turned: bool


@dataclass(frozen=True)
class BaseMismatch:
    """As a review's value: last year's figure here, against what last year's published."""

    name: str
    published: str
    used: str
    place: str


@dataclass(frozen=True)
class Years:
    """As a review's value: two years' documents of one agency side by side."""

    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    largest: tuple[FigureChange, ...] = ()
    indicators: tuple[FigureChange, ...] = ()
    bases: tuple[BaseMismatch, ...] = ()


@dataclass(frozen=True)
class DocumentReview:
    """Changes of a document, as a value.  ``state`` is 改动, 新增, 删去 or 两年."""

    name: str
    state: str
    unit: Unit = Unit.WAN
    figures: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    moved: tuple[Moved, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    reasons: tuple[ReasonLeft, ...] = ()
    messages: tuple[str, ...] = ()
    years: Years | None = None
    is_readable: bool = True
    title: str = ""

    @property
    def heading(self) -> str:
        """Agency and year of a reviewed document as values, and where it lies."""
        return f"{self.title}（{self.name}）" if self.title else self.name

    @property
    def cells(self) -> Iterator[CellChange]:
        """Every table cell of a reviewed document that moved, as values."""
        return (cell for moved in self.moved for cell in moved.cells)

    @property
    def is_changed(self) -> bool:
        """Whether a reviewed document differs, or may: what is unreadable is not alike."""
        found = (self.figures, self.texts, self.moved, self.sentences, self.messages)
        return self.state != "改动" or any(found)


@dataclass(frozen=True)
class Review:
    """The review of two versions as a value, of all documents asked for.

    ``alike`` is what is said where nothing differs of what was compared.
    """

    old: str
    new: str
    documents: tuple[DocumentReview, ...] = ()
    alike: str = "没有改动"

    @property
    def changed(self) -> tuple[DocumentReview, ...]:
        """The documents that differ in a review's values and are to be looked at."""
        return tuple(d for d in self.documents if d.is_changed)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs in the review's values."""
        return any(document.is_changed for document in self.documents)

    @property
    def is_readable(self) -> bool:
        """Whether any document could be read for the review's values."""
        return any(document.is_readable for document in self.documents)
