"""Paths that a user names → the documents at or below them, and the paths that hold none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import ROOT, Project
from mingzhang.reading.document_names import DISCLOSURE, year_and_kind
from mingzhang.reading.project_root import find_root, no_sources
from mingzhang.reading.safe_opening import link_on_way
from mingzhang.reading.source_text import full, shown

LEVELS = 3  # a document's folder, an agency's, all sources


def find_folders(
    paths: Sequence[Path], project: Project
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Searches paths (none given: all sources) for documents, and paths that hold none."""
    here = Path.cwd()
    # Where there is no data the program's own checkout is the project, for its forms alone.
    is_default = project.root == ROOT and find_root(here) is None
    if not paths and (is_default or not project.sources.is_dir()):
        return (), (no_sources(project, here),)
    folders: set[Path] = set()
    missing: list[Diagnostic] = []
    for path in paths or (project.sources,):
        below = _look(full(path), project)
        folders.update(below)
        if not below:
            missing.append(no_document(path))
    return tuple(sorted(folders)), tuple(missing)


def _look(path: Path, project: Project) -> list[Path]:
    try:
        return _documents(path, project)
    except OSError:
        # Not ours to read, or a name that no file can have.
        return []


def _documents(path: Path, project: Project) -> list[Path]:
    """Where to search for documents: a file, a folder, an agency's, all sources, a root."""
    path = _start(path, project)
    if path.is_file():
        path = path.parent
        return [path] if _is_document(path, project) else []
    sources = full(project.sources)
    if path.is_relative_to(sources) and (link := link_on_way(path, sources)):
        return [link]
    return _search(path, project)[0] if path.is_dir() else []


def _start(path: Path, project: Project) -> Path:
    """Where a search begins: of a project's root in its sources."""
    return full(project.sources) if path == full(project.root) else path


def _search(path: Path, project: Project) -> tuple[list[Path], list[Path]]:
    """Searches for documents, and links met on the way; folders in which nobody searched.

    Nobody looks behind a link: it is read as a document, which tells of it.  What lies beside an
    agency's documents is none of them.
    """
    level, found, passed = [path], list[Path](), list[Path]()
    for _ in range(LEVELS):
        found += [folder for folder in level if _is_document(folder, project)]
        below = [_below(folder, project) for folder in level if folder not in found]
        inside = list(chain.from_iterable(documents for documents, _ in below))
        found += filter(Path.is_symlink, inside)
        passed += chain.from_iterable(beside for _, beside in below)
        level = [folder for folder in inside if not folder.is_symlink()]
    return found, [*passed, *level]


def _below(folder: Path, project: Project) -> tuple[list[Path], list[Path]]:
    """The folders in a folder, to be searched or passed over.

    With them are links that stand in the place of one.
    """
    below = [
        child
        for child in folder.iterdir()
        if (child.is_dir() or (child.is_symlink() and year_and_kind(child.name, project)))
        and not child.name.startswith(".")
    ]
    own = [child for child in below if child.is_symlink() or _is_document(child, project)]
    if not own or folder == full(project.sources):
        return below, []
    return own, [child for child in below if child not in own]


def passed_over(path: Path, project: Project) -> list[Path]:
    """Folders below a named path in which the search for documents did not look."""
    path = _start(full(path), project)
    try:
        return _search(path, project)[1] if path.is_dir() else []
    except OSError:
        return []


def _is_document(path: Path, project: Project) -> bool:
    """Whether a searched folder is a document: by its name, or by the data in it."""
    return bool(year_and_kind(path.name, project)) or (path / DISCLOSURE).is_file()


def no_document(path: Path) -> Diagnostic:
    """The finding that the search below a named path met no document."""
    hint = "文档放在“sources/单位/年度-final（或 -budget）”里，其中有 disclosure.yaml；请检查路径。"
    return Diagnostic(Place(shown(full(path))), "MZ052", f"“{path}”里没有文档。", hint)
