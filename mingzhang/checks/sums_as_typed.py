"""Rules on the money of self-evaluations: small differences that hide in the rounding of a sum.

MZ897 and MZ898.  A sum of many figures may miss its total by the tails of them all, so that a
figure that is out by a few hundredths passes; where it lies is told by its own row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.checks import self_evaluations
from mingzhang.checks.rule import Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Funding
from mingzhang.facts.amount import EXACT, Unit
from mingzhang.facts.figure import Figure

FORM = "项目支出绩效自评表"
NEAR = Decimal("0.01")  # the part of it by which a budget and what was spent hardly differ


@rule(
    "MZ897",
    "自评资金之和的尾差不反常",
    identity="performance.yaml 的“合计”与各项目之和只差尾差的，这个差不大到几乎不会由四舍五入造成；"
    "差的正是某个项目两个相邻的数之差的才提示",
    why="一个项目的数抄成了旁边一列的，合计只差几分钱，看上去像是尾差。",
    formula="|合计 − Σ 各项目| ≤ 3σ（各数四舍五入的标准差）",
    reference=FORM,
    remedy="核对这个项目的三个数：年初预算数、全年预算数、全年执行数。",
    severity=Severity.WARNING,
)
def unlikely_tail(evidence: Evidence) -> Iterator[Finding]:
    """A sum unlikely as typed: 114.96 for 115 among nine projects is out by 0.04."""
    rows = _rows(evidence)
    for equation in self_evaluations.control.check(evidence):
        if isinstance(equation, Equation) and equation.is_unlikely:
            copied = [
                (figure, beside)
                for weight, figure in equation.weights.values()
                for beside in rows.get(figure.place, ())
                if weight < 0 and _mends(figure, beside, equation)
            ]
            for figure, beside in copied if len(copied) == 1 else ():
                shown = [f.amount.wan for f in (figure, beside)]
                apart = EXACT.divide(abs(equation.residual.value), Decimal(Unit.WAN.value))
                message = (
                    f"{equation.left.label}与各项目之和差 {apart:.2f} 万元；"
                    f"{figure.label} {shown[0]} 若为旁边的 {shown[1]} 就正好。"
                )
                if figure.place:
                    operand = Operand(beside.label, f"{shown[1]} 万元", beside.place)
                    total = Operand(equation.left.label, "合计", equation.left.place)
                    yield Finding(figure.place, message, operands=(operand, total))


def _rows(evidence: Evidence) -> Mapping[Place | None, tuple[Figure, ...]]:
    """The other typed figures of a sum: of the same source of a project's money, by place."""
    lines = (line for project in evidence.account.projects for line in project.funding.values())
    return {
        one.place: tuple(other for other in three if other is not one)
        for three in map(_three, lines)
        for one in three
        if one.place
    }


def _three(line: Funding) -> tuple[Figure, Figure, Figure]:
    return line.budget, line.adjusted, line.spent


def _mends(figure: Figure, beside: Figure, equation: Equation) -> bool:
    """Whether the sum would be its total as typed with the figure beside in its place."""
    gain = EXACT.subtract(beside.amount.value, figure.amount.value)
    return bool(gain) and gain == equation.residual.value


@rule(
    "MZ898",
    "预算数不比执行数零碎",
    identity="一个项目的执行数、全年预算数是整万元，年初预算数也不是只差一点的零碎的数",
    why="预算多是整数，执行数多有零头；正好反过来，多半是三个数的次序写反了。",
    reference=FORM,
    remedy="核对三个数的次序：年初预算数、全年预算数、全年执行数。",
    severity=Severity.WARNING,
)
def reversed_columns(evidence: Evidence) -> Iterator[Finding]:
    """Figures of a sum typed in reverse, [114.96, 115, 115]: spending where the budget belongs."""
    for project in evidence.account.projects:
        for line in project.funding.values():
            if _is_reversed(line) and line.budget.place:
                shown = "、".join(f.amount.wan for f in _three(line))
                message = (
                    f"项目“{project.name}”的三个数 {shown} 万元，年初预算数有零头，"
                    "执行数是整数：次序像是写反了。"
                )
                operands = tuple(
                    Operand(f.label, f"{f.amount.wan} 万元", f.place) for f in _three(line)
                )
                yield Finding(line.budget.place, message, operands=operands)


def _is_reversed(line: Funding) -> bool:
    budget, adjusted, spent = (figure.amount.value for figure in _three(line))
    is_near = 0 < spent - budget < EXACT.multiply(spent, NEAR)
    return is_near and spent == adjusted and _is_whole(spent) and not _is_whole(budget)


def _is_whole(value: Decimal) -> bool:
    return value % Unit.WAN.value == 0
