"""A project's rooms that are links as a whole, as several projects share their forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.project import Project
from mingzhang.reading.source_text import full


def linked_rooms(project: Project) -> tuple[tuple[Path, Path], ...]:
    """Each linked room (or form's folder) of the project, and where it lies."""
    links = dict.fromkeys(full(room) for room in _rooms(project) if room.is_symlink())
    return tuple((link, link.resolve()) for link in links)


def as_in_project(file: Path, project: Project) -> Iterator[Path]:
    """A file, by every path that leads to it: its own, and those through linked rooms.

    A folder around a linked room stands for the room.
    """
    yield full(file)
    there = full(file).resolve()
    for link, folder in linked_rooms(project):
        if there.is_relative_to(folder):
            yield link / there.relative_to(folder)
        elif folder.is_relative_to(there):
            yield link


def _rooms(project: Project) -> Iterator[Path]:
    """Those of the project itself: what set-up laid there (fonts) is no part of any version."""
    rooms = (project.schema, project.catalogue, project.subjects, project.rules)
    forms = (form.parent for form in project.templates.glob("*/region.yaml"))
    own = (project.templates, *rooms, *forms)
    yield from (room for room in own if room.is_relative_to(project.root))
