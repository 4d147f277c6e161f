"""Files: names and bytes → a document's folder, replaced as one; never a mixture of old and new.

The new folder is made beside the old one and takes its place in one step.  What the old manifest
does not list is somebody else's: it moves over untouched.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

MANIFEST = "manifest.json"
# What a build wrote before there was a manifest.
FIRST_FILES = frozenset({"disclosure.html", "disclosure.pdf"})
RENAME_EXCHANGE, AT_FDCWD = 2, -100


def replace_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make the folder hold these files; names may have a folder (``data/table-01.csv``).

    A build that fails or is killed leaves the old folder, or the new one where it was complete.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.parent / f".{folder.name}.{state}" for state in ("new", "old"))
    _recover(folder, old)
    _remove(new)
    for name, data in contents.items():
        _write(new / name, data)
    _keep_foreign(folder, new)
    _sync_folders(new)
    _swap(folder, new, old)
    _sync_folder(folder.parent)
    _remove(new)
    _remove(old)


def _recover(folder: Path, old: Path) -> None:
    """Put back what a build that was killed between two renames had set aside."""
    if old.is_dir() and not folder.exists():
        old.replace(folder)


def _keep_foreign(folder: Path, new: Path) -> None:
    """Link what is not the document's own into the new folder; the old one stays as it is."""
    own = _own_files(folder)
    for file in _files(folder):
        name = file.relative_to(folder).as_posix()
        target = new / name
        if name not in own and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(file, target)


def _own_files(folder: Path) -> frozenset[str]:
    """The names that the old manifest lists; it may be anything that somebody left there."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
        return frozenset({MANIFEST, *(file["path"] for file in listed)})
    except (OSError, ValueError, KeyError, TypeError):
        return FIRST_FILES


def _files(folder: Path) -> Iterator[Path]:
    # A link is somebody's file too, wherever it points.
    return (p for p in sorted(folder.rglob("*")) if p.is_symlink() or not p.is_dir())


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(file, target, follow_symlinks=False)


def _swap(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.replace(folder)
    elif not _exchange(new, folder):
        _remove(old)
        folder.replace(old)
        new.replace(folder)


def _exchange(one: Path, two: Path) -> bool:
    """Swap two folders in one step; False where the system has none."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return False
    names = (os.fsencode(one), os.fsencode(two))
    if rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(two))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _sync_folders(folder: Path) -> None:
    for below in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _sync_folder(below)


def _sync_folder(folder: Path) -> None:
    """Makes the new names last a loss of power; not every system can open a folder."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
