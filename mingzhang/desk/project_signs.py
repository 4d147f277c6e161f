"""A project → what decides its documents beside the folders watched, and by what it is known again.

That is its settings (``mingzhang.yaml``), and git's last commit: rules look at what that has.  git
itself is not asked: this is looked at twice a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.project_root import FILE, find_root, read_project
from mingzhang.reading.source_text import load

REPOSITORY = ".git"
LINKED, REFERENCE = b"gitdir: ", b"ref: refs/"  # how git says that it is elsewhere
# What git writes when its last commit is another one: itself, its journal, its branches.
HEAD, OTHERS = "HEAD", ("logs/HEAD", "packed-refs", "reftable/tables.list")
Signs = Mapping[Path, object]


@dataclass(frozen=True)
class Settings:
    """The project as its settings say, and what is wrong with these.

    Settings that cannot be used leave the project as it was: by the usual ones its forms, say,
    would not be found, and everything would be told but that.
    """

    project: Project
    faults: tuple[Diagnostic, ...] = ()

    def again(self) -> Settings:
        """The settings as they are written now."""
        root = self.project.root
        if find_root(root) != root:  # gone, with all that made it a project
            return self
        project, found = read_project(root)
        faults = found or outside(project)
        return Settings(self.project if faults else project, faults)


def signs(project: Project) -> Signs:
    """By what the project's settings and git's last commit are known again.

    The commit stands as the project's own ``.git``, wherever above its sources that is.
    """
    repository = (_repository(above) for above in (project.sources, *project.sources.parents))
    found = next((one for one in repository if one), None)
    commit = tuple(map(_mark, _telling(found))) if found else ()
    return {project.root / FILE: _mark(project.root / FILE), project.root / REPOSITORY: commit}


def _repository(folder: Path) -> Path | None:
    """Where git keeps what it has of a project's folder; None where it has nothing of it."""
    named = folder / REPOSITORY
    if named.is_dir():
        return named
    data = load(named) if named.is_file() else b""
    if isinstance(data, bytes) and data.startswith(LINKED):
        return folder / os.fsdecode(data.removeprefix(LINKED).strip())
    return None


def _telling(repository: Path) -> Iterator[Path]:
    """The files of git's that change whenever the last commit is another one."""
    yield repository / HEAD
    yield from (repository / name for name in OTHERS)
    data = load(repository / HEAD)
    if isinstance(data, bytes) and data.startswith(REFERENCE):
        yield repository / os.fsdecode(data.removeprefix(b"ref: ").strip())


def _mark(file: Path) -> tuple[int, int, int] | None:
    """By what a file of a project is known again; None where there is none."""
    with suppress(OSError, ValueError):
        about = file.stat()
        return about.st_mtime_ns, about.st_size, about.st_ino
    return None
