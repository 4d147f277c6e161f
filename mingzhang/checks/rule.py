"""The one shape of a rule: code, words, and a function from evidence to equations and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, wraps
from itertools import islice

from mingzhang.checks.basic_spending_lines import Line, basic_lines
from mingzhang.checks.name_register import Register, register
from mingzhang.checks.named_things import Things
from mingzhang.checks.quotable_figures import Known
from mingzhang.checks.reasons_under_lock import Explained, explained
from mingzhang.checks.typed_texts import Passage, read_passages
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts import figure_prints
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Amount
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.department_account import units_of_source
from mingzhang.facts.evaluation_points import USUAL, Rounding
from mingzhang.facts.figure import Figure, summed, weighed
from mingzhang.facts.indicators import NoSuchIndicatorError
from mingzhang.facts.own_list_figures import Cells
from mingzhang.facts.reasons import Move
from mingzhang.reading.node import Node

RELATIONS = ("=", "≤")
Printed = Mapping[Place, tuple[Move, ...]]


@dataclass(frozen=True, eq=False)
class Equation:
    """A rule's equation: two figures that agree (``=``), or left not larger than right (``≤``).

    ``accepted`` is by how much (元) the left is to be larger, where the author accepts that.
    ``title`` and ``remedy`` are its own, where one rule has identities of several kinds.  ``seen``
    are figures of another document that a side repeats, which are not for the author to mend.
    """

    left: Figure
    right: Figure
    relation: str = "="
    accepted: Decimal = Decimal(0)
    title: str = ""
    remedy: str = ""
    seen: tuple[Operand, ...] = ()

    @cached_property
    def weights(self) -> Mapping[Place, tuple[int, Figure]]:
        """A rule's equation by typed figures, left minus right; what is on both sides is gone."""
        return {f.place: (weight, f) for weight, f in self.leaves.values() if f.place}

    @cached_property
    def leaves(self) -> Mapping[object, tuple[int, Figure]]:
        """What a rule's equation comes down to: typed figures by place, others by themselves."""
        found = weighed(((1, self.left), (-1, self.right)))
        return {key: pair for key, pair in found.items() if pair[0]}

    @cached_property
    def residual(self) -> Amount:
        """What a rule's equation misses: left minus right, and how much rounding may do."""
        halves = (figure.amount.half * abs(weight) for weight, figure in self.leaves.values())
        apart = (self.left.amount - self.right.amount).value
        measure = self.left.amount.measure
        return Amount(EXACT.subtract(apart, self.accepted), sum(halves, Decimal(0)), measure)

    @property
    def is_unlikely(self) -> bool:
        """Whether a rule's equation holds only by a tail beyond three standard deviations."""
        if self.relation != "=" or not self.residual.value or not self.holds:
            return False
        tail = self.residual.value
        return EXACT.multiply(tail, tail) > 9 * self.variance

    @cached_property
    def variance(self) -> Decimal:
        """What rounding does to a rule's equation (元²): a figure's error is uniform."""
        halves = (figure.amount.half * weight for weight, figure in self.leaves.values())
        return sum((EXACT.multiply(half, half) for half in halves), Decimal(0)) / 3

    @property
    def holds(self) -> bool:
        """Whether a rule's equation holds: one true value can stand on both sides."""
        below = self.relation == "≤" and self.residual.value <= 0
        return below or self.residual.agrees(Amount())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The left side of a rule's equation, and the right side's parts that hold anything."""
        if self.right.place or not self.right.terms:
            return (self.left, self.right)
        parts = (term.figure for term in self.right.terms)
        return (self.left, *(part for part in parts if part.place or not part.is_zero))


@dataclass(frozen=True, eq=False)
class Cause:
    """What a rule's finding says is wrong with a row, so that sums fail and comparisons are odd.

    ``cells`` are the amounts of a row that does not belong where it is counted, ``changes`` by how
    much (元) amounts would be larger without the fault, ``lacking`` is the amount of a row that
    is not there (``is_spending``: one of which totals are made), ``is_word`` tells that the word
    there is not the one that was meant.  ``remedy`` is the way out where other findings bear it
    out.  ``gone`` are the amounts that other sums lack where the row does not belong; ``unsure``
    are cells that nobody can hold other figures against before it is mended: of rows of which one
    too many is there, what is wrongly taken off.
    ``follow`` are codes of findings that follow from it, each with names of which they are about
    one; without names all of the code do.  ``excuses`` tells of an identity, or of two
    figures apart, whether that is for it, where no list of cells or amounts can.
    """

    cells: frozenset[Place] = frozenset()
    changes: Mapping[Place, Decimal] = field(default_factory=dict)
    lacking: Amount | None = None
    is_spending: bool = False
    is_word: bool = False
    remedy: str = ""
    gone: tuple[Amount, ...] = ()
    unsure: frozenset[Place] = frozenset()
    follow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excuses: Callable[[Equation], bool] | None = None

    def takes(self, code: str, about: frozenset[str] = frozenset()) -> bool:
        """Whether a rule's finding of that code, about such things, is one of those that follow."""
        names = self.follow.get(code)
        return names is not None and (not names or any(_is_of(one, about) for one in names))


