"""A project's folders → what was changed in them, told as soon as it is saved."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from mingzhang.project import Project

STEP, SETTLED = 20, 60  # milliseconds between looks, and without a further change
PROGRAM = "mingzhang"


def roots(folders: Sequence[Path], project: Project) -> tuple[Path, ...]:
    """The folders to watch: those the documents depend on and that are there, none inside another.

    Last year's, and a department's units, lie beside a document or among all sources.
    """
    own = (project.sources, project.templates, project.subjects, project.rules)
    wanted = {*own, *(folder.parent for folder in folders)}
    there = sorted(folder for folder in wanted if folder.is_dir())
    return tuple(f for f in there if not any(o != f and f.is_relative_to(o) for o in there))


def changes(watched: Sequence[Path], stop: Event | None = None) -> Iterator[frozenset[Path]]:
    """What was changed in watched folders, as often as anything is, until ``stop`` is set.

    Needs the library watchfiles.
    """
    from watchfiles import watch  # noqa: PLC0415 (an extra)

    for found in watch(*watched, stop_event=stop, step=STEP, debounce=SETTLED):
        paths = frozenset(Path(path) for _, path in found if matters(Path(path)))
        if paths:
            yield paths


def matters(path: Path) -> bool:
    """Whether a file is one to watch: not a lock, nor what an editor keeps beside."""
    return not path.name.startswith(".") and not path.name.endswith(("~", ".swp", ".part"))


def is_shared(path: Path, project: Project) -> bool:
    """Whether a change in a watched folder may concern every document: a form, a list, a rule."""
    rooms = (project.templates, project.subjects, project.rules)
    return any(path.is_relative_to(room) for room in rooms)


def forget() -> None:
    """Let go of what the program keeps of files that are not watched to change."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] == PROGRAM:
            for value in [*vars(module).values()]:
                clear = getattr(value, "cache_clear", None)
                if clear and not isinstance(value, type):
                    clear()
