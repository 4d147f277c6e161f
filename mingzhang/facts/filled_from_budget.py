"""What a final account leaves to its year's budget: its folder and that account → folder, filled.

A 项 of which nobody typed the 年初预算 has that of the published budget, where the budget leaves no
doubt which figure that is: with or without what was carried over it is the same.  What the units of
a department know of it is their sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mingzhang.facts.account import Account
from mingzhang.facts.amount import Unit
from mingzhang.facts.cube import Cube
from mingzhang.facts.department_account import units_of_source
from mingzhang.facts.figure import Figure
from mingzhang.facts.source_nodes import rows, text
from mingzhang.facts.source_rows import GENERAL, Converted
from mingzhang.facts.unit_sums import UNIT
from mingzhang.facts.unknown_budgets import unbudgeted
from mingzhang.reading.document_folder import Folder
from mingzhang.reading.node import Node

SPENT, OPENING, FUND, SUBJECT = "支出", "年初预算", "资金", "科目"
FINEST = len("2080501")


def planned(folder: Folder, plan: Account | None, parts: Sequence[Account] = ()) -> Folder:
    """A final's folder, its rows filled with the published budget (年初预算) of their 项."""
    spending = folder.disclosure.get(SPENT)
    if plan is None or spending is None:
        return folder
    unit = Unit.named(text(folder.disclosure, "金额单位"))
    lines = list(rows(folder.disclosure, SPENT))
    once = Counter(map(_spot, lines))
    # Money of a budget that names no unit may be any unit's.
    _, loose = units_of_source(plan)
    is_told = all(cube.figure(cube.at(SPENT)).is_zero for cube in loose)
    cubes = {member.code: member.cube for member in plan.units} if is_told else {}
    filled = tuple(
        _filled(line, cube, unit)
        if once[_spot(line)] == 1
        and not _is_of_units(line, parts)
        and (cube := _budget_of(line, lines, plan, cubes))
        else line
        for line in lines
    )
    node = folder.disclosure
    entries = {**dict(node.items()), SPENT: Node(filled, spending.place)}
    return replace(folder, disclosure=Node(entries, node.place, node.keys))


def _spot(line: Node) -> tuple[str, str, str]:
    return text(line, FUND) or GENERAL, text(line, SUBJECT), text(line, UNIT)


def _budget_of(
    line: Node, lines: Sequence[Node], plan: Account, cubes: Mapping[str, Cube]
) -> Cube | None:
    """The budget that a line is filled from: its unit's, or all; none beside lines of units."""
    if code := text(line, UNIT):
        return cubes.get(code)
    spot = _spot(line)[:2]
    is_whole = not any(text(one, UNIT) and _spot(one)[:2] == spot for one in lines)
    return plan.cube if is_whole else None


def _is_of_units(line: Node, parts: Sequence[Account]) -> bool:
    """Whether units know the 年初预算 of a department's 项, which then is filled from theirs."""
    fund, code, _ = _spot(line)
    points = [part.cube.at(SPENT, fund, code)._replace(basis=OPENING) for part in parts]
    pairs = list(zip(parts, points, strict=True))
    is_known = any(any(part.cube.figure(point).typed()) for part, point in pairs)
    return is_known and not any(any(unbudgeted(part.cube, point)) for part, point in pairs)


def _filled(line: Node, cube: Cube, unit: Unit) -> Node:
    fund, code, _ = _spot(line)
    is_finest = len(code) == FINEST and code.isdecimal()
    figure = _published(cube, fund, code) if is_finest and not line.get(OPENING) else None
    place = next((one.place for one in figure.typed()), None) if figure else None
    if figure is None or place is None:
        return line
    entries = {**dict(line.items()), OPENING: Converted.of(figure.amount, unit, place)}
    return Node(entries, line.place, {**line.keys, OPENING: place})


def _published(cube: Cube, fund: str, code: str) -> Figure | None:
    """The only figure, to be filled in, that the budget has for a 项; None for two, or none."""
    whole = cube.figure(cube.at(SPENT, fund, code))
    own = cube.figure(cube.at(SPENT, fund, code)._replace(basis=cube.bases.leaf))
    is_one = whole.is_known and own.is_known and whole.amount.value == own.amount.value
    return whole if is_one else None


def why_not(plan: Account | None, fund: str, code: str) -> str:
    """Why a 项 is not filled from the published budget (年初预算); empty where there is none."""
    if plan is None:
        return ""
    whole = plan.cube.figure(plan.cube.at(SPENT, fund, code))
    if not (whole.is_known and any(whole.typed())):
        return f"{code} 在旁边的预算里没有单独的数"
    if _published(plan.cube, fund, code) is None:
        return f"{code} 在旁边的预算里有上年结转，含它、不含它是两个数，用哪一个要自己写"
    return f"{code} 在“{SPENT}”里写了几行，预算的数写在哪一行要自己定"