def _is_of(name: str, about: frozenset[str]) -> bool:
    """Whether a rule's name is one of those, or in one: no code is, nor the empty one of all."""
    is_word = bool(name) and not name.isdigit()
    return name in about or (is_word and any(name in other for other in about))


@dataclass(frozen=True)
class Finding:
    """A rule's finding, which is no equation: where, what, how to mend it.

    ``broken`` is what does not hold: with it is known whether the finding only follows from a
    figure that other equations suspect; ``compared`` are two figures that lie oddly apart, which
    the finding is about.  ``cause`` is what it knows of why others fail; ``severity`` is one that
    is not its rule's.  ``about`` are the names of what it is about, as a diagnostic has them.
    """

    place: Place
    message: str
    hint: str = ""
    operands: tuple[Operand, ...] = ()
    broken: Equation | None = None
    compared: tuple[Figure, Figure] | None = None
    cause: Cause | None = None
    severity: Severity | None = None
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class RollUp:
    """A roll-up for rules: a stated group, or one with a stated part, against one way to sum it.

    ``is_alone`` tells that the group can be taken apart in this one way only, ``is_whole`` that
    the sum has more than one part.  ``cube`` is the account's, or that of one of its units.
    """

    point: Point
    dimension: str
    equation: Equation
    cube: Cube
    is_alone: bool = False
    is_whole: bool = False


