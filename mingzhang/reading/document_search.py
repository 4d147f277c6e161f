"""Paths that a user names → the documents at or below them, and the paths that hold none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import ROOT, Project
from mingzhang.reading.document_names import DISCLOSURE, is_of_kind
from mingzhang.reading.project_root import find_root, no_sources
from mingzhang.reading.safe_opening import link_on_way
from mingzhang.reading.source_text import full, shown

LEVELS = 3  # a document's folder, an agency's, all sources


@dataclass(frozen=True)
class Searched:
    """What a search met: documents' folders, and folders in which it did not look.

    ``missing`` is told of the paths that hold no document.
    """

    folders: tuple[Path, ...] = ()
    missing: tuple[Diagnostic, ...] = ()
    passed: tuple[Path, ...] = ()


def find_folders(
    paths: Sequence[Path], project: Project
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Searches paths (none given: all sources) for documents, and paths that hold none."""
    met = search(paths, project)
    return met.folders, met.missing


def search(paths: Sequence[Path], project: Project) -> Searched:
    """Searches paths (none given: all sources) for documents."""
    here = Path.cwd()
    # Where there is no data the program's own checkout is the project, for its forms alone.
    is_default = project.root == ROOT and find_root(here) is None
    if not paths and (is_default or not project.sources.is_dir()):
        return Searched(missing=(no_sources(project, here),))
    folders, passed = set[Path](), set[Path]()
    missing: list[Diagnostic] = []
    for path in paths or (project.sources,):
        below, beside = _look(full(path), project)
        folders.update(below)
        passed.update(beside)
        if not below:
            missing.append(no_document(path))
    return Searched(tuple(sorted(folders)), tuple(missing), tuple(sorted(passed)))


Met = tuple[list[Path], list[Path]]  # documents, and folders passed over


def _look(path: Path, project: Project) -> Met:
    try:
        return _documents(path, project)
    except OSError:
        # Not ours to read, or a name that no file can have.
        return [], []


def _documents(path: Path, project: Project) -> Met:
    """Where to search for documents: a file, a folder, an agency's, all sources, a root."""
    sources = full(project.sources)
    path = sources if path == full(project.root) else path
    if path.is_file():
        path = path.parent
        return [path] if _is_document(path, project.kinds) else [], []
    if path.is_relative_to(sources) and (link := link_on_way(path, sources)):
        return [link], []
    return _search(path, project) if path.is_dir() else ([], [])


def _search(path: Path, project: Project) -> Met:
    """Searches for documents, and links met on the way; folders in which nobody searched.

    Nobody looks behind a link: it is read as a document, which tells of it.  What lies beside an
    agency's documents is none of them.
    """
    kinds, sources = project.kinds, full(project.sources)
    level, found, passed = [path], list[Path](), list[Path]()
    for _ in range(LEVELS):
        documents = {folder for folder in level if _is_document(folder, kinds)}
        below = [
            _below(folder, kinds, is_shared=folder == sources)
            for folder in level
            if folder not in documents
        ]
        inside = list(chain.from_iterable(documents for documents, _ in below))
        found += [*documents, *filter(Path.is_symlink, inside)]
        passed += chain.from_iterable(beside for _, beside in below)
        level = [folder for folder in inside if not folder.is_symlink()]
    return found, [*passed, *level]


def _below(folder: Path, kinds: Collection[str], *, is_shared: bool) -> Met:
    """The folders in a folder, to be searched or passed over; ``is_shared`` by all agencies.

    With them are links that stand in the place of one.
    """
    below = [
        child
        for child in folder.iterdir()
        if (child.is_dir() or (child.is_symlink() and is_of_kind(child.name, kinds)))
        and not child.name.startswith(".")
    ]
    own = [child for child in below if child.is_symlink() or _is_document(child, kinds)]
    if not own or is_shared:
        return below, []
    return own, [child for child in below if child not in own]


def _is_document(path: Path, kinds: Collection[str]) -> bool:
    """Whether a searched folder is a document: by its name, or by the data in it."""
    return is_of_kind(path.name, kinds) or (path / DISCLOSURE).is_file()


def no_document(path: Path) -> Diagnostic:
    """The finding that the search below a named path met no document."""
    hint = "文档放在“sources/单位/年度-final（或 -budget）”里，其中有 disclosure.yaml；请检查路径。"
    return Diagnostic(Place(shown(full(path))), "MZ052", f"“{path}”里没有文档。", hint)
