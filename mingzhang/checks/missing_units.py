"""Missing units: how much of a department's own sums (公布数) units that it does not sum explain.

A sum stated of all units is larger than that of the units that are there.  It is never smaller,
not larger by many times what the missing ones had last year, and what it states agrees with itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from mingzhang.checks.rule import Equation
from mingzhang.diagnostics import Place
from mingzhang.facts.account import Account
from mingzhang.facts.cube import Part
from mingzhang.facts.cube_query import Query
from mingzhang.facts.offices_and_areas import plain_name

STATED = "公布数"
TIMES = 10  # what a unit had last year: so much more is no longer its money


@dataclass(frozen=True)
class Shortage:
    """Missing units' money, as far as it is known: where a department states sums of all its units.

    Of each place it has what the missing ones had there last year (元), none where nobody knows.
    """

    places: Mapping[Place, Decimal | None]

    def explains(self, equation: Equation) -> bool:
        """Whether an identity fails because units are missing in a sum that it has."""
        stated = {
            place: equation.weights[place][0] for place in self.places.keys() & equation.weights
        }
        # Sums stated of the same units have to agree, whoever is missing.
        if not stated or len(stated) == len(equation.weights):
            return False
        # Of several each is held against its units alone.
        return len(stated) > 1 or self._is_likely(*stated.popitem(), equation.residual.value)

    def _is_likely(self, place: Place, weight: int, apart: Decimal) -> bool:
        had = self.places[place]
        return apart * weight > 0 and (not had or abs(apart) < had * abs(weight) * TIMES)


def shortage(account: Account, missing: Collection[str]) -> Shortage:
    """What a department states of sums in which units are missing."""
    had = _last_year(account, missing)
    return Shortage({place: had.get(place) for place in stated_places(account)})


def stated_places(account: Account) -> frozenset[Place]:
    """Where a department states sums, which its units cannot be while one is missing."""
    file = account.source.place.file
    named = account.source.get(STATED)
    own = (row for row in account.rows if not row.unit and row.place.file == file)
    blocks = [*(row.node for row in own), *([named] if named else [])]
    return frozenset(node.place for block in blocks for _, node in block.items())


def _last_year(account: Account, missing: Collection[str]) -> Mapping[Place, Decimal]:
    """What units missing now had last year of each figure in the department's own file."""
    published = account.previous.published
    names = set(map(plain_name, missing))
    parts = [p for p in published.cube.parts if plain_name(p.name) in names] if published else []
    return dict(_had(account, parts)) if len(parts) == len(names) else {}


def _had(account: Account, parts: Collection[Part]) -> Iterator[tuple[Place, Decimal]]:
    cube, indicators = account.cube, account.indicators
    asked = [(f, Query((point,))) for point, f in {**cube.facts, **cube.stated}.items()]
    asked += [(indicators[n], d.query) for n, d in indicators.definitions.items() if d.query]
    for figure, query in asked:
        if figure.place:
            had = (query.figure(part.cube).amount.value for part in parts)
            yield figure.place, sum(had, Decimal(0))
