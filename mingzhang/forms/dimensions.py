"""Dimensions of figures (资金, 性质, 收支, 口径): declared names and groups → who belongs to whom.

Funds, natures and flows are alike in all documents (``catalogue/dimensions.yaml``); the bases
(口径) are those of a kind of document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import yaml

from mingzhang.project import SHIPPED

TOTAL = "合计"
FILE = SHIPPED / "catalogue" / "dimensions.yaml"


class Groups(dict[str, tuple[str, ...]]):
    """The groups of a dimension of figures (资金, 性质, 口径), by name, with their members."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # one that is read stays as it is

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """Each name of a dimension (a fund, a basis …) with the groups above it, itself first."""
        names = dict.fromkeys((*self, *(name for members in self.values() for name in members)))
        return {name: self._chain(name) for name in names}

    def _chain(self, name: str) -> tuple[str, ...]:
        above = next((group for group, members in self.items() if name in members), None)
        return (name, *self._chain(above)) if above else (name,)


def groups_of(rows: Mapping[str, Sequence[str]]) -> Groups:
    """The groups of a dimension (资金, 性质, 口径), from the rows of a file that declares it."""
    return Groups({name: tuple(members) for name, members in rows.items()})


class Bases(Groups):
    """The bases (a dimension) of a kind: ``main`` is the usual one, ``leaf`` a plain figure's.

    Of a budget 预算 is the usual one, the sum of 本年 and 上年结转; a plain figure is of 本年.
    Figures of the bases in ``changes`` say by how much others changed: they may be below zero.
    """

    def __init__(
        self,
        groups: Mapping[str, tuple[str, ...]] | None = None,
        main: str = "",
        leaf: str = "",
        changes: Iterable[str] = (),
    ) -> None:
        super().__init__(groups or {})
        self.main, self.leaf, self.changes = main, leaf, frozenset(changes)

    @property
    def silent(self) -> str:
        """The basis (dimension 口径) that goes without saying: the usual one, if no sum."""
        return "" if self.get(self.main) else self.main


def chain(name: str, groups: Groups) -> tuple[str, ...]:
    """A fund's, nature's or basis's name, then the groups of its dimension that hold it."""
    return groups.chains.get(name) or (name,)


_ALIKE = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
FLOWS: tuple[str, ...] = tuple(_ALIKE["收支"])
FUNDS, NATURES = (groups_of(_ALIKE[name]) for name in ("资金", "性质"))
