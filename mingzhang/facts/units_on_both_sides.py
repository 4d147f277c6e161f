"""A final account and the budget of its year → the units that both name, and those of only one.

Where they name other units only what those on both sides say can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mingzhang.facts.account import Account, Member
from mingzhang.facts.cube import Cube
from mingzhang.facts.figure import Figure
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.offices_and_areas import plain_name

SPENT, OPENING = "支出", "年初预算"


@dataclass(frozen=True, eq=False)
class Side:
    """One unit on one of both sides; ``indicators`` where it has a document of its own."""

    member: Member
    indicators: Indicators | None = None


@dataclass(frozen=True)
class BothSides:
    """The units on both sides, and the names of those that only one side has.

    ``is_unnamed`` tells that the budget names no unit, and by its sum is that of one alone.
    """

    common: tuple[tuple[Side, Side], ...] = ()
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    is_unnamed: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the units on both sides are the same, so that all can be compared."""
        return not (self.only_here or self.only_there)


def both_sides(here: Account, there: Account) -> BothSides:
    """The units on both sides; who names none says nothing of them, and is all of them."""
    own, others = _sides(here), _sides(there)
    if len(own) > 1 and not others and (one := _alone(here, list(own.values()), there)):
        rest = tuple(side.member.name for side in own.values() if side is not one)
        its = replace(one, member=replace(one.member, cube=there.cube), indicators=there.indicators)
        return BothSides(((one, its),), rest, is_unnamed=True)
    if not (own and others) or max(len(own), len(others)) < 2:
        return BothSides()
    common = tuple((side, others[name]) for name, side in own.items() if name in others)
    return BothSides(common, _without(own, others), _without(others, own))


def _alone(here: Account, sides: Sequence[Side], there: Account) -> Side | None:
    """The one unit whose opening budget alone is the sum of a budget that names none, if any.

    Both sides may also be the whole department.
    """
    bases = (there.cube.bases.main, there.cube.bases.leaf)
    planned = [_spent(there.cube, basis) for basis in bases]
    alike = [side for side in sides if _is_of(side.member.cube, planned)]
    return alike[0] if len(alike) == 1 and not _is_of(here.cube, planned) else None


def _is_of(cube: Cube, planned: Sequence[Figure]) -> bool:
    own = _spent(cube, OPENING)
    known = [figure for figure in planned if figure.is_known and not figure.is_zero]
    return own.is_known and any(own.amount.agrees(figure.amount) for figure in known)


def _spent(cube: Cube, basis: str) -> Figure:
    return cube.figure(cube.at(SPENT)._replace(basis=basis))


def _without(sides: Mapping[str, Side], others: Mapping[str, Side]) -> tuple[str, ...]:
    return tuple(side.member.name for name, side in sides.items() if name not in others)


def _sides(account: Account) -> Mapping[str, Side]:
    """The units that one side names, by name."""
    known = {part.agency: part.indicators for part in _documents(account.parts)}
    named = [member for member in account.units if member.code or account.parts]
    return {plain_name(one.name): Side(one, known.get(one.name)) for one in named}


def _documents(parts: Sequence[Account]) -> list[Account]:
    """The units' own documents on one side, those of a unit that sums others too."""
    return [one for part in parts for one in (*_documents(part.parts), part)]
