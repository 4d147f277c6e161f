"""Consequences: what was found, and what is known to be wrong → findings under what causes them.

A wrong figure makes more untrue than the identities that it stands in: it lies far from last
year's, has no reason, is printed as zero.  What a correction would take away is told below what it
corrects.  A finding that names the fault of a row (another fund, exchanged, not there) stands
before the sums that fail for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from mingzhang.checks.compound_faults import LOST_ROW
from mingzhang.checks.named_but_unlisted import ADDED
from mingzhang.checks.rule import Cause, Equation, Finding
from mingzhang.checks.suspects import Suspect
from mingzhang.checks.typing_slips import codes_near
from mingzhang.diagnostics import Diagnostic, Place, Severity, alone, has_errors
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure, first_cells, weighed
from mingzhang.facts.reasons import Move
from mingzhang.facts.source_rows import ECONOMIC, Row

Cells = Place | frozenset[Place]  # of a figure that was typed; of one that is a sum
UNREASONED, UNPRINTED, LACKING = "MZ401", "MZ415", "MZ410"
UNLISTED, PROJECTS = "MZ342", "项目"  # money of a budget's projects of which there is no row
# What rows of some codes are beside others.
SHARES = ("MZ670", "MZ754", "MZ787", "MZ873")
WITHOUT_ROW = ("MZ671",)  # that there is one row of two, and not the other
# What amounts of another unit are beside the texts, in print, beside budgets and what is usual.
OF_UNIT = (
    *("MZ262", "MZ601", "MZ602", "MZ603", "MZ618", "MZ636", "MZ637", "MZ656", "MZ748"),
    *("MZ734", "MZ790", "MZ799", "MZ863"),
)


@dataclass(frozen=True, eq=False)
class Root:
    """The root of consequences: where it is told, and by how much (元) figures would be larger.

    ``cause`` is what a finding says of it; of a suspected figure there is none.
    """

    place: Place
    changes: Mapping[Place, Decimal]
    cause: Cause = field(default_factory=Cause)
    code: str = ""
    code_place: Place | None = None  # of the row whose subject may be what is wrong

    def explains(self, one: Figure, other: Figure) -> bool:
        """Whether what lies between two figures is a consequence of it, wholly or mostly."""
        if self.cause.excuses and self.cause.excuses(Equation(one, other)):
            return True
        apart = one.amount.value - other.amount.value
        lacking = self.cause.lacking
        if lacking and self.cause.is_spending and not one.place:
            # Whatever is a sum of rows may lack it; it is why where it turns the sign round.
            return (apart + lacking.value) * apart <= 0
        leaves = weighed(((1, one), (-1, other))).values()
        if any(figure.place in self.cause.unsure for _, figure in leaves):
            return True
        size = Amount(abs(apart), one.amount.half + other.amount.half)
        if any(gone.value and size.agrees(gone) for gone in self.cause.gone):
            return True
        changes = (weight * self.changes.get(f.place, 0) for weight, f in leaves if f.place)
        moved = sum(changes, Decimal(0))
        after = apart + moved
        return bool(moved) and (abs(after) * 2 < abs(apart) or after * apart < 0)

    def fails(self, code: str, equation: Equation, involved: Sequence[Suspect]) -> bool:
        """Whether this root cause is why the identity of a rule fails: a consequence."""
        return self.cause.takes(code) or self.breaks(equation, involved)

    def breaks(self, equation: Equation, involved: Sequence[Suspect]) -> bool:
        """Whether an identity fails as its consequence: that row is lacking, or does not belong."""
        if self.cause.excuses and self.cause.excuses(equation):
            return True
        lacking, gone = self.cause.lacking, self.cause.gone
        size = Amount(abs(equation.residual.value), equation.residual.half)
        if any(one.value and size.agrees(one) for one in ((lacking, *gone) if lacking else gone)):
            return True
        if not self.cause.unsure.isdisjoint(equation.weights):
            return True
        first = involved[0] if involved else None
        if first and LOST_ROW in first.evidence.words and self.is_of_lost_row:
            return True
        if first and first.figure.place in self.cause.cells:
            return not first.moved or not first.evidence.meant
        return self._is_without_row(equation) or self._is_mended(equation)

    @property
    def is_of_lost_row(self) -> bool:
        """Whether it names a row that is not there, of which nobody knows the amount."""
        lacking = self.cause.lacking
        return self.cause.is_spending and not (lacking and lacking.value)

    def _is_mended(self, equation: Equation) -> bool:
        """Whether a failing identity is a consequence: it would hold with what the finding says."""
        weights = equation.weights
        told = [(weights[p][0], by) for p, by in self.cause.changes.items() if p in weights]
        moved = sum((weight * by for weight, by in told), Decimal(0))
        return bool(moved) and _is_settled(equation.residual.value + moved, equation)

    def _is_without_row(self, equation: Equation) -> bool:
        """Whether an identity fails as a consequence: it holds if the row did not count."""
        weights = equation.weights
        own = [weights[place] for place in self.cause.cells if place in weights]
        taken = sum((weight * figure.amount.value for weight, figure in own), Decimal(0))
        return bool(own) and _is_settled(equation.residual.value - taken, equation)

    def leads_to(self, code: str, finding: Finding) -> bool:
        """Whether a rule's finding is a consequence of this root cause."""
        if self.cause.takes(code, finding.about):
            return True
        if finding.cause and self.code:
            return bool(finding.compared and self.explains(*finding.compared))
        if finding.broken and self._is_without_row(finding.broken):
            return True
        both = finding.compared
        if self.is_at(finding.place) or (both and self.explains(*both)):
            return True
        # What a figure is held against may be what is wrong.
        is_plain = not (both or finding.cause)
        places = (finding.place, *(operand.place for operand in finding.operands))
        return is_plain and any(p and p in (*self.changes, self.code_place) for p in places)

    def is_at(self, place: Place) -> bool:
        """Whether the root cause of consequences is what stands at a place."""
        return place in self.changes or (self.cause.is_word and place == self.place)


