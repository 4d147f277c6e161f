"""Upgrade: a source of an older version → its files with the names of today, all else as it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, has_errors
from mingzhang.editing.edited_bytes import edited
from mingzhang.editing.source_changes import Change, Put, Rename
from mingzhang.project import Project
from mingzhang.publish.single_file import write_file
from mingzhang.reading.document_names import DISCLOSURE, PERFORMANCE, PROFILE, year_and_kind
from mingzhang.reading.source_text import load, shown
from mingzhang.reading.source_versions import (
    VERSION,
    Move,
    Versions,
    no_such_version,
    read_versions,
    renamed_paths,
)
from mingzhang.reading.source_versions import version_of as version_in
from mingzhang.reading.yaml import read_yaml


def upgrade(folder: Path, project: Project) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The upgraded files of a document's folder, and those that could not be upgraded."""
    versions, named = read_versions(project.catalogue), year_and_kind(folder.name, project)
    done: list[Path] = []
    for name in (DISCLOSURE, PROFILE, PERFORMANCE):
        file = folder / name
        data = load(file) if file.is_file() and named else b""
        made = (
            _of_today(data, file, versions, named[1]) if named and isinstance(data, bytes) else data
        )
        found: tuple[Diagnostic, ...] = (made,) if isinstance(made, Diagnostic) else ()
        if isinstance(made, bytes) and made != data:
            found = write_file(file, made)
            done.append(file)
        if has_errors(found):
            return tuple(done), found
    return tuple(done), ()


def _of_today(data: bytes, file: Path, versions: Versions, kind: str) -> bytes | Diagnostic:
    """The bytes of an upgraded source; those that it has where nothing has another name now."""
    tree, _ = read_yaml(data, shown(file)) if data else (None, ())
    if tree is None:
        return data
    if unknown := no_such_version(tree, versions):
        return unknown
    version = version_in(tree)
    if version >= versions.today:
        return data
    for move in versions.since(version, file.name, kind):
        made = _moved(data, file, move)
        if isinstance(made, Diagnostic):
            return made
        data = made
    said = Put((VERSION,), Decimal(versions.today))
    return edited(data, shown(file), (said,))


def _moved(data: bytes, file: Path, move: Move) -> bytes | Diagnostic:
    tree, _ = read_yaml(data, shown(file))
    paths = renamed_paths(tree, move) if tree is not None else ()
    changes: list[Change] = [Rename(path, move.key) for path in paths]
    return edited(data, shown(file), changes) if changes else data
