"""Figures: an amount, what it is, and where it came from → the chain that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, reduce
from itertools import islice
from typing import NamedTuple

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import Amount, total

ONE = Decimal(1)
FEW = 5  # typed figures, any of which may be wrong, that are worth naming


class Absent(NamedTuple):
    """A figure that nobody typed: its key, where that would stand, what to type for none."""

    key: tuple[str, ...]
    place: Place
    hint: str


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure: an amount with where it came from, and whether each part of it was published.

    A typed figure has a ``place``; a computed one has ``terms`` (signed parts).  A stated one
    (公布数) has both: it is shown as typed, and its terms are what it is checked against.  One that
    nobody typed is ``absent``, which is not zero.
    """

    label: str
    amount: Amount
    place: Place | None = None
    terms: tuple[Term, ...] = ()
    wider: Figure | None = None
    absent: Absent | None = None
    is_known: bool = field(init=False, repr=False)  # asked of every part of every sum

    def __init__(
        self,
        label: str,
        amount: Amount,
        place: Place | None = None,
        terms: tuple[Term, ...] = (),
        wider: Figure | None = None,
        absent: Absent | None = None,
    ) -> None:
        # Thousands are made for a document, and what dataclasses write here takes thrice as long.
        own = self.__dict__
        own["label"], own["amount"], own["place"] = label, amount, place
        own["terms"], own["wider"], own["absent"] = terms, wider, absent
        own["is_known"] = amount.half.is_finite()

    @property
    def is_zero(self) -> bool:
        """Whether a figure is known to be nothing."""
        return self.is_known and not self.amount.value

    @cached_property
    def lacks(self) -> tuple[Absent, ...]:
        """The keys that would have to be typed for an unknown figure to be known, each once."""
        if self.absent:
            return (self.absent,)
        parts = () if self.place else self.terms
        return tuple(dict.fromkeys(lack for term in parts for lack in term.figure.lacks))

    @cached_property
    def leaves(self) -> Mapping[object, tuple[int, Figure]]:
        """What a figure comes down to, with weights: typed figures by place, others themselves.

        What is not known (缺) at one place may be other money at each point where it stands.
        """
        if self.place or not self.terms:
            return {(self.place if self.is_known else None) or id(self): (1, self)}
        return weighed((term.sign, term.figure) for term in self.terms)

    def unknown(self) -> Iterator[Figure]:
        """The figures for which a figure is not known, each once: typed so, or a part."""
        seen: set[int] = set()
        waiting = [] if self.is_known else [self]
        while waiting:
            figure = waiting.pop()
            if id(figure) in seen:
                continue
            seen.add(id(figure))
            below = [term.figure for term in figure.terms if not term.figure.is_known]
            if not below:
                yield figure
            waiting += below

    @property
    def first_place(self) -> Place | None:
        """Where a figure was typed, else where the first one in its sum was."""
        return next((typed.place for typed in self.typed()), None)

    def typed(self) -> Iterator[Figure]:
        """The typed figures that a computed figure comes from, itself included, each once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            figure = waiting.pop()
            if id(figure) in seen:
                continue
            seen.add(id(figure))
            if figure.place:
                yield figure
            else:
                waiting += [term.figure for term in reversed(figure.terms)]

    @property
    def origin(self) -> Place | None:
        """Where a figure stands, or the only one of its parts that is not zero.

        A sum of several stands nowhere: of those of one file that file is told, of others nothing.
        """
        parts = [part.place for part in self.typed() if part.place and not part.is_zero]
        if len(parts) < 2:
            return parts[0] if parts else next((part.place for part in self.typed()), None)
        return Place(parts[0].file) if len({part.file for part in parts}) == 1 else None


def first_cells(*figures: Figure | None) -> tuple[Place, ...]:
    """Where the first figures were typed on which each of the figures rests."""
    typed = (part for one in figures if one for part in islice(one.typed(), FEW))
    return tuple(dict.fromkeys(part.place for part in typed if part.place))


class Term(NamedTuple):
    """A computed figure's part, with its sign."""

    figure: Figure
    sign: int = 1

    @property
    def amount(self) -> Amount:
        """The amount of a computed figure's part, with its sign."""
        return self.figure.amount if self.sign > 0 else -self.figure.amount


class Product(Figure):
    """A figure that is the product of others, and of a number: each is one of its terms.

    A sum nets typed figures, which no product has: it comes down to itself.
    """

    def __init__(self, label: str, factors: Iterable[Figure], number: Decimal = ONE) -> None:
        parts = tuple(Term(factor) for factor in factors)
        amount = reduce(Amount.times, (part.amount for part in parts))
        amount = amount.times(Amount(number, measure=amount.measure))
        super().__init__(label, amount, terms=parts)

    @cached_property
    def leaves(self) -> Mapping[object, tuple[int, Figure]]:
        """A product as a figure that a sum comes down to: itself."""
        return {id(self): (1, self)}


def as_rounded(figure: Figure) -> Figure:
    """A typed figure as one that was rounded to its own decimals, be it typed as an exact one."""
    amount = figure.amount
    if not figure.place or amount.half:
        return figure
    return Figure(figure.label, amount.as_rounded(), figure.place, figure.terms)


def weighed(parts: Iterable[tuple[int, Figure]]) -> dict[object, tuple[int, Figure]]:
    """The typed leaves of several figures together, each with the sum of its weights."""
    found: dict[object, tuple[int, Figure]] = {}
    for sign, part in parts:
        for key, (weight, figure) in part.leaves.items():
            before = found[key][0] if key in found else 0
            found[key] = (before + sign * weight, figure)
    return found


def computed(label: str, terms: Iterable[Term]) -> Figure:
    """A figure computed as the sum of signed terms."""
    terms = tuple(terms)
    return Figure(label, total(term.amount for term in terms), terms=terms)


def summed(label: str, parts: Iterable[Figure]) -> Figure:
    """A figure that is the sum of other figures."""
    return computed(label, (Term(part) for part in parts))
