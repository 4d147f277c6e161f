"""A file below a root → its bytes, through no link and from nothing but a regular file.

Each step of the path is opened from the one above it, and the file is looked at through the opened
descriptor: what is exchanged while it is read cannot lead elsewhere.  The root itself may be a
link, for whoever runs the program named it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Form(Enum):
    """What stands in a file's place, so that opening is not safe: a link, a folder, a pipe …."""

    MISSING = "没有"
    LINK = "链接"
    FOLDER = "文件夹"
    PIPE = "命名管道"
    SOCKET = "套接字"
    DEVICE = "设备"
    CLOSED = "读不了"


@dataclass(frozen=True)
class Obstacle:
    """Why opening a file is not safe: what is in the way (a link, a pipe), and where."""

    path: Path
    form: Form


_FORMS = {
    stat.S_IFLNK: Form.LINK,
    stat.S_IFDIR: Form.FOLDER,
    stat.S_IFIFO: Form.PIPE,
    stat.S_IFSOCK: Form.SOCKET,
    stat.S_IFCHR: Form.DEVICE,
    stat.S_IFBLK: Form.DEVICE,
}
NO_FILE = "not a regular file"
_CAN_WALK = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_OPENED = Path("/proc/self/fd")  # where Linux shows a descriptor as a folder
# Names that Windows has: a junction leads elsewhere as a link does, a cloud's placeholder does not.
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


def read_below(file: Path, root: Path, most: int) -> bytes | Obstacle:
    """The first ``most`` bytes of a file below ``root``, opened safely: through no link."""
    try:
        parts = file.relative_to(root).parts
        if not _CAN_WALK and (found := obstacle(file, root)):
            return found
        descriptor = _walk(root, parts) if _CAN_WALK else os.open(file, os.O_RDONLY)
    except (OSError, ValueError):
        return obstacle(file, root) or Obstacle(file, Form.CLOSED)
    return _read(descriptor, file, most)


@contextmanager
def folder_below(folder: Path, root: Path) -> Iterator[Path]:
    """A folder below ``root`` for writing in it, opened safely: a path that no link can bend.

    Where the system has no such path, it is the folder's own.  Raises ``OSError`` at a link.
    """
    parts = folder.relative_to(root).parts
    if not _CAN_WALK:
        if link_on_way(folder, root):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))
        yield folder
        return
    descriptor = _folder(root, parts)
    try:
        opened = _OPENED / str(descriptor)
        yield opened if opened.is_dir() else folder
    finally:
        os.close(descriptor)


def _folder(root: Path, parts: tuple[str, ...]) -> int:
    """Safe opening of a folder step by step from ``root``; ``OSError`` at a link."""
    step = os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
    at = os.open(root, step)
    for part in parts:
        try:
            below = os.open(part, step | os.O_NOFOLLOW, dir_fd=at)
        finally:
            os.close(at)
        at = below
    return at


def _walk(root: Path, parts: tuple[str, ...]) -> int:
    """Safe opening of a file step by step from ``root`` (its descriptor); ``OSError`` at a link."""
    at = _folder(root, parts[:-1])
    try:
        # A pipe without a writer must not keep us waiting.
        last = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
        return os.open(parts[-1] if parts else ".", last, dir_fd=at)
    finally:
        os.close(at)


def _read(descriptor: int, file: Path, most: int) -> bytes | Obstacle:
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            os.close(descriptor)
            return Obstacle(file, _FORMS.get(stat.S_IFMT(mode), Form.CLOSED))
        with os.fdopen(descriptor, "rb") as stream:
            return stream.read(most)
    except OSError:
        return Obstacle(file, Form.CLOSED)


def plain_bytes(file: Path) -> bytes:
    """The bytes of a file that the user named himself, so that opening a link is safe.

    Raises ``OSError`` where it cannot be read, or is no file: whoever opens a pipe waits, and a
    device has no end.
    """
    mode = file.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.ENXIO, NO_FILE, str(file))
    return file.read_bytes()


def obstacle(path: Path, root: Path) -> Obstacle | None:
    """What prevents safe opening: the first link, non-folder or gap on the path from ``root``."""
    steps = (root.joinpath(*path.relative_to(root).parts[:n]) for n in _numbers(path, root))
    for step in steps:
        form = _form(step)
        if form and not (form is Form.FOLDER and step != path):
            return Obstacle(step, form)
    return None


def is_shared(file: Path) -> bool:
    """Whether opening a file is not safe, as it has another name somewhere: a hard link."""
    try:
        state = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and state.st_nlink > 1


def link_on_way(path: Path, root: Path) -> Path | None:
    """The first link on the way from ``root`` to ``path``, for which opening is not safe."""
    found = obstacle(path, root) if path.is_relative_to(root) else None
    return found.path if found and found.form is Form.LINK else None


def _numbers(path: Path, root: Path) -> range:
    return range(1, len(path.relative_to(root).parts) + 1)


def _form(path: Path) -> Form | None:
    """What stands at a path that is not safe for opening: a link, folder, pipe, device."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return Form.MISSING
    except (OSError, ValueError):
        return Form.CLOSED
    if _JUNCTION is not None and getattr(found, "st_reparse_tag", 0) == _JUNCTION:
        return Form.LINK
    return _FORMS.get(stat.S_IFMT(found.st_mode))


def odd_below(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """All in a folder, at any depth, that is not safe for opening: no folder, no file.

    A folder with one of the ``suffixes`` stands in the place of a file.  No link is followed.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            if not entry.is_file(follow_symlinks=False):
                yield path
        elif path.suffix in suffixes:
            yield path
        else:
            yield from odd_below(path, suffixes)
