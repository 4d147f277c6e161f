"""Moves: an account → which figure each of the author's reasons explains, and how it moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure, Term, computed

BUDGET, LAST_YEAR = "年初预算", "上年"


@dataclass(frozen=True, eq=False)
class Move:
    """A figure against its base: last year's (上年) or the budget (年初预算)."""

    base: str
    now: Figure
    before: Figure

    @cached_property
    def difference(self) -> Figure:
        """By how much it moved."""
        label = f"{self.now.label}与{self.before.label}的差"
        return computed(label, (Term(self.now), Term(self.before, -1)))

    @cached_property
    def sign(self) -> int:
        """1 up, -1 down, 0 level, as a reader of 万元 sees it."""
        moved = EXACT.subtract(_shown(self.now), _shown(self.before))
        return (moved > 0) - (moved < 0)


def _shown(figure: Figure) -> Decimal:
    return figure.amount.displayed(Unit.WAN)


def moves(account: Account) -> Mapping[Place, tuple[Move, ...]]:
    """By the place of a reason: what it explains."""
    found: dict[Place, tuple[Move, ...]] = {}
    for item in account.items:
        if item.reason:
            found[item.reason.place] = (Move(BUDGET, item.final, item.budget),)
    for name in account.indicators.definitions:
        for keys in _reason_keys(name):
            reason = account.source.get(*keys)
            if reason and reason.text:
                found.setdefault(reason.place, tuple(_explained(account, name)))
    return found


def all_moves(account: Account) -> Iterator[Move]:
    """Every move that the account knows."""
    for item in account.items:
        yield Move(BUDGET, item.final, item.budget)
    for name in account.indicators.definitions:
        yield from _of_indicator(account, name)


def _reason_keys(name: str) -> Iterator[tuple[str, ...]]:
    keys = tuple(name.removesuffix(".决算").split("."))
    yield ("原因", *keys)
    if keys[-1] == "合计":
        keys = keys[:-1]
    yield (*keys, "原因")


def _explained(account: Account, name: str) -> Iterator[Move]:
    # A figure as budgeted has no reason of its own: the words are about another year.
    return (m for m in _of_indicator(account, name) if m.base == LAST_YEAR or m.sign)


def _of_indicator(account: Account, name: str) -> Iterator[Move]:
    now, before = account.indicators.get(name), account.previous.get(name)
    if now and now.lacks:
        return
    if now and before and not before.lacks:
        yield Move(LAST_YEAR, now, before)
    budget = account.indicators.get(f"{name.removesuffix('.决算')}.预算")
    if now and budget and not budget.lacks and name.endswith(".决算"):
        yield Move(BUDGET, now, budget)
