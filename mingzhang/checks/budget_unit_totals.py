"""Rules on the units of a budget: what is typed under a unit against what the unit publishes.

MZ273.  Rows without a unit belong to some unit, so that a unit's total is at least its own rows and
at most those and all that belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from mingzhang.checks.rule import BUDGET, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place
from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import Amount
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.source_nodes import code_of, rows
from mingzhang.facts.source_rows import PLANS, Row
from mingzhang.facts.units_of_lines import member_points
from mingzhang.reading.node import Node

CELLS = ("人员经费", "公用经费", "基本支出", "经营支出", "上缴上级支出", "对附属单位补助支出")
PROJECTS = "项目支出"
# A unit's line that has only these two says the third, too.
NOW, CARRIED, TOGETHER = "当年预算", "上年结转", "合计"
# What a unit gets is what it spends and what it leaves, of the fund that its line tells of.
PAID = ("支出", "年末结转")


@dataclass(frozen=True, eq=False)
class Line:
    """A unit's published total, its own rows, and the rows of no unit, on one basis."""

    unit: Member
    key: str
    stated: Figure
    own: Figure
    loose: Figure

    @cached_property
    def least(self) -> Equation:
        """No more is typed under a budget unit than it publishes."""
        return Equation(self.own, self.stated, "≤")

    @cached_property
    def most(self) -> Equation:
        """A budget unit publishes no more than all that can be its own."""
        return Equation(self.stated, computed("", (Term(self.own), Term(self.loose))), "≤")

    @property
    def is_over(self) -> bool:
        """Whether more is typed under the budget unit than its published total."""
        return not self.least.holds

    @property
    def is_under(self) -> bool:
        """Whether a budget unit's published total exceeds all that can be its own."""
        return not self.most.holds


@rule(
    "MZ273",
    "行和项目归在自己的单位",
    identity="归在一个单位的各行和项目之和，不大于它公布的数；加上没有写单位的行，不小于它公布的数；"
    "各行都写了单位的，正好相等",
    why="数写错了单位，两个单位的表都不对，合计却看不出来。",
    formula="Σ 单位的行和项目 ≤ 单位.当年预算 ≤ Σ 单位的行和项目 + Σ 没有写单位的行",
    reference="部门收入总表",
    remedy="核对各行和项目的“单位”代码，以及“单位”中公布的数。",
    kinds=BUDGET,
)
def own_rows(evidence: Evidence) -> Iterator[Finding]:
    """A row or project of one unit stands under another in a budget."""
    account = evidence.account
    lines = list(_lines(account)) if len(account.units) > 1 else []
    over = [line for line in lines if line.is_over]
    # What one has too much another lacks, and what a part lacks the whole lacks: told once.
    wrong = over or [line for line in lines if line.is_under]
    first = {line.unit.code: line for line in reversed(wrong)}
    yield from (_told(line, account) for line in wrong if first[line.unit.code] is line)


def _lines(account: Account) -> Iterator[Line]:
    nodes = {code_of(node): node for node in rows(account.source, "单位")}
    for unit in account.units:
        for key, at in member_points(account.kind).items():
            cells = nodes.get(unit.code)
            typed = cells.get(key) if cells else None
            if typed and typed.number is not None:
                amount = Amount.typed(typed.number, account.unit)
                stated = Figure(f"{unit.name} {key}", amount, typed.place)
                yield _line(account, unit, key, at, stated)
            elif key == CARRIED and cells and (implied := _implied(unit, cells, account)):
                yield _line(account, unit, key, at, implied)


def _line(account: Account, unit: Member, key: str, at: Point, stated: Figure) -> Line:
    points = tuple(at._replace(flow=flow) for flow in PAID)
    own = computed("", _sums(unit.cube, points))
    others = [t for u in account.units for t in _sums(u.cube, points, -1)]
    # What the department takes off is no unit's, but it is missing in the department's sum.
    others += [Term(off, -1) for p in points if (off := account.cube.taken_off(p)).terms]
    loose = computed("没有写单位的行", (*_sums(account.cube, points), *others))
    return Line(unit, key, stated, own, loose)


