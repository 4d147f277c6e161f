"""The project that a command is about: the one of the current folder."""

from __future__ import annotations

from pathlib import Path

from mingzhang.diagnostics import Diagnostic
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.project_root import SOURCES, find_root, read_project


def project_here() -> Project:
    """The project of the current folder; what is wrong with its file was told before."""
    return read_project(Path.cwd())[0]


def project_of_new(folder: Path) -> Project:
    """The project that a new document's folder begins, where there is none yet."""
    begun = next((above.parent for above in folder.parents if above.name == SOURCES), None)
    if begun is None or find_root(Path.cwd()):
        return project_here()
    return read_project(begun)[0] if find_root(begun) else Project(begun)


def faults_here() -> tuple[Diagnostic, ...]:
    """What is wrong with the current project's ``mingzhang.yaml``, and no file in its rooms."""
    project, found = read_project(Path.cwd())
    return found or outside(project)
