"""Fault localisation: equations, failing and holding → typed figures, most suspicious first.

A wrong figure stands in the failing equations and in few that hold; changed by one amount, it
mends them all.  What is left of several such figures is told apart by its standing (it was changed
since the last committed version, or since its reason was confirmed) and by evidence: the change is
a known slip of the hand, it gives a figure that stands elsewhere in the document, the figure was
copied from the row beside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum
from functools import cached_property
from itertools import islice
from math import exp, log
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType

from mingzhang.checks.basic_spending_lines import is_telling
from mingzhang.checks.compound_faults import (
    Transfer,
    column,
    copied,
    exchanged,
    left_out,
    lost_row,
    misplaced,
    missing,
    transfer,
    unfilled,
)
from mingzhang.checks.rule import Equation
from mingzhang.checks.typing_slips import is_within, slips
from mingzhang.diagnostics import Place
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.figure import Figure

# How often slips are made, of a hundred or so; ``mingzhang.checks.typing_slips`` has the others.
ANYHOW, COPIED, COPIED_BELOW, EXCHANGED = 0.02, 0.12, 0.03, 0.02
EXTRA = 0.01  # a row that does not belong there
ZEROED = 0.02  # a figure left as the 0 that a draft has
AGAIN = 0.2  # how often a figure of an account stands in it once more
BELOW = 0.01  # how often one is below zero, where no other is
OTHERS = 3  # figures as which those of other columns count
NEAR = (Decimal("0.8"), Decimal("1.25"))  # figures of that size
SCALES = 14  # the natural logarithm of how far figures of an account lie apart
APART = 0.2  # and that of how far one of last year, or of a draft, lies from the right one
ROUND = 8
BESIDE = 2  # figures that are named with the first
ALIKE = 0.5  # how likely beside the first another suspect is that must not be kept back
PARTS = 2  # other figures of a row that may be a sum and its other part, or the parts of it
ROW = "同一行其他数之和（差）"
OF_LIKES = "三公经费"  # the block whose figures are all of one kind
REACH = 2  # rows on either side from which a figure may have been copied by mistake


class Standing(IntEnum):
    """A suspect's past: what is known of a typed figure, the most suspicious first."""

    CHANGED = 0
    MOVED = 1
    ODD = 2
    UNKNOWN = 3
    CONFIRMED = 4

    @property
    def words(self) -> str:
        """What a message says of a suspected figure's standing."""
        return {
            Standing.CHANGED: "上次提交后改动过",
            Standing.MOVED: "与确认原因时不同",
            Standing.ODD: "前面多一个 0",
        }.get(self, "")


@dataclass(frozen=True)
class Evidence:
    """Why a suspect may be wrong: in words, what was meant, and how telling that is.

    ``weight`` is the logarithm of how much likelier the typed figure is, if that was meant, than if
    it is right: a number to sort by, no figure of the account.  ``seen`` is where else the value
    that was meant stands, which is all that tells of it.
    """

    words: str
    meant: Decimal
    weight: float
    seen: Place | None = None


@dataclass(frozen=True, eq=False)
class Suspect:
    """A suspect: a typed figure, the failing equations that one change of it mends, that change."""

    figure: Figure
    equations: tuple[Equation, ...]
    evidence: Evidence
    spoiled: int
    standing: Standing
    change: Mapping[Place, Decimal] = field(default_factory=dict)  # of several cells

    @property
    def moved(self) -> Decimal:
        """By how much (元) a suspected figure would have to be larger."""
        return self.evidence.meant - self.figure.amount.value

    @property
    def is_part(self) -> bool:
        """Whether all that tells against a suspect is its own total: a row may lack beside it."""
        known = self.standing <= Standing.MOVED
        return (
            self.moved > 0
            and not known
            and any(self.evidence.seen in e.weights for e in self.equations)
        )

    def explains(self, equation: Equation) -> bool:
        """Whether the change mends an equation too that it was not suspected for."""
        place = self.figure.place
        return bool(place in equation.weights and place and mended(equation, place, self.moved))

    @property
    def rank(self) -> tuple[int, int, float]:
        """The sort key of suspected figures, the most suspicious first."""
        return self.spoiled - len(self.equations), self.standing, -self.evidence.weight


