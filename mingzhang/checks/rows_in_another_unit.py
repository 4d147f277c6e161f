"""Rows in another unit: failing equations → the rows of a list that are in 元 among 万元.

A block of cells that somebody pasted is 10,000 times what it should be (or a ten-thousandth): no
one figure mends what fails then, and that block is the one cause.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice

from mingzhang.checks.compound_faults import column
from mingzhang.checks.rule import Equation
from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.figure import Figure

TIMES = Decimal(10_000)
FEWEST = 2  # cells; a single one is a slip of the hand
MOST_OF = Decimal("0.5")  # of all that fails
SHOWN = 6
Cells = Mapping[Place, Figure]
Rows = Mapping[int, Sequence[Place]]
Named = Callable[[Place], str]  # the list in which a cell stands


@dataclass(frozen=True)
class _Other:
    """The other unit, in which the rows may be: its name, and what a cell's value is times."""

    name: str
    factor: Decimal
    half: Decimal  # the rounding of what was meant, where a cell is coarser than its file
    way: str


OTHER = {
    Unit.WAN: _Other("元", EXACT.divide(Decimal(1), TIMES), Decimal(0), "除以"),
    Unit.YUAN: _Other("万元", TIMES, Decimal(50), "乘以"),
}


def rows_in_another_unit(
    equations: Iterable[Equation], unit: Unit, listed: Named, code: str
) -> Diagnostic | None:
    """The finding that some rows are in another unit; None where they mend too little.

    ``listed`` says in which list of the source a cell stands.
    """
    told = list(equations)
    failing = [equation for equation in told if not equation.holds]
    other = OTHER[unit]
    hits: dict[str, list[Cells]] = {}
    for equation in failing:
        for name, cells in _hits(equation, other, listed):
            hits.setdefault(name, []).append(cells)
    for name, found in hits.items():
        every = {place: figure for cells in found for place, figure in cells.items()}
        for cells in (every, *found):
            mended = [e for e in failing if _is_mended(e, cells, other)]
            is_most = len(cells) >= FEWEST and len(mended) >= MOST_OF * len(failing)
            if is_most and not _spoils(told, cells, other) and _are_together(cells, failing):
                return _finding(name, cells, len(mended), unit, code)
    return None


def _hits(equation: Equation, other: _Other, listed: Named) -> Iterator[tuple[str, Cells]]:
    """Cells of rows below each other that alone mend an equation, if they are in another unit."""
    missed = equation.residual
    sides = (equation.left.amount.value, equation.right.amount.value)
    if other.factor < 1 and abs(missed.value) <= min(map(abs, sides)):
        return  # what is 10,000 times too large is more than all that should be there
    for name, columns in _by_column(equation, listed).items():
        for chosen in (*({key: own} for key, own in columns.items()), columns):
            rows: dict[int, list[Place]] = defaultdict(list)
            for line, cells in (row for own in chosen.values() for row in own.items()):
                rows[line].extend(cells)
            runs = _runs(equation, [rows[line] for line in sorted(rows)], other)
            # Rounding may hide that a row more or less is in it.
            places = min(runs, key=len, default=[])
            figures = {place: equation.weights[place][1] for place in places}
            if wrong := {p: f for p, f in figures.items() if f.amount.value}:
                yield name, wrong


def _by_column(equation: Equation, listed: Named) -> Mapping[str, Mapping[str, Rows]]:
    """The cells of an equation that may be in another unit, by list, column and row."""
    lists: dict[str, dict[str, dict[int, list[Place]]]] = {}
    for place, (_, figure) in equation.weights.items():
        columns = lists.setdefault(listed(place), {})
        columns.setdefault(column(figure), {}).setdefault(place.line, []).append(place)
    return lists


def _runs(
    equation: Equation, rows: Sequence[Sequence[Place]], other: _Other
) -> Iterator[list[Place]]:
    """The cells of rows in another unit that add up to what an equation asks for."""
    sums = (sum((_part(equation, place) for place in row), Decimal(0)) for row in rows)
    before = [Decimal(0), *accumulate(sums)]
    order = sorted((value, number) for number, value in enumerate(before))
    share = 1 - other.factor
    asked = EXACT.divide(equation.residual.value, share)
    half = EXACT.divide(equation.residual.half + other.half * len(equation.weights), abs(share))
    for start, value in enumerate(before):
        low = bisect_left(order, (value + asked - half, 0))
        high = bisect_right(order, (value + asked + half, len(before)))
        for _, end in order[low:high]:
            places = [place for row in rows[start:end] for place in row]
            if _are_seen([_part(equation, place) for place in places], equation, other):
                yield places


def _are_seen(parts: Sequence[Decimal], equation: Equation, other: _Other) -> bool:
    """Whether parts of one side are more than its rounding in the file's unit, not in another.

    What is less mends any equation whose other side has nothing.
    """
    least = EXACT.multiply(sum(map(abs, parts), Decimal(0)), min(other.factor, Decimal(1)))
    is_one_side = all(part >= 0 for part in parts) or all(part <= 0 for part in parts)
    return is_one_side and least > equation.residual.half


def _part(equation: Equation, place: Place) -> Decimal:
    weight, figure = equation.weights[place]
    return weight * figure.amount.value


def _is_mended(equation: Equation, cells: Cells, other: _Other) -> bool:
    """Whether an equation holds once its rows in another unit are in the file's."""
    own = [place for place in cells if place in equation.weights]
    parts = sum((_part(equation, place) for place in own), Decimal(0))
    value = equation.residual.value + EXACT.multiply(parts, other.factor - 1)
    left = Amount(value, equation.residual.half + other.half * len(own))
    return bool(own) and (left.agrees(Amount()) or (equation.relation == "≤" and value <= 0))


def _spoils(told: Iterable[Equation], cells: Cells, other: _Other) -> bool:
    held = (e for e in told if e.holds and not cells.keys().isdisjoint(e.weights))
    return any(not _is_mended(equation, cells, other) for equation in held)


def _are_together(cells: Cells, failing: Iterable[Equation]) -> bool:
    """Whether no row between those in another unit is right: nobody pastes around one."""
    columns = {column(figure) for figure in cells.values()}
    lines = [place.line for place in cells]
    file = next(iter(cells)).file
    typed = {place: figure for e in failing for place, (_, figure) in e.weights.items()}
    return not any(
        place not in cells and figure.amount.value and column(figure) in columns
        for place, figure in typed.items()
        if place.file == file and min(lines) <= place.line <= max(lines)
    )


def _finding(name: str, cells: Cells, mended: int, unit: Unit, code: str) -> Diagnostic:
    other, places = OTHER[unit], sorted(cells)
    first, last = (
        f"{cells[place].label.split()[0]}（第 {place.line} 行）"
        for place in (places[0], places[-1])
    )
    columns = "、".join(dict.fromkeys(column(cells[place]) for place in places))
    message = (
        f"“{name}”从 {first}到 {last}的{columns}像是以{other.name}填写的："
        f"这 {len(cells)} 个数{other.way} 10000 以后，{mended} 条等式同时成立。"
    )
    hint = f"整个文件用“金额单位”（{unit.label}）；请把这几个数换算过来，其余问题改后再看。"
    shown = (
        Operand(cells[p].label, f"{cells[p].amount.displayed(unit):,}", p)
        for p in islice(places, SHOWN)
    )
    return Diagnostic(places[0], code, message, hint, operands=tuple(shown))
