"""A folder that every machine of a cluster sees: documents wait there until they are put in place.

What is made of a document is one file, there whole or not at all and named by its parcel and the
program's key.  So a document that was finished is not made again, although the scheduler or the
caller ended before they heard of it.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from mingzhang.cluster.cluster_worker import Made, key_here, made
from mingzhang.cluster.parcel import Parcel
from mingzhang.keeping.result_record import Record, from_json, to_json
from mingzhang.result import Result

SUFFIX, PART = ".made", ".part"
ABOUT, FILES = "made.json", "files/"
ASKED = "asked"  # stands for what the last commit had, which only the caller knows


def entry_of(parcel: Parcel, key: str) -> str:
    """The name in a shared folder of what a program with this key makes of a parcel."""
    wanted = sorted(parcel.wanted.kinds), parcel.wanted.draft
    paths = parcel.root, parcel.folder, parcel.here
    said = repr((key, wanted, paths, parcel.rooms, parcel.sources))
    return sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True)
class SharedFolder:
    """The shared folder at a path that is the same on every machine."""

    path: Path

    def put(self, entry: str, whole: Made) -> str:
        """Puts a document in the shared folder; returns its file's name.  Raises ``OSError``.

        The name is always a new one, so that no machine remembers that it was not there.
        """
        name = f"{entry}.{uuid4().hex}{SUFFIX}"
        part = self.path / f"{name}{PART}"
        with part.open("xb") as file:
            with zipfile.ZipFile(file, "w") as packed:
                packed.writestr(ABOUT, json.dumps(to_json(_record(whole)), ensure_ascii=False))
                for inside, data in whole.files.items():
                    packed.writestr(f"{FILES}{inside}", data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path / name)
        return name

    def names(self) -> Mapping[str, str]:
        """The files that are in the shared folder, by entry; none where it cannot be read."""
        try:
            found = sorted(name for name in os.listdir(self.path) if name.endswith(SUFFIX))  # noqa: PTH208
        except OSError:
            return {}
        return {name.partition(".")[0]: name for name in found}

    def take(self, name: str, folder: str) -> Made | None:
        """What lies in the shared folder for a document; None where it cannot be read."""
        try:
            with zipfile.ZipFile(self.path / name) as packed:
                record = from_json(json.loads(packed.read(ABOUT)), Path(folder))
                names = [one for one in packed.namelist() if one.startswith(FILES)]
                files = {one.removeprefix(FILES): packed.read(one) for one in names}
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None
        if record is None:
            return None
        result = replace(record.result, asked_git=record.git == ASKED, is_kept=False)
        return Made(record.key, result, files)

    def remove(self, entry: str) -> None:
        """Removes from the shared folder what was made of a parcel, half-written files too."""
        with suppress(OSError):
            for file in self.path.glob(f"{entry}.*"):
                file.unlink(missing_ok=True)


def made_into(shared: SharedFolder, parcel: Parcel) -> Made:
    """As ``made``; the files wait in the shared folder, unless there are errors."""
    key = key_here()
    if there := shared.names().get(entry_of(parcel, key)):
        return Made(key, Result(Path(parcel.folder), ()), {}, there)
    whole = made(parcel)
    if not whole.files:
        return whole
    return replace(whole, files={}, kept_in=shared.put(entry_of(parcel, whole.key), whole))


def is_shared(probe: Path) -> bool:
    """Whether this machine sees a file of the shared folder, and may write beside it."""
    return probe.is_file() and os.access(probe.parent, os.W_OK)


def _record(whole: Made) -> Record:
    """What is kept in the shared folder of a result: no folder of the machine that made it."""
    return Record(whole.key, whole.result, {}, (), (), ASKED if whole.result.asked_git else "")
