"""Units' folders that two departments of a year sum (汇总) → a warning for each pair of them.

Each of the departments is whole and adds up; only beside each other they count the money twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Operand, Severity
from mingzhang.project import Project
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.document_search import find_folders
from mingzhang.reading.node import Node
from mingzhang.reading.source_text import full, load, shown

OF_TWO = "MZ659"
SUMMED = "汇总"
Summed = Mapping[Path, Node]  # the units' folders that a department sums, and where it names them


def units_of_two_departments(paths: Sequence[Path], project: Project) -> tuple[Diagnostic, ...]:
    """Warns of units that a department at or below ``paths`` (none: all sources) shares."""
    asked = {folder: _summed(folder) for folder in find_folders(paths, project)[0]}
    departments = {folder: units for folder, units in asked.items() if units}
    for name in {folder.name for folder in departments}:
        for other in map(full, project.sources.glob(f"*/{name}")):
            departments[other] = asked[other] if other in asked else _summed(other)
    shared = _shared(departments)
    return tuple(_told(*pair, departments) for pair in shared if not asked.keys().isdisjoint(pair))


def _summed(folder: Path) -> Summed:
    data = load(full(folder / DISCLOSURE), None, folder)
    # Most documents are no department's: a glance is enough.
    if not isinstance(data, bytes) or SUMMED.encode() not in data:
        return {}
    from mingzhang.reading.yaml import read_yaml  # noqa: PLC0415 (a kept check reads none)

    node, _ = read_yaml(data, shown(folder / DISCLOSURE))
    named = node.get(SUMMED) if node else None
    lines = [line for line in (named.rows() if named else ()) if line.text]
    units = {full(folder / line.text): line for line in lines}
    # A folder of another year or kind is named by mistake, and told as such.
    return {unit: line for unit, line in units.items() if unit.name == folder.name}


def _shared(departments: Mapping[Path, Summed]) -> Iterator[tuple[Path, Path]]:
    """The pairs of departments that share a unit, each once."""
    summing: defaultdict[Path, list[Path]] = defaultdict(list)
    for department in sorted(departments):
        for unit in departments[department]:
            summing[unit].append(department)
    yield from dict.fromkeys(p for both in summing.values() for p in combinations(both, 2))


def _told(first: Path, second: Path, departments: Mapping[Path, Summed]) -> Diagnostic:
    here, there = departments[second], departments[first]
    units = [unit for unit in here if unit in there]
    names = "、".join(f"“{shown(unit)}”" for unit in units)
    message = f"{names}在“{shown(first)}”的“汇总”里，又在“{shown(second)}”的里：它的钱算了两遍。"
    hint = "一个单位只由一个部门汇总：核对它归哪个部门，从另一个的“汇总”里删去。"
    operands = tuple(Operand(SUMMED, there[unit].text, there[unit].place) for unit in units)
    return Diagnostic(here[units[0]].place, OF_TWO, message, hint, Severity.WARNING, operands)
