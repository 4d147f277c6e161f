"""A department's rows of a unit, and the unit's own document beside it → where they say otherwise.

MZ845, told and accepted by ``departments_beside``.  Only where the numbers in both texts are not
alike (``numbers_alike``) are the two read as accounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mingzhang.checks.rule import FEW
from mingzhang.diagnostics import Diagnostic, Operand, Place, Severity
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.facts.cube import Cube, Part
from mingzhang.facts.department_account import units_of_source
from mingzhang.facts.figure import Figure
from mingzhang.facts.offices_and_areas import plain_name
from mingzhang.forms.documents_by_form import read_folder
from mingzhang.project import Project
from mingzhang.reading.source_text import shown

CODE = "MZ845"


class Apart(NamedTuple):
    """A figure in the department's rows of a unit, beside the same in the unit's own document."""

    name: str
    here: Figure
    there: Figure


def apart(unit: Path, department: Path, claim: Operand, project: Project) -> Diagnostic | None:
    """Told at the department's row: what it has of a unit is not what the unit itself says."""
    whole, own = _account(department, project), _account(unit, project)
    if whole is None or own is None or len(own.units) > 1:
        return None
    parts, loose = units_of_source(whole)
    part = next((p for p in parts if plain_name(p.name) == plain_name(claim.value)), None)
    found = list(_apart(part, loose, own.cube)) if part else []
    if not found:
        return None
    first, more = found[0], len(found) - 1
    here, there = (figure.amount.worded(whole.unit) for figure in (first.here, first.there))
    also = f"；另有 {more} 处不同" if more else ""
    message = (
        f"“{claim.value}”的 {first.name}在“{shown(department)}”里是 {here}，"
        f"它自己的“{shown(unit)}”里是 {there}{also}。"
    )
    hint = "核对两份，改正写错的一处；确实不同的，在其中一份的“核对说明”里写明。"
    operands = tuple(_operand(one, whole) for one in found[:FEW])
    place = next((f.place for f in first.here.typed() if f.place), claim.place)
    return Diagnostic(place or Place(department), CODE, message, hint, Severity.WARNING, operands)


def _operand(one: Apart, whole: Account) -> Operand:
    place = next((f.place for f in one.there.typed() if f.place), None)
    return Operand(f"单位自己的 {one.name}", one.there.amount.worded(whole.unit), place)


def _account(folder: Path, project: Project) -> Account | None:
    """A document's account; nothing where it cannot be read, which its own check tells."""
    read, _ = read_folder(folder, project)
    return read_account(read, project) if read else None


def _apart(part: Part, loose: tuple[Cube, ...], own: Cube) -> Iterator[Apart]:
    """Where a department's rows of a unit differ from the unit's own figures.

    What the unit has and its rows lack may stand in a row that names no unit.
    """
    for point, here in part.cube.facts.items():
        yield from _differing(own.label(point), here, own.figure(point))
    flows = {point.flow for point in part.cube.facts}
    for point, there in own.facts.items():
        is_whole = all(cube.figure(cube.at(point.flow)).is_zero for cube in loose)
        if is_whole and point.flow in flows and point not in part.cube.facts:
            yield from _differing(own.label(point), part.cube.figure(point), there)


def _differing(name: str, here: Figure, there: Figure) -> Iterator[Apart]:
    is_typed = any(here.typed()) or any(there.typed())
    if is_typed and here.is_known and there.is_known and not here.amount.agrees(there.amount):
        yield Apart(name, here, there)
