"""Begun: a document of which much still says 待填, and what workbooks tell → its files, filled.

A new document's lists are one 待填 each, which no figure could be put into: they take all rows
that the workbook has.  What somebody has typed stays, and a text that no sheet says stays 待填.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.inline_values import flow, is_group
from mingzhang.editing.source_changes import Add, Put
from mingzhang.facts.source_nodes import text
from mingzhang.forms.documents_by_form import FORM
from mingzhang.forms.form import schemas_of
from mingzhang.intake.fill_in_text import is_nothing
from mingzhang.intake.new_document_files import DUTIES, written
from mingzhang.intake.required_keys_of_rows import with_required
from mingzhang.intake.source_from_grids import Collected
from mingzhang.intake.source_lines import SPENT
from mingzhang.project import Project
from mingzhang.reading.document_folder import DISCLOSURE, PERFORMANCE, PROFILE
from mingzhang.reading.document_names import year_and_kind
from mingzhang.reading.node import Node
from mingzhang.reading.schema_messages import Schema
from mingzhang.reading.unfilled_places import MARK
from mingzhang.reading.yaml import read_yaml

PROJECTS = "项目"
NOTHING_SAID = f"{PROJECTS}: {MARK}\n".encode()
Values = dict[str, object]
Keys = tuple[str, ...]
Completing = Callable[[Mapping[str, object]], Mapping[str, object]]


@dataclass(frozen=True)
class Begun:
    """An unfinished document's files that were filled: each key with what stands there now.

    Nothing is written where a value has no place (``found``).
    """

    written: Mapping[str, bytes] = field(default_factory=dict)
    filled: tuple[tuple[str, str], ...] = ()
    found: tuple[Diagnostic, ...] = ()


def begun(
    name: str,
    files: Mapping[str, bytes],
    collected: Collected,
    project: Project,
    whole: Completing = dict,
) -> Begun:
    """What a workbook fills of an unfinished document's open places; nothing if no list is open.

    ``name`` is that of the document's folder; ``whole`` adds to the rows what else is asked of
    them.
    """
    # Without that file nobody said anything of 自评: it is as open as one that says so.
    is_silent = PERFORMANCE not in files
    if is_silent and collected.solved and collected.solved.performance():
        files = {**files, PERFORMANCE: NOTHING_SAID}
    nodes = {
        file: read_yaml(files[file], Path(file))[0]
        for file in (DISCLOSURE, PROFILE, PERFORMANCE)
        if file in files
    }
    source = nodes.get(DISCLOSURE)
    projects = node.get(PROJECTS) if (node := nodes.get(PERFORMANCE)) else None
    if collected.solved is None or source is None:
        return Begun()
    if not (_is_open(projects) or _has_open_list(source, collected)):
        return Begun()
    made = written(collected)
    rows = with_required(whole(made.values[DISCLOSURE]), _schema(name, source, project))
    told = {**made.values, DISCLOSURE: rows, PERFORMANCE: collected.solved.performance(marked=True)}
    is_new = _is_open(source.get(SPENT))
    values = {
        name: _open_only(node, told.get(name, {}), may_add=is_new and name != PERFORMANCE)
        for name, node in nodes.items()
        if node is not None
    }
    edits = {
        name: edited(files[name], Path(name), tuple(_changes(nodes[name], found, ())))
        for name, found in values.items()
        if found
    }
    if faults := tuple(one for one in edits.values() if isinstance(one, Diagnostic)):
        return Begun(found=faults)
    done = {name: made for name, made in edits.items() if isinstance(made, bytes)}
    new = {values.get(PROFILE, {}).get(DUTIES), PERFORMANCE if is_silent else None}
    done |= {name: text.encode() for name, text in made.files.items() if name in new}
    return Begun(done, tuple(pair for found in values.values() for pair in _shown(found, "")))


def _schema(name: str, source: Node, project: Project) -> Schema:
    """The schema of an unfinished document's disclosure."""
    _, kind = year_and_kind(name, project) or ("", "")
    return schemas_of(project)(kind, text(source, FORM)).files.get(DISCLOSURE, {})


def _has_open_list(source: Node, collected: Collected) -> bool:
    values = collected.solved.values() if collected.solved else {}
    return any(
        isinstance(value, (list, Mapping)) and _is_open(source.get(key))
        for key, value in values.items()
    )


def _is_open(node: Node | None) -> bool:
    return node is not None and node.text == MARK


def _open_only(node: Node, values: Mapping[str, object], *, may_add: bool) -> Values:
    """Values for an unfinished document's open places; others only where they may be added."""
    found: Values = {}
    for key, value in values.items():
        own = node.get(key)
        if own is None:
            if may_add:
                found[key] = value
        elif _is_open(own):
            found[key] = value
        elif isinstance(own.value, dict) and isinstance(value, Mapping):
            found[key] = _open_only(own, value, may_add=may_add)
    return {key: value for key, value in found.items() if value != {}}


def _changes(node: Node | None, values: Mapping[str, object], above: Keys) -> Iterator[Put | Add]:
    """What is put into an unfinished document: each value, and each row of a list."""
    for key, value in values.items():
        own, path = node.get(key) if node else None, (*above, key)
        if own and isinstance(own.value, dict) and isinstance(value, Mapping):
            yield from _changes(own, value, path)
        elif own and own.text == MARK and is_nothing(value):
            # A group of which there is none is written as one 0.
            yield Put(path, Decimal(0))
        elif isinstance(value, list | tuple) and value and all(map(is_group, value)):
            yield from (Add(path, row) for row in value)
        else:
            yield Put(path, value)


def _shown(values: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = f"{above}/{key}" if above else key
        if isinstance(value, Mapping):
            yield from _shown(value, name)
        else:
            rows = isinstance(value, (list, tuple))
            yield name, f"{len(value)} 行" if rows else flow(value)  # type: ignore[arg-type]
