"""The project that a command is about: of the documents it names, else of the current folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.project import Project
from mingzhang.reading.checkout_rooms import outside
from mingzhang.reading.project_root import SOURCES, find_root, read_project
from mingzhang.reading.source_text import full, shown

SEVERAL = "MZ872"
# How a command's arguments name the documents that it is about; a command that has none of it is
# about the folder where it is called.
Naming = Callable[[argparse.Namespace], Sequence[Path]]


def project_here() -> Project:
    """The project of the current folder; what is wrong with its file was told before."""
    return read_project(Path.cwd())[0]


def project_of(arguments: argparse.Namespace) -> Project:
    """The current project: that of the documents a command names, wherever it is called."""
    return read_project(_within(_named(arguments)))[0]


def project_of_new(folder: Path) -> Project:
    """The current project for a new document's folder, or one that begins there."""
    if root := _root(folder):
        return read_project(root)[0]
    begun = next((above.parent for above in folder.parents if above.name == SOURCES), None)
    return Project(begun) if begun else project_here()


def faults_of(arguments: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """What is wrong with the current project's ``mingzhang.yaml``, and what is no file."""
    paths = _named(arguments)
    if several := _several(paths):
        return (several,)
    project, found = read_project(_within(paths))
    return found or outside(project)


def _named(arguments: argparse.Namespace) -> Sequence[Path]:
    naming: Naming | None = getattr(arguments, "documents", None)
    return naming(arguments) if naming else ()


def _within(paths: Sequence[Path]) -> Path:
    """A folder of the current project: the root of the first document that has one, else here."""
    return next((root for path in paths if (root := _root(path))), Path.cwd())


def _root(path: Path) -> Path | None:
    """The current project's root above a document; none above what nobody may look at."""
    try:
        return find_root(full(path))
    except (OSError, ValueError):
        return None


def _several(paths: Sequence[Path]) -> Diagnostic | None:
    """The finding that there is no one current project: documents of several were named."""
    roots = {root: path for path in reversed(paths) if (root := _root(path))}
    if len(roots) <= 1:
        return None
    (first, _), (other, path), *_rest = reversed(roots.items())
    message = f"“{path}”在数据文件夹“{other}”里，前面的文档在“{first}”里，不能一起做。"
    hint = "各个数据文件夹有自己的版式、科目和输出，请一个数据文件夹运行一次。"
    return Diagnostic(Place(shown(full(path))), SEVERAL, message, hint)