@dataclass(frozen=True, eq=False)
class Evidence:
    """A rule's evidence: the account, and the roll-ups of its cube, gathered once.

    ``printed`` are the moves behind which the document prints each reason, by its place;
    ``cells`` are those of lists that it prints, ``figures`` the figures that it prints and where,
    None where it was not made; ``unprinted`` are the typed values that it does not print,
    ``rounding`` is that of its 自评表.
    """

    account: Account
    printed: Printed = field(default_factory=dict)
    cells: Cells | None = None
    figures: Sequence[figure_prints.Printed] | None = None
    unprinted: frozenset[Place] = frozenset()
    rounding: Rounding = USUAL
    _told: dict[Check, Sequence[Equation | Finding]] = field(default_factory=dict, init=False)
    _basic: dict[str, Mapping[str, Line]] = field(default_factory=dict, init=False)

    @cached_property
    def roll_ups(self) -> tuple[RollUp, ...]:
        """A rule's evidence: every group whose figure is not by construction its parts' sum."""
        return tuple(_roll_ups(self.account))

    @cached_property
    def of_units(self) -> tuple[Evidence, ...]:
        """A rule's evidence: each unit by itself whose own document a department sums."""
        return tuple(map(Evidence, self.account.parts))

    def basic_lines(self, section: str) -> Mapping[str, Line]:
        """A rule's evidence: the basic spending of each subject of a section, by code."""
        if section not in self._basic:
            self._basic[section] = basic_lines(self.account, section)
        return self._basic[section]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """A rule's evidence: every text that the author typed."""
        return read_passages(self.account.folder)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """A rule's evidence: the texts that tell of the year in prose, a form's own reasons too."""
        why = self.account.reasons.explained
        return tuple(
            p for p in self.passages if (p.is_sentence or p.place in why) and not p.is_duty
        )

    @cached_property
    def earlier(self) -> Mapping[tuple[str, ...], Passage]:
        """A rule's evidence: last year's texts by their keys; none without its folder."""
        previous = self.account.folder.previous
        return {p.keys: p for p in read_passages(previous)} if previous else {}

    def is_unchanged(self, passage: Passage) -> bool:
        """A rule's evidence: whether last year's document has the same text there."""
        before = self.earlier.get(passage.keys)
        return before is not None and before.text == passage.text

    @cached_property
    def reasons(self) -> tuple[Explained, ...]:
        """A rule's evidence: every reason that explains a known figure."""
        return explained(self.account)

    @cached_property
    def moves(self) -> Mapping[Place, tuple[Move, ...]]:
        """A rule's evidence: what each reason explains, by place: as printed, else all it may.

        Of a figure or base that is not known (缺) nobody can say how it moved.
        """
        every = {**self.account.reasons.explained, **self.printed}
        return {place: tuple(filter(_is_known, moves)) for place, moves in every.items()}

    def is_printed(self, node: Node) -> bool:
        """A rule's evidence: whether the document prints anything typed at or below a node."""
        if node.is_block:
            below = (*(value for _, value in node.items()), *node.rows())
            return node.place not in self.unprinted and any(map(self.is_printed, below))
        return node.place not in self.unprinted

    def behind(self, move: Move) -> tuple[str, ...]:
        """A rule's evidence: the reasons that stand behind a figure's move."""
        return self._behind.get(move, ())

    @cached_property
    def _behind(self) -> Mapping[Move, tuple[str, ...]]:
        texts = {passage.place: passage.text for passage in self.passages}
        found: dict[Move, tuple[str, ...]] = {}
        for place, moves in self.moves.items():
            for move in moves:
                found[move] = (*found.get(move, ()), texts.get(place, ""))
        return found

    @cached_property
    def all_moves(self) -> tuple[Move, ...]:
        """A rule's evidence: every figure of which a base is known."""
        return tuple(filter(_is_known, self.account.reasons.moves.values()))

    @cached_property
    def known(self) -> Known:
        """A rule's evidence: every figure that a text may quote."""
        return Known(self.account)

    @cached_property
    def register(self) -> Register:
        """A rule's evidence: the offices that the document speaks of."""
        return register(self.account)

    @cached_property
    def things(self) -> Things:
        """A rule's evidence: what a sentence may name, with its figures."""
        return Things(self.account)

    def rolled_up(self, chosen: Callable[[RollUp], bool]) -> Iterator[Equation]:
        """The equations of the roll-ups that a rule is about."""
        return (roll_up.equation for roll_up in self.roll_ups if chosen(roll_up))

    def told_by(self, rule: Rule) -> Sequence[Equation | Finding]:
        """What a rule says on this evidence, asked once."""
        if rule.check not in self._told:
            self._told[rule.check] = rule.results(self)
        return self._told[rule.check]

    def named(self, code: str) -> str:
        """A subject's code and name, as the findings of rules say it."""
        return f"{code} {self.account.catalogue.name(code)}"

    def figure(self, name: str) -> Figure:
        """A rule's evidence: the indicator called ``name``.

        Raises where the kind of document has no such one.
        """
        return self.account.indicators[name]


def _is_known(move: Move) -> bool:
    return move.difference.is_known


def _roll_ups(account: Account) -> Iterator[RollUp]:
    """The roll-ups that rules get: of the account's cube, and of units that its source names."""
    yield from _of_cube(account.cube)
    own, loose = units_of_source(account)
    for part in own:
        for roll_up in _of_cube(part.cube, f"{part.name} "):
            yield from _among(roll_up, loose)


