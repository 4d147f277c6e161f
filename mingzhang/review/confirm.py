"""Confirming reasons: a document's folder → ``reasons.lock`` beside its sources.

The record says which figure each reason was written for; who confirmed it, git knows.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mingzhang.checks.reasons import explained
from mingzhang.diagnostics import Diagnostic
from mingzhang.facts.read import read_account
from mingzhang.forms.documents import read_folder
from mingzhang.project import Project
from mingzhang.publish.single import write_file
from mingzhang.reading.locks import FILE, Lock, written


@dataclass(frozen=True)
class Confirmed:
    """What a confirmation changed: keys of reasons that are new, otherwise, or gone."""

    folder: Path
    total: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the record is another."""
        return bool(self.new or self.changed or self.gone)


def confirm(path: Path, project: Project) -> Confirmed:
    """Lock every reason of the document to the figure that it explains now."""
    folder, faults = read_folder(path, project)
    if folder is None:
        return Confirmed(path, faults=faults)
    locks = {reason.key: reason.lock for reason in explained(read_account(folder, project))}
    before = {lock.key: lock for lock in folder.locks or ()}
    if faults := _write(path / FILE, written(locks.values())):
        return Confirmed(path, faults=faults)
    return Confirmed(
        path,
        len(locks),
        tuple(key for key in locks if key not in before),
        tuple(key for key, lock in locks.items() if _is_other(before.get(key), lock)),
        tuple(key for key in before if key not in locks),
    )


def _is_other(before: Lock | None, now: Lock) -> bool:
    return before is not None and before != now


def _write(file: Path, text: str) -> tuple[Diagnostic, ...]:
    """A document without reasons gets no empty record."""
    if not text and not os.path.lexists(file):
        return ()
    return write_file(file, text.encode())
