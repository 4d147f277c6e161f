"""Reasons: which of an author's reasons explains which figure against which base, and how it moved.

In: an account.  Out: ``Reasons``, of which sentences, rules, locks and the review ask.  A reason
belongs to the pair (figure, base); what the bases of a kind of document are and under which keys
its reasons stand is data (``catalogue/comparisons-*.yaml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

import yaml

from mingzhang.diagnostics import Place
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import FINAL, Indicators, LastYear
from mingzhang.forms.own_reasons import OwnReason
from mingzhang.reading.node import Node

LAST_YEAR, WHOLE = "上年", "合计"
# The keys of reasons why an amount differs from another, wherever they stand.
KEYS = frozenset({"原因", "差异原因", "全年预算差异原因"})
Key = tuple[str, ...]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Comparisons:
    """The comparisons that reasons explain in a kind: ``keys`` by base, its own key first.

    ``inside`` are the figures (or groups of them) whose reasons stand in their own block,
    ``joined`` sums without such a block, with the parts whose reasons are theirs, ``shared`` the
    groups whose whole lends its reason to its parts, ``budgets`` a figure's budget by base.
    ``own`` are the keys of a form's own reasons, by figure and base; of rows by no figure.
    """

    keys: Mapping[str, Names] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()
    joined: Mapping[str, Names] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    budgets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, Key]] = field(default_factory=dict)

    def with_own(self, reasons: Iterable[OwnReason]) -> Comparisons:
        """The comparisons with those of a form's own reasons: each base goes by its own name."""
        own: dict[str, dict[str, Key]] = {}
        for one in reasons:
            own.setdefault("" if one.rows else one.now, {})[one.base] = one.key
        keys = {base: (base,) for bases in own.values() for base in bases}
        return replace(self, keys={**keys, **self.keys}, own=own) if own else self

    def budgets_of(self, name: str, known: Mapping[str, object]) -> Mapping[str, str]:
        """The names of the budgets, by base, that a figure's reasons compare it with."""
        own = self.own.get(name)
        return (
            {**self._usual(name, known), **dict(zip(own, own, strict=True))}
            if own
            else self._usual(name, known)
        )

    def _usual(self, name: str, known: Mapping[str, object]) -> Mapping[str, str]:
        if name in self.budgets or not name.endswith(FINAL):
            return self.budgets.get(name, {})
        above = name.removesuffix(FINAL)
        names = {base: f"{above}.{base}" for base in self.keys}
        return {base: own for base, own in names.items() if own in known}


USUAL = Comparisons({LAST_YEAR: ("原因",)})  # with last year, and the reasons together


@cache
def read_comparisons(file: Path) -> Comparisons:
    """Which bases (上年, budgets) a kind's figures are compared with in their reasons."""
    if not file.is_file():
        return USUAL
    rows = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Comparisons(
        {base: tuple(keys) for base, keys in rows["原因"].items()},
        frozenset(rows["块内"]),
        {name: tuple(parts) for name, parts in rows["合成"].items()},
        frozenset(rows["沿用"]),
        rows["预算"],
    )


@dataclass(frozen=True, eq=False)
class Move:
    """How a figure with a reason moved against its base: last year's (上年) or a budget's."""

    base: str
    now: Figure
    before: Figure

    @cached_property
    def difference(self) -> Figure:
        """By how much a figure moved against the base that its reason explains."""
        label = f"{self.now.label}与{self.before.label}的差"
        return computed(label, (Term(self.now), Term(self.before, -1)))

    @cached_property
    def sign(self) -> int:
        """The sign of a move that a reason explains: up (1), down (-1), level (0) to a reader."""
        moved = EXACT.subtract(_shown(self.now), _shown(self.before))
        return (moved > 0) - (moved < 0)


def _shown(figure: Figure) -> Decimal:
    return figure.amount.told(Unit.WAN)


