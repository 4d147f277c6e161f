"""Update: a document's own source and what a workbook tells → the source with other figures.

Only figures change, each at its place, and what still said 待填 is filled: comments, reasons,
order and names stay.  A cell of which the source has no figure that could say it is told, and then
nothing is to be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.facts.account import Account
from mingzhang.facts.read import read_account
from mingzhang.intake.collect import Collected
from mingzhang.intake.entries import Cited
from mingzhang.intake.merge import Change, merged, put
from mingzhang.intake.opened import opened
from mingzhang.intake.origin import figures_in, place_of
from mingzhang.intake.placing import Placed
from mingzhang.intake.rows import money
from mingzhang.intake.solve import figure_of, is_said
from mingzhang.intake.told import Told, amount_of, in_unit
from mingzhang.project import Project
from mingzhang.reading.folder import PERFORMANCE
from mingzhang.reading.naming import DISCLOSURE
from mingzhang.reading.node import Node


@dataclass(frozen=True)
class Changed:
    """A figure of the source: its key, what it was and what the workbook says."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Updated:
    """The new files, their account, what changed, and what could not be said."""

    written: Mapping[str, bytes]
    account: Account | None
    changes: tuple[Changed, ...] = ()
    found: tuple[Diagnostic, ...] = ()


def update(
    name: str, files: Mapping[str, bytes], told: Told, collected: Collected, project: Project
) -> Updated:
    """The document in a folder called ``name``, whose ``files`` are given by name."""
    folder, found = opened(name, files, project)
    if folder is None:
        return Updated({}, None, (), found)
    account = read_account(folder, project)
    numbers = _numbers(account, told, collected.placed)
    known = {node.place: (key, node) for key, node in figures_in(account.source)}
    changes = [
        Change(place, *_key(known[place]), number)
        for place, number in sorted(numbers.items())
        if place in known
    ]
    changes += _listed(account.source, collected)
    evaluated = collected.solved.performance() if collected.solved else {}
    if folder.performance and evaluated:
        changes += merged(folder.performance, evaluated, "")
    made = {
        file: put(files[file], Path(file), _own(changes, file))
        for file in (DISCLOSURE, PERFORMANCE)
        if file in files
    }
    written = {file: data for file, data in made.items() if isinstance(data, bytes)}
    faults = tuple(one for one in made.values() if isinstance(one, Diagnostic))
    if faults:
        return Updated({}, None, (), faults)
    return _checked(_New(name, written, {**files, **written}, project), changes, collected)


def _key(known: tuple[str, Node]) -> tuple[str, str]:
    return known[0], known[1].text


def _own(changes: Sequence[Change], file: str) -> list[Change]:
    return [change for change in changes if change.place.file.name == file]


def _listed(source: Node, collected: Collected) -> Iterator[Change]:
    """The figures of rows that lists give, in the rows of the same names."""
    places = dict(figures_in(source))
    for cited in collected.cited:
        node = places.get(cited.key)
        if node is not None and node.number != cited.number:
            yield Change(node.place, cited.key, node.text, cited.number)


def _numbers(account: Account, told: Told, placed: Sequence[Placed]) -> Mapping[Place, Decimal]:
    """Which figures change: those typed under a cell's own key, else its only part."""
    numbers: dict[Place, Decimal] = {}
    for is_own in (True, False):
        for one in told.each(placed):
            place = place_of(figure_of(one.target, account), is_own=is_own)
            if place and place.file.name == DISCLOSURE and not is_said(one, account):
                numbers.setdefault(place, money(in_unit(one, told.unit)))
    return numbers


@dataclass(frozen=True)
class _New:
    """A document's folder after the change."""

    name: str
    written: Mapping[str, bytes]
    files: Mapping[str, bytes]
    project: Project


def _checked(new: _New, changes: Sequence[Change], collected: Collected) -> Updated:
    """The new document, if it says all that the workbook does."""
    shown = tuple(Changed(one.key, one.before, one.written) for one in changes)
    folder, found = opened(new.name, new.files, new.project)
    if folder is None:
        return Updated(new.written, None, shown, found)
    account = read_account(folder, new.project)
    missing = [_unsaid(one, account) for one in collected.placed if not is_said(one, account)]
    known = {key for key, _ in figures_in(account.source)}
    missing += [_unlisted(cited) for cited in collected.cited if cited.key not in known]
    return Updated(new.written, account, shown, tuple(missing))


def _unsaid(one: Placed, account: Account) -> Diagnostic:
    figure = figure_of(one.target, account)
    is_tail = figure is not None and figure.is_known and amount_of(one).agrees(figure.amount)
    message = f"{one.where} 是 {one.number:f} {one.unit}，来源里没有能填它的数。"
    return Diagnostic(Place(Path(one.grid.file)), "MZ815", message, TAIL if is_tail else NEW)


def _unlisted(cited: Cited) -> Diagnostic:
    message = f"{cited.where} 是 {cited.number:f}，来源里没有这一行。"
    return Diagnostic(Place(Path(cited.grid.file)), "MZ815", message, NEW)


NEW = "多半是新增的科目、项目：请先在来源里加上这一行（数写 0），或核对这一格，再导入。"
TAIL = "它与各行之和只差尾差：请在来源里把它登记为公布数（数写 0），再导入；见手册“公布数”。"
