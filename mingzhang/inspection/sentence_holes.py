"""Holes: an account and its form → the form's sentences with a hole at every figure.

The section templates are rendered as for a document, but where a figure would be printed stands a
mark of one character, and what it should say is kept beside.  So no second list of sentences can
differ from the form's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from decimal import Decimal

from markupsafe import Markup

from mingzhang.document.document_structure import SECTION, Content, read_structure
from mingzhang.document.evaluations import Score
from mingzhang.document.form_specs import Context
from mingzhang.document.narrative import Narrator, create_narrator
from mingzhang.document.printing_record import Record
from mingzhang.document.region_folder import Region
from mingzhang.document.sentence_figures import Answer, Quantity, Wording
from mingzhang.document.template_names import read_names
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit, ratio, rounded
from mingzhang.facts.figure import Figure

SCORED = "自评项目"  # of which a paper has every form, with its points
FIRST = 0xF0000  # private characters that no text has
ANY = Decimal("Infinity")
CENT = Decimal("0.005")  # by which the rounding of a displayed amount may move it
AMOUNT, PERCENT, CHANGE, COUNT = "amount", "percent", "change", "count"


@dataclass(frozen=True)
class Doubtful:
    """What no hole of a sentence is held against.

    ``parts`` are what cells contradict, each by its leaves; ``untold`` the names of figures that
    may have more than the tables that were read tell.
    """

    parts: tuple[frozenset[object], ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hole:
    """A hole of a sentence: what stands there, and what it should say; None where that is open.

    An amount is of 万元 and has not been rounded; of a change it is what the figure is now.  What
    is open and has a place of its own in a source has that as ``key``.  ``figure`` is what is
    shown, of a share its part and ``whole`` that of which it is a part: where no table tells them,
    other sentences may.  ``is_nothing`` where tables have 0 or a blank for it.
    ``slack`` is how far rounding may have moved what it should say.
    """

    kind: str
    meant: Decimal | None = None
    key: tuple[str, ...] = ()
    figure: Figure | None = None
    whole: Figure | None = None
    is_nothing: bool = False
    slack: Decimal = ANY


class Tally(int):
    """A count of what a paper lists; printed in a sentence, it is a hole."""

    _marking: _Marking

    @classmethod
    def of(cls, count: int, marking: _Marking) -> Tally:
        """The count of a hole that is marked where the sentence prints it."""
        tally = cls(count)
        tally._marking = marking
        return tally

    def __str__(self) -> str:
        return f"{self._marking.mark(Hole(COUNT, Decimal(self)))}"

    def __format__(self, _: str) -> str:
        return str(self)


def _key(figure: Figure | None) -> tuple[str, ...]:
    """The key of what a hole shows, if that is one figure that nobody typed and not a sum."""
    leaves = tuple(figure.leaves.values()) if figure else ()
    only = leaves[0] if len(leaves) == 1 else None
    return only[1].absent.key if only and only[0] == 1 and only[1].absent else ()


Values = Mapping[tuple[str, ...], Decimal]


def meant_with(hole: Hole, values: Values) -> Decimal | None:
    """What a sentence's hole should say of figures that sentences alone say, by key."""
    if hole.meant is not None or hole.figure is None:
        return hole.meant
    part = _value(hole.figure, values)
    if hole.kind != PERCENT:
        return part
    whole = _value(hole.whole, values) if hole.whole else None
    if part is None or whole is None:
        return None
    return ratio(_told(part), _told(whole), 2)


def _told(value: Decimal) -> Decimal:
    """An amount in a hole as a sentence displays it, from which a reader computes shares."""
    return rounded(value, 2)


def _value(figure: Figure, values: Values) -> Decimal | None:
    """A hole's figure in 万元, what is not known of it as the sentences say."""
    found = Decimal(0)
    for weight, leaf in figure.leaves.values():
        key = leaf.absent.key if leaf.absent else ()
        if leaf.is_known and leaf.place:
            value = leaf.amount.value / Unit.WAN.value
        elif key in values:
            value = values[key]
        else:
            return None
        found += weight * value
    return found if figure.leaves else None


def _half(figure: Figure) -> Decimal:
    """How far rounding may have moved a figure of a hole, in 万元."""
    return figure.amount.half / Unit.WAN.value


