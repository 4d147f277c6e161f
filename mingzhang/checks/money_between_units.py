"""A rule on money that one unit of a department gives another and that nobody takes off (抵销)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from mingzhang.checks.department_sums import REFERENCE
from mingzhang.checks.rule import ANY, Cause, Equation, Evidence, Finding, rule
from mingzhang.diagnostics import Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.amount import Amount, typed_in
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import amount_of
from mingzhang.facts.subject_catalogue import TOTAL
from mingzhang.facts.unit_sums import ELIMINATED, PAID, RECEIVED, RECEIVED_SUBJECT, SUBJECT
from mingzhang.reading.node import Node
from mingzhang.reading.ways_out import line, together

# What the giver calls its spending, by what the one that gets it calls its income.
GIVEN: Mapping[str, str] = {
    "上级补助": "对附属单位补助支出",
    "附属上缴": "上缴上级支出",
}


class Side(NamedTuple):
    """Money between units: what one says that it gave or got.

    ``off`` is taken off there already.
    """

    unit: str
    point: Point
    figure: Figure
    off: Decimal = Decimal(0)

    @property
    def is_open(self) -> bool:
        """Whether money between units is not taken off as a whole."""
        return self.off < self.figure.amount.value

    @property
    def column(self) -> str:
        """What a line of 抵销 calls money between units on this side."""
        return self.point.nature if self.point.flow == PAID else self.point.fund


@dataclass(frozen=True)
class Twice:
    """Money between units that stands in both of their figures: where, and how much (元)."""

    cells: frozenset[Place]
    amount: Decimal

    def explains(self, equation: Equation) -> bool:
        """Whether an identity would hold if it were taken off of the units' figures there."""
        weights = equation.weights
        off = sum(
            (weights[cell][0] * self.amount for cell in self.cells & weights.keys()), Decimal(0)
        )
        left = equation.residual - Amount(off)
        return bool(off) and left.agrees(Amount())


@rule(
    "MZ868",
    "单位之间收付的钱要抵销",
    identity="一个单位付给附属单位（或上缴上级）的钱，另一个单位记了同一科目或同一金额的"
    "上级补助（附属上缴）的，部门写明抵销，两边的栏目与单位记的一致",
    why="同一笔钱在两个单位各记了一次；不抵销，部门的收入和支出就都多算了这一笔。",
    formula="部门的数 = Σ 各单位的数 - 抵销",
    reference=REFERENCE,
    remedy="是同一笔钱的，在部门的 disclosure.yaml 里写“抵销”；不是的，在“核对说明”里写明。",
    severity=Severity.WARNING,
    kinds=ANY,
)
def not_eliminated(evidence: Evidence) -> Iterator[Finding]:
    """Money paid between two units stands with both and in no 抵销."""
    account = evidence.account
    cube = account.cube
    if cube.is_summed:
        for node in rows(account.source, ELIMINATED):
            yield from _in_another_column(node, account)
        for income, spending in GIVEN.items():
            given = [s for s in _sides(cube, PAID) if s.is_open and s.column == spending]
            got = [s for s in _sides(cube, RECEIVED) if s.is_open and s.column == income]
            for one in given:
                other = next((side for side in got if _is_same(one, side)), None)
                if other:
                    got.remove(other)
                    yield _told(one, other, account)


def _in_another_column(node: Node, account: Account) -> Iterator[Finding]:
    """A line of 抵销 takes off one side of money between units, and what is not its other side."""
    words = {flow: text(node, flow) for flow in (PAID, RECEIVED)}
    for income, spending in GIVEN.items():
        pair = {PAID: spending, RECEIVED: income}
        wrong = [flow for flow in pair if words[flow] != pair[flow]]
        amount = node.get("金额")
        if len(wrong) == 1 and amount:
            whole = amount_of(amount, account.unit)
            other = _other_side(wrong[0], words, pair[wrong[0]], whole, account.cube)
            if other:
                yield _misplaced(node, wrong[0], other, account)


def _other_side(
    flow: str, words: Mapping[str, str], meant: str, whole: Amount, cube: Cube
) -> Side | None:
    """The money between units that a line of 抵销 with another word in a flow leaves standing."""
    right = RECEIVED if flow == PAID else PAID
    partners = {side.unit for side in _sides(cube, right) if side.column == words[right]}
    alike = [side for side in _sides(cube, flow) if side.figure.amount.agrees(whole)]
    beside = [side for side in alike if partners - {side.unit}]
    if any(side.column == words[flow] for side in beside):
        return None
    return next((side for side in beside if side.is_open and side.column == meant), None)


