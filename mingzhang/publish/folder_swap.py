"""Files: names and bytes → a document's folder, replaced as one; never a mixture of old and new.

The new folder is made beside the old one (``.<name>.new``) and takes its place in one step; the
old one is beside it then (``.<name>.old``) until all that is somebody else's has gone over.  All
this happens under a lock: one program at a time.  What one leaves behind that is killed, the next
clears: of ``.new`` nothing is anybody's, of ``.old`` what the manifest there does not list.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.foreign_files import (
    FIRST_FILES,
    MANIFEST,
    Kept,
    folders,
    keep,
    own_files,
    settle,
)
from mingzhang.publish.swap_places import Places
from mingzhang.publish.write_faults import (
    NOT_OURS,
    Refused,
    fault,
    in_the_way,
    left_over,
    not_a_folder,
    stuck,
)
from mingzhang.publish.write_lock import held
from mingzhang.reading.source_text import full, shown

__all__ = ["FIRST_FILES", "MANIFEST", "put_last", "replace_folder"]
RENAME_EXCHANGE, AT_FDCWD = 2, -100
AT_ONCE = 8  # files that a disk is asked to make last
NAMED = 5  # files that a message names; of more it says how many


def replace_folder(folder: Path, contents: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Swap a folder: make it hold these files; names may have a folder (``data/table-01.csv``).

    Returns why that could not be done: then the old folder is as it was.  A build that is killed
    leaves the old folder, or the new one where it was complete.  A warning says that the new
    folder is in place but that of the old one something is left.
    """
    try:
        make_folder(folder.parent)
        with held(folder):
            faults = _replace(Places(folder), contents)
        _last.clear()
        _last[full(folder)] = {name: sha256(data).hexdigest() for name, data in contents.items()}
        return faults
    except Refused as refused:
        return refused.diagnostics
    except OSError as error:
        return (fault(error, folder),)


_last: dict[Path, dict[str, str]] = {}


def put_last(folder: Path) -> Mapping[str, str] | None:
    """The hashes of the files that this process swapped in last, if it was into this folder.

    Of what was put there, not of what lies there: another program may have come after it.
    """
    return _last.get(full(folder))


def make_folder(folder: Path) -> None:
    """Make a folder to swap in and those above it; ``Refused`` where something else lies there.

    The folder itself may not be a link; those above it may, for the user named them.
    """
    found = in_the_way(folder, "文件夹") if folder.is_symlink() else not_a_folder(folder)
    if found:
        raise Refused(found)
    folder.mkdir(parents=True, exist_ok=True)


def _replace(places: Places, contents: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    folder = places.folder
    _look_beside(places)
    _recover(places)
    own = own_files(folder)
    _look_inside(folder, contents, own)
    try:
        kept = _make(places, contents, own)
        _swap(places)
    finally:
        _put_back(places)
        shutil.rmtree(places.new, ignore_errors=True)
    # The new folder is in place, whatever comes now: only a loss of power could undo it.
    with suppress(OSError):
        _sync_folder(folder.parent)
    try:
        _clear_old(places, own, kept)
    except OSError:
        return (left_over(places.old, folder),)
    return ()


def _look_beside(places: Places) -> None:
    for path in (places.folder, places.new, places.old):
        if path.is_symlink() or (os.path.lexists(path) and not path.is_dir()):
            raise Refused(in_the_way(path, "文件夹"))


def _recover(places: Places) -> None:
    """Put in order what a build killed while it swapped folders has left."""
    _put_back(places)
    if places.new.exists():
        shutil.rmtree(places.new)
    try:
        _clear_old(places, own_files(places.old), {})
    except OSError as error:
        raise Refused(stuck(error, places.old, places.folder)) from error


def _put_back(places: Places) -> None:
    """Where a swap ended between two renames, the folder that was set aside comes back."""
    if places.old.is_dir() and not os.path.lexists(places.folder):
        places.old.replace(places.folder)


def _clear_old(places: Places, own: frozenset[str], kept: Kept) -> None:
    if places.old.exists():
        settle(places.old, places.folder, own, kept)


# What may not be replaced


def _look_inside(folder: Path, contents: Mapping[str, bytes], own: frozenset[str]) -> None:
    """Raises ``Refused`` where a swapped folder's file has its place taken by a foreign one."""
    if not folder.exists():
        return
    for name in contents:
        _look_on_the_way(folder, name)
    others = [name for name, data in contents.items() if _is_others(folder / name, data, name, own)]
    if others:
        raise Refused(_not_ours(folder, others))
    for inner in folders(folder):
        if os.path.ismount(inner):
            # What is mounted there would go aside with the old folder, and could not come back.
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(inner / "*"))
        if not os.access(inner, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(inner / "*"))


def _look_on_the_way(folder: Path, name: str) -> None:
    path = folder
    *above, _last = Path(name).parts
    for part in above:
        path /= part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise Refused(in_the_way(path, "文件夹"))
    path = folder / name
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise Refused(in_the_way(path, "文件"))


def _is_others(file: Path, data: bytes, name: str, own: frozenset[str]) -> bool:
    return name not in own and file.exists() and file.read_bytes() != data


def _not_ours(folder: Path, names: list[str]) -> Diagnostic:
    more = f"等 {len(names)} 个文件" if len(names) > NAMED else ""
    message = (
        f"“{shown(folder)}”里的 {'、'.join(names[:NAMED])}{more}不在清单 {MANIFEST} 上，"
        "看来是别人放的；生成的文件要用这些名称，没有覆盖。"
    )
    hint = "请把它们移走或改名（确实是以前生成的，就删去），再重新生成。"
    return Diagnostic(Place(shown(folder / names[0])), NOT_OURS, message, hint)


# Making the new folder, and the swap


def _make(places: Places, contents: Mapping[str, bytes], own: frozenset[str]) -> Kept:
    places.new.mkdir()
    for name, data in contents.items():
        _write(places.new / name, data)
    _sync_files(places.new / name for name in contents)
    kept = keep(places.folder, places.new, own)
    for inner in folders(places.new):
        _sync_folder(inner)
    return kept


def _swap(places: Places) -> None:
    """Swap a new published folder in; the one it replaces is set aside."""
    folder, new, old = places.folder, places.new, places.old
    if not os.path.lexists(folder):
        new.replace(folder)
        return
    # Named so before the exchange, so that what has this name is never thrown away unread.
    new.replace(old)
    try:
        is_done = _exchange(old, folder)
    except OSError:
        old.replace(new)
        raise
    if not is_done:
        old.replace(new)
        folder.replace(old)
        new.replace(folder)


def _exchange(one: Path, two: Path) -> bool:
    """Swap two folders in one step; False where the system cannot."""
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
    with path.open("xb") as file:
        file.write(data)


def _sync_files(files: Iterable[Path]) -> None:
    """Makes a new folder's files last a loss of power; asked at once, a disk does it in one go."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(_sync_file, files):
            pass


def _sync_file(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _sync_folder(folder: Path) -> None:
    """Makes a swapped folder's names last a loss of power; not every system can open one."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
