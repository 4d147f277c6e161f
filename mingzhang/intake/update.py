"""Update: a document's own source and what a workbook tells → the source with other figures.

Only figures change, each at its place: comments, reasons, order and names stay.  A cell of which
the source has no figure that could say it is told, and then nothing is to be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place, has_errors
from mingzhang.editing.change import Put
from mingzhang.editing.edit import edited
from mingzhang.editing.paths import paths
from mingzhang.facts.account import Account
from mingzhang.facts.read import read_account
from mingzhang.forms.documents import read_held
from mingzhang.intake.origin import figures_in, place_of
from mingzhang.intake.placing import Placed
from mingzhang.intake.sheet_figures import Told, in_unit
from mingzhang.intake.solve import figure_of, is_said
from mingzhang.intake.source_lines import money
from mingzhang.project import Project
from mingzhang.reading.naming import DISCLOSURE


@dataclass(frozen=True)
class Changed:
    """A figure of the source: its key, what it was and what the workbook says."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Updated:
    """The new text of the source, its account, what changed, and what could not be said."""

    text: str
    account: Account | None
    changes: tuple[Changed, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def update(
    account: Account, files: Mapping[str, bytes], told: Told, placed: Sequence[Placed]
) -> Updated:
    """The source of ``account``, whose ``files`` are given by name, with the workbook's figures."""
    numbers = _numbers(account, told, placed)
    known = {node.place: (key, node.text) for key, node in figures_in(account.source)}
    changes = tuple(
        Changed(known[place][0], known[place][1], f"{number:f}")
        for place, number in sorted(numbers.items())
        if place in known
    )
    made = _replaced(files[DISCLOSURE], account, numbers)
    if isinstance(made, Diagnostic):
        return Updated(files[DISCLOSURE].decode(), None, changes, (made,))
    text = made.decode()
    after, found = _read(account, {**files, DISCLOSURE: made})
    if after is None:
        return Updated(text, None, changes, found)
    missing = tuple(_unsaid(one) for one in placed if not is_said(one, after))
    return Updated(text, after, changes, missing)


def _numbers(account: Account, told: Told, placed: Sequence[Placed]) -> Mapping[Place, Decimal]:
    """Which figures change: those typed under a cell's own key, else its only part."""
    numbers: dict[Place, Decimal] = {}
    for is_own in (True, False):
        for one in told.each(placed):
            place = place_of(figure_of(one.target, account), is_own=is_own)
            if place and place.file.name == DISCLOSURE and not is_said(one, account):
                numbers.setdefault(place, money(in_unit(one, told.unit)))
    return numbers


def _replaced(
    data: bytes, account: Account, numbers: Mapping[Place, Decimal]
) -> bytes | Diagnostic:
    known = {node.place: path for path, node in paths(account.source)}
    changes = [Put(known[place], numbers[place]) for place in sorted(numbers) if place in known]
    return edited(data, Path(DISCLOSURE), changes)


def _read(
    account: Account, files: Mapping[str, bytes]
) -> tuple[Account | None, tuple[Diagnostic, ...]]:
    project = Project()
    folder, found = read_held(account.folder.path.name, files, project)
    if folder is None or has_errors(found):
        return None, found
    return read_account(folder, project), ()


def _unsaid(one: Placed) -> Diagnostic:
    message = f"{one.where} 是 {one.number:f} {one.unit}，来源里没有能填它的数。"
    hint = "多半是新增的科目：请先在来源里加上这一行（数写 0），或核对这一格，再导入。"
    return Diagnostic(Place(Path(one.grid.file)), "MZ815", message, hint)
