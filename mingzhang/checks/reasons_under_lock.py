"""Reasons: an account → each reason with what it explains, and what its lock knows of the figures.

A lock records the figure that a reason was confirmed for, and its changes: so it also tells which
typed figures are still what they were then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.figure import Figure
from mingzhang.facts.reasons import Move
from mingzhang.facts.typed_entries import Kind, label, read_entries, typed_unit
from mingzhang.reading.reason_locks import Lock, digest


@dataclass(frozen=True, eq=False)
class Explained:
    """A reason with its lock: key and place, its text, and what it explains."""

    key: str
    place: Place
    text: str
    moves: tuple[Move, ...]

    @property
    def lock(self) -> Lock:
        """The lock that a confirmation of a reason records now."""
        changes = ((self._named(move), move.difference.amount.value) for move in self.moves)
        return Lock(self.key, self.moves[0].now.amount.value, tuple(changes), digest(self.text))

    def fits(self, lock: Lock) -> bool:
        """Whether a reason's lock confirmed what there is now, as far as it knows of it."""
        return replace(self.lock, changes=lock.changes) == lock and {*lock.changes} <= {
            *self.lock.changes
        }

    def _named(self, move: Move) -> str:
        """Under lock: the base of a reason's own figure; of others that it explains, too, named."""
        is_own = move.now is self.moves[0].now
        return move.base if is_own else f"{move.base}（{move.now.label}）"


def explained(account: Account) -> tuple[Explained, ...]:
    """Every reason, for its lock, that explains a known figure, in the order of the source."""
    by_place = account.reasons.explained
    entries = read_entries(account.source, {}, typed_unit(account.source)).values()
    return tuple(
        Explained(label(entry.key), entry.place, str(entry.value), by_place[entry.place])
        for entry in entries
        if entry.kind is Kind.TEXT and by_place.get(entry.place)
    )


@dataclass(frozen=True)
class Confirmed:
    """Places of typed figures that are as a reason's lock confirmed, and of those that are not."""

    same: frozenset[Place] = frozenset()
    moved: frozenset[Place] = frozenset()


def confirmed(reasons: Iterable[Explained], locks: Mapping[str, tuple[Lock, ...]]) -> Confirmed:
    """What the reasons' locks say of the typed figures.

    A figure that still has its value clears all that it rests on; of one that has not, each of the
    others may have moved.
    """
    sides = [side for reason in reasons for side in _sides(reason, locks.get(reason.key, ()))]
    same = {place for figure, is_same in sides if is_same for place in _places(figure)}
    moved = {place for figure, is_same in sides if not is_same for place in _places(figure)}
    return Confirmed(frozenset(same), frozenset(moved - same))


def by_key(locks: Iterable[Lock]) -> Mapping[str, tuple[Lock, ...]]:
    """The locks of each reason: several where two branches were merged."""
    found: dict[str, tuple[Lock, ...]] = {}
    for lock in locks:
        found[lock.key] = (*found.get(lock.key, ()), lock)
    return found


def _sides(reason: Explained, locks: tuple[Lock, ...]) -> Iterator[tuple[Figure, bool]]:
    """A reason's figure and bases, and whether each has the value that its last lock knows."""
    for lock in locks[-1:]:
        yield reason.moves[0].now, reason.moves[0].now.amount.value == lock.value
        changes = dict(lock.changes)
        for move in reason.moves:
            if move.now is reason.moves[0].now and move.base in changes:
                base = lock.value - changes[move.base]
                yield move.before, move.before.amount.value == base


def _places(figure: Figure) -> Iterator[Place]:
    return (typed.place for typed in figure.typed() if typed.place)
