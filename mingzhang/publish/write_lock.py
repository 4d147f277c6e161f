"""Who may write: a folder or file → a lock of the system's kernel, held while the context lasts.

The lock is on a hidden file beside what is written (``.2024-final.lock``), for what is written is
swapped as a whole.  The kernel lets go of it when its holder ends, however that ends; a file that
was left behind is no obstacle.  The file says who holds it, and is removed with the lock.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import socket
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from mingzhang.diagnostics import Diagnostic, Place
from mingzhang.publish.swap_places import Places
from mingzhang.publish.write_faults import AGAIN, HELD, NO_LOCKS, Refused, in_the_way
from mingzhang.reading.source_text import shown

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT, POLL = 30.0, 0.05  # seconds; writing a document takes well under one
LONGEST = 4096  # bytes of what a holder says of itself
# Windows locks bytes against reading too: one far behind those that say who holds it.
FAR = 1 << 30
FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
FLAGS |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
UNSUPPORTED = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})


def lock_file(target: Path) -> Path:
    """The file beside ``target`` by which a build locks it while writing."""
    return Places(target).lock


@contextmanager
def held(target: Path, wait: float | None = None) -> Iterator[None]:
    """The lock of writing ``target``, which nobody else has meanwhile.

    Raises ``Refused`` where another has it for longer than ``wait`` seconds (``WAIT`` where none
    are said), where the place has no locks, or where something else lies in the lock's place;
    ``OSError`` where it cannot be made.
    """
    path = lock_file(target)
    descriptor = _acquire(path, target, WAIT if wait is None else wait)
    try:
        _sign(descriptor)
        yield
    finally:
        _release(descriptor, path)


def _acquire(path: Path, target: Path, wait: float) -> int:
    until = time.monotonic() + wait
    while True:
        descriptor = _open(path)
        try:
            taken = _take(descriptor, path)
            if taken and _is_current(descriptor, path):
                return descriptor
            if not taken and time.monotonic() > until:
                raise Refused(_held_by(_holder(descriptor), target, wait))
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        # One that had just been removed by its holder is made anew at once.
        time.sleep(0 if taken else POLL)


def _open(path: Path) -> int:
    while True:
        if path.is_symlink():
            raise Refused(in_the_way(path, "锁文件"))
        with suppress(FileNotFoundError):
            return _checked(_open_old(path), path)
        # Another may make it, or remove it, in between: then the other way is tried again.
        with suppress(FileExistsError):
            return _made(path)


def _open_old(path: Path) -> int:
    try:
        return os.open(path, FLAGS)
    except PermissionError:
        # Another user's: it can be locked, though not written.
        return os.open(path, FLAGS & ~os.O_RDWR | os.O_RDONLY)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise Refused(in_the_way(path, "锁文件")) from error
        raise


def _checked(descriptor: int, path: Path) -> int:
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise Refused(in_the_way(path, "锁文件"))


def _made(path: Path) -> int:
    descriptor = os.open(path, FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
    with suppress(OSError, AttributeError):
        # Who may write in the folder may say in the lock that it is he.
        os.fchmod(descriptor, path.parent.stat().st_mode & 0o666 | 0o600)
    return descriptor


def _take(descriptor: int, path: Path) -> bool:
    """Whether the write lock is ours now; False where another build has it."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno == errno.EDEADLK:
            return False
        if error.errno in UNSUPPORTED:
            raise Refused(_no_locks(path.parent)) from error
        if error.errno == errno.EBADF:
            # A share that locks only what may be written, and the file is another user's.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)) from error
        raise
    return True


def _is_current(descriptor: int, path: Path) -> bool:
    """Whether the write lock is still on the file of that name, and on no other."""
    ours = os.fstat(descriptor)
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    if (ours.st_dev, ours.st_ino) != (there.st_dev, there.st_ino):
        return False
    if ours.st_nlink > 1:
        # A copy made of links shares it: what we write would show there.
        path.unlink()
        return False
    return True


def _release(descriptor: int, path: Path) -> None:
    # Removed while it is held: who waits for it finds that it is no longer the one of that name.
    with suppress(OSError):
        path.unlink()
    os.close(descriptor)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()


def _sign(descriptor: int) -> None:
    """Say who holds the write lock; a full disk keeps nobody from holding it."""
    now = datetime.now(UTC).astimezone()
    about = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "user": _user(),
        "since": f"{now:%Y-%m-%d %H:%M:%S}",
    }
    with suppress(OSError):
        os.truncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps(about, ensure_ascii=False).encode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def _holder(descriptor: int) -> dict[str, object]:
    """What a write lock's holder says of itself; nothing where that cannot be true."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        about = json.loads(os.read(descriptor, LONGEST))
        is_true = isinstance(about, dict) and not _is_gone(about["host"], about["pid"])
    except (OSError, ValueError, KeyError, RecursionError):
        return {}
    return about if is_true else {}


def _is_gone(host: object, pid: object) -> bool:
    """Whether a process of this machine has ended, so that it holds no write lock."""
    if os.name != "posix" or host != socket.gethostname() or not isinstance(pid, int):
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _held_by(about: dict[str, object], target: Path, wait: float) -> Diagnostic:
    who = (
        "主机 {host} 上用户 {user} 的进程 {pid}，从 {since} 起".format(
            **{key: about.get(key, "？") for key in ("host", "user", "pid", "since")}
        )
        if about
        else "是哪个程序没有记下来"
    )
    waited = f"，等了 {wait:.0f} 秒" if wait else "，"
    message = f"“{shown(target)}”正由另一个程序写（{who}）{waited}还没有写完。"
    hint = (
        f"请等它写完{AGAIN}；它若停住不动，请结束那个进程，锁随之解除，"
        f"不用删锁文件“{lock_file(target).name}”。"
    )
    return Diagnostic(Place(shown(target)), HELD, message, hint)


def _no_locks(folder: Path) -> Diagnostic:
    message = (
        f"“{shown(folder)}”所在的磁盘或网络文件夹不支持文件锁，"
        "不能保证两个程序不同时写，所以没有写。"
    )
    hint = "请在本机的磁盘上运行（生成时可用 --output 指定文件夹），完成后再拷过去。"
    return Diagnostic(Place(shown(folder)), NO_LOCKS, message, hint)
