"""Nothing: cells left blank beside a sum that the others come to → figures that are 0.

A blank cell is no zero.  But where a workbook tells the sum, and its parts that are told come to
it, the parts left blank have nothing: that is arithmetic, nobody's guess.  So it is where they come
to more: the blank ones cannot be less than nothing, and the sum is wrong or one that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from mingzhang.facts.indicators import Definition
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.sheet_figures import Told


def left_nothing(told: Told, definitions: Mapping[str, Definition]) -> Iterator[str]:
    """Names of typed figures that are 0 as a workbook left their cells blank."""
    blank = frozenset(told.blank)
    for name, definition in definitions.items():
        whole = told.number(name)
        if whole is None or not definition.terms:
            continue
        parts = dict(_parts(name, definitions))
        numbers = {part: told.number(target) for part, target in parts.items()}
        open_parts = [part for part, number in numbers.items() if number is None]
        known = sum((number for number in numbers.values() if number is not None), Decimal(0))
        if open_parts and blank.issuperset(parts[one] for one in open_parts) and known >= whole:
            yield from (part for part in open_parts if definitions[part].key)


def _parts(name: str, definitions: Mapping[str, Definition]) -> Iterator[tuple[str, Target]]:
    """The figures that a sum adds, for blank cells, with what their cells stand for.

    One that subtracts is none.
    """
    definition = definitions.get(name)
    if definition is None or any(sign < 0 for sign, _ in definition.terms):
        return
    if definition.key:
        yield name, name
    elif definition.query:
        yield name, definition.query.points
    for _, part in definition.terms:
        yield from _parts(part, definitions)
