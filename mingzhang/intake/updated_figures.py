"""Update: a document's own source and what a workbook tells → the source with other figures.

Only figures change, each at its place, and what still said 待填 is filled: comments, reasons,
order and names stay.  A cell of which the source has no figure that could say it is told, and then
nothing is to be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.inline_values import flow
from mingzhang.editing.node_paths import paths
from mingzhang.editing.source_changes import Add, Put
from mingzhang.editing.source_changes import Path as Steps
from mingzhang.facts.account import Account
from mingzhang.facts.account_reading import read_account
from mingzhang.grid.workbook_grids import number_in
from mingzhang.intake.blank_cells import left_nothing
from mingzhang.intake.cell_origins import ROW_KEYS, figures_in, place_of
from mingzhang.intake.layout_tokens import Target
from mingzhang.intake.marked_tables import keys_of
from mingzhang.intake.merged_values import NOT_KNOWN, Change, merged, placeless, put
from mingzhang.intake.number_placing import Placed
from mingzhang.intake.placeholder_reading import opened
from mingzhang.intake.published_sums import owned, stated_change
from mingzhang.intake.said_otherwise import said_otherwise
from mingzhang.intake.sheet_figures import Told, amount_of, in_unit
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_lines import written
from mingzhang.intake.source_solving import depth, figure_of, is_said
from mingzhang.intake.uncoded_units import without_stand_ins
from mingzhang.intake.unfinished_document import Completing, begun
from mingzhang.intake.unit_factor import moved_alike
from mingzhang.project import Project
from mingzhang.reading.document_folder import PERFORMANCE, PROFILE
from mingzhang.reading.document_names import DISCLOSURE
from mingzhang.reading.node import Node
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml


@dataclass(frozen=True)
class Changed:
    """An updated figure of the source: its key, what it was and what the workbook says."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Updated:
    """The updated files, their account, what changed, and what could not be said.

    ``filled`` are places of a document that was only begun, which had nothing before; ``alike``
    tells that all figures moved by one factor.
    """

    written: Mapping[str, bytes]
    account: Account | None
    changes: tuple[Changed, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    filled: tuple[Changed, ...] = ()
    alike: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class _New:
    """A document's folder after its figures were updated."""

    name: str
    written: Mapping[str, bytes]
    files: Mapping[str, bytes]
    project: Project


def update(
    name: str,
    files: Mapping[str, bytes],
    collected: Collected,
    project: Project,
    whole: Completing = dict,
) -> Updated:
    """A folder's updated document, by the name of the folder and its ``files``.

    ``whole`` adds to rows that are new what else is asked of them.
    """
    start = begun(name, files, collected, project, whole)
    if start.found:
        return Updated({}, None, (), start.found)
    new = _New(name, start.written, {**files, **start.written}, project)
    filled = tuple(Changed(key, MARK, value) for key, value in start.filled)
    return replace(_updated(new, collected), filled=filled)


def _updated(new: _New, collected: Collected) -> Updated:
    """The document after its figures were updated."""
    files, project = new.files, new.project
    folder, found = opened(new.name, files, project)
    if folder is None:
        return Updated({}, None, (), found)
    account = read_account(folder, project)
    changes = _of_cells(account, collected)
    changes += said_otherwise(files, collected, {one.place for one in changes})
    entries = collected.solved.entries if collected.solved else None
    for section, rows in (entries.said if entries else {}).items():
        if own := account.source.get(section):
            changes += merged(own, without_stand_ins(rows), section)
    evaluated = collected.solved.performance(marked=True) if collected.solved else {}
    if folder.performance and evaluated:
        changes += merged(folder.performance, evaluated, "")
    made = _with(new, changes)
    if isinstance(made, Diagnostic):
        return Updated({}, None, (), (made,))
    shown = _shown(changes, files)
    new, further = _filled_further(made, collected)
    shown += further
    book = Path(collected.placed[0].grid.file) if collected.placed else Path()
    alike = moved_alike(_pairs(changes), book)
    sums = entries.sections.get(SUBTOTALS) if entries else None
    if sums and account.source.get(SUBTOTALS) is None:
        new = _put(new, Put((SUBTOTALS,), sums)) or new
        shown.append(Changed(SUBTOTALS, "", flow(sums)))
    return replace(_checked(new, shown, collected), alike=alike)


def _of_cells(account: Account, collected: Collected) -> list[Change]:
    """Which figures are updated from the cells of tables, in the document of an account."""
    numbers = _numbers(account, collected)
    known = {node.place: (key, node) for key, node in figures_in(account.source)}
    return [
        Change(place, *_key(known[place]), number)
        for place, number in sorted(numbers.items())
        if place in known
    ]


def _nothing(account: Account, collected: Collected, is_open: frozenset[Place]) -> list[Change]:
    """The places to be filled of which the workbook says 0, or which its sums leave nothing."""
    told = collected.told
    zeros = {one.target for one in told.each(collected.placed) if not one.number}
    zeros |= set(left_nothing(told, account.indicators.definitions))
    places = {place_of(figure_of(target, account), is_own=True) for target in zeros}
    known = {node.place: (key, node) for key, node in figures_in(account.source)}
    return [
        Change(place, *_key(known[place]), Decimal(0))
        for place in sorted(is_open & places & known.keys())
    ]


def _not_known(account: Account, gaps: Sequence[Target], is_open: frozenset[Place]) -> list[Change]:
    """Places to be updated of which the workbook says that nobody knows the figures."""
    keys = {node.place: key for key, node in figures_in(account.source)}
    at = ((place_of(figure_of(gap, account), is_own=isinstance(gap, str)), gap) for gap in gaps)
    found = {p for p, gap in at if p in is_open and p in keys and _names(gap, keys[p])}
    return [Change(place, keys[place], MARK, NOT_KNOWN) for place in sorted(found)]


def _names(target: Target, key: str) -> bool:
    """Whether an updated figure's key is that of the target's own subject."""
    words = {word for part in key.split("/") for word in part.split()}
    return bool(key) and (isinstance(target, str) or {p.subject for p in target} <= words)


def _filled_further(new: _New, collected: Collected) -> tuple[_New, list[Changed]]:
    """The updated document with what only the figures filled before show to stand there.

    A place that says 待填 is nothing while figures look for it: what a 类 has of one year is known
    to be that of its own line once the 项 below it have theirs.
    """
    shown: list[Changed] = []
    while True:
        folder, _ = opened(new.name, new.files, new.project)
        if folder is None:
            return new, shown
        account, is_open = read_account(folder, new.project), _open_places(new.files[DISCLOSURE])
        cells = [one for one in _of_cells(account, collected) if one.place in is_open]
        cells = cells or _nothing(account, collected, is_open)
        changes = cells or _not_known(account, collected.told.gaps, is_open)
        made = _with(new, changes)
        if isinstance(made, Diagnostic) or not changes:
            return new, shown
        shown += _shown(changes, new.files)
        new = made


def _open_places(data: bytes) -> frozenset[Place]:
    """Where a disclosure to be updated still says 待填."""
    node, _ = read_yaml(data, Path(DISCLOSURE))
    return (
        frozenset(below.place for _, below in paths(node) if below.text == MARK)
        if node
        else frozenset()
    )


def _pairs(changes: Sequence[Change]) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each figure of the document before the update, with the one that it becomes."""
    for one in changes:
        before = number_in(one.before)
        if before is not None and isinstance(one.after, Decimal):
            yield one.key, before, one.after


def _put(new: _New, change: Put | Add) -> _New | None:
    """The document after one figure is updated; None where it has no place."""
    made = edited(new.files[DISCLOSURE], Path(DISCLOSURE), [change])
    if isinstance(made, Diagnostic):
        return None
    written = {**new.written, DISCLOSURE: made}
    return replace(new, written=written, files={**new.files, **written})


def _with(new: _New, changes: Sequence[Change]) -> _New | Diagnostic:
    """The document's files with the updated values in their places."""
    made = {
        file: put(new.files[file], Path(file), _own(changes, file))
        for file in FILES
        if file in new.files
    }
    written = {file: data for file, data in made.items() if isinstance(data, bytes)}
    faults = (one for one in made.values() if isinstance(one, Diagnostic))
    every = {**new.written, **written}
    return next(faults, replace(new, written=every, files={**new.files, **written}))


def _shown(changes: Sequence[Change], files: Mapping[str, bytes]) -> list[Changed]:
    """What an update changes, with what stood there: 待填 where nothing did."""
    before: dict[Place, str] = {}
    for file in FILES:
        node = read_yaml(files[file], Path(file))[0] if file in files else None
        before |= {below.place: below.text for _, below in paths(node)} if node else {}
    return [Changed(c.key, before.get(c.place, c.before), c.written) for c in changes]


def _key(known: tuple[str, Node]) -> tuple[str, str]:
    return known[0], known[1].text


def _own(changes: Sequence[Change], file: str) -> list[Change]:
    return [change for change in changes if change.place.file.name == file]


def _numbers(account: Account, collected: Collected) -> Mapping[Place, Decimal]:
    """The figures to be updated: those typed under a cell's own key, else its only part."""
    told, keys = collected.told, keys_of(account)
    # A name may be known more exactly than its own cell shows it.
    typed = collected.solved.typed if collected.solved else {}
    numbers: dict[Place, Decimal] = {}
    for is_own in (True, False):
        for one in told.each(collected.placed):
            place = place_of(figure_of(one.target, account), is_own=is_own)
            if place and place.file.name == DISCLOSURE and not is_said(one, account):
                key = keys.get(one.target, ()) if isinstance(one.target, str) else ()
                numbers.setdefault(place, typed.get(key, written(one, told.unit)))
    return numbers


def _checked(new: _New, changes: list[Changed], collected: Collected) -> Updated:
    """The updated document, if it says all that the workbook does; tails are stated."""
    told = collected.told
    for _ in range(TURNS):
        folder, found = opened(new.name, new.files, new.project)
        if folder is None:
            return Updated(new.written, None, tuple(changes), found)
        account = read_account(folder, new.project)
        unsaid = [one for one in told.each(collected.placed) if not is_said(one, account)]
        stating = [one for one in unsaid if _is_tail(one, account)]
        done = {one.key for one in changes}
        after = next(_stating(new, stating, account, told, done), None)
        if after is None:
            break
        new, said = after
        changes.append(said)
    missing = [_unsaid(one) for one in collected.placed if not is_said(one, account)]
    missing += _unlisted(account, collected)
    return Updated(new.written, account, tuple(changes), tuple(missing))


def _is_tail(one: Placed, account: Account) -> bool:
    """Whether only rounding parts an updated cell from what the rows come to."""
    figure = figure_of(one.target, account)
    return figure is not None and amount_of(one).agrees(figure.amount)


def _stating(
    new: _New, tails: Sequence[Placed], account: Account, told: Told, done: set[str]
) -> Iterator[tuple[_New, Changed]]:
    """The updated document with one more figure stated as published, the finest first."""
    points = dict(told.points())
    for one in sorted(tails, key=lambda tail: depth(tail.target), reverse=True):
        target = owned(one.target, points, account)
        change = stated_change(target, in_unit(one, told.unit), account)
        value = change.row if isinstance(change, Add) else change.value if change else None
        key = "/".join(_called(change.path, account.source)) if change else ""
        said = Changed(f"{key} {flow(value)}" if isinstance(change, Add) else key, "", flow(value))
        made = _put(new, change) if change and said.key not in done else None
        if made is not None:
            yield made, said


def _called(path: Steps, source: Node) -> Iterator[str]:
    """The path of an updated figure in words: a row by its subject and fund."""
    node: Node | None = source
    for step in path:
        node = _below(node, step) if node else None
        names = (part.text for key in ROW_KEYS if node and (part := node.get(key)))
        yield " ".join(names) if isinstance(step, int) else step


def _below(node: Node, step: str | int) -> Node | None:
    return list(node.rows())[step] if isinstance(step, int) else node.get(step)


def _unsaid(one: Placed) -> Diagnostic:
    message = f"{one.where} 是 {one.number:f} {one.unit}，来源里没有能填它的数。"
    return Diagnostic(Place(Path(one.grid.file)), "MZ815", message, NEW)


def _unlisted(account: Account, collected: Collected) -> Iterator[Diagnostic]:
    """Rows of the updated lists that the source does not have."""
    entries = collected.solved.entries if collected.solved else None
    file = Path(collected.placed[0].grid.file) if collected.placed else Path()
    for section, rows in (entries.said if entries else {}).items():
        own = account.source.get(section)
        for name in placeless(own, without_stand_ins(rows)) if own else [section] if rows else []:
            message = f"工作簿的“{name}”，来源的“{section}”里没有它的位置。"
            yield Diagnostic(Place(file), "MZ815", message, NEW)
    performance = account.folder.performance
    evaluated = collected.solved.performance() if collected.solved else {}
    for name in placeless(performance, evaluated) if performance else ():
        message = f"工作簿的“{name}”，{PERFORMANCE} 里没有它的位置。"
        yield Diagnostic(Place(file), "MZ815", message, NEW)


SUBTOTALS = "项目合计"
FILES = (DISCLOSURE, PERFORMANCE, PROFILE)
TURNS = 60  # figures that one workbook may state
NEW = "多半是新增的科目、项目：请先在来源里加上这一行（数写 0），或核对这一格，再导入。"
