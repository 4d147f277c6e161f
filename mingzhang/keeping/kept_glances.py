"""Glances at documents, kept from run to run: a folder that is as it was is not read again."""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingzhang.checks import document_glance
from mingzhang.checks.document_glance import Glance, glance
from mingzhang.keeping.cache_folder import find_store, name_of
from mingzhang.keeping.folder_state import State, state_of
from mingzhang.project import Project


class KeptGlances:
    """The kept glances of a project's documents, each with the state of its folder."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._store = find_store(project)
        self._is_new = False

    def __call__(self, folder: Path) -> Glance:
        """The document's glance: the kept one where nothing in its folder has changed."""
        kept = self._kept.get(str(folder))
        # The state comes first: what changes meanwhile is looked at again the next time.
        state = state_of(folder, kept and kept[0])
        if kept and kept[0] is state:
            return kept[1]
        self._is_new = True
        self._kept[str(folder)] = state, glance(folder)
        return self._kept[str(folder)][1]

    def save(self) -> None:
        """The glances are kept for the next run, but for those at folders that are gone."""
        if self._is_new:
            kept = ((folder, *one) for folder, one in self._kept.items() if Path(folder).is_dir())
            made = {folder: [*state, *_row(one)] for folder, state, one in kept}
            self._store.save(self._name, made)

    @cached_property
    def _name(self) -> str:
        """The glances of another program, which sees other things in a text, are none."""
        program = sha256(Path(document_glance.__file__).read_bytes()).hexdigest()
        return name_of("glances", self.project.root, program)

    @cached_property
    def _kept(self) -> dict[str, tuple[State, Glance]]:
        try:
            kept = self._store.load(self._name) or {}
            return {folder: _read(*row) for folder, row in kept.items()}
        except (OSError, TypeError, ValueError):
            return {}


def _row(one: Glance) -> list[Any]:
    return [sorted(part) if isinstance(part, frozenset) else part for part in astuple(one)]


def _read(signature: str, digest: str, *row: Any) -> tuple[State, Glance]:  # noqa: ANN401 (JSON)
    name, superior, (file, line, column), agencies, has_list, accepts = row
    where = str(file), int(line), int(column)
    below = frozenset(map(str, agencies))
    seen = Glance(str(name), str(superior), where, below, has_list is True, accepts is True)
    return State(str(signature), str(digest)), seen