Pair = tuple[str, str]  # the name of a figure, and its base


@dataclass(frozen=True, eq=False)
class Compared:
    """A row of the source whose figure has a reason of its own: its figure, budgets and node.

    ``own`` are the keys in the row of reasons that a form itself declares, by base.
    """

    now: Figure
    budgets: Mapping[str, Figure]
    node: Node
    key: Key
    own: Mapping[str, Key] = field(default_factory=dict)

    def place(self, key: str) -> Key:
        """Where in the source the row's reason stands that is known by this key."""
        return (*self.key, *self.own.get(key, (key,)))


@dataclass(frozen=True, eq=False)
class Reasons:
    """The reasons (原因) of a source; ``rows`` are the rows that have some, by name."""

    comparisons: Comparisons
    source: Node
    indicators: Indicators
    previous: LastYear
    rows: Mapping[str, Compared] = field(default_factory=dict)

    def of(self, name: str, base: str, *, moved: bool = True) -> tuple[Node, ...]:
        """The reason of a figure against a base; what its group says only if it moved."""
        own = self._own(name, base)
        return own or (self._lent(name, base) if moved else ())

    def key(self, name: str, base: str, taken: Iterable[Key] = ()) -> Key:
        """Where the author usually writes a reason; beside keys that are ``taken``, another."""
        fitting = self._fitting(name, base)
        places = (self._place(name, base, key) for key in (fitting if taken else ()))
        free = next((place for place in places if place not in taken), None)
        return free or self._place(name, base, fitting[-1])

    def places(self, name: str, base: str) -> Iterator[Key]:
        """Where a reason of this pair may stand: its own, those of its parts, that of its group."""
        parts = self.comparisons.joined.get(name.removesuffix(FINAL), ())
        for one in (name, *parts, *self._lender(name)):
            for key in self.comparisons.keys.get(base, ()):
                yield from self._places(one, key)

    def _place(self, name: str, base: str, key: str) -> Key:
        if name in self.rows:
            return self.rows[name].place(key)
        parts = self.comparisons.joined.get(name.removesuffix(FINAL), (name,))
        return next(self._places(self._mover(parts, name, base), key))

    def _mover(self, parts: Names, name: str, base: str) -> str:
        """The part of a sum that moved most the way the sum did: its reason is the sum's."""
        whole = self.moves.get((name, base))
        found = {part: self.moves.get((self._of_part(part, name), base)) for part in parts}
        with_it = [p for p, m in found.items() if whole and m and m.sign * whole.sign > 0]
        sizes = {p: abs(m.difference.amount.value) for p in with_it if (m := found[p])}
        return max(sizes, key=sizes.__getitem__, default=parts[0])

    @staticmethod
    def _of_part(part: str, name: str) -> str:
        return f"{part}{FINAL}" if name.endswith(FINAL) else part

    @cached_property
    def moves(self) -> Mapping[Pair, Move]:
        """The moves, for reasons to explain, of every figure of which a base is known."""
        return {
            (name, base): Move(base, now, before)
            for name, base, now, before in (*self._of_rows(), *self._of_indicators())
            if not (now.lacks or before.lacks)
        }

    @cached_property
    def explained(self) -> Mapping[Place, tuple[Move, ...]]:
        """By the place of a reason: what it may explain, its own figure first.

        Which of them a form prints is for its sentences to say.
        """
        own: dict[Place, list[Move]] = {}
        lent: dict[Place, list[Move]] = {}
        for (name, base), move in self.moves.items():
            for node in self.of(name, base):
                is_own = self._is_own(name, base, node)
                if is_own or move.sign:
                    (own if is_own else lent).setdefault(node.place, []).append(move)
        places = dict.fromkeys((*own, *lent))
        return {place: (*own.get(place, ()), *lent.get(place, ())) for place in places}

    def _is_own(self, name: str, base: str, node: Node) -> bool:
        """Whether a reason is this pair's first: no other figure's, no other base's."""
        keys = self.comparisons.keys
        others = {keys[b][0] for b in keys if b != base and (name, b) in self.moves}
        own = self._typed(name, tuple(key for key in keys[base] if key not in others))
        return any(one.place == node.place for one in own)

    def _own(self, name: str, base: str) -> tuple[Node, ...]:
        return self._typed(name, self._fitting(name, base)) or self._joined(name, base)

    def of_another(self, name: str, base: str) -> tuple[Node, ...]:
        """A reason that would be this pair's, did it not say why another budget differs."""
        fitting, keys = self._fitting(name, base), self.comparisons.keys.get(base, ())
        return self._typed(name, tuple(key for key in keys if key not in fitting))

    def _fitting(self, name: str, base: str) -> Names:
        """The keys under which a reason of this pair, and of no other budget, may stand."""
        keys = self.comparisons.keys.get(base, ())
        return tuple(key for key in keys if not self._is_of_another(name, base, key))

    def _is_of_another(self, name: str, base: str, key: str) -> bool:
        """Whether a key's reason is why the figure differs from another budget: not from this."""
        keys = self.comparisons.keys
        if key == keys[base][0]:
            return False
        budgets = (b for b in keys if b not in (base, LAST_YEAR) and keys[b][0] == key)
        return any((other := self.moves.get((name, b))) and other.sign for b in budgets)

    def _typed(self, name: str, keys: Names) -> tuple[Node, ...]:
        """The first reason (原因) typed under one of these keys."""
        found = (
            self.rows[name].node.get(key) if name in self.rows else self.source.get(*place)
            for key in keys
            for place in self._places(name, key)
        )
        return tuple(node for node in found if node and node.text)[:1]

    def _joined(self, name: str, base: str) -> tuple[Node, ...]:
        parts = self.comparisons.joined.get(name.removesuffix(FINAL), ())
        fitting = (part for part in parts if not self._is_against(part, name, base))
        return tuple(node for part in fitting for node in self._own(part, base))

    def _is_against(self, part: str, name: str, base: str) -> bool:
        """Whether the sum did not move as the part did: its reason explains no such sum."""
        part_move = self.moves.get((self._of_part(part, name), base))
        move = self.moves.get((name, base))
        return part_move is not None and move is not None and part_move.sign * move.sign < 0

    def _lent(self, name: str, base: str) -> tuple[Node, ...]:
        """The reason (原因) of the whole that a figure without its own reason is a part of."""
        return tuple(node for whole in self._lender(name) for node in self._own(whole, base))

    def _lender(self, name: str) -> Names:
        """The whole that lends its reason (原因) to a figure that is a part of it, if one does."""
        group = name.partition(".")[0]
        whole = f"{group}.{WHOLE}"
        return (whole,) if group in self.comparisons.shared and name != whole else ()

    def _places(self, name: str, key: str) -> Iterator[Key]:
        """Where the reason may stand in the source, the place to write it first."""
        if own := self.comparisons.own.get(name, {}).get(key):
            yield own
            return
        parts = tuple(name.removesuffix(FINAL).split("."))
        if {parts[0], ".".join(parts)} & self.comparisons.inside:
            yield (*(parts[:-1] if parts[-1] == WHOLE else parts), key)
        yield (key, *parts)

    def _of_rows(self) -> Iterator[tuple[str, str, Figure, Figure]]:
        for name, row in self.rows.items():
            for base, budget in row.budgets.items():
                yield name, base, row.now, budget

    def _of_indicators(self) -> Iterator[tuple[str, str, Figure, Figure]]:
        definitions = self.indicators.definitions
        for name in definitions:
            now, before = self.indicators[name], self.previous.get(name)
            if before:
                yield name, LAST_YEAR, now, before
            for base, budget in self.comparisons.budgets_of(name, definitions).items():
                yield name, base, now, self.indicators[budget]
