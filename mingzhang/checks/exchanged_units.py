"""A rule on two units of a department that have each other's figures of a subject.

MZ287.  The sum of both is right, and no table of the department says otherwise; what the same two
units had last year does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from mingzhang.checks.basic_spending_lines import is_telling
from mingzhang.checks.projects_of_units import moved
from mingzhang.checks.rule import ANY, Cause, Evidence, Finding, listed, rule
from mingzhang.diagnostics import Operand, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import EXACT
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.department_account import units_and_loose
from mingzhang.facts.figure import Figure
from mingzhang.facts.offices_and_areas import plain_name

SPENT, BASIC = "支出", ("人员经费", "公用经费", "基本支出")
# Times of last year's: what is no move, and what is one.
STEADY, MOVED = Decimal("1.1"), Decimal("1.2")
FEWEST = 2  # steady rows of either unit that show that neither grew or shrank
ALL = 3  # rows, all exchanged, by which the units themselves are


@dataclass(frozen=True, eq=False)
class _Unit:
    """A unit, this year and last year, that may have another one's figures exchanged with it."""

    name: str
    now: Mapping[Point, Figure]
    before: Mapping[Point, Figure]

    @property
    def steady(self) -> int:
        """How many figures, not exchanged, are about last year's."""
        both = self.now.keys() & self.before.keys()
        return sum(_are_near(self.now[p], self.before[p], MOVED) for p in both)


@rule(
    "MZ287",
    "两个单位的同一科目没有对调",
    identity="两个单位的人员经费、公用经费，某个科目本年的数没有各自接近上年对方的（相差不到一成）"
    "而都与自己上年的相差两成以上，而两个单位别的科目都与上年接近；也没有各个科目都这样",
    why="两行的单位写反了，部门的合计不变，两个单位各自的数却都错了。",
    formula="甲单位本年 ≈ 乙单位上年，乙单位本年 ≈ 甲单位上年",
    reference="部门预算、部门决算的各单位表",
    remedy="核对这两行的“单位”和金额；确实如此的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def exchanged_between_units(evidence: Evidence) -> Iterator[Finding]:
    """Two units' rows of 2080505 exchanged: each has about what the other one had last year."""
    account = evidence.account
    units = list(_units(account, account.before)) if account.before else []
    for one, other in combinations(units, 2):
        found = _exchanged(one, other)
        steady = min(one.steady, other.steady)
        if found and (steady >= max(FEWEST, len(found)) or (not steady and len(found) >= ALL)):
            yield _finding(one, other, found)


def _units(account: Account, last: Account) -> Iterator[_Unit]:
    """The units that both years' documents have, by their names."""
    before = {plain_name(part.name): part.cube for part in units_and_loose(last)[0]}
    for part in units_and_loose(account)[0]:
        if cube := before.get(plain_name(part.name)):
            yield _Unit(part.name, _basic(part.cube), _basic(cube))


def _basic(cube: Cube) -> Mapping[Point, Figure]:
    """A unit's own figures of basic spending this year, in which rows may be exchanged."""
    return {
        point: figure
        for point, figure in cube.facts.items()
        if (point.flow, point.basis) == (SPENT, cube.bases.leaf)
        and point.nature in BASIC
        and figure.amount.value > 0
    }


def _exchanged(one: _Unit, other: _Unit) -> Sequence[Point]:
    """The points at which two units' figures are exchanged, by those of last year."""
    shared = [p for p in one.now if p in other.now and p in one.before and p in other.before]
    return [
        point
        for point in shared
        if _are_near(one.now[point], other.before[point], STEADY)
        and _are_near(other.now[point], one.before[point], STEADY)
        and not _are_near(one.now[point], one.before[point], MOVED)
        and not _are_near(other.now[point], other.before[point], MOVED)
        and all(is_telling(unit.now[point].amount.value) for unit in (one, other))
    ]


def _are_near(now: Figure, before: Figure, times: Decimal) -> bool:
    small, large = sorted((now.amount.value, before.amount.value))
    return EXACT.divide(large, small) < times


def _finding(one: _Unit, other: _Unit, points: Sequence[Point]) -> Finding:
    codes = listed([point.subject for point in points])
    message = (
        f"“{one.name}”和“{other.name}”的 {codes} 像是对调了：各自都接近上年对方的数，"
        "与自己上年的相差两成以上。"
    )
    first = points[0]
    operands = tuple(
        Operand(f"{unit.name} {said}", f"{figure.amount.value:,.2f} 元", figure.place)
        for unit in (one, other)
        for said, figure in (("本年", unit.now[first]), ("上年", unit.before[first]))
    )
    place = next(f.place for f in one.now[first].typed() if f.place)
    names = (moved(one.name, other.name), moved(other.name, one.name))
    # Projects under the other unit are of the same slip.
    return Finding(place, message, operands=operands, cause=Cause(follow={"MZ796": names}))
