"""A project's folders → what was changed in them, told as soon as it is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from mingzhang.desk.project_signs import Signs
from mingzhang.project import Project

STEP, SETTLED = 5, 60  # milliseconds between looks, and without a further change
LOOK_AGAIN = 500  # milliseconds until it is looked which of the folders are there
PROGRAM = "mingzhang"


def roots(folders: Iterable[Path], project: Project) -> tuple[Path, ...]:
    """The folders to watch: those the documents depend on, there or not, none inside another.

    Last year's, and a department's units, lie beside a document or among all sources.
    """
    own = {project.sources, project.templates, project.subjects, project.rules}
    wanted = sorted(own | {folder.parent for folder in folders})
    outer: list[Path] = []
    for folder in wanted:  # one inside another comes after it
        if not any(folder.is_relative_to(one) for one in outer):
            outer.append(folder)
    return tuple(outer)


def changes(
    watched: Callable[[], Iterable[Path]],
    signs: Callable[[], Signs],
    stop: Event | None = None,
) -> Iterator[frozenset[Path]]:
    """What was changed in watched folders, as often as anything is, until ``stop`` is set.

    One that is made later, named later, or in the place of another, is watched from then on, and
    counts as changed; so does what ``signs`` show to be another.  Needs the library watchfiles.
    """
    before = now = _there(watched())
    marks = signs()
    told = frozenset[Path]()
    while not (stop and stop.is_set()):
        for paths in _changes(before, stop):
            now, earlier, marks = _there(watched()), marks, signs()
            if found := paths | told | _others(earlier, marks):
                yield found
            told = frozenset[Path]()
            if now != before or not paths.isdisjoint(before):
                # Told when they are watched again: meanwhile anything may happen in them.
                told = frozenset(before.keys() | now.keys())
                break
        before = now


def _there(watched: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """The watched folders that are there, and how each is known from one in its place."""
    found = {}
    for folder in watched:
        with suppress(OSError):
            about = folder.stat()
            found[folder] = (about.st_dev, about.st_ino)
    return found


def _others(earlier: Signs, now: Signs) -> frozenset[Path]:
    """What is watched by signs, and is another one now."""
    return frozenset(path for path, mark in now.items() if earlier.get(path) != mark)


def _changes(folders: Iterable[Path], stop: Event | None) -> Iterator[frozenset[Path]]:
    """What was changed in watched folders; nothing, each time that a while has gone by."""
    from watchfiles import watch  # noqa: PLC0415 (an extra)

    for found in watch(
        *folders,
        stop_event=stop,
        step=STEP,
        debounce=SETTLED,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
    ):
        yield frozenset(path for _, name in found if matters(path := Path(name)))


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
