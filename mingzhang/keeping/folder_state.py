"""A folder → its state: a signature, quick to take, and a digest of all that its files say.

Where the signature (of each file its name, size, times and inode) is as it was, so is the digest;
elsewhere the files are read.  A folder that is not there has a state too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

RECENT = 20_000_000  # nanoseconds: within a tick of the clock a file may change without a trace
MISSING, CLOSED = "missing", "closed"
SKIPPED = frozenset(("__pycache__",))
# Hidden files are an editor's or a program's, but for those that a source or a form may name.
NAMED = (".md", ".yaml", ".j2", ".css", ".js", ".csv")


class State(NamedTuple):
    """The state of a folder: what is in it and how it is known again."""

    signature: str
    digest: str


@dataclass(frozen=True)
class Entry:
    """A file or a link in a folder's state: its name, its path, what the system says of it."""

    name: str
    path: str
    about: os.stat_result

    @property
    def line(self) -> str:
        """A line by which an untouched file is known again in a folder's state."""
        a = self.about
        return (
            f"{self.name}\0{a.st_mode}\0{a.st_size}\0{a.st_mtime_ns}\0{a.st_ctime_ns}\0{a.st_ino}\n"
        )


def state_of(folder: Path, known: State | None = None, left_out: Iterable[str] = ()) -> State:
    """The state of all below a folder, but for folders in it that are ``left_out``.

    ``known`` is its state at an earlier time.
    """
    if any(map(os.path.islink, (folder, folder.parent))):
        # Nothing is read through a link, whatever lies behind it.
        return State("", "link")
    try:
        entries = sorted(_entries(os.fspath(folder), "", frozenset(left_out)), key=_name)
    except FileNotFoundError:
        return State(MISSING, MISSING)
    except OSError:
        return State("", CLOSED)
    return state_of_entries(entries, known)


def state_of_files(files: Iterable[Path], known: State | None = None) -> State:
    """The state of single files, by their paths, to see later if they changed."""
    return state_of_entries([Entry(str(f), str(f), f.stat()) for f in sorted(files)], known)


def state_of_entries(entries: Iterable[Entry], known: State | None) -> State:
    """The state of a folder's entries that are in order already."""
    entries = list(entries)
    signature = sha256("".join(entry.line for entry in entries).encode(*ENCODING)).hexdigest()
    if known and known.signature == signature:
        return known
    newest = max((entry.about.st_ctime_ns for entry in entries), default=0)
    is_settled = newest < time.time_ns() - RECENT
    return State(signature if is_settled else "", _digest(entries))


ENCODING = ("utf-8", "surrogateescape")


def _name(entry: Entry) -> str:
    return entry.name


def _entries(folder: str, above: str, left_out: frozenset[str]) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        for item in found:
            name = f"{above}{item.name}"
            if item.is_dir(follow_symlinks=False):
                if name not in left_out and item.name not in SKIPPED:
                    yield from _entries(item.path, f"{name}/", left_out)
            elif not item.name.startswith(".") or item.name.endswith(NAMED):
                yield Entry(name, item.path, item.stat(follow_symlinks=False))


def _digest(entries: Iterable[Entry]) -> str:
    whole = sha256()
    for entry in entries:
        data = _content(Path(entry.path))
        whole.update(f"{entry.name}\0{len(data)}\0".encode(*ENCODING))
        whole.update(data)
    return whole.hexdigest()


def _content(file: Path) -> bytes:
    """A file's content for a folder's state.

    Of a link where it leads, of others that it is there.
    """
    try:
        if file.is_symlink():
            return b"link " + os.fsencode(file.readlink())
        return file.read_bytes() if file.is_file() else b"special"
    except OSError:
        return CLOSED.encode()
