"""A typed figure of a checked document → what an editor says of it: its sums, last year's.

In: a document as it was checked, and a value's place.  Out: lines of words, none where nothing is
known.  Nothing is worked out before somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mingzhang.checks.rule import Equation, Evidence, Rule
from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount
from mingzhang.facts.figure import Figure
from mingzhang.facts.figure_explanation import STATED, explain
from mingzhang.facts.reasons import LAST_YEAR, Move
from mingzhang.facts.source_rows import GAP
from mingzhang.facts.typed_entries import Entry, Key, Kind, read_entries, typed_unit
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.document_names import DISCLOSURE, PERFORMANCE
from mingzhang.review.key_labels import with_names

MOST = 4  # sums, or identities, of which an editor's answer speaks


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a document as it was checked, about which an editor may ask."""

    account: Account
    rules: Mapping[str, Rule] = field(repr=False)

    def told(self, place: Place) -> tuple[str, ...]:
        """What the editor says of the figure that was typed at a place; nothing of what is none."""
        lines = (*self._parts(place), *self._sums(place), *self._identities(place))
        return tuple(
            with_names(line, self.account.catalogue) for line in (*lines, *self._before(place))
        )

    def _amount(self, amount: Amount) -> str:
        return amount.worded(self.account.unit) if amount.is_known else GAP

    # What it adds up to

    def _parts(self, place: Place) -> Iterator[str]:
        """Of what a stated figure is the sum, as the rest of the document says."""
        for figure in self._typed.get(place, ())[:1]:
            first = next(explain(figure))
            if first.way != STATED or not first.parts:
                continue
            named = [f"{t.figure.label} {self._amount(t.amount)}" for t in first.parts[:MOST]]
            more = f"等 {len(first.parts)} 项" if len(first.parts) > MOST else ""
            yield f"由下面的数合成：{'、'.join(named)}{more}"

    def _sums(self, place: Place) -> Iterator[str]:
        """The sums in which the figure counts, the nearest first and the widest last."""
        found = sorted(self._counted.get(place, ()), key=lambda one: len(one.leaves))
        chosen = found if len(found) <= MOST else [*found[: MOST - 1], found[-1]]
        yield from (f"算进：{one.label} {self._amount(one.amount)}" for one in chosen)

    def _identities(self, place: Place) -> Iterator[str]:
        """The identities in which the figure counts, those that do not hold first."""
        pairs = sorted(self._equations.get(place, ()), key=lambda pair: pair[1].holds)
        found = tuple(dict.fromkeys(self._identity(*pair) for pair in pairs))
        yield from found[:MOST]
        if len(found) > MOST:
            yield f"另有 {len(found) - MOST} 条勾稽用到这个数"

    def _identity(self, rule: Rule, equation: Equation) -> str:
        """An identity in the editor's words; whether a difference is a fault the findings say."""
        left, right = (
            f"{one.label} {self._amount(one.amount)}" for one in (equation.left, equation.right)
        )
        if equation.holds:
            return f"勾稽 {rule.code}：{left} {equation.relation} {right}"
        return f"勾稽 {rule.code}：{left}，{right}，相差 {self._amount(equation.residual)}"

    # What it is compared with

    def _before(self, place: Place) -> Iterator[str]:
        """What the figure is compared with: last year's, and its budgets."""
        moves = self._moves.get(place, ())
        bases = dict.fromkeys(base for base, _ in moves)
        yield from (f"{base}：{words}" for base, words in dict.fromkeys(moves))
        if LAST_YEAR not in bases and (entry := self._last_year.get(place)):
            yield f"{LAST_YEAR}：{self._worded(entry)}"

    def _moved(self, move: Move) -> str:
        """By how much the figure is more, or less, than what it is compared with."""
        apart = move.difference.amount
        if not apart.value:
            return "相同"
        return f"多 {self._amount(apart)}" if apart.value > 0 else f"少 {self._amount(-apart)}"

    def _worded(self, entry: Entry) -> str:
        if entry.kind is Kind.MONEY and not isinstance(entry.value, str):
            return self._amount(Amount(entry.value))
        return f"{entry.value}"

    # Indexes over the document, by the place of a value

    @cached_property
    def _typed(self) -> Mapping[Place, tuple[Figure, ...]]:
        cube, found = self.account.cube, defaultdict(list)
        named = (self.account.indicators.get(n) for n in self.account.indicators.definitions)
        for figure in (*cube.facts.values(), *cube.stated.values(), *filter(None, named)):
            if figure.place:
                found[figure.place].append(figure)
        return {place: tuple(figures) for place, figures in found.items()}

    @cached_property
    def _counted(self) -> Mapping[Place, tuple[Figure, ...]]:
        """The sums in which each figure of the document counts; of equal ones the first named."""
        cube, indicators = self.account.cube, self.account.indicators
        named = (indicators.get(name) for name in indicators.definitions)
        sums: dict[frozenset[object], Figure] = {}
        for figure in (*map(cube.figure, cube.groups()), *filter(None, named)):
            leaves = figure.leaves
            if len(leaves) > 1 and figure.is_known and all(w == 1 for w, _ in leaves.values()):
                sums.setdefault(frozenset(leaves), figure)
        found: dict[Place, list[Figure]] = defaultdict(list)
        for keys, figure in sums.items():
            for key in keys:
                if isinstance(key, Place):
                    found[key].append(figure)
        return {place: tuple(figures) for place, figures in found.items()}

    @cached_property
    def _equations(self) -> Mapping[Place, tuple[tuple[Rule, Equation], ...]]:
        evidence = Evidence(self.account)
        found: dict[Place, list[tuple[Rule, Equation]]] = defaultdict(list)
        for rule in self.rules.values():
            for one in evidence.told_by(rule) if rule.looks_at(self.account) else ():
                if isinstance(one, Equation) and one.left.is_known and one.right.is_known:
                    for place in one.weights:
                        found[place].append((rule, one))
        return {place: tuple(pairs) for place, pairs in found.items()}

    @cached_property
    def _moves(self) -> Mapping[Place, tuple[tuple[str, str], ...]]:
        found: dict[Place, list[tuple[str, str]]] = defaultdict(list)
        for move in self.account.reasons.moves.values():
            if move.now.place and move.difference.is_known:
                words = f"{self._amount(move.before.amount)}（{self._moved(move)}）"
                found[move.now.place].append((move.base, words))
        return {place: tuple(pairs) for place, pairs in found.items()}

    @cached_property
    def _last_year(self) -> Mapping[Place, Entry]:
        """What last year's document, where its folder is there, says under the same key."""
        folder = self.account.folder
        if folder.previous is None:
            return {}
        before = dict(_numbers(folder.previous))
        return {entry.place: before[key] for key, entry in _numbers(folder) if key in before}


def _numbers(folder: Folder) -> Iterator[tuple[tuple[str, Key], Entry]]:
    """The figures typed in a document about which an editor may ask, by file and key."""
    trees = {DISCLOSURE: folder.disclosure, PERFORMANCE: folder.performance}
    for name, tree in trees.items():
        schema = folder.schemas.get(name, {})
        entries = read_entries(tree, schema, typed_unit(folder.disclosure))
        yield from (((name, k), e) for k, e in entries.items() if e.kind is not Kind.TEXT)