def _slack_of_share(amounts: Sequence[Decimal], parts: Sequence[tuple[str, Figure]]) -> Decimal:
    """How far the rounding of two amounts may have moved the share in a hole, in %."""
    if len(parts) != len(amounts) or not all(amounts):
        return ANY
    halves = [max(CENT, _half(figure)) for _, figure in parts]
    moved = sum(half / abs(amount) for half, amount in zip(halves, amounts, strict=True))
    return 100 * abs(amounts[0] / amounts[1]) * moved


@dataclass(frozen=True)
class Holes:
    """The form's sentences with marks, and the hole (figure) that each mark stands for.

    ``moved`` are the sentences that the form has where every figure differs from last year's, and
    of what no table tells there is some.
    """

    paragraphs: tuple[str, ...] = ()
    holes: dict[str, Hole] = field(default_factory=dict)
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Marking(Wording):
    """A wording of sentences that writes marks for holes, and takes down what they mean.

    ``is_moved`` tells whether a figure differs from one that is not known, ``nothing`` are the
    figures that tables print as nothing; what cells contradict or may not tell whole is open, and
    what is made of it.
    """

    holes: dict[str, Hole] = field(default_factory=dict)
    is_moved: bool = False
    nothing: tuple[Figure, ...] = ()
    doubtful: tuple[frozenset[object], ...] = ()
    untold: tuple[Figure, ...] = ()

    def mark(self, hole: Hole) -> Markup:
        """A new mark for a hole in a sentence."""
        character = chr(FIRST + len(self.holes))
        is_doubtful = any(map(self._is_doubtful, (hole.figure, hole.whole)))
        self.holes[character] = Hole(hole.kind) if is_doubtful else hole
        return Markup("{}").format(character)

    def amount(self, quantity: Quantity) -> Markup:
        """A hole in a sentence, as a mark, for an amount of 万元."""
        figure = quantity.figure
        is_known = figure is not None and figure.is_known and self._is_told(figure)
        value = figure.amount.value / Unit.WAN.value if figure and is_known else None
        return self.mark(
            Hole(
                AMOUNT,
                value,
                _key(figure),
                figure,
                is_nothing=self._is_nothing(figure),
                slack=_half(figure) if figure else ANY,
            )
        )

    def count(self, quantity: Quantity) -> Markup:
        """A hole in a sentence, as a mark, for a number that is no money."""
        del quantity
        return self.mark(Hole(AMOUNT, None))

    def percent(self, part: Decimal, whole: Decimal, answer: Answer | None = None) -> Markup:
        """A hole in a sentence, as a mark, for a share or rate."""
        share = ratio(part, whole, self.decimals)
        if share is None:
            return Markup()
        # A share of what no table of the paper has is open.
        parts = answer.parts if answer else ()
        is_known = bool(parts) and all(self._is_told(figure) for _, figure in parts)
        is_nothing = any(self._is_nothing(figure) for _, figure in parts)
        meant = share if is_known else None
        slack = _slack_of_share((part, whole), parts)
        return self.mark(Hole(PERCENT, meant, is_nothing=is_nothing, slack=slack)) + "%"

    def share(self, part: Quantity, whole: Quantity) -> Markup:
        """A hole in a sentence, as a mark, for a share, though no table may tell it."""
        if part.is_known and whole.is_known and not self._is_open(part, whole):
            return super().share(part, whole)
        return self.mark(Hole(PERCENT, None, (), part.figure, whole.figure)) + "%"

    def completion(self, final: Quantity, budget: Quantity, of: str) -> Markup:
        """A hole in a sentence, as a mark, for how much of a budget was spent."""
        if budget.is_known and not self._is_open(final, budget):
            return super().completion(final, budget, of)
        rate = self.mark(Hole(PERCENT, None, (), final.figure, budget.figure))
        return Markup("，完成{}的{}%").format(of, rate)

    def _is_open(self, *quantities: Quantity) -> bool:
        """Whether a hole is open: no table of the paper has one of the figures."""
        return any(q.figure is None or not self._is_told(q.figure) for q in quantities)

    def _is_told(self, figure: Figure) -> bool:
        """Whether a table of the paper tells what a hole should say."""
        is_told = any(figure.typed()) or self._is_nothing(figure)
        return is_told and not self._is_doubtful(figure)

    def _is_doubtful(self, figure: Figure | None) -> bool:
        """Whether cells stand against what a hole's figure is made of, or may not tell all."""
        if figure is None or any(figure is one for one in self.untold):
            return figure is not None
        return any(own <= figure.leaves.keys() for own in self.doubtful)

    def _is_nothing(self, figure: Figure | None) -> bool:
        return any(figure is one for one in self.nothing)

    def is_some(self, quantity: Quantity) -> bool:
        """Whether the sentence is that of a figure; where it moved, also of one no table has."""
        return super().is_some(quantity) or (self.is_moved and self._is_open(quantity))

    def has_moved(self, now: Quantity, before: Quantity) -> bool:
        """Whether the sentence with a hole is that of two figures that differ."""
        return self.is_moved if now is before else super().has_moved(now, before)

    def change(self, now: Quantity, before: Quantity, *, rated: bool = True) -> Markup:
        """A hole in a sentence, as a mark, for a comparison with what may not be known."""
        del before, rated
        return self.mark(Hole(CHANGE, now.shown if now.is_known else None, (), now.figure))