def _is_settled(left: Decimal, equation: Equation) -> bool:
    """Whether an identity without its cause has no more than consequences: so little is left."""
    is_less = equation.relation == "≤" and left <= 0
    return is_less or Amount(left, equation.residual.half).agrees(Amount())


def of_suspect(suspect: Suspect, rows: Mapping[Place, Row]) -> Root | None:
    """The root cause of consequences: what the correction of a suspected figure would change.

    ``rows`` are those of cells: the code of one may be what is wrong.
    """
    place = suspect.figure.place
    changes = suspect.change or ({place: suspect.moved} if place and suspect.moved else {})
    row = rows.get(place) if place else None
    follow: dict[str, tuple[str, ...]] = {}
    if row:
        follow = {UNLISTED: ()} if row.section == PROJECTS else {}
        # A row without money is printed nowhere, nor what was typed in it.
        follow |= {UNPRINTED: (row.code,)} if suspect.figure.is_zero else {}
    if place and row and _is_of_another_row(suspect):
        return Root(place, changes, of_code(row, follow), code_place=row.place)
    return Root(place, changes, Cause(follow=follow)) if place and changes else None


def _is_of_another_row(suspect: Suspect) -> bool:
    """Whether no other figure is meant there, so that consequences are those of a wrong code."""
    is_moved = suspect.moved and suspect.evidence.meant
    return bool(suspect.figure.amount.value) and not is_moved and not suspect.change


def of_code(row: Row, follow: Mapping[str, tuple[str, ...]]) -> Cause:
    """The cause with the consequences of a row's wrong code: one row too many, and one too few."""
    lacking = dict.fromkeys(WITHOUT_ROW, tuple(codes_near(row.code)))
    shares = dict.fromkeys(SHARES if row.flow == ECONOMIC else (), ())
    return Cause(is_word=True, follow={**follow, **lacking, **shares})


def of_finding(code: str, finding: Finding) -> Root | None:
    """The root cause with consequences that a finding names: the fault of a row."""
    cause = finding.cause
    return Root(finding.place, cause.changes, cause, code) if cause else None


def of_unit_of_money(told: Diagnostic) -> Root:
    """The root of consequences in every text: the unit of a whole file is another."""
    # In another unit nothing seems to move, and no reason is printed.
    follow = {**dict.fromkeys(OF_UNIT, ()), UNPRINTED: ("原因",)}
    return Root(told.place, {}, Cause(follow=follow), told.code)


def of_unused_meanings(found: Iterable[Diagnostic]) -> Iterator[Root]:
    """The roots of consequences for subjects without a meaning: it stands under another code."""
    for told in found:
        if told.code == UNPRINTED and ADDED in told.about:
            near = [code for name in told.about if name.isdigit() for code in codes_near(name)]
            if near:
                yield Root(told.place, {}, Cause(follow={"MZ403": tuple(near)}), told.code)


def of_unusable_year(told: Diagnostic) -> Root:
    """The root of consequences in every comparison: last year's folder stands there in vain."""
    return Root(told.place, {}, Cause(follow={"MZ402": ()}), told.code)


