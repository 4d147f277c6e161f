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
    """Who cannot be told, only when and in which commit a line was last written."""

    id: str
    date: str

    def __str__(self) -> str:
        return f"{self.id} {self.date}".strip()


@dataclass(frozen=True)
class FigureChange:
    """A typed figure; None where a version does not have it.  Money is in 元.

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
        """Whether it is a published total, typed to be held against its details."""
        return is_control(self.key)

    @property
    def difference(self) -> Decimal:
        """New less old; what a version does not have counts as zero."""
        return EXACT.subtract(self.new or Decimal(0), self.old or Decimal(0))

    @property
    def percent(self) -> Decimal | None:
        """The difference in % of the old figure; None where that was zero or not there."""
        return ratio(self.difference, abs(self.old)) if self.old else None

    def text(self, value: Decimal | None) -> str:
        """A value of this figure as its author would write it; — where it is not there."""
        if value is None:
            return "—"
        return money(value, self.unit) if self.kind is Kind.MONEY else f"{value.normalize():,f}"

    @property
    def difference_text(self) -> str:
        """A reviewed figure's difference in words: +12.00（+6.38%）."""
        size = self.text(self.difference)
        sign = "+" if self.difference > 0 else ""
        rate = self.percent
        tail = "" if rate is None else f"（{'+' if rate > 0 else ''}{rate}%）"
        return f"{sign}{size}{tail}"

    @property
    def what(self) -> str:
        """Whether a reviewed figure is 新增 or 删去; empty where both versions have it."""
        if self.old is not None and self.new is not None:
            return ""
        more = f"（连同其他 {self.more} 项）" if self.more else ""
        return f"{'新增' if self.old is None else '删去'}{more}"


def is_control(key: Key) -> bool:
    """公布数, 项目合计, and rows of a total, a 类 or a 款 (a 款 of 基本支出 is a detail)."""
    section, *rest = key[1:] if len(key) > 1 and key[0] == SCORED else key
    code = rest[0].partition(" ")[0] if rest else ""
    finest = ECONOMIC if section == "基本支出" else FUNCTIONAL
    is_group = code.isdecimal() and section in ROWS and len(code) < finest
    return section in TOTALS or code == TOTAL or is_group


def money(value: Decimal, unit: Unit) -> str:
    """An amount in a review: exact in its unit, two decimals or as many as it takes."""
    number = EXACT.divide(value, Decimal(unit.value)).normalize(EXACT)
    exponent = number.as_tuple().exponent
    decimals = max(CENTS, -exponent if isinstance(exponent, int) else CENTS)
    return f"{number:,.{decimals}f}"


@dataclass(frozen=True)
class TextChange:
    """A typed text that differs between versions; empty where one does not have it."""

    key: Key
    label: str
    old: str
    new: str
    place: str


@dataclass(frozen=True)
class CellChange:
    """A cell of a table that now shows another figure; an empty text shows none."""

    table: str
    row: str
    column: str
    id: str
    old: str
    new: str
    difference: Decimal | None = None

    @property
    def words(self) -> str:
        """Which cell of a reviewed table changed, in words."""
        return f"{self.table} {' / '.join(filter(None, (self.row, self.column)))}"


@dataclass(frozen=True)
class Moved:
    """Cells that moved alike between versions: one figure, shown in several places."""

    cells: tuple[CellChange, ...]

    @property
    def first(self) -> CellChange:
        """The cell that stands for all that moved alike."""
        return self.cells[0]


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that reads otherwise; ``words`` are its pieces, each kept, old or new."""

    part: str
    section: str
    old: str
    new: str
    words: Words = field(default=(), compare=False)

    @property
    def heading(self) -> str:
        """The heading under which a changed sentence stands."""
        return self.section or self.part


@dataclass(frozen=True)
class ReasonLeft:
    """A reason that was left as it was although the figure that it explains moved.

    Each of ``moves`` says what moved, from where to where; ``turned`` that up became down or level.
    """

    key: Key
    text: str
    place: str
    moves: tuple[str, ...]
    turned: bool


@dataclass(frozen=True)
class BaseMismatch:
    """Last year's figure as this year's document uses it, against what last year's published."""

    name: str
    published: str
    used: str
    place: str


@dataclass(frozen=True)
class Years:
    """Two years' documents of one agency side by side, for a review."""

    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    largest: tuple[FigureChange, ...] = ()
    indicators: tuple[FigureChange, ...] = ()
    bases: tuple[BaseMismatch, ...] = ()


@dataclass(frozen=True)
class DocumentReview:
    """A document in two versions.  ``state`` is 改动, 新增, 删去 or 两年."""

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
        """The agency and the year as a reader knows them, and where the document lies."""
        return f"{self.title}（{self.name}）" if self.title else self.name

    @property
    def cells(self) -> Iterator[CellChange]:
        """Every table cell of a reviewed document that moved."""
        return (cell for moved in self.moved for cell in moved.cells)

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise, or may be: what cannot be read is not the same."""
        found = (self.figures, self.texts, self.moved, self.sentences, self.messages)
        return self.state != "改动" or any(found)


@dataclass(frozen=True)
class Review:
    """The review of two versions of all documents asked for."""

    old: str
    new: str
    documents: tuple[DocumentReview, ...] = ()

    @property
    def changed(self) -> tuple[DocumentReview, ...]:
        """The documents that differ between versions and are to be looked at."""
        return tuple(d for d in self.documents if d.is_changed)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs between the reviewed versions."""
        return any(document.is_changed for document in self.documents)

    @property
    def is_readable(self) -> bool:
        """Whether any document could be read in the reviewed versions."""
        return any(document.is_readable for document in self.documents)