def holes_of(
    account: Account,
    region: Region,
    counted: Collection[str] = (),
    nothing: Iterable[str] = (),
    doubtful: Doubtful = Doubtful(),
) -> Holes:
    """The sentences, with their holes, of every section of the form.

    ``counted`` are the names of counts and lists that the paper tells whole, ``nothing`` those of
    figures that its tables print as nothing.
    """
    record = Record()
    structure = read_structure(Context.of(account, region, record))
    names = read_names(account, record)
    narrator = create_narrator(account, region, names, structure.terms or {}, record)
    marking = replace(
        _marking(narrator),
        nothing=_figures(account, nothing),
        doubtful=doubtful.parts,
        untold=_figures(account, doubtful.untold),
    )
    narrator.writer.wording = marking
    _tally(narrator, counted, marking)
    contents = [c for part in structure.parts for c in part.contents if c.kind == SECTION]
    level = _paragraphs(narrator, contents)
    narrator.writer.wording = replace(marking, is_moved=True)
    return Holes(level, marking.holes, _paragraphs(narrator, contents))


def _paragraphs(narrator: Narrator, contents: Iterable[Content]) -> tuple[str, ...]:
    """The sentences of sections, with marks for their holes."""
    return tuple(
        block.text
        for content in contents
        for block in narrator.blocks(content.template, content.place)
        if block.tag == "p"
    )


def _tally(narrator: Narrator, counted: Collection[str], marking: _Marking) -> None:
    """Makes holes of the counts that sentences print of what the paper lists whole."""
    own = {name: narrator.names[name] for name in counted if name in narrator.names}
    narrator.names.update({name: _tallied(value, marking) for name, value in own.items()})
    lists = [value for value in own.values() if type(value) is list]

    def length(value: Sized) -> int:
        """How many a list has: a hole of a sentence where it is one of the source."""
        is_told = any(value is one for one in lists)
        return Tally.of(len(value), marking) if is_told else len(value)

    narrator.environment.filters["length"] = length
    if SCORED in counted:
        narrator.environment.filters["得分"] = _scores(narrator, marking)


def _scores(narrator: Narrator, marking: _Marking) -> Callable[[object], Markup]:
    """The filter of sentences for points of an evaluation, with a hole for what is printed."""

    def points(value: object) -> Markup:
        """Points of a score as a hole of the sentence."""
        told = narrator.writer.points(value)
        is_known = isinstance(value, Score) and not value.lacks
        return marking.mark(Hole(AMOUNT, told if is_known else None))

    return points


def _tallied(value: object, marking: _Marking) -> object:
    """A count, or the counts of several groups, with holes where sentences print them."""
    if type(value) is int:
        return Tally.of(value, marking)
    if isinstance(value, dict):
        return {name: _tallied(one, marking) for name, one in value.items()}
    return value


def _figures(account: Account, names: Iterable[str]) -> tuple[Figure, ...]:
    """The figures of those names, as sentences with holes show them."""
    return tuple(filter(None, map(account.indicators.get, names)))


def _marking(narrator: Narrator) -> _Marking:
    """The narrator's own wording, with holes where it would write figures."""
    own = narrator.writer.wording
    return _Marking(
        decimals=own.decimals,
        zero=own.zero,
        terms=own.terms,
        grouped=own.grouped,
        short=own.short,
    )