def _of_cube(cube: Cube, unit: str = "") -> Iterator[RollUp]:
    for point in cube.stated_groups():
        figure = cube.figure(point)
        ways = tuple(cube.breakdowns(point))
        for index, breakdown in enumerate(ways):
            by_construction = index == 0 and not figure.place
            known = figure.place or any(part.place and part.terms for part in breakdown.parts)
            if known and not by_construction:
                right = summed(f"按{breakdown.dimension}合计", breakdown.parts)
                left = replace(figure, label=f"{unit}{figure.label}") if unit else figure
                equation = Equation(left, right)
                alone, whole = len(ways) == 1, len(right.terms) > 1
                yield RollUp(point, breakdown.dimension, equation, cube, alone, whole)


def _among(roll_up: RollUp, loose: Sequence[Cube]) -> Iterator[RollUp]:
    """A unit's roll-up for rules: lines that name no unit may be the unit's, so it may be more."""
    others = [figure for cube in loose if not (figure := cube.figure(roll_up.point)).is_zero]
    if not others:
        yield roll_up
        return
    stated, own = roll_up.equation.left, roll_up.equation.right
    most = summed(f"{own.label}加没有写单位的行", (own, *others))
    for equation in (Equation(own, stated, "≤"), Equation(stated, most, "≤")):
        yield replace(roll_up, equation=equation)


FINAL, BUDGET, ANY = ("final",), ("budget",), ("final", "budget")
Check = Callable[[Evidence], Iterable[Equation | Finding]]


FEW = 3  # things of one message that it names; of more, their number
MOST = 200  # findings of one rule that anybody would want to see


def listed(words: Sequence[str]) -> str:
    """The first few names for a rule's message, and that there are more."""
    return "、".join(dict.fromkeys(words[:FEW])) + ("等" if len(words) > FEW else "")


def limited(check: Callable[[Evidence], Iterable[Finding]]) -> Check:
    """The first findings only, of a rule on text that may find something in every word."""

    @wraps(check)
    def some(evidence: Evidence) -> Iterator[Equation | Finding]:
        """The first that a rule finds, and that there is more."""
        found = iter(check(evidence))
        yield from islice(found, MOST)
        for one_more in islice(found, 1):
            yield Finding(one_more.place, f"这条规则查出的超过 {MOST} 处，其余没有列出。")

    return some


@dataclass(frozen=True)
class Rule:
    """A rule.  ``identity`` says it in words, ``formula`` as a formula.

    ``why`` says what a reader meets where it does not hold; ``example`` is a source that it stops
    (a rule of the program has its example in ``examples.yaml``, made from its test).

    A module's rules are the ``Rule`` values in it: there is no registry to fill or to clear.
    ``kinds`` are the kinds of document that it looks at, ``aliases`` codes that it once had.
    ``by_difference``: beside what it finds without one (a part that is lacking, for which there is
    a reason), a difference is accepted only as such (差额).
    """

    code: str
    title: str
    severity: Severity
    identity: str
    formula: str
    reference: str
    remedy: str
    check: Check = field(compare=False)
    kinds: tuple[str, ...] = FINAL
    why: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    by_difference: bool = False

    def looks_at(self, account: Account) -> bool:
        """Whether a rule is about documents of that kind: all, or one that the kind is like."""
        kind = account.kind
        return self.kinds == ANY or not {kind.name, *kind.rules}.isdisjoint(self.kinds)

    def results(self, evidence: Evidence) -> Sequence[Equation | Finding]:
        """What a rule says; nothing of a kind that it does not name and that has no such figure."""
        try:
            return tuple(self.check(evidence))
        except NoSuchIndicatorError:
            if evidence.account.kind.name in self.kinds:
                raise
            return ()


def rule(  # noqa: PLR0913 (a rule's words are its arguments, all named)
    code: str,
    title: str,
    *,
    identity: str,
    remedy: str,
    why: str = "",
    example: str = "",
    formula: str = "",
    reference: str = "",
    severity: Severity = Severity.ERROR,
    kinds: tuple[str, ...] = FINAL,
    aliases: tuple[str, ...] = (),
    by_difference: bool = False,
) -> Callable[[Check], Rule]:
    """The decorator that makes a function the rule ``code``."""

    def make(check: Check) -> Rule:
        """The rule of a function and of the words given."""
        words = (code, title, severity, identity, formula, reference, remedy)
        return Rule(*words, check, kinds, why, example, aliases, by_difference)

    return make
