"""A document's folder → all that it is made of, as a value that another machine can lay out again.

That is every folder of sources that it draws on, and what the project has of its own beside them.
What comes with the program is there already, and own rules are code, which is never sent.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mingzhang.keeping.folders_drawn_on import drawn
from mingzhang.project import SHIPPED, Project
from mingzhang.reading.project_root import FILE
from mingzhang.reading.source_text import full
from mingzhang.wanted import Wanted

Files = tuple[tuple[str, bytes], ...]
LISTS = "subjects-*.csv"


@dataclass(frozen=True)
class Parcel:
    """A parcel: what a document is made of; every path is seen from the project's ``root``.

    ``here`` is where the user works, ``rooms`` what all documents of the project share,
    ``sources`` the folders that this one draws on, ``wanted`` the files that are to be made.
    """

    root: str
    folder: str
    here: str
    rooms: Files
    sources: Files
    wanted: Wanted


def pack(folder: Path, project: Project, wanted: Wanted) -> Parcel | None:
    """The parcel of a document; None where a part of it is no file below the project's root.

    Raises ``OSError`` where a file cannot be read.
    """
    root = full(project.root)
    folders = [*drawn(folder, project).folders]
    if not all(one.is_relative_to(root) for one in folders):
        return None
    files = [*_files(folders)]
    if any(path.is_symlink() or not path.is_file() for path in files):
        return None
    here = full(Path())
    return Parcel(
        str(root),
        _inside(full(folder), root),
        _inside(here, root) if here.is_relative_to(root) else ".",
        _read(_rooms(project), root),
        _read(files, root),
        wanted,
    )


def lay(files: Files, root: Path) -> None:
    """Lays the files of a parcel below a folder.  Raises ``OSError``."""
    for name, data in files:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _inside(path: Path, root: Path) -> str:
    return PurePosixPath(path.relative_to(root)).as_posix()


def _read(paths: Iterable[Path], root: Path) -> Files:
    return tuple((_inside(path, root), path.read_bytes()) for path in sorted(set(paths)))


def _rooms(project: Project) -> Iterator[Path]:
    """What a parcel takes of a project of data; a checkout of the program has nothing more."""
    if project.root == SHIPPED:
        return
    root = full(project.root)
    if (root / FILE).is_file():
        yield root / FILE
    yield from _files([full(project.templates)])
    yield from full(project.subjects).glob(LISTS)


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """All that lies in folders for a parcel; a link is for the caller to judge."""
    for folder in folders:
        for above, _, names in os.walk(folder):
            yield from (Path(above) / name for name in names)