def _misplaced(node: Node, flow: str, side: Side, account: Account) -> Finding:
    here, kind = node.get(flow) or node, flow if flow == RECEIVED else ""
    operand, amount = _operand(side, account), node.get("金额") or node
    message = (
        f"“{ELIMINATED}”的“{flow}”写的是{here.text}，"
        f"“{side.unit}”记的{side.column}{kind}（{operand.value}）没有抵销。"
    )
    hint = f"是同一笔钱的，把“{flow}”改成 {side.column}；不是的，在“核对说明”里写明。"
    names = dict.fromkeys(("MZ401", "MZ855"), (side.column, here.text))
    paid, got = text(node, PAID), text(node, RECEIVED)
    follow = {**names, "MZ860": (f"{paid}和{got}收入",)}
    again = Cause(follow=follow, unsure=frozenset((amount.place,)))
    about = frozenset({here.text, side.column})
    return Finding(here.place, message, hint, (operand,), cause=again, about=about)


def _sides(cube: Cube, flow: str) -> Iterator[Side]:
    """Money that units gave or got in a flow, as typed."""
    for part in cube.parts:
        for point, figure in part.cube.facts.items():
            is_asked = point.flow == flow and point.basis == cube.bases.leaf
            if is_asked and figure.place and figure.is_known and not figure.is_zero:
                yield Side(part.name, point, figure, _taken_off(cube, point))


def _operand(side: Side, account: Account) -> Operand:
    shown = side.figure.amount.worded(account.unit)
    return Operand(f"{side.unit} {side.figure.label}", shown, side.figure.place)


def _taken_off(cube: Cube, point: Point) -> Decimal:
    at = cube.eliminated.keys() & {point, *cube.above(point)}
    return -sum((cube.eliminated[one].amount.value for one in at), Decimal(0))


def _is_same(given: Side, got: Side) -> bool:
    """Whether it may be the same money: of one subject, or of one amount between the units.

    Of money that is taken off in part the rest may be somebody else's, unless both say as much.
    """
    is_whole = given.figure.amount.agrees(got.figure.amount)
    if given.off or got.off:
        return given.unit != got.unit and given.off == got.off and is_whole
    is_alike = given.point.subject == got.point.subject
    return given.unit != got.unit and (is_alike or is_whole)


def _told(given: Side, got: Side, account: Account) -> Finding:
    spending, income = given.point.nature, got.point.fund
    amount = min(given.figure.amount.value, got.figure.amount.value)
    named = f"“{given.unit}”的{spending}（科目 {given.point.subject or '合计'}）"
    other = f"“{got.unit}”的{income}收入（科目 {got.point.subject or '合计'}）"
    before = "上年抵销了这一项；" if _was_eliminated(account, spending, income) else ""
    subject = got.point.subject
    is_apart = subject not in ("", given.point.subject)
    taken = line(
        {
            "科目": given.point.subject or "合计",
            "支出": spending,
            "收入": income,
            **({"收入科目": subject} if is_apart else {}),
            "金额": f"{typed_in(amount, account.unit):f}",
        },
        of_list=True,
    )
    operands = tuple(_operand(side, account) for side in (given, got))
    # What the department states as it should be differs from its sum by what was not taken off.
    twice = Twice(
        frozenset(filter(None, (given.figure.place, got.figure.place))), amount - given.off
    )
    about = frozenset({spending, income})
    cause = Cause(follow={"MZ401": (spending, income)}, excuses=twice.explains)
    source = account.source
    place = source.keys.get(ELIMINATED) or source.keys.get("汇总") or source.keys.get("单位")
    typed = _amount_of_line(given, got, account)
    place = typed.place if typed else place
    if given.off or typed:
        shown = Amount(given.off).displayed(account.unit)
        return Finding(
            place or source.place,
            f"{named}和{other}只抵销了 {shown:,} {account.unit.label}。",
            f"整笔都是单位之间的，把“抵销”里的金额改成 {typed_in(amount, account.unit):f}；"
            f"{'其余的' if given.off else ''}不是的，在“核对说明”里写明。",
            operands,
            cause=cause,
            about=about,
        )
    return Finding(
        place or source.place,
        f"{named}和{other}没有抵销。",
        together(
            (
                f"{before}是同一笔钱的，在 {source.place.file.name} 的“抵销”里写一行",
                taken,
                "；不是的，在“核对说明”里写明。",
            )
        ),
        operands,
        cause=cause,
        about=about,
    )


def _amount_of_line(given: Side, got: Side, account: Account) -> Node | None:
    """The amount in the one line of 抵销 that names both sides, be it nothing."""
    words = {PAID: given.column, RECEIVED: got.column, SUBJECT: given.point.subject or TOTAL}
    lines = [
        line
        for line in rows(account.source, ELIMINATED)
        if text(line, RECEIVED_SUBJECT) in ("", got.point.subject)
    ]
    found = [line for line in lines if all(text(line, k) == word for k, word in words.items())]
    return found[0].get("金额") if len(found) == 1 else None


def _was_eliminated(account: Account, spending: str, income: str) -> bool:
    previous = account.folder.previous
    lines = rows(previous.disclosure, ELIMINATED) if previous else ()
    return any((text(x, PAID), text(x, RECEIVED)) == (spending, income) for x in lines)
