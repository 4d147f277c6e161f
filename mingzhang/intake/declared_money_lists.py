"""Own lists: an account's form → the lists of money that it declares, by the key of each.

A sheet that a form prints of such a list (单位清单) gives the rows of the list back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.facts.account import Account


@dataclass(frozen=True)
class OwnList:
    """A list of money that a form declares: its key, a row's money, what a row is about."""

    key: str
    amount: str
    called: str


def own_lists(account: Account) -> Mapping[str, OwnList]:
    """The lists of money that a form declares whose rows have a name (按)."""
    return {one.key: one for one in _lists(account)}


def _lists(account: Account) -> Iterator[OwnList]:
    for definition in account.indicators.definitions.values():
        column = definition.column
        if column is not None and definition.called:
            yield OwnList(".".join(column.rows), ".".join(column.inner), definition.called)
