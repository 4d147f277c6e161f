"""A department's final account: its units' accounts and its own source → its cube.

Its units are folders (汇总), lines of its own source (单位), or both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account, Member
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Cube, Point
from mingzhang.facts.figure import Figure, Term, computed
from mingzhang.facts.indicators import Indicators
from mingzhang.facts.rows import OTHER, Row
from mingzhang.facts.source import named, text
from mingzhang.facts.units import (
    Part,
    SummedCube,
    code_of,
    eliminated,
    loose,
    summed_cube,
    sums_units,
    unit_nodes,
)
from mingzhang.reading.node import Node

BALANCE = "结转结余"
# What moves the balance of money that is not fiscal, and how.
DRAWN = {"使用非财政拨款结余": -1, "结余分配": 1}
CubeOf = Callable[[Node, Sequence[Row]], tuple[Cube, Mapping[str, Figure]]]


def drawn_terms(source: Node, unit: Unit) -> list[Term]:
    """What else moved the balance of other money, as it was typed."""
    moved = dict(named(source.get(BALANCE), unit))
    return [Term(moved[name], sign) for name, sign in DRAWN.items() if name in moved]


def cube_with_units(
    source: Node, rows: Sequence[Row], unit: Unit, parts: Sequence[Account], cube_of: CubeOf
) -> tuple[Cube, Mapping[str, Figure]]:
    """The cube, that of a department where there are units, and what was stated beside it.

    ``cube_of`` makes the cube of what one unit typed: its own keys, and its rows.
    """
    if not sums_units(source, parts):
        return cube_of(source, rows)
    units = [Part(part.agency, part.cube, part.source) for part in parts]
    for node in unit_nodes(source):
        own = [row for row in rows if row.unit == code_of(node)]
        units.append(Part(text(node, "名称"), cube_of(node, own)[0], source))
    units += _balance(source, unit, parts)
    typed, others = cube_of(source, loose(rows))
    cells = {**typed.facts, **typed.stated}
    stated = {point: figure for point, figure in cells.items() if figure.place}
    return summed_cube(units, stated, eliminated(source, unit)), others


def _balance(source: Node, unit: Unit, parts: Sequence[Account]) -> Iterator[Part]:
    """What moved the balance of the department as a whole, where no unit says it of itself."""
    is_told = parts or any(node.get(BALANCE) for node in unit_nodes(source))
    terms = [] if is_told else drawn_terms(source, unit)
    if any(not term.figure.is_zero for term in terms):
        point = Point("年初结转", fund=OTHER)
        yield Part(BALANCE, Cube({point: computed(point.label, terms)}), source)


def indicators_of_units(
    whole: Indicators, source: Node, parts: Sequence[Account]
) -> tuple[Indicators, ...]:
    """The named figures of the units: those of their folders, and what their lines say."""
    lines = (node for node in unit_nodes(source) if node.get(BALANCE))
    told = (replace(whole, source=node, stated={}, parts=(), _known={}) for node in lines)
    return (*(part.indicators for part in parts), *told)


def members(source: Node, cube: Cube, parts: Sequence[Account]) -> Iterator[Member]:
    """The units; none where a source does not speak of any."""
    for part in parts:
        yield from part.units or (Member("", part.agency, "", part.cube, part.source.place),)
    inner = cube.parts[len(parts) :] if isinstance(cube, SummedCube) else ()
    for number, node in enumerate(unit_nodes(source)):
        own = inner[number].cube if inner else cube
        code = node.get("代码") or node
        yield Member(code_of(node), text(node, "名称"), text(node, "类型"), own, code.place)