@dataclass(frozen=True, eq=False)
class Case:
    """All that is known when figures are suspected: equations by place, values by place."""

    failing: Mapping[Place, Sequence[Equation]]
    holding: Mapping[Place, Sequence[Equation]]
    values: Sequence[tuple[Decimal, Place]]
    standing: Mapping[Place, Standing]
    figures: Sequence[Figure] = ()
    odd: Collection[tuple[Path, int]] = ()
    committed: Mapping[Place, Decimal] = field(default_factory=dict)
    zeros: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def has_changed(self) -> bool:
        """Whether among the suspects anything was changed since the last commit."""
        return Standing.CHANGED in self.standing.values()

    def is_told(self, place: Place | None) -> bool:
        """Whether a suspect's row was changed, or a rule says that it does not belong there."""
        is_odd = place is not None and (place.file, place.line) in self.odd
        return is_odd or (place is not None and self.standing.get(place) is Standing.CHANGED)

    @cached_property
    def unit(self) -> Unit:
        """The unit in which the suspects' figures were typed: those in 元 are exact."""
        return Unit.WAN if any(figure.amount.half for figure in self.figures) else Unit.YUAN

    @cached_property
    def is_positive(self) -> bool:
        """Whether no figure at all among those of the suspects' case is below zero."""
        return not self.values or self.values[0][0] >= 0

    def between(self, low: Decimal, high: Decimal) -> Iterator[tuple[Decimal, Place]]:
        """Figures to suspect: those typed in the closed interval, and where they stand."""
        first = bisect_left(self.values, low, key=itemgetter(0))
        last = bisect_right(self.values, high, key=itemgetter(0))
        return islice(self.values, first, last)

    @cached_property
    def rows(self) -> Mapping[tuple[Path, int], Sequence[Figure]]:
        """The figures typed in each row, one of which is suspected for the others' sake."""
        found: dict[tuple[Path, int], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.place:
                found[figure.place.file, figure.place.line].append(figure)
        return found

    @cached_property
    def _order(self) -> Mapping[tuple[Path, int], int]:
        """The rows with figures to suspect, numbered: between two projects' are many lines."""
        return {row: number for number, row in enumerate(sorted(self.rows))}

    def others(
        self, low: Decimal, high: Decimal, figure: Figure
    ) -> Iterator[tuple[Decimal, Place]]:
        """Figures in an interval that tell of a suspect: of a named one (合计) only rows do.

        That a total is one of its parts tells nothing of the other parts.
        """
        places = (figure.place,) if figure.place else ()
        own = any((place.file, place.line) in self._order for place in places)
        for value, place in self.between(low, high):
            if place != figure.place and (own or (place.file, place.line) in self._order):
                yield value, place

    def rows_apart(self, one: Place, other: Place | None) -> int | None:
        """How many rows a suspect stands from another figure; None where one is in no list."""
        if not other or one.file != other.file:
            return None
        first, second = (self._order.get((place.file, place.line)) for place in (one, other))
        return None if first is None or second is None else abs(first - second)

    def again(self, one: Place, other: Place | None) -> float:
        """How often a figure to suspect stands once more there: in its row, or anywhere."""
        return self._in_row[one.file] if other and self.rows_apart(one, other) == 0 else AGAIN

    @cached_property
    def _in_row(self) -> Mapping[Path, float]:
        """How many of the figures that have others in their row, by file, are equal to one."""
        found: dict[Path, list[int]] = defaultdict(lambda: [1, 5])  # AGAIN, where there is none
        for (file, _), row in self.rows.items():
            values = [figure.amount.value for figure in row]
            if len(values) > 1:
                found[file][0] += sum(values.count(value) > 1 for value in values)
                found[file][1] += len(values)
        shares = {file: equal / number for file, (equal, number) in found.items()}
        return defaultdict(lambda: AGAIN, shares)

    def is_alone_below(self, value: Decimal) -> bool:
        """Whether a suspect is below zero and no other figure is, but copies of it."""
        low = self.values[0][0] if self.values else value
        others = bisect_left(self.values, Decimal(0), key=itemgetter(0))
        return value < 0 and low == value and self.values[others - 1][0] == value

    def fitting(self, figure: Figure) -> tuple[Decimal, ...]:
        """What a suspect would be if its row's figures were one and the parts of it: 持平."""
        place = figure.place
        row = self.rows.get((place.file, place.line), ()) if place else ()
        others = [abs(one.amount.value) for one in row if one.place != place]
        if len(others) < PARTS:
            return ()
        added = sum(others, Decimal(0))
        return tuple(value for value in (added, 2 * max(others) - added) if value > 0)

    def beside(self, figure: Figure, *, in_row: bool) -> Iterator[tuple[Figure, int]]:
        """The other figures near a suspect, in its column or row, by how many rows apart."""
        place = figure.place
        here = self._order.get((place.file, place.line)) if place else None
        if place is None or here is None:
            return
        for number in range(max(here - REACH, 0), min(here + REACH + 1, len(self._rows))):
            row = self._rows[number]
            for other in row if row[0].place and row[0].place.file == place.file else ():
                is_alike = in_row if number == here else column(other) == column(figure)
                if is_alike and other.amount.value != figure.amount.value:
                    yield other, abs(number - here)

    @cached_property
    def named(self) -> Sequence[Figure]:
        """The suspected figures, and those held against them, that stand in no list's row."""
        own = {figure.place for figure in self.figures}
        equations = (e for held in (self.failing, self.holding) for es in held.values() for e in es)
        found = {place: f for e in equations for place, (_, f) in e.weights.items()}
        return [found[place] for place in sorted(found) if place not in own]

    def in_block(self, figure: Figure) -> Iterator[tuple[Figure, int]]:
        """A suspect's likes in its block (公务接待费.决算 of 三公经费), by how many lie between."""
        block = [f for f in self.named if _is_of_block(f, figure)]
        here = block.index(figure) if figure.place in self.failing and figure in block else None
        for number, other in enumerate(block if here is not None else ()):
            if here is not None and other.amount.value != figure.amount.value:
                yield other, abs(number - here)

    @cached_property
    def _rows(self) -> Sequence[Sequence[Figure]]:
        return [self.rows[row] for row in self._order]

    def chance(self, value: Decimal, row: Place | None = None) -> float:
        """A suspect: how likely any figure, or any of a row, has its value for no reason."""
        size = abs(value)
        low, high = size * NEAR[0], size * NEAR[1]
        near = sum(row is None or _are_of_a_row(row, p) for _, p in self.between(low, high)) + 1
        width = float(NEAR[1] - NEAR[0])
        return min(1.0, near * self.grains.density(value) / width) if value else 1.0

    def met(self, value: Decimal, one: Place, other: Place | None) -> float:
        """How much it tells for a suspect's value, as a logarithm, that it stands there too."""
        again, by_chance = self.twice(value, one, other)
        return log((again + by_chance) / by_chance)

    def twice(self, value: Decimal, one: Place, other: Place | None) -> tuple[float, float]:
        """How often a suspect's value stands there too, as it is the same, and by chance."""
        row = one if self.rows_apart(one, other) == 0 else None
        return self.again(one, other), self.chance(value, row)

    def likelihood(self, value: Decimal, figure: Figure) -> float:
        """How likely a suspect that is wrong anyhow was to be this, as a logarithm.

        Half of those are another's or nobody's, half of its own size: last year's, a draft's.
        """
        typed = figure.amount.value
        near = 0.0
        if value * typed > 0:
            near = exp(-abs(log(value / typed)) / APART) / (2 * APART)
        return self.rarity(value, figure) + log((1 + near * SCALES) / 2)

    def rarity(self, value: Decimal, figure: Figure) -> float:
        """How rare a suspect's value is in its column, as a logarithm.

        There are as many from 1 to 10 as from 10 to 100, and as many round ones as are there.
        """
        return log(self.habits[column(figure)].density(value) / SCALES if value else 1 / SCALES)

    def zero(self, figure: Figure) -> float:
        """How rare a suspect that is typed as 0 is in its column, as a logarithm."""
        name = column(figure)
        zeros, others = self.zeros.get(name, 0), sum(self.habits[name].count.values())
        return log(zeros / (zeros + others))

    def roundest(self, asked: Amount) -> Decimal:
        """The roundest value that a suspect may have had, by what is asked for."""
        half = max(asked.half, Decimal(0))
        for grain in sorted(self.grains.count, reverse=True) if half else ():
            value = asked.value.quantize(Decimal(1).scaleb(grain), context=EXACT)
            if value and abs(value - asked.value) < half:
                return value
        return asked.value

    @cached_property
    def habits(self) -> Mapping[str, Habit]:
        """How round the figures of each column are: projects' are rounder than wages."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for figure in self.figures:
            found[column(figure)][_grain(figure.amount.value)] += 1
        own = {name: Habit(count, self.grains) for name, count in found.items()}
        return defaultdict(lambda: self.grains, own)

    @cached_property
    def grains(self) -> Habit:
        """A case of suspects: how round its figures are, the power of ten of the last digit."""
        return Habit(Counter(_grain(figure.amount.value) for figure in self.figures))

    @cached_property
    def decimals(self) -> Habit:
        """With how many decimals the figures of the suspects' case are typed."""
        return Habit(Counter(_decimals(figure.amount.value) for figure in self.figures))


@dataclass(frozen=True)
class Habit:
    """How many of the figures among which one is suspected have a property, by its degree.

    ``wider`` is the habit of all of them, which counts as ``OTHERS`` figures beside the own.
    """

    count: Mapping[int, int]
    wider: Habit | None = None

    def share(self, degree: int) -> float:
        """The part of figures with a degree; what no other figure has is possible, too."""
        own, number = self.count.get(degree, 0), sum(self.count.values())
        if self.wider:
            return (own + OTHERS * self.wider.share(degree)) / (number + OTHERS)
        return (own + 1) / (number + len(self.count) + 1)

    def density(self, value: Decimal) -> float:
        """How much of what is as large as a suspect's value is that value, by how round it is.

        One in ten of what is rounded to tens is a hundred by chance.
        """
        grain = _grain(value)
        grains = {grain, *(self.wider or self).count}
        parts = (self.share(one) * 10.0**one for one in grains if one <= grain)
        return min(1.0, sum(parts) / float(abs(value)))


def _are_of_a_row(one: Place, other: Place) -> bool:
    return (one.file, one.line) == (other.file, other.line)


def _grain(value: Decimal) -> int:
    exponent = value.normalize(EXACT).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def suspects(
    equations: Iterable[Equation],
    typed: Iterable[Figure],
    standing: Mapping[Place, Standing] = MappingProxyType({}),
    odd: Collection[tuple[Path, int]] = (),
    committed: Mapping[Place, Decimal] = MappingProxyType({}),
) -> tuple[Suspect, ...]:
    """The suspects: typed figures of failing equations, ranked.

    ``typed`` are all of the source; ``standing`` is what is known of the past of some, ``odd`` are
    files and lines of rows of which a rule says that they have another's code or fund,
    ``committed`` is what figures that changed since the last commit were in it.
    """
    equations, typed = tuple(equations), tuple(typed)
    failing = [equation for equation in equations if not equation.holds]
    if not failing:
        return ()
    case = case_of(equations, typed, standing, odd, committed)
    figures = {place: f for e in failing for place, (_, f) in e.weights.items()}
    every = (_suspect(figures[place], case) for place in case.failing)
    # Where nothing is below zero, no figure was meant to be.
    found = (s for s in every if s.evidence.meant >= 0 or not case.is_positive)
    single = sorted(found, key=lambda suspect: suspect.rank)
    is_explained = bool(single) and _explains_all(single[0], failing)
    pairs = _exchanged(case, in_row=not is_explained)
    ranked = sorted((*pairs, *single), key=lambda suspect: suspect.rank)
    return (*_of_several(ranked, failing, case, typed), *ranked)


def as_likely(first: Suspect, others: Iterable[Suspect]) -> Sequence[Suspect]:
    """The suspects to be named beside the first, since it is likelier that it is one of them.

    Those that nothing but their weight tells apart; so many that it is likelier one of those named,
    and each that is about as likely as the first.
    """
    alike = [one for one in others if one.rank[:2] == first.rank[:2] and not one.change]
    odds = [exp(one.evidence.weight - first.evidence.weight) for one in alike]
    named, known = 0, 1.0
    most = min(len(alike), BESIDE)
    while named < most and (known < (1 + sum(odds)) / 2 or odds[named] > ALIKE):
        known, named = known + odds[named], named + 1
    return alike[:named]


def case_of(
    equations: Iterable[Equation],
    typed: Iterable[Figure],
    standing: Mapping[Place, Standing] = MappingProxyType({}),
    odd: Collection[tuple[Path, int]] = (),
    committed: Mapping[Place, Decimal] = MappingProxyType({}),
) -> Case:
    """The case in which figures are suspected, of the same as ``suspects`` takes."""
    equations, typed = tuple(equations), tuple(typed)
    # 三公经费 and other named figures are none of the cube's, and may say a row's value again.
    compared = (figure for equation in equations for _, figure in equation.weights.values())
    values = ((f.amount.value, f.place) for f in (*typed, *compared) if f.place)
    return Case(
        _by_place(equation for equation in equations if not equation.holds),
        _by_place(equation for equation in equations if equation.holds),
        sorted(set(values)),
        standing,
        tuple(figure for figure in typed if figure.amount.value),
        odd,
        committed,
        Counter(column(figure) for figure in typed if figure.is_zero),
    )


def _of_several(
    ranked: Sequence[Suspect], failing: Sequence[Equation], case: Case, typed: Sequence[Figure]
) -> Iterator[Suspect]:
    """Suspects of several cells, where no single figure explains all that fails."""
    best = ranked[0] if ranked else None
    holding = list(dict.fromkeys(e for own in case.holding.values() for e in own))
    lone = copied(failing, holding) or _known_row(best, failing, case, typed)
    lone = lone or left_out(failing, typed) or unfilled(failing, typed)
    is_all = best is not None and _explains_all(best, failing)
    if not lone and best and is_all and not best.change:
        return
    changed = (p for p, standing in case.standing.items() if standing is Standing.CHANGED)
    found = lone or transfer(failing, holding, typed, changed)
    if not is_all:
        found = found or missing(failing) or lost_row(failing)
    if found and found.figure.place:
        evidence = Evidence(found.words, found.figure.amount.value, 0.0)
        standing = case.standing.get(found.figure.place, Standing.UNKNOWN)
        yield Suspect(found.figure, found.equations, evidence, 0, standing, found.change)


def _explains_all(suspect: Suspect, failing: Sequence[Equation]) -> bool:
    return len(suspect.equations) - suspect.spoiled == len(failing)


def _exchanged(case: Case, *, in_row: bool) -> Iterator[Suspect]:
    """Suspects of two cells: a figure and one near it that may be each other's.

    Two of one row are told where no single figure explains all that fails.
    """
    # A block is typed by hand, rows mostly come from another program: it goes first.
    for figure in (*case.named, *case.figures):
        near = case.beside(figure, in_row=in_row) if figure.place in case.failing else ()
        for other, rows in (*near, *case.in_block(figure)):
            both = (figure.place, other.place)
            failing, holding = (
                list(dict.fromkeys(e for p in both if p for e in own.get(p, ())))
                for own in (case.failing, case.holding)
            )
            found = exchanged(figure, other, failing, holding)
            if found:
                weight = log(EXCHANGED) - log(rows + 1)
                evidence = Evidence(found.words, figure.amount.value, weight)
                standing = max(case.standing.get(p, Standing.UNKNOWN) for p in both if p)
                yield Suspect(figure, found.equations, evidence, 0, standing, found.change)


def _known_row(
    best: Suspect | None, failing: Sequence[Equation], case: Case, typed: Sequence[Figure]
) -> Transfer | None:
    """A row in the wrong place that was changed, or is told to be, where the best suspect is not.

    A figure that nobody touched is not wrong by a digit when a row beside it got another fund.
    """
    if best and best.standing is Standing.CHANGED:
        return None
    found = misplaced(failing, typed) if case.odd or case.has_changed else ()
    return next((t for t in found if case.is_told(t.figure.place)), None)


def _is_of_block(one: Figure, other: Figure) -> bool:
    """Whether a suspect's figure has one beside it in its block, under a key of the same name."""
    words, others = one.label.split("."), other.label.split(".")
    is_alike = len(words) == len(others) > 1 and words[2:] == others[2:]
    return is_alike and words[0] == others[0] == OF_LIKES


def _by_place(equations: Iterable[Equation]) -> dict[Place, list[Equation]]:
    found: dict[Place, list[Equation]] = defaultdict(list)
    for equation in equations:
        for place in equation.weights:
            found[place].append(equation)
    return found


def _suspect(figure: Figure, case: Case) -> Suspect:
    place = figure.place
    if place is None:
        raise ValueError("only a typed figure can be suspected")
    broken, holding = case.failing[place], case.holding.get(place, ())
    change = max(
        (_change(place, equation) for equation in broken),
        key=lambda change: _gain(place, change.value, broken, holding),
    )
    tail = float(min(e.variance / (e.weights[place][0] ** 2) for e in broken).sqrt())
    evidence = _evidence(figure, figure.amount + change, tail, case)
    moved = evidence.meant - figure.amount.value
    good = tuple(equation for equation in broken if mended(equation, place, moved))
    spoiled = sum(not mended(equation, place, moved) for equation in holding)
    return Suspect(figure, good, evidence, spoiled, case.standing.get(place, Standing.UNKNOWN))


def _change(place: Place, equation: Equation) -> Amount:
    """By how much a suspected figure would have to be larger for the equation to hold."""
    weight, residual = equation.weights[place][0], equation.residual
    value = EXACT.divide(residual.value.copy_negate(), Decimal(weight))
    return Amount(value, EXACT.divide(residual.half, Decimal(abs(weight))))


def _gain(
    place: Place, change: Decimal, broken: Sequence[Equation], holding: Sequence[Equation]
) -> int:
    good = sum(mended(equation, place, change) for equation in broken)
    return good - sum(not mended(equation, place, change) for equation in holding)


def _evidence(figure: Figure, asked: Amount, tail: float, case: Case) -> Evidence:
    """The most telling evidence against a suspect; at least what the equations ask for.

    ``tail`` is by how much (元) rounding makes what they ask for miss what was meant, usually.
    """
    asked = Amount(asked.value, asked.half - figure.amount.half)
    anyhow = log(ANYHOW) + case.likelihood(case.roundest(asked), figure)
    nothing = Evidence("", asked.value, anyhow)
    if figure.amount.value and is_within(Decimal(0), asked):
        nothing = Evidence("像是多填了的，或者写错了科目、资金、单位", Decimal(0), log(EXTRA))
    found = (
        *(nothing, *_zeroed(figure, asked, case)),
        *(*_slips(figure, asked, case), *_elsewhere(figure, asked, case)),
    )
    if case.is_positive and nothing.meant >= 0:
        found = tuple(e for e in found if e.meant >= 0)
    # That it is right is little likely of what is below zero by itself.
    odd = -log(BELOW) if case.is_alone_below(figure.amount.value) else 0.0
    known = odd - _vouched(figure, case) - _vouched_in_row(figure, case)
    before = case.committed.get(figure.place) if figure.place else None
    if before is not None and is_within(before, asked):
        return _as_committed(before, found, case, known)
    return max(
        (replace(e, weight=e.weight - _miss(e.meant - asked.value, tail) + known) for e in found),
        key=lambda evidence: evidence.weight,
    )


def _zeroed(figure: Figure, asked: Amount, case: Case) -> Iterator[Evidence]:
    """That a suspect was left as 0; a row that has nothing is seldom typed at all."""
    if figure.is_zero and column(figure) in case.zeros:
        weight = log(ZEROED) + case.rarity(case.roundest(asked), figure) - case.zero(figure)
        yield Evidence("写成了 0", asked.value, weight)


def _as_committed(before: Decimal, found: Iterable[Evidence], case: Case, known: float) -> Evidence:
    """That a suspect was what is asked for in the last commit; and the slip, if that says so too.

    Nothing else is as telling: that it would fit by chance is as rare as any figure is.
    """
    slip = next((e.words for e in found if e.meant == before and e.words), "")
    return Evidence(slip, before, known - log(case.chance(before)))


def _vouched(figure: Figure, case: Case) -> float:
    """How much likelier it makes a suspect right that its value stands in another table, too."""
    typed = figure.amount.value
    places = [place for _, place in case.others(typed, typed, figure)]
    # Of one that stands in a row beside it may be a copy.
    far = [p for p in places if (rows := case.rows_apart(p, figure.place)) is None or rows > REACH]
    if not far or not is_telling(typed):
        return 0.0
    by_chance = case.chance(typed)
    return log((AGAIN + by_chance) / by_chance)


def _vouched_in_row(figure: Figure, case: Case) -> float:
    """How much likelier it makes a suspect right that its row has its value twice."""
    typed = figure.amount.value
    others = case.others(typed, typed, figure) if is_telling(typed) else ()
    own = (place for _, place in others if case.rows_apart(place, figure.place) == 0)
    return max((case.met(typed, place, figure.place) for place in own), default=0.0)


def _miss(apart: Decimal, tail: float) -> float:
    """How unlikely a tail of rounding of that size is, for suspecting a figure."""
    return float(apart) ** 2 / (2 * tail * tail) if apart and tail else 0.0


def _slips(figure: Figure, asked: Amount, case: Case) -> Iterator[Evidence]:
    typed = figure.amount.value
    fitting = case.fitting(figure)
    for slip in slips(typed, asked, case.unit):
        again = _again(slip.meant, figure, case) or (ROW if slip.meant in fitting else "")
        known = log(1 - AGAIN / 2)
        if isinstance(again, Place):
            known = case.met(slip.meant, again, figure.place)
        elif again:
            by_chance = case.chance(slip.meant)
            known = log((AGAIN + by_chance) / by_chance)
        # Where the point slipped, as many decimals as are typed nowhere else tell of it.
        finer = -log(case.decimals.share(_decimals(typed))) if slip.is_of_point else 0.0
        apart = case.rarity(slip.meant, figure) - case.rarity(typed, figure)
        words = f"{slip.name}，与 {again} 相同" if again else slip.name
        yield Evidence(words, slip.meant, log(slip.share) + known + finer + apart)


def _again(value: Decimal, figure: Figure, case: Case) -> Place | None:
    """Where a suspect's value stands elsewhere too, in the figure's own row if it does."""
    places = (p for _, p in case.others(value, value, figure) if value)
    return min(places, key=lambda p: (case.rows_apart(p, figure.place) != 0, p), default=None)


def _elsewhere(figure: Figure, asked: Amount, case: Case) -> Iterator[Evidence]:
    half, typed = max(asked.half, Decimal(0)), figure.amount.value
    for value in case.fitting(figure):
        if is_within(value, asked):
            met = log(ANYHOW / PARTS) + log(AGAIN) - log(case.chance(value, figure.place))
            yield Evidence(f"与 {ROW} 相同", value, met + case.likelihood(value, figure))
    near = list(case.others(asked.value - half, asked.value + half, figure))
    for value, place in near:
        if value and is_within(value, asked):
            again, by_chance = case.twice(value, place, figure.place)
            met = log(ANYHOW / len(near)) + log(again) - log(by_chance)
            likelihood = case.likelihood(value, figure)
            yield Evidence(f"与 {place} 相同", value, met + likelihood, place)
    # What was copied stood for something: a row that had nothing is not there.
    for _, place in case.others(typed, typed, figure) if typed and asked.value else ():
        rows = case.rows_apart(place, figure.place)
        if rows and rows <= REACH:
            words = f"与 {place} 相同，可能抄错行"
            # A row is more often copied from the row above it than from the row below.
            is_below = bool(figure.place and place > figure.place)
            share = log(COPIED_BELOW if is_below else COPIED) - log(rows)
            # Two rows may well have 30.00 each.
            share -= 0.0 if is_telling(typed) else log(ROUND)
            apart = case.rarity(case.roundest(asked), figure) - case.rarity(typed, figure)
            yield Evidence(words, asked.value, share + apart)


def mended(equation: Equation, place: Place, change: Decimal) -> bool:
    """Whether an equation would hold if the suspect typed there were larger by ``change``."""
    residual = equation.residual
    value = residual.value + equation.weights[place][0] * change
    if equation.relation == "≤" and value <= 0:
        return True
    return Amount(value, residual.half).agrees(Amount())
