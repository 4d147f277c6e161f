"""What others keep in a document's folder: it goes over into the new folder, whatever happens.

In: the folder, and the one that takes its place.  Out: every file that the manifest does not list,
linked (or copied) before the swap, and fetched after it where it came or changed meanwhile.  A
file is removed only where the same one, or the same bytes, lie in the folder that people look at.
"""

from __future__ import annotations

import errno
import filecmp
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

MANIFEST = "manifest.json"
# What a build wrote before there was a manifest.
FIRST_FILES = frozenset({"disclosure.html", "disclosure.pdf"})
LARGEST = 10_000_000  # bytes of a manifest; one of ours has some ten thousand
ROUNDS = 10  # how often a folder is looked through in which somebody goes on writing
Signature = tuple[int, int, int, int]
# What was laid into the new folder, by name: the file that it was, and that it is there.
Kept = Mapping[str, tuple[Signature, Signature]]


def own_files(folder: Path) -> frozenset[str]:
    """The files that are not foreign: those in the folder's manifest, whatever that holds."""
    try:
        listed = json.loads(_plain_bytes(folder / MANIFEST))["files"]
        return frozenset({MANIFEST, *(str(file["path"]) for file in listed)})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return FIRST_FILES | {MANIFEST}


def _plain_bytes(file: Path) -> bytes:
    about = file.lstat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
        raise ValueError(file.name)
    return file.read_bytes()


def keep(folder: Path, new: Path, own: frozenset[str]) -> Kept:
    """Lay foreign files of a document's folder into the new one; the old stays as it is."""
    kept: dict[str, tuple[Signature, Signature]] = {}
    if not folder.exists():
        return kept
    for path in _below(folder):
        name = path.relative_to(folder).as_posix()
        target = new / name
        if _is_folder(path):
            if not any(file.startswith(f"{name}/") for file in own):
                target.mkdir(parents=True, exist_ok=True)
        elif name not in own and not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            before = signature(path)
            if _lay(path, target):
                kept[name] = (before, signature(target))
    _copy_modes(folder, new)
    return kept


def _lay(file: Path, target: Path) -> bool:
    """Link or copy a foreign file.

    False for what can only be moved, once its folder is replaced.
    """
    try:
        os.link(file, target, follow_symlinks=False)
    except OSError:
        if not (file.is_symlink() or file.is_file()):
            return False
        try:
            shutil.copy2(file, target, follow_symlinks=False)
        except PermissionError:
            # Another user's, which we may not even read.
            target.unlink(missing_ok=True)
            return False
    return True


def _copy_modes(folder: Path, new: Path) -> None:
    """Permissions given to foreign hands on a published folder go over to the new one."""
    for target in (new, *filter(_is_folder, _below(new))):
        with suppress(FileNotFoundError):
            mode = stat.S_IMODE((folder / target.relative_to(new)).lstat().st_mode)
            target.chmod(mode | stat.S_IRWXU)


def settle(rest: Path, folder: Path, own: frozenset[str], kept: Kept) -> None:
    """Remove a replaced folder; foreign files in it go over to ``folder``.

    Raises ``OSError`` where that cannot be done: what is left stays where it is.
    """
    for _ in range(ROUNDS):
        for file in [path for path in _below(rest) if not _is_folder(path)]:
            name = file.relative_to(rest).as_posix()
            # The manifest goes last, for it tells what is whose if we are killed here.
            if name not in own:
                _fetch(file, folder / name, kept.get(name))
            elif name != MANIFEST:
                file.unlink()
        if _is_cleared(rest):
            return
    raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(rest))


def _fetch(file: Path, target: Path, laid: tuple[Signature, Signature] | None) -> None:
    """Bring a foreign file over: nothing only here is lost, nothing newer there replaced."""
    if not os.path.lexists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(file, target)
        return
    there = signature(target)
    if there[:2] == signature(file)[:2]:
        file.unlink()
    elif laid and there == laid[1]:
        # What we laid there is a copy, or what somebody has replaced here since.
        file.replace(target)
    elif (laid and signature(file) == laid[0]) or _is_same(file, target):
        file.unlink()
    else:
        _move(file, _free_name(target))


def _move(file: Path, target: Path) -> None:
    """Move a foreign file under a free name; a link is made first, as it never covers a file."""
    try:
        os.link(file, target, follow_symlinks=False)
    except FileExistsError:
        _move(file, _free_name(target))
        return
    except OSError:
        file.rename(target)
        return
    file.unlink()


def _free_name(path: Path) -> Path:
    number = 2
    while os.path.lexists(found := path.with_name(f"{path.stem}（{number}）{path.suffix}")):
        number += 1
    return found


def _is_cleared(rest: Path) -> bool:
    """Remove empty folders with no foreign file, and the manifest where nothing is left."""
    for path in sorted(filter(_is_folder, _below(rest)), reverse=True):
        with suppress(OSError):
            path.rmdir()
    if [path.name for path in rest.iterdir()] == [MANIFEST]:
        (rest / MANIFEST).unlink()
    try:
        rest.rmdir()
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        return False
    return True


def signature(path: Path) -> Signature:
    """What tells a foreign file from another, and from what it was before it was written to."""
    about = path.lstat()
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def _is_same(one: Path, two: Path) -> bool:
    if one.is_symlink() or two.is_symlink():
        return one.is_symlink() and two.is_symlink() and one.readlink() == two.readlink()
    return same_bytes(one, two) if one.is_file() and two.is_file() else False


def same_bytes(one: Path, two: Path) -> bool:
    """Whether a file that may be foreign and ours are both plain and hold the same bytes."""
    return filecmp.cmp(one, two, shallow=False)


def folders(folder: Path) -> Iterator[Path]:
    """A published folder and all below it, which may hold foreign files."""
    yield folder
    yield from filter(_is_folder, _below(folder))


def _is_folder(path: Path) -> bool:
    # A link is somebody's file too, wherever it points.
    return not path.is_symlink() and path.is_dir()


def _below(folder: Path) -> Iterator[Path]:
    """Every file and folder that may be foreign below, a folder before what it holds.

    Raises ``OSError`` for one that cannot be looked into: it may hold what must be kept.
    """
    for path in sorted(folder.iterdir()):
        yield path
        if _is_folder(path):
            yield from _below(path)
