"""Nothing: cells left blank beside a sum that the others come to → figures that are 0.

A blank cell is no zero.  But where a workbook tells the sum, and its parts that are told come to
it, the parts left blank have nothing: that is arithmetic, nobody's guess.  So it is where they come
to more: the blank ones cannot be less than nothing, and the sum is wrong or one that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.facts.indicators import Definition
from mingzhang.intake.sheet_figures import Told


def left_nothing(told: Told, definitions: Mapping[str, Definition]) -> Iterator[str]:
    """Names of typed figures that are 0 as a workbook left their cells blank."""
    blank = frozenset(one for one in told.blank if isinstance(one, str))
    for name, definition in definitions.items():
        whole = told.number(name)
        if whole is None or not definition.terms:
            continue
        parts = tuple(_typed(name, definitions))
        open_parts = [part for part in parts if told.number(part) is None]
        known = sum((told.number(part) or Decimal(0) for part in parts), Decimal(0))
        if open_parts and blank.issuperset(open_parts) and known >= whole:
            yield from open_parts


def _typed(name: str, definitions: Mapping[str, Definition]) -> Iterator[str]:
    """The typed figures that a sum adds, for blank cells.

    One that subtracts, or takes the cube, is none.
    """
    definition = definitions.get(name)
    if definition is None or any(sign < 0 for sign, _ in definition.terms):
        return
    if definition.key:
        yield name
    for _, part in definition.terms:
        yield from _typed(part, definitions)
