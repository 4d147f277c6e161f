"""Cells: what a paper prints and the account made of it → the cells that do not fit, by cause.

Every printed figure is held against what the finest figures come to.  Where the change of one of
these mends several cells at once it is the cause, and told alone; else cells that miss by the same
amount in one table are one finding, at the finest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.figure import Figure
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.sheet_figures import amount_of
from mingzhang.intake.source_solving import figure_of

FEWEST = 2  # cells that the change of one figure must mend to be the cause
HALF_YUAN = Decimal("0.5")  # of a figure in whole 元


@dataclass(frozen=True, eq=False)
class Held:
    """A printed cell that may disagree: what the account says.

    ``slack`` is what whole 元 leave open.
    """

    placed: Placed
    figure: Figure
    printed: Amount
    slack: Decimal = Decimal(0)

    @property
    def apart(self) -> Decimal:
        """By how much a printed cell disagrees with what was computed, in 元."""
        return EXACT.subtract(self.printed.value, self.figure.amount.value)

    @property
    def agrees(self) -> bool:
        """Whether a printed cell does not disagree, but for rounding."""
        return abs(self.apart) <= self.slack or self.printed.agrees(self.figure.amount)

    def weight(self, place: Place) -> int:
        """How often a typed figure is counted in a printed cell that may disagree."""
        leaf = self.figure.leaves.get(place)
        return leaf[0] if leaf else 0


@dataclass(frozen=True, eq=False)
class Misfit:
    """A disagreeing cell, what it should say (元), and the cells that show it.

    ``is_part``: the cell is one of those that others are added up of; else it is such a sum.
    """

    held: Held
    meant: Decimal
    others: tuple[Held, ...] = ()
    is_part: bool = False


def held_of(placed: Sequence[Placed], account: Account) -> tuple[Held, ...]:
    """Every printed cell held against the account, so that those that disagree are found."""
    is_whole = {
        unit: all(_is_whole(one.number) for one in placed if one.unit == unit) for unit in ("元",)
    }
    found: list[Held] = []
    for one in placed:
        figure = figure_of(one.target, account)
        # What no finer figure of the paper says, for its table is missing, is held against nothing.
        if figure is not None and figure.is_known and (any(figure.typed()) or not one.number):
            count = len(figure.leaves) + 1 if is_whole.get(one.unit) and figure.terms else 0
            found.append(Held(one, figure, amount_of(one), HALF_YUAN * count))
    return tuple(found)


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def misfits(held: Sequence[Held]) -> tuple[Misfit, ...]:
    """The disagreeing cells, one for each cause, in the order of the paper."""
    wrong = [one for one in held if not one.agrees]
    found: list[Misfit] = []
    while cause := _cause(wrong, held):
        found.append(cause)
        mended = {id(one) for one in cause.others}
        wrong = [one for one in wrong if id(one) not in mended]
    found += _alike(wrong)
    order = {id(one): number for number, one in enumerate(held)}
    return tuple(sorted(found, key=lambda one: order[id(one.held)]))


def _cause(wrong: Sequence[Held], held: Sequence[Held]) -> Misfit | None:
    """The printed part, behind disagreeing cells, whose change mends most and spoils none."""
    best: Misfit | None = None
    rivals = False
    for place, apart in _suspects(wrong):
        own = _own(place, held)
        if own is None:
            continue
        mended = tuple(o for o in wrong if o.weight(place) and o.apart == apart * o.weight(place))
        most = len(best.others) if best else FEWEST
        if len(mended) < most or _spoils(place, own, held):
            continue
        rivals = best is not None and len(mended) == most and own is not best.held
        meant = EXACT.add(own.printed.value, apart * own.weight(place))
        best = Misfit(own, meant, mended, is_part=True)
    return None if rivals else best


def _own(place: Place, held: Iterable[Held]) -> Held | None:
    """The cell, among disagreeing ones, that prints a part with the fewest others."""
    holding = [one for one in held if one.agrees and one.weight(place)]
    return min(holding, key=lambda one: len(one.figure.leaves), default=None)


def _spoils(place: Place, own: Held, held: Iterable[Held]) -> bool:
    """Whether other cells would disagree then; the same figure elsewhere is no witness."""
    leaves = own.figure.leaves.keys()
    return any(o.agrees and o.weight(place) and o.figure.leaves.keys() != leaves for o in held)


def _suspects(wrong: Iterable[Held]) -> Iterator[tuple[Place, Decimal]]:
    """The typed figures below each disagreeing cell, with the change that would mend it."""
    seen: set[tuple[Place, Decimal]] = set()
    for one in wrong:
        for place, (weight, _) in one.figure.leaves.items():
            if isinstance(place, Place) and weight in (1, -1) and one.figure.terms:
                change = (place, one.apart * weight)
                if change not in seen:
                    seen.add(change)
                    yield change


def _alike(wrong: Iterable[Held]) -> Iterator[Misfit]:
    """Cells of a table that disagree by the same amount, at the finest of them."""
    groups: dict[tuple[str, Decimal], list[Held]] = {}
    for one in wrong:
        groups.setdefault((one.placed.table, one.apart), []).append(one)
    for group in groups.values():
        first = min(group, key=lambda one: len(one.figure.leaves))
        others = tuple(one for one in group if one is not first)
        yield Misfit(first, first.figure.amount.value, others)


def tails(held: Iterable[Held]) -> tuple[Held, ...]:
    """Printed cells that disagree only by the tail of a rounding."""
    return tuple(one for one in held if one.agrees and _misses(one))


def _misses(one: Held) -> bool:
    """Whether a cell disagrees with what it comes to, a stated one (公布数) with its parts."""
    terms = one.figure.terms if one.figure.place else ()
    if not terms or not all(term.amount.is_known for term in terms):
        return bool(one.apart)
    parts = sum((term.amount.value for term in terms), Decimal(0))
    return parts != one.printed.value
