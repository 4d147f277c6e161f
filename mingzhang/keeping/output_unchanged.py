"""Whether an output folder still holds what was written: stamps where they tell, hashes elsewhere.

A file is known again by its size, times and inode.  A copy that was restored has others: it is
hashed once.  Files that others laid there are none of ours; what a killed build left beside is,
and only another build clears it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from mingzhang.publish.foreign_files import own_files
from mingzhang.publish.swap_places import Places

Stamp = tuple[int, int, int, int]
Stamps = dict[str, Stamp]


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every file of an output folder, to see that it is unchanged.

    Raises ``OSError``.
    """
    return {name: _hash(folder / name) for name in sorted(own_files(folder))}


def stamps(folder: Path, names: Mapping[str, str]) -> Stamps | None:
    """The stamps of unchanged output files; None where one is missing or no plain file."""
    found: Stamps = {}
    for name in names:
        try:  # of each file of a province: no path is made of its name
            about = os.lstat(f"{folder}{os.sep}{name}")
        except OSError:
            return None
        if not stat.S_ISREG(about.st_mode):
            return None
        found[name] = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
    return found


def whole(
    folder: Path, wanted: Mapping[str, str], known: Mapping[str, Stamp], *, verify: bool
) -> Stamps | None:
    """The stamps of an output folder that is unchanged by its hashes; None where it is not.

    ``verify``: every file is hashed, whatever its stamp.
    """
    now = stamps(folder, wanted)
    is_settled = Places(folder).are_clear
    if now is None or not is_settled or folder.is_symlink() or folder.parent.is_symlink():
        return None
    doubtful = [name for name, stamp in now.items() if verify or known.get(name) != stamp]
    try:
        same = all(_hash(folder / name) == wanted[name] for name in doubtful)
    except OSError:
        return None
    return now if same else None


def _hash(file: Path) -> str:
    whole_file = sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            whole_file.update(block)
    return whole_file.hexdigest()