def of_lacking(found: Iterable[Diagnostic], account: Account) -> Iterator[Root]:
    """The roots of consequences for what nobody typed: it is no zero, and last year's can wait."""
    lacks = [told for told in found if told.code == LACKING]
    for told in lacks:
        if [other.place for other in lacks].count(told.place) == 1:
            follow = {"MZ402": tuple(map(alone, told.about))}
            excuses = partial(_has_part, parts=_computed_from(told.about, account))
            yield Root(told.place, {}, Cause(follow=follow, excuses=excuses), told.code)


def _computed_from(names: Collection[str], account: Account) -> Collection[int]:
    """The figures, by identity, that are wrong for what is lacking: consequences of the root."""
    made = [one for one in account.kind.derived if any(name in names for _, name in one.terms)]
    flows = {(one.flow, one.fund) for one in made}
    facts = account.cube.facts.items() if flows else ()
    return {id(figure) for point, figure in facts if (point.flow, point.fund) in flows}


def _has_part(equation: Equation, parts: Collection[int]) -> bool:
    """Whether an identity sums one of these figures, which were not typed: a consequence."""
    waiting = [equation.left, equation.right] if parts else []
    while waiting:
        figure = waiting.pop()
        if id(figure) in parts and not figure.place:
            return True
        waiting += [term.figure for term in figure.terms]
    return False


def following(
    told: Diagnostic, roots: Sequence[Root], moves: Mapping[Cells, Sequence[Move]]
) -> Diagnostic:
    """A stage's finding as a consequence: what it follows from is its first suspect."""
    is_move = bool(roots) and told.code == UNREASONED
    # A department's sum stands in no cell of its own: it is known by what it adds up.
    own = moves.get(told.place) or moves.get(frozenset(told.suspects), ()) if is_move else ()
    for root in roots:
        if (told.place, told.code) == (root.place, root.code):
            return told
        is_behind = root.cause.takes(told.code, told.about) or root.is_at(told.place)
        if is_behind or any(root.explains(move.now, move.before) for move in own):
            rest = (place for place in told.suspects if place != root.place)
            return replace(told, suspects=(root.place, *rest))
    return told


def moves_by_place(moves: Iterable[Move]) -> Mapping[Cells, list[Move]]:
    """The comparisons in which consequences show: by where a figure or its base was typed.

    A sum is there by the first cells that it and its base add up.
    """
    found: dict[Cells, list[Move]] = {}
    for move in moves:
        both = (move.now, move.before)
        places: list[Cells] = [figure.place for figure in both if figure.place]
        cells = frozenset(first_cells(*both))
        for place in (*places, *((cells,) if move.now.place is None else ())):
            found.setdefault(place, []).append(move)
    return found


def led(told: Sequence[Diagnostic], roots: Iterable[Root]) -> tuple[Diagnostic, ...]:
    """The findings with consequences in groups, in each first the one that names the cause.

    Of a suspected figure that is the first identity that fails for it.
    """
    found = list(told)
    named: set[Place] = set()  # what a finding names is not told by an identity that fails for it
    for root in roots:
        if root.place in named:
            continue
        at = next((n for n, d in enumerate(found) if _leads(d, root)), None)
        behind = [n for n, d in enumerate(found) if n != at and d.suspects[:1] == (root.place,)]
        if at is not None and behind and found[at].suspects[:1] in ((), (root.place,)):
            lead = _as_lead(found[at], root, [found[n] for n in behind])
            found.pop(at)
            found.insert(min(behind[0], at), lead)
            named.add(root.place)
    return tuple(found)


def _as_lead(told: Diagnostic, root: Root, behind: Sequence[Diagnostic]) -> Diagnostic:
    if not root.code:
        return told
    severity = Severity.ERROR if has_errors(behind) else told.severity
    # That a row is lacking is borne out by a sum that lacks it, and by nothing else.
    is_borne_out = root.cause.lacking is None or any(one.difference is not None for one in behind)
    hint = (root.cause.remedy if is_borne_out else "") or told.hint
    return replace(told, suspects=(root.place,), severity=severity, hint=hint)


def _leads(told: Diagnostic, root: Root) -> bool:
    """Whether a finding names the cause of the consequences, and nobody accepted it."""
    if not root.code:
        return told.difference is not None and told.suspects[:1] == (root.place,)
    is_it = (told.place, told.code) == (root.place, root.code)
    return is_it and told.severity is not Severity.NOTE
