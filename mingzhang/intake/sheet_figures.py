"""Sheet figures: what sheets say → each point of the cube and named figure once, with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Place
from mingzhang.facts.amount import EXACT, Amount, Unit
from mingzhang.facts.cube import Point
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.units_in_cells import WORTH, in_other_unit


@dataclass(frozen=True)
class Told:
    """What the figures of a workbook's sheets tell: ``first`` is the cell that counts for a target.

    ``gaps`` are what it says is not known, ``blank`` what it leaves blank, ``names`` its own of
    subjects.
    """

    first: Mapping[Target, Placed]
    unit: Unit
    gaps: tuple[Target, ...] = ()
    blank: tuple[Target, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def number(self, target: Target) -> Decimal | None:
        """The sheet's figure for a target in the document's unit; None where no cell has it."""
        placed = self.first.get(target)
        return in_unit(placed, self.unit) if placed else None

    def each(self, placed: Iterable[Placed]) -> Iterator[Placed]:
        """The cells of sheets that count: one for each target."""
        return (one for one in placed if self.first.get(one.target) is one)

    def points(self) -> Iterator[tuple[Point, Decimal]]:
        """Every single cube point that a sheet's figures tell."""
        for target, placed in self.first.items():
            if isinstance(target, tuple) and len(target) == 1 and not placed.is_sum:
                yield target[0], in_unit(placed, self.unit)


def unit_for(placed: Iterable[Placed]) -> str:
    """The unit of money of a document, by its sheets' figures: the smallest of a table.

    A table of zeros alone says nothing of how exactly the others are known.
    """
    found = {one.unit for one in placed if one.number and one.unit in WORTH}
    return "元" if found & {"元", "千元"} else "万元"


def in_unit(placed: Placed, unit: Unit) -> Decimal:
    """A sheet's figure in another unit of money, as exact as it is; a count as it stands."""
    if placed.unit not in WORTH:
        return placed.number
    return converted(placed.number, placed.unit, unit)


def converted(number: Decimal, own: str, unit: Unit) -> Decimal:
    """A sheet's number of the unit ``own`` converted to another unit."""
    return in_other_unit(number, own, unit.label)


def amount_of(placed: Placed) -> Amount:
    """A sheet's amount, known as exactly as its cell shows it; of a count, the count."""
    if placed.unit not in WORTH:
        return Amount(placed.number, measure=placed.unit)
    if placed.unit == "千元":
        exponent = placed.number.as_tuple().exponent
        half = Decimal(500).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
        return Amount(EXACT.multiply(placed.number, WORTH["千元"]), half)
    return Amount.typed(placed.number, Unit.named(placed.unit))


def told(placed: Iterable[Placed], unit: Unit) -> tuple[Told, tuple[Diagnostic, ...]]:
    """Each target of sheet figures once; two cells that differ on one are told, both named."""
    first: dict[Target, Placed] = {}
    found: list[Diagnostic] = []
    for one in placed:
        other = first.setdefault(one.target, one)
        if not amount_of(one).agrees(amount_of(other)):
            found.append(_conflict(other, one))
    return Told(first, unit), tuple(found)


def _conflict(one: Placed, other: Placed) -> Diagnostic:
    message = (
        f"同一个数两处不同：{one.where} 是 {one.number:f} {one.unit}，"
        f"{other.where} 是 {other.number:f} {other.unit}。"
    )
    operands = tuple(Operand(p.where, f"{p.number:f} {p.unit}") for p in (one, other))
    hint = "请核对两张表，改正其中一个，再导入。"
    return Diagnostic(Place(Path(other.grid.file)), "MZ812", message, hint, operands=operands)