def _implied(unit: Member, cells: Node, account: Account) -> Figure | None:
    """What was carried over, where a budget unit's total has only this year's money and the sum."""
    both, now = cells.get(TOGETHER), cells.get(NOW)
    if not both or not now or both.number is None or now.number is None:
        return None
    whole, part = Amount.typed(both.number, account.unit), Amount.typed(now.number, account.unit)
    return Figure(f"{unit.name} {TOGETHER}减{NOW}", whole - part, both.place)


def units_of_moved_rows(account: Account) -> frozenset[str]:
    """The budget units whose totals lack exactly one row that stands under another unit."""
    lines = _lines(account) if len(account.units) > 1 else ()
    return frozenset(line.unit.code for line in lines if line.is_under and _moved(line, account))


def _moved(line: Line, account: Account) -> Place | None:
    """The budget unit (单位) of the only row under another that is just what this one lacks."""
    basis = member_points(account.kind)[line.key].basis
    lacking = line.stated.amount - line.own.amount - line.loose.amount
    found = [
        node.place
        for row in _own_rows(account)
        if (node := row.node.get("单位"))
        and node.text != line.unit.code
        and (amount := _amount(row, basis, account)).value
        and amount.agrees(lacking)
    ]
    return found[0] if len(found) == 1 else None


def _sums(cube: Cube, points: Sequence[Point], sign: int = 1) -> Iterator[Term]:
    return (Term(cube.figure(point), sign) for point in points)


def _told(line: Line, account: Account) -> Finding:
    shown = [f"{f.amount.displayed(account.unit):,}" for f in (line.own, line.stated, line.loose)]
    named = [node for node in _unit_nodes(account) if (node.text == line.unit.code) == line.is_over]
    operands = (
        Operand(line.stated.label, shown[1], line.stated.place),
        *(
            Operand("归在该单位" if line.is_over else "归在别的单位", n.text, n.place)
            for n in named
        ),
    )
    words = "大于" if line.is_over else f"加上没有写单位的 {shown[2]}，仍小于"
    message = (
        f"归在 {line.unit.label} 的各行和项目合计 {shown[0]}，"
        f"{words}它公布的{line.key} {shown[1]} {account.unit.label}。"
    )
    moved = None if line.is_over else _moved(line, account)
    place = moved or _likeliest(line, account) or line.stated.place or line.unit.place
    broken = line.least if line.is_over else line.most
    about = frozenset({line.unit.code})
    return Finding(place, message, operands=operands, broken=broken, about=about)


def _unit_nodes(account: Account) -> Iterator[Node]:
    for row in _own_rows(account):
        node = row.node.get("单位")
        if node:
            yield node


def _own_rows(account: Account) -> Iterator[Row]:
    """The rows of a budget unit in this source: a unit of its own folder is checked there."""
    return (row for row in account.rows if row.place.file == account.source.place.file)


def _likeliest(line: Line, account: Account) -> Place | None:
    """The 单位 of the smallest row or project that is at least what exceeds the unit's total."""
    excess = line.own.amount.value - line.stated.amount.value
    found = []
    bases = {key: point.basis for key, point in member_points(account.kind).items()}
    for row in _own_rows(account) if line.is_over else ():
        node = row.node.get("单位")
        amount = _amount(row, bases[line.key], account)
        if node and node.text == line.unit.code and amount.value + amount.half >= excess:
            found.append((amount.value, node.place))
    return min(found)[1] if found else None


def _amount(row: Row, basis: str, account: Account) -> Amount:
    """The money of a row or project that counts in a budget unit's total."""
    # Where projects are listed, their sum by subject is typed for control.
    own = CELLS if account.plans else (*CELLS, PROJECTS)
    cells = map(row.node.get, (basis,) if row.section == PLANS else own)
    number = sum((cell.number for cell in cells if cell and cell.number), Decimal(0))
    return Amount.typed(number, account.unit)
